"""A change before it is made: the text that it would write, what is wrong with it, and what it does to the results."""

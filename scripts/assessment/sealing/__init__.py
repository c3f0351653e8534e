"""The steps that end a year, for the command line and the desk alike: what keeps each from being done, and doing it."""

"""What a change of the data does to the results. Both sides are data read by today's code; no code of a revision runs."""

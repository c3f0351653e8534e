"""Beginning a year or a round with the scheme and the units of the last, for the command line and the desk alike."""

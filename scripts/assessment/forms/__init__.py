"""Forms over data files: what a file may hold, as fields to fill in, and what was filled in, as values for the file."""

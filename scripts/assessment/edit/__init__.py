"""Changes to data files by command: the rest of a file stays as its editor left it, and all files change or none."""

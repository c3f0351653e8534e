"""The site on this machine while it is built: which files are shown by then, and what a page says of the build."""

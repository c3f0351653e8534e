"""One year as it was read: its files, what they say, and what of them could not be read."""

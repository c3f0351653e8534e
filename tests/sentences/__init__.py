"""The sentences that the program brings, listed for somebody to read."""

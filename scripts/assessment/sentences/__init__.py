"""The sentences that the program brings, each with its place, for somebody to read them all with an editor's eye."""

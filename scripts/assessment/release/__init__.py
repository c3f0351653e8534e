"""From the data folder to a whole output folder: every step in order, and the old output replaced at the very end."""

"""Changes to data files by command: each is written whole, and its other lines stay as their editor left them."""

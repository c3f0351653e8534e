"""What the guides in docs/ say is true."""

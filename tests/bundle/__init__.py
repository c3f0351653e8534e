"""How a bundle is read from a folder or an archive."""

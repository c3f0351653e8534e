"""Twin data: years that show the same at a level, which have to give the same public output."""

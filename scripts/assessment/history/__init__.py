"""When each record was made, changed and removed, from the versions that Git keeps of the units' files."""

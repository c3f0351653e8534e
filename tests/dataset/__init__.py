"""What the types of the records tell by themselves."""

"""The program as a package: built, installed into an empty environment, and run far from its repository."""

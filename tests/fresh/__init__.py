"""What README.md promises of a machine that has nothing yet, on machines that are made for it."""

"""What scripts/verify says of a published bundle."""

"""Whether a published bundle is whole, what a commit gives, and what was approved. It trusts nothing in the bundle."""

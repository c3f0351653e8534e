"""Rules that JSON Schema cannot say, one function each, with a code."""

"""What dear work gave, kept between builds under the digest of everything that went into it."""

"""No word of the shipped schemes stands anywhere but in them."""

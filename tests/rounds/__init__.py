"""Rounds of a year: recorded, approved and published by themselves, and rolled up into the year."""

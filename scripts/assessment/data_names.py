"""What stands at the top of a data folder, by name."""

COUNTY = "county.yaml"
IMPORT_WORDS = "imports.yaml"
PEOPLE = "people.yaml"
FONTS = "fonts"
"""A county's own fonts, for rare characters."""

HELD = ("years", "units", "schemes", "scores", "approvals", "evidence", FONTS, COUNTY, IMPORT_WORDS, PEOPLE)
"""All of it."""

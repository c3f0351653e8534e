"""What stands at the top of a data folder, by name."""

COUNTY = "county.yaml"
IMPORT_WORDS = "imports.yaml"
PEOPLE = "people.yaml"
EVIDENCE = "evidence"
"""Evidence files, unless the county keeps them elsewhere."""
FONTS = "fonts"
"""A county's own fonts, for rare characters."""

HELD = ("years", "units", "schemes", "scores", "approvals", EVIDENCE, FONTS, COUNTY, IMPORT_WORDS, PEOPLE)
"""All of it."""

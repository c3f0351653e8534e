"""Which version of the program this is."""

VERSION = "1.0.0"
"""As the package is called by when it is installed; CHANGELOG.md says what each brought."""

"""The site: Pelican with the project's theme, and pages generated from a Publication."""

"""The office at work in a browser: desks of years and units, and forms over their records."""

"""What the Python of the other software runs: every document of a folder as an archival, accessible PDF beside it."""

import sys
from pathlib import Path

import typst

# Read once, as a program would that makes many documents.
fonts = typst.Fonts()
for source in sorted(Path(sys.argv[1]).glob("*.typ")):
    typst.compile(str(source), output=str(source.with_suffix(".pdf")), font_paths=fonts, pdf_standards=["a-3a", "ua-1"])

"""Workbooks whose bytes depend on nothing but what they hold, and whose texts are never formulas."""

import re
from datetime import date

from openpyxl.cell import Cell, MergedCell

from assessment.steady import steady

_CORE = "docProps/core.xml"
_CORE_TEXT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
"""Properties without a name of a person and without the time of writing."""

_FIRST_DAY = date(1980, 1, 1)
"""Of all that an archive can say."""

LONGEST = 32_000
"""Characters; a cell holds 32,767."""


_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""The start of what a spreadsheet would take for the escape of a character, such as ``_x000D_``."""


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Put a text into a cell; it is a text whatever signs it has, and as much of it as a cell holds."""
    cell.value = _LIKE_ESCAPE.sub("_x005F_", text[:LONGEST])
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def steady_workbook(raw: bytes) -> bytes:
    """Return the same workbook with fixed dates and without properties of the writer."""
    return steady(raw, _FIRST_DAY, instead={_CORE: _CORE_TEXT.encode()})

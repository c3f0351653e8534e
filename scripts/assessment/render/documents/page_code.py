"""The QR code on a sheet, by which a telephone opens the page that the sheet is about."""

import base64
import io

import segno

QUIET_ZONE = 4
"""Blank modules on each side, as ISO/IEC 18004 asks for."""


def page_code(address: str) -> str:
    """Return the code of an address as a drawing, for the source of an image."""
    drawing = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", border=QUIET_ZONE, xmldecl=False, svgclass=None, lineclass=None)
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.getvalue()).decode("ascii")

"""Comparing what people typed."""

import re
import unicodedata


def folded(text: str) -> str:
    """Return text without what its typing may differ by: width and white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))

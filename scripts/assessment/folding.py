"""Comparing what people typed: full-width and half-width alike, and spaces without meaning."""

import unicodedata

_PUNCTUATION = str.maketrans("【】“”、", '[]"",')


def folded(text: str) -> str:
    """Return text for comparing."""
    alike = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION).casefold()
    joined = "".join(alike.split())
    return joined if joined.isprintable() else "".join(c for c in joined if c.isprintable())

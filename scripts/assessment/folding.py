"""Comparing what people typed: full-width and half-width alike, and spaces without meaning."""

import unicodedata

_PUNCTUATION = str.maketrans("【】“”、", '[]"",')


_WITHOUT_NAME = ("Co", "Cn")
"""Private-use characters, and those that this program's Unicode does not know yet: letters of rare names."""


def folded(text: str) -> str:
    """Return text for comparing; what cannot be seen is left out, and no letter that has no name yet."""
    alike = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION).casefold()
    whole = "".join(alike.split())
    return whole if whole.isprintable() else "".join(filter(_is_seen, whole))


def _is_seen(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) in _WITHOUT_NAME

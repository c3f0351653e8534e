"""The words of a page as the search compares them: full width as half width, and figures in any dress as plain ones.

``theme/static/numerals.js`` does the same to what a reader asks for; what is folded here alone would never be found.
"""

import re
import unicodedata

BREAK = "\u200b"
"""Parts two words, and nobody sees it."""

_CIRCLES = re.compile("(?<=[〇零一二三四五六七八九])[○◯]|[○◯](?=[〇零一二三四五六七八九])")
"""Circles that stand for 〇, as in 二○一九."""


def folded_words(text: str) -> str:
    """Return a text with its letters and figures folded; punctuation, which no search looks at, stays as it is.

    A figure in a dress of its own, such as ①, is a word of its own: 第2①项 is not about 21.
    """
    return text if text.isascii() else _CIRCLES.sub("〇", text).translate(_FOLDED)


class _FoldedCharacters(dict[int, str]):
    """What stands for each character, by its code point, as ``str.translate`` takes it: found out when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if character.isascii() or kind[0] not in "LN":
        return character
    plain = unicodedata.normalize("NFKC", character)
    if plain == character:
        return character
    return f"{BREAK}{plain}{BREAK}" if kind in ("No", "Nl") else plain


_FOLDED = _FoldedCharacters()

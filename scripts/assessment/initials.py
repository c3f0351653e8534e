"""The first letters of a name's pinyin, as people type them: jtj for 教体局."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product

_LEVEL = re.compile(r"^[\u53bf\u5e02\u533a](?=..)")
"""County, city or district, with which most names of their own units begin, and which people leave out."""

_MOST = 16
"""How many ways to sound one name are kept: a character may have several, of which the most usual come first."""


def initials(name: str) -> Iterator[str]:
    """Yield the initials of a name in small letters and digits, with and without the level in front, each once."""
    plain = unicodedata.normalize("NFKC", name)
    yield from dict.fromkeys(letters for form in (plain, _LEVEL.sub("", plain)) for letters in _sounded(form) if letters)


def _sounded(name: str) -> Iterator[str]:
    """Yield the initials for each way to sound a name."""
    # Its dictionaries take longer to load than a page to show, and few pages want them.
    from pypinyin import Style, pinyin

    choices = [dict.fromkeys(map(_plain, sounds)) for sounds in pinyin(name, Style.FIRST_LETTER, heteronym=True)]
    yield from islice(("".join(letters) for letters in product(*choices)), _MOST)


def _plain(letters: str) -> str:
    """Return what of a sound, or of a part that is no Chinese, can be typed."""
    return "".join(letter for letter in letters.casefold() if letter.isascii() and letter.isalnum())

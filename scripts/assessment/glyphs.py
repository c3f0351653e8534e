"""Characters that the fonts of the documents may lack: which ones, and what is shown in their place.

Old systems keep rare characters of names in private code points; GB 18030—2022 names the public one of most. A character
that has neither glyph nor public code point is shown as 〓, the printers' sign for one, with its number.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from assessment.data_names import FONTS

SONG, SONG_FACE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"), 2
"""The font that every line of type falls back to, and the face in it."""

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_RARE = re.compile("[^\t\n\r -~\u00a0-\u00ff\u2010-\u2027\u3000-\u3017\u4e00-\u9fa5\uff01-\uff5e]")
"""What is not in every Chinese font, so that it has to be looked up."""
_NEVER_DRAWN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def _official() -> Mapping[str, str]:
    """Return the public code points of the private ones of GB 18030—2000, as GB 18030—2022 (appendix D) has them."""
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    coded = {chr(0xE815 + n): bytes([0xFE, trail]).decode("gb18030") for n, trail in enumerate(trails)}
    later = dict(zip("\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864", map(chr, range(0x9FB4, 0x9FBC)), strict=True))
    rare = {"\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc"}
    rare |= {"\ue831": "\U000215d7", "\ue83b": "\U0002298f", "\ue855": "\U000241fe"}
    signs = dict(
        zip(map(chr, range(0xE78D, 0xE797)), "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19", strict=True)
    )
    letters = {"\ue7c7": "\u1e3f", "\ue7c8": "\u01f9"}
    known = {**coded, **later, **rare, **signs, **letters}
    return {private: public for private, public in known.items() if not "\ue000" <= public <= "\uf8ff"}


OFFICIAL = _official()
"""Public code points by the private ones that stood for the same characters."""


def _common() -> frozenset[str]:
    """Return signs, and the first level of GB/T 2312: the characters of nearly all that is written."""
    rows = (0xA1, 0xA3, *range(0xB0, 0xD8))
    return frozenset("".join(bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF)))


COMMON = _common()
"""The characters that fonts of documents always have, so that another word needs no other fonts."""


SHOWN_INSTEAD = "〓（）U+0123456789ABCDEF"
"""The characters by which ``replacement`` shows one that has no other form."""


def own_fonts(data: Path) -> tuple[Path, ...]:
    """Return the font files of a county's own, by name."""
    folder = data / FONTS
    return tuple(sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS and path.is_file()))


def rare_in(text: str) -> set[str]:
    """Return the characters of a text that a Chinese font may lack, without those that are never drawn."""
    return {c for c in _RARE.findall(text) if not _NEVER_DRAWN.fullmatch(c)}


def without_glyph(characters: Iterable[str], fonts: Iterable[Path]) -> set[str]:
    """Return the characters that none of the fonts has; a font that cannot be read has none."""
    left = set(characters)
    for path in fonts:
        if left:
            left -= characters_of(path, path.stat().st_mtime_ns if path.exists() else 0)
    return left


@lru_cache(maxsize=32)
def characters_of(path: Path, _changed: int) -> frozenset[str]:
    """Return the characters of a font file, of its first face where it holds several."""
    try:
        if path.suffix.lower() in (".ttc", ".otc"):
            with TTCollection(path, lazy=True) as faces:
                face = faces.fonts[SONG_FACE if path == SONG else 0]
                return frozenset(map(chr, face.getBestCmap() or {}))
        with TTFont(path, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or {}))
    except (OSError, TTLibError):
        return frozenset()


def replacement(character: str, lacking: Iterable[str]) -> str:
    """Return what is shown for a character without a glyph, given all those that lack one."""
    public = OFFICIAL.get(character)
    return public if public is not None and public not in lacking else f"〓（{number(character)}）"


def number(character: str) -> str:
    """Return how a character's code point is written."""
    return f"U+{ord(character):04X}"

"""Digits as a reader sees them: of any script and in any dress, in groups, with whatever stands between the groups.

Unicode says which character means which digit, what is a space or a dash, and what has no form of its own; the few
characters that it does not know as what people take them for are named here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

LEAST = 11
"""Fewer digits than this belong to nobody; runs of fewer are not looked at."""

_CIRCLES = "○◯"
"""Circles that stand for 〇, as in 二○一九."""
_BLANKS = "\u2800"
"""A pattern of Braille without dots: a symbol to Unicode, a space to the eye."""
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters to Unicode that have no form of their own."""


class Between(Enum):
    """What stands between two groups of digits."""

    NOTHING = "nothing"
    """Another script begins, as in 张三13800138000."""
    DASH = "dash"
    """Dashes, middle dots and the like, which are seldom seen between numbers of their own."""
    POINT = "point"
    """A full stop, which may be a decimal point."""
    SPACE = "space"
    OTHER = "other"
    """Slashes, brackets, colons, or several signs at once."""
    ODD = "odd"
    """Commas and other signs that mostly stand between numbers of their own."""


@dataclass(frozen=True)
class DigitGroup:
    """Digits of one script without anything to be seen between them."""

    digits: str
    """As 0 to 9."""
    start: int
    """Where it begins in the text, counted from 0."""
    end: int
    """Where the text goes on after it."""
    before: Between | None
    """What stands between it and the group before; None for the first of a run."""


_BREAK, _DASH, _SPACE = "#", "-", " "
_SLASH_LIKE = "/\\():_~|"
_LIST_MARKS = '、"'
"""What ends a number: it stands between whole values."""
_SIGNS = {"ー": _DASH, "─": _DASH, "━": _DASH, "~": "~", "|": "|"}
"""Signs whose class in Unicode is not what people use them for."""


_DOTS = re.compile(r"\b(?:DOT|BULLET|POINT)\b")
"""What Unicode calls the dots in the middle of a line."""


class _Script(Enum):
    PLAIN = "plain"
    ORNATE = "ornate"
    HAN = "han"


@cache
def _digits_of(character: str) -> tuple[_Script, str] | None:
    """Return the script and value of a character that stands for digits, of 1 to 50 for one in a circle."""
    if character in _CIRCLES:
        return _Script.HAN, "0"
    value = unicodedata.numeric(character, -1)
    if value < 0 or value % 1:
        return None
    kind = unicodedata.category(character)
    script = _Script.PLAIN if kind == "Nd" else _Script.HAN if kind == "Lo" or character == "〇" else _Script.ORNATE
    most = 9 if script is _Script.HAN or kind == "Nl" else 99
    return (script, str(int(value))) if value <= most else None


@cache
def digit(moreover: str = "") -> str:
    """Return a regular expression for what stands for digits, or is one of some more signs.

    Beyond the first 65,536 characters it takes all, lest the search be slow; ``runs`` looks closer.
    """
    numeric = filter(str.isnumeric, map(chr, range(128, 65536)))
    others = "".join(one for one in (*numeric, *_CIRCLES) if _digits_of(one))
    return f"[0-9{moreover}{others}\U00010000-\U0010ffff]"


def gap(apart: str = "") -> str:
    """Return a regular expression for what may stand between digits of one number, without the signs in ``apart``."""
    return rf"(?:[^\w{_CIRCLES}{apart}]++|[_{_FILLERS}]++)"


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf"{digit()}(?:{gap()}*+{digit()}){{{LEAST - 1},}}+")


def runs(text: str) -> Iterator[list[DigitGroup]]:
    """Yield the groups of digits that only signs and spaces part, of each stretch with enough of them."""
    for found in _runs().finditer(text):
        run: list[DigitGroup] = []
        for group in _groups(text, found.start(), found.end()):
            if group.before is None and run:
                yield run
                run = []
            run.append(group)
        yield run


def _groups(text: str, start: int, end: int) -> Iterator[DigitGroup]:
    """Yield the groups between two places; the first of a run has nothing before it."""
    signs: str | None = None
    script, digits, first, last = None, "", start, start
    between: Between | None = None
    for place in range(start, end):
        character = text[place]
        read = _digits_of(character)
        if read is None:
            signs = (signs or "") + sign_of(character)
            continue
        if digits and not signs and read[0] is script:
            digits += read[1]
        else:
            if digits:
                yield DigitGroup(digits, first, last, between)
                between = _between(signs or "")
            script, digits, first = read[0], read[1], place
        signs, last = None, place + 1
    yield DigitGroup(digits, first, last, between)


def _between(signs: str) -> Between | None:
    """Return what signs between groups amount to; None where they part numbers of their own."""
    seen = set(signs) - {_SPACE}
    if _BREAK in seen:
        return None
    if not seen:
        return Between.SPACE if signs else Between.NOTHING
    if seen == {_DASH}:
        return Between.DASH
    if signs == ".":
        return Between.POINT
    return Between.OTHER if seen <= {_DASH, ".", *_SLASH_LIKE} else Between.ODD


@cache
def sign_of(character: str) -> str:
    """Return the plain sign that a character is seen as; empty for one that is not seen, "a" for a letter."""
    if character in _BLANKS:
        return _SPACE
    kind = unicodedata.category(character)
    if character in _FILLERS or (kind[0] in "CM" and character not in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"):
        return ""
    plain = unicodedata.normalize("NFKC", character).strip() or _SPACE
    if plain in _SIGNS:
        return _SIGNS[plain]
    if plain[0] in _LIST_MARKS:
        return _BREAK
    if kind[0] in "ZC" or plain == _SPACE:
        return _SPACE
    if kind == "Pd" or plain in ("-", "\u2212") or _DOTS.search(unicodedata.name(character, "")):
        return _DASH
    if kind in ("Ps", "Pe", "Pi", "Pf"):
        return "("
    if plain in ("\u2044", "\u2215"):
        return "/"
    if plain[0] in _SLASH_LIKE or plain == ".":
        return plain[0]
    if plain.isascii() and plain.isalpha():
        return "a"
    return _BREAK if plain in "%‰" or kind[0] in "LN" else ","

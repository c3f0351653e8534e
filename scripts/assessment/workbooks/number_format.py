"""Number formats of cells, read by their grammar (ECMA-376 part 1, 18.8.31): sections, conditions, digits, literals.

Only what is written outside quotes, escapes and brackets has a meaning, so a percent sign in quotes is a text like any.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache


class Sign(Enum):
    """What a part of a section stands for."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    DATE = "date"
    TEXT = "text"
    GENERAL = "general"


class SectionKind(Enum):
    """How a section shows a number."""

    GENERAL = "general"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    LITERAL = "literal"
    """By a text that is the same for every number, or by nothing."""


@dataclass(frozen=True)
class Token:
    """The smallest part of a section that has a meaning."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Condition:
    """Which numbers a section is for, such as ``[>=90]``."""

    comparison: str
    limit: Decimal

    def holds(self, number: Decimal) -> bool:
        """Tell whether a number fulfils it."""
        match self.comparison:
            case "<":
                return number < self.limit
            case "<=":
                return number <= self.limit
            case ">":
                return number > self.limit
            case ">=":
                return number >= self.limit
            case "=":
                return number == self.limit
            case _:
                return number != self.limit

    @property
    def is_of_negatives(self) -> bool:
        """Whether only numbers below 0 can fulfil it, whose sign is then left out."""
        least = {"<": self.limit <= 0, "<=": self.limit < 0, "=": self.limit < 0}
        return least.get(self.comparison, False)


@dataclass(frozen=True)
class Section:
    """One of the parts of a format between semicolons."""

    tokens: tuple[Token, ...]
    condition: Condition | None
    has_own_numerals: bool
    """Whether digits are shown as those of another script, such as 八十五."""
    colour: str = ""
    """Six digits of red, green and blue; empty where the text has the colour of the cell."""

    @property
    def kind(self) -> SectionKind:
        """How it shows a number."""
        signs = {token.sign for token in self.tokens}
        for sign, kind in _KINDS:
            if sign in signs:
                return kind
        return SectionKind.LITERAL

    @property
    def percents(self) -> int:
        """How many times the number is multiplied by 100."""
        return sum(token.sign is Sign.PERCENT for token in self.tokens)


@dataclass(frozen=True)
class NumberFormat:
    """A format: the sections for numbers, and the one for texts."""

    numbers: tuple[Section, ...]
    texts: Section | None
    """None where texts are shown as they are."""

    @property
    def is_general(self) -> bool:
        """Whether every number is shown as it is."""
        return self == GENERAL


_KINDS = (
    (Sign.DATE, SectionKind.DATE),
    (Sign.GENERAL, SectionKind.GENERAL),
    (Sign.DIGIT, SectionKind.NUMBER),
    (Sign.TEXT, SectionKind.TEXT),
)

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<room>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>[ymdhs]+|e+|g+|b+[12]?|a{3,})
    | (?P<sign>[0#?.,%/@;])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNS = {
    ".": Sign.POINT,
    ",": Sign.COMMA,
    "%": Sign.PERCENT,
    "/": Sign.SLASH,
    "@": Sign.TEXT,
    **dict.fromkeys("0#?", Sign.DIGIT),
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([-+]?\d+(?:\.\d+)?(?:[Ee][-+]?\d{1,3})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LOCALE = re.compile(r"\$([^-]*)(?:-([0-9A-Fa-f]+))?.*")
_NUMERALS = re.compile(r"(?:DB|Nat)Num\d.*", re.IGNORECASE)
_COLOURS = {
    name: digits
    for number, (names, digits) in enumerate(
        {
            ("black", "黑色"): "000000",
            ("white", "白色"): "FFFFFF",
            ("red", "红色"): "FF0000",
            ("green", "绿色"): "00FF00",
            ("blue", "蓝色"): "0000FF",
            ("yellow", "黄色"): "FFFF00",
            ("magenta", "洋红色"): "FF00FF",
            ("cyan", "青色", "蓝绿色"): "00FFFF",
        }.items(),
        start=1,
    )
    for name in (*names, f"color{number}", f"颜色{number}")
}
"""The colours that brackets may name; those that they number further are none of the grounds that cells usually have."""
_LONGEST = 255
"""Characters; Excel takes no longer format."""


@lru_cache(maxsize=4096)
def parse_format(code: str) -> NumberFormat:
    """Return a format by its code; whatever the code is, it has a meaning, as spreadsheets give it one."""
    sections = _sections(code[:_LONGEST])
    if len(sections) > 3:
        return NumberFormat(sections[:3], sections[3])
    if any(token.sign is Sign.TEXT for token in sections[-1].tokens):
        return NumberFormat(sections[:-1] or GENERAL.numbers, sections[-1])
    return NumberFormat(sections, None)


def _sections(code: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: Condition | None = None
    has_own_numerals, colour = False, ""
    for found in _TOKEN.finditer(code + ";"):
        what, text = found.lastgroup, found[found.lastgroup or 0]
        match what:
            case "sign" if text == ";":
                sections.append(Section(tuple(tokens), condition, has_own_numerals, colour))
                tokens, condition, has_own_numerals, colour = [], None, False, ""
            case "bracket":
                condition = _condition(text) or condition
                colour = _COLOURS.get("".join(text.casefold().split()), colour)
                has_own_numerals = has_own_numerals or _has_own_numerals(text)
                tokens += _in_brackets(text)
            case "fill":
                pass
            case _:
                tokens.append(_token(what or "", text))
    if not sections or tokens:  # A quote that is never closed takes the last semicolon in.
        sections.append(Section(tuple(_without_end(tokens)), condition, has_own_numerals, colour))
    return tuple(sections)


def _token(what: str, text: str) -> Token:
    match what:
        case "room":
            return Token(Sign.LITERAL, " ")
        case "general":
            return Token(Sign.GENERAL, text)
        case "half" | "date":
            return Token(Sign.DATE, text)
        case "exponent":
            return Token(Sign.EXPONENT, text)
        case "sign":
            return Token(_SIGNS[text], text)
        case _:
            return Token(Sign.LITERAL, text)


def _without_end(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without the semicolon that was added to the code."""
    if not tokens:
        return []
    *before, last = tokens
    return [*before, Token(last.sign, last.text.removesuffix(";"))]


def _condition(text: str) -> Condition | None:
    found = _CONDITION.fullmatch(text.strip())
    return None if found is None else Condition(found[1], Decimal(found[2]))


def _has_own_numerals(text: str) -> bool:
    if _NUMERALS.fullmatch(text):
        return True
    locale = _LOCALE.fullmatch(text)
    # The highest byte of a locale names the numerals; 1 means those of the West.
    return locale is not None and bool(locale[2]) and int(locale[2], 16) >> 24 > 1


def _in_brackets(text: str) -> list[Token]:
    """Return what brackets show: elapsed time, or the sign of a currency; colours and conditions show nothing."""
    if _ELAPSED.fullmatch(text):
        return [Token(Sign.DATE, f"[{text}]")]
    locale = _LOCALE.fullmatch(text)
    return [Token(Sign.LITERAL, locale[1])] if locale is not None and locale[1] else []


GENERAL = NumberFormat(_sections("General"), None)

"""The rows of a data file as their writer saw them: indent, dash, name, colon and value, in whatever signs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

BLANKS = " \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""What looks like room between signs, as the inside of a class of characters."""
DASHES = "-－—–‐‑−─﹣•·●▪◦・"
COLONS = ":：﹕∶︓︰"
QUOTES = "\"'“”‘’＂＇「」『』"

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BRACKETS = r"\[\]{}［］【】｛｝"
_FIRST = rf"[^{BLANKS}{COLONS}{QUOTES}{DASHES}{_BRACKETS},，、#?&*!|>%@`]"
_OTHERS = rf"[^{BLANKS}{COLONS}{QUOTES}{_BRACKETS},，、#]"
_NAME = rf"[{QUOTES}]?{_FIRST}{_OTHERS}{{0,60}}[{QUOTES}]?"
_NUMBERED = rf"[0-9]{{1,2}}[.、．)）](?=[{BLANKS}]*[A-Za-z_]+[{BLANKS}]*[{COLONS}])"
_ROW = re.compile(
    rf"(?P<indent>[{BLANKS}]*)"
    rf"(?P<dash>(?:[{DASHES}]{{1,2}}|{_NUMBERED})[{BLANKS}]*)?"
    rf"(?:(?P<key>{_NAME})(?P<colon>[{BLANKS}]*[{COLONS}](?!//)[{BLANKS}]*))?"
    r"(?P<value>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class TextRow:
    """One row of a text."""

    number: int
    """Counted from 0."""
    start: int
    """Offset of its first character."""
    text: str
    """Without the line break."""

    @cached_property
    def _parts(self) -> re.Match[str]:
        parts = _ROW.fullmatch(self.text)
        assert parts is not None, "a row may be all value"
        return parts

    def part(self, name: str) -> str:
        """Return one of the parts ``indent``, ``dash``, ``key``, ``colon`` and ``value``; empty where there is none."""
        return self._parts[name] or ""

    def at(self, name: str) -> int:
        """Return the offset in the text at which a part begins that is there."""
        return self.start + self._parts.start(name)

    @property
    def value(self) -> str:
        """What stands after the colon, or after the dash where there is no name, without the blanks at its end."""
        return self.part("value").rstrip()

    @property
    def end(self) -> int:
        """Offset after the last character that is no blank."""
        return self.start + len(self.text.rstrip())

    @property
    def indent(self) -> int:
        """How many characters stand before the first that is no blank."""
        return len(self.part("indent"))

    @property
    def column(self) -> int:
        """Where the name or the value begins, after a dash if there is one."""
        return self.indent + len(self.part("dash"))

    @property
    def plain_key(self) -> str:
        """The name without quotes and blanks."""
        return self.part("key").strip(QUOTES)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing for a reader: blanks, or a comment."""
        return not self.text[self.indent :] or self.text[self.indent] == "#"

    @property
    def opens(self) -> bool:
        """Whether the row is a name whose value stands below."""
        return bool(self.part("key")) and (not self.value or self.value.startswith("#"))


class Rows:
    """All rows of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [found.span() for found in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]
        self._rows: dict[int, TextRow] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> TextRow:
        row = self._rows.get(number)
        if row is None:
            start = self._starts[number]
            row = self._rows[number] = TextRow(number, start, self.text[start : self._ends[number]])
        return row

    def number(self, offset: int) -> int:
        """Return the number of the row that holds an offset."""
        return bisect_right(self._starts, offset) - 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both counted from 0."""
        if line >= len(self):
            return len(self.text)
        return min(self._starts[line] + column, len(self.text))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1."""
        number = self.number(offset)
        return number + 1, offset - self._starts[number] + 1

    def before(self, number: int, most: int) -> Iterator[TextRow]:
        """Yield up to so many rows above that are not blank, the nearest first."""
        return self._not_blank(range(number - 1, -1, -1), most)

    def after(self, number: int, most: int) -> Iterator[TextRow]:
        """Yield up to so many rows below that are not blank."""
        return self._not_blank(range(number + 1, len(self)), most)

    def _not_blank(self, numbers: range, most: int) -> Iterator[TextRow]:
        for number in numbers:
            if most <= 0:
                return
            if not self[number].is_blank:
                most -= 1
                yield self[number]

    def block(self, number: int) -> list[TextRow]:
        """Return a row and those below it that are indented no less, up to the first that is."""
        first = self[number]
        found = [first]
        for row in map(self.__getitem__, range(number + 1, len(self))):
            if not row.is_blank and row.indent < first.indent:
                break
            found.append(row)
        while found[-1].is_blank and len(found) > 1:
            found.pop()
        return found

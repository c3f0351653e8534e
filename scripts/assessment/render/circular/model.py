"""The parts of a circular, as the official format names them (GB/T 9704-2012), without any typesetting."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Level(Enum):
    """The levels of headings, with their numbers as the format has them."""

    FIRST = 1
    """一、 in 黑体."""
    SECOND = 2
    """（一） in 楷体."""


@dataclass(frozen=True)
class Heading:
    """A heading with its number."""

    level: Level
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True)
class Head:
    """The head of a table's column."""

    text: str
    width: int
    """Share of the table's width."""
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one row of heads; the first cell of every row names what the row is about."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """附件: begins on a page of its own."""

    label: str
    """附件1 and on; 附件 where there is but one."""
    title: str
    table: Table


@dataclass(frozen=True)
class Circular:
    """A circular, from its head to its annexes."""

    notices: tuple[str, ...]
    """What every page says of itself."""
    mark: str
    """发文机关标志; empty where the office sets none."""
    number: str
    """文号; empty where none was given."""
    title: tuple[str, ...]
    """By line."""
    to: str
    """主送; empty where none is set."""
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    signature: str
    day: date | None
    """成文日期; None while it is not published, to be filled in by hand."""
    note: str
    """附注, without brackets; empty where there is none."""

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def annex_lines(self) -> tuple[str, ...]:
        """The lines of 附件说明 below the body, after the word itself."""
        if len(self.annexes) == 1:
            return (self.annexes[0].title,)
        return tuple(f"{number}.{annex.title}" for number, annex in enumerate(self.annexes, 1))

    @property
    def date_line(self) -> str:
        """The date as it stands below the signature; room to fill it in where there is none."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" if self.day else "　　年　　月　　日"

    @property
    def signature_width(self) -> int:
        """How many characters wide signature and date are, which stand centred on each other."""
        return max(len(self.signature), 9) + 1

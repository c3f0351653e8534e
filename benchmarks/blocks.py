"""What a page or a sheet says, as headings, paragraphs and tables: the same work for every software that is compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.etree import _Element

_HEADING = re.compile(r"h[1-6]")
_BLOCK_NAMES = """
address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
header hr html li main nav ol p section summary table ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNREAD = frozenset(("script", "style", "svg", "head", "template"))


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an entry of a list."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell, and over how many columns and rows it reaches."""

    text: str
    across: int
    down: int


@dataclass(frozen=True)
class Table:
    """A table, whose first rows may be its head."""

    columns: int
    head: int
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Table


def blocks_of(page: str) -> tuple[Block, ...]:
    """Return what the body of an HTML page says; drawings are left out."""
    return tuple(_blocks(html.document_fromstring(page).find("body")))


def _blocks(element: _Element) -> Iterator[Block]:
    name = str(element.tag)
    if name in _UNREAD or not isinstance(element.tag, str):
        return
    if name == "table":
        yield from map(Paragraph, filter(None, map(_text, element.findall("caption"))))
        yield _table(element)
    elif _HEADING.fullmatch(name):
        yield Heading(int(name[1]), _text(element))
    elif not any(below.tag in _BLOCKS for below in element.iterdescendants()):
        if text := _text(element):
            yield Paragraph(text)
    else:
        if text := _plain(element.text or ""):
            yield Paragraph(text)
        for below in element:
            yield from _blocks(below)
            if text := _plain(below.tail or ""):
                yield Paragraph(text)


def _table(table: _Element) -> Table:
    lines = list(table.iter("tr"))
    rows = tuple(tuple(map(_cell, (cell for cell in line if cell.tag in ("td", "th")))) for line in lines)
    head = sum(1 for line in lines if line.getparent().tag == "thead")
    return Table(max((sum(cell.across for cell in row) for row in rows), default=0), head, rows)


def _cell(cell: _Element) -> Cell:
    return Cell(_text(cell), int(cell.get("colspan", "1")), int(cell.get("rowspan", "1")))


def _text(element: _Element) -> str:
    return _plain("".join(element.itertext()))


def _plain(text: str) -> str:
    return " ".join(text.split())

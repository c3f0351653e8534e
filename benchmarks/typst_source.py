"""Blocks in the language of Typst."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.blocks import Block, Cell, Heading, Paragraph, Table

_HEAD = """\
#set document(title: {title}, date: datetime(year: 2020, month: 3, day: 2))
#set page(paper: "a4", margin: 2cm, numbering: "1")
#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh", region: "cn", size: 10.5pt)
#set table(stroke: 0.5pt)
"""


def source_of(title: str, blocks: Iterable[Block]) -> str:
    """Return one document."""
    return _HEAD.format(title=_quoted(title)) + "".join(_lines(blocks))


def volume_of(title: str, documents: Sequence[Iterable[Block]]) -> str:
    """Return one document of several, each from a new page, with a table of contents before them."""
    parts = ("#pagebreak()\n" + "".join(_lines(blocks)) for blocks in documents)
    return _HEAD.format(title=_quoted(title)) + "#outline(depth: 1)\n" + "".join(parts)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level, text):
                yield f"#heading(level: {level}, {_quoted(text)})\n"
            case Paragraph(text):
                yield f"#par({_quoted(text)})\n"
            case Table(columns, head, rows) if columns:
                yield f"#table(columns: {columns},\n"
                if head:
                    yield f"  table.header({_cells(rows[:head])}),\n"
                yield from (f"  {_cells([row])},\n" for row in rows[head:] if row)
                yield ")\n"
            case Table():
                pass


def _cells(rows: Iterable[Sequence[Cell]]) -> str:
    return ", ".join(_cell(cell) for row in rows for cell in row)


def _cell(cell: Cell) -> str:
    if cell.across == cell.down == 1:
        return _quoted(cell.text)
    return f"table.cell(colspan: {cell.across}, rowspan: {cell.down}, {_quoted(cell.text)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

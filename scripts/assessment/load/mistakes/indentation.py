"""Rows that stand too far in or out, or go on with the text of the row above."""

from collections.abc import Iterator

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.rows import Rows, TextRow

_FAR = 40
"""How many rows above may show where a row belongs."""


def suspect_indent(row: TextRow, rows: Rows) -> Iterator[Guess]:
    """Yield other indents for a row by itself, and for it with all that stands below it no further out."""
    for column, like in _columns(row, rows):
        shift = column - row.indent
        where = f"，与第 {like.number + 1} 行对齐" if like is not None else ""
        hint = f"请空 {column} 格{where}" if column else "请顶格写，前面不空格"
        message = f"缩进不对：这一行前面空了 {row.indent} 格"
        yield (Mistake(row.start + row.indent, message, hint, (_moved(row, shift),)),)
        block = [one for one in rows.block(row.number) if not one.is_blank]
        if len(block) > 1:
            edits = tuple(_moved(one, shift) for one in block)
            more = f"；到第 {block[-1].number + 1} 行都{'右' if shift > 0 else '左'}移 {abs(shift)} 格"
            yield (Mistake(row.start + row.indent, message, hint + more, edits),)


def suspect_continuation(row: TextRow, rows: Rows) -> Iterator[Guess]:
    """Yield the indent of a row without a name that goes on with the text above."""
    above = next(rows.before(row.number, 1), None)
    if above is None or row.part("key") or row.part("dash") or not above.value:
        return
    column = next((one.column for one in rows.before(row.number, _FAR) if one.part("key")), above.indent) + 2
    hint = f"接着上一行文字的，请空 {column} 格；是说明的，请在前面加“# ”"
    edit = Edit(row.start, row.start + row.indent, " " * column)
    yield (Mistake(row.start + row.indent, "这一行没有“名称: 内容”", hint, (edit,)),)


def _columns(row: TextRow, rows: Rows) -> list[tuple[int, TextRow | None]]:
    """Return the columns at which a row may belong, the nearest first, each with a row that stands there."""
    found: dict[int, TextRow | None] = {}
    above = [*rows.before(row.number, _FAR)]
    if above and above[0].opens:
        found[above[0].column + 2] = None
    for other in (*above, *rows.after(row.number, 1)):
        found.setdefault(other.indent, other)
        found.setdefault(other.column, other)
    found.setdefault(0, None)
    found.pop(row.indent, None)
    return sorted(found.items(), key=lambda one: abs(one[0] - row.indent))[:5]


def _moved(row: TextRow, shift: int) -> Edit:
    room = max(row.indent + shift, 0)
    return Edit(row.start, row.start + row.indent, " " * room)

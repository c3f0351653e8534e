"""The lines of a unit's sheet, as 测评指标 | 指标分值 | 扣（加）分 | 失分（加分）原因 | 整改情况 has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import PublishedRow
from assessment.exact import brief_text
from assessment.render.views.sheets import ClauseRows, Sheet
from assessment.render.words import day, mark, signed
from assessment.row_kind import RowKind

NOTHING = "—"
"""不适用."""


@dataclass(frozen=True)
class SheetLine:
    """One line of the table."""

    item: str
    full: str
    """Full marks, on the first line of an item only."""
    points: str
    """What was taken or given."""
    why: str
    put_right: str


def sheet_lines(sheet: Sheet, places: int) -> tuple[SheetLine, ...]:
    """Return a line for all that was taken or given; items that lost nothing stand together elsewhere.

    Args:
        sheet: a component's ledger.
        places: how many decimal places marks have at least.
    """
    return tuple(line for part in sheet.clauses for line in _lines(sheet, part, places))


def _lines(sheet: Sheet, part: ClauseRows, places: int) -> Iterator[SheetLine]:
    item = f"{part.name}（{part.clause}）"
    if part.clause == sheet.component.clause and part.full is not None:
        proof = "".join(_proof(row) for row in part.changes if row.kind is RowKind.SOURCE)
        why = f"{sheet.component.giver}只给出最终成绩{mark(part.full.text, places)}分，没有逐项原因{proof}"
        yield _whole(sheet, item, part.full.exact, why, places)
    for number, row in enumerate(row for row in part.changes if row.kind is not RowKind.SOURCE):
        if row.kind is RowKind.MEAN:
            why = f"{_row_text(row)}，平均{mark(row.points.text, places)}分"
            yield _whole(sheet, item, row.points.exact, why, places)
            continue
        own = part.full if part.clause != sheet.component.clause else None
        full = NOTHING if own is None else mark(own.text, places)
        points = signed(row.points.text, places)
        yield SheetLine(item, "" if number else full, points, _row_text(row), _put_right(row))


def _whole(sheet: Sheet, item: str, given: Fraction, why: str, places: int) -> SheetLine:
    """Return the line of a mark that was given as a whole: what it lacks of the component's full marks."""
    full = sheet.component.full
    lacking = NOTHING if full is None else signed(brief_text(given - full.exact), places)
    return SheetLine(item, NOTHING if full is None else mark(full.text, places), lacking, why, NOTHING)


def _row_text(row: PublishedRow) -> str:
    """Return what a row is about, why, and by which evidence."""
    times = f"×{row.count}" if row.count is not None and row.count > 1 and row.kind is not RowKind.MEAN else ""
    dated = f"（{day(row.day)}）" if row.day else ""
    label = "" if row.kind is RowKind.LOSS else f"{row.label}{times}{dated}"
    return f"{'：'.join(filter(None, (label, row.reason)))}{_proof(row)}"


def _proof(row: PublishedRow) -> str:
    return f"［{'、'.join(piece.id for piece in row.evidence)}］" if row.evidence else ""


def _put_right(row: PublishedRow) -> str:
    if row.rectified is not None:
        done = row.rectified.date
        return f"已整改：{row.rectified.note}（{day(done)}）" if done else f"整改中：{row.rectified.note}"
    return "未登记整改" if row.needs_remedy else NOTHING

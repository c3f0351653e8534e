"""The lines of a unit's sheet, as 测评指标 | 指标分值 | 扣（加）分 | 失分（加分）原因 | 整改情况 has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.record import Evidence
from assessment.disclosure.published_result import Figure, PublishedRow
from assessment.exact import brief_text
from assessment.render.views.remedies import remedy_of, standing
from assessment.render.views.sheets import ClauseRows, Sheet, conversion
from assessment.render.words import day, mark, minus, signed
from assessment.row_kind import RowKind

NOTHING = "—"
"""不适用."""

TALL = 150
"""Characters in a cell that make some ten lines, a fifth of a page."""


@dataclass(frozen=True)
class SheetLine:
    """One line of the table."""

    item: str
    full: str
    """Full marks, on the first line of an item only."""
    points: str
    """What was taken or given."""
    into_total: str
    """By what it becomes points of the total, and how many; empty where it is that already."""
    why: str
    put_right: str

    @property
    def is_tall(self) -> bool:
        """Whether it is so high that a page may end within it."""
        return max(len(self.why), len(self.put_right)) > TALL


def sheet_lines(sheet: Sheet, places: int) -> tuple[SheetLine, ...]:
    """Return a line for all that was taken or given; items that lost nothing stand together elsewhere.

    Args:
        sheet: a component's ledger.
        places: how many decimal places marks have at least.
    """
    return tuple(line for part in sheet.clauses for line in _lines(sheet, part, places))


def _lines(sheet: Sheet, part: ClauseRows, places: int) -> Iterator[SheetLine]:
    item = f"{part.name}（{part.clause}）"
    if part.is_given and part.full is not None:
        proof = "".join(_proof(row) for row in part.changes if row.kind is RowKind.SOURCE)
        waves = f"（{'；'.join(_start(row, places) for row in part.starts)}）" if len(part.starts) > 1 else ""
        why = f"{sheet.component.giver}只给出最终成绩{mark(part.full.text, places)}分{waves}，没有逐项原因{proof}"
        yield _whole(sheet, part.whole, item, part.full.exact, why, places)
    held = standing(part.changes)
    several = sum(row.kind.is_mark for row in part.changes) > 1
    for number, row in enumerate(row for row in part.changes if row.kind is not RowKind.SOURCE):
        if row.kind.is_mark:
            of = "平均" if row.kind is RowKind.MEAN else "得"
            why = f"{_row_text(row)}，{of}{mark(row.points.text, places)}分"
            yield _whole(sheet, None if several else part.whole, item, row.points.exact, why, places)
            continue
        full = NOTHING if part.full is None or part.is_given else mark(part.full.text, places)
        points = signed(row.points.text, places)
        into = _into_total(sheet, row.points)
        yield SheetLine(item, "" if number else full, points, into, _row_text(row), _put_right(row, needed=row in held))


def cited_below(sheet: Sheet) -> str:
    """Return the marks of the evidence that no line of the table names, for its last line."""
    shown = {piece.id for part in sheet.clauses for row in _rows_in_lines(part) for piece in row.evidence}
    rest = [piece for row in sheet.component.rows for piece in row.evidence if piece.id not in shown]
    return _marks(dict.fromkeys(piece.id for piece in rest))


def _rows_in_lines(part: ClauseRows) -> Iterator[PublishedRow]:
    """Yield the rows whose evidence stands in a line."""
    as_a_whole = part.is_given and part.full is not None
    return (row for row in part.changes if as_a_whole or row.kind is not RowKind.SOURCE)


def evidence_of(sheets: Iterable[Sheet]) -> list[Evidence]:
    """Return the evidence of several ledgers, each once, in the order of its marks: e2 before e10."""
    pieces = {piece.id: piece for sheet in sheets for row in sheet.component.rows for piece in row.evidence}
    return sorted(pieces.values(), key=lambda piece: [(len(run), run) for run in re.findall(r"\d+|\D+", piece.id)])


def _start(row: PublishedRow, places: int) -> str:
    return f"{row.label}{mark(row.points.text, places)}"


def _whole(sheet: Sheet, whole: Figure | None, item: str, given: Fraction, why: str, places: int) -> SheetLine:
    """Return the line of a mark that was made as a whole: what it lacks of its full marks, or itself without any."""
    points = given if whole is None else given - whole.exact
    figure = Figure(points, brief_text(points))
    full = NOTHING if whole is None else mark(whole.text, places)
    return SheetLine(item, full, signed(figure.text, places), _into_total(sheet, figure), why, NOTHING)


def _into_total(sheet: Sheet, points: Figure) -> str:
    return minus(conversion(points, sheet.component.factor.exact)) if points.exact else ""


def _row_text(row: PublishedRow) -> str:
    """Return what a row is about, why, and by which evidence."""
    times = f"×{row.count}" if row.count is not None and row.count > 1 and not row.kind.is_mark else ""
    dated = f"（{day(row.day)}）" if row.day else ""
    label = "" if row.kind is RowKind.LOSS else f"{row.label}{times}{dated}"
    return f"{'：'.join(filter(None, (label, row.reason)))}{_proof(row)}"


def _proof(row: PublishedRow) -> str:
    return _marks(piece.id for piece in row.evidence)


def _marks(ids: Iterable[str]) -> str:
    marks = "、".join(ids)
    return f"［{marks}］" if marks else ""


def _put_right(row: PublishedRow, *, needed: bool) -> str:
    if row.rectified is None and not needed:
        return NOTHING
    state = remedy_of(row).value
    if row.rectified is None:
        return state
    done = row.rectified.date
    return f"{state}：{row.rectified.note}{f'（{day(done)}）' if done else ''}"

"""日常测评: every item starts at its full marks, and dated entries take some away (附件2)."""

from collections.abc import Iterator
from fractions import Fraction

from assessment.dataset.scheme import Item
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Row, sum_of
from assessment.scoring.rules import rows_of_item
from assessment.scoring.weigh import factor


def deductions(case: Case) -> ComponentResult:
    """Return full marks less what the entries cost; an item that is 不涉及 keeps its full marks (reading 10)."""
    rows = tuple(row for leaf in case.component.leaves() for row in _rows(case, leaf))
    return Marked(case.component, rows, factor(case))


def _rows(case: Case, item: Item) -> Iterator[Row]:
    full = case.full(item)
    yield Row(RowKind.FULL, item.clause, item.name, full, item.origin.place)
    absent = case.absent(item)
    if absent is not None:
        label = f"{item.name}：不涉及"
        place = absent.origin.place
        yield Row(RowKind.NOT_APPLICABLE, item.clause, label, Fraction(0), place, reason=absent.reason)
    taken = rows_of_item(case, item, case.record.deductions)
    yield from taken
    mark = full + sum_of(taken)
    if mark < 0:
        yield Row(RowKind.LIMIT, item.clause, item.limit_text or "扣完为止", -mark, item.origin.place)

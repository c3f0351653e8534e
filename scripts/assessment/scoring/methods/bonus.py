"""加分项: items start at nothing, entries add or take away, and the component has limits of its own (附件3加分项)."""

from collections.abc import Iterable
from fractions import Fraction

from assessment.dataset.scheme import LimitOn
from assessment.exact import exact, exact_text
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Row, sum_of
from assessment.scoring.rules import rows_of_item
from assessment.scoring.weigh import factor


def bonus(case: Case) -> ComponentResult:
    """Return what the items add up to: their own limits first, then the component's (reading 5)."""
    rows = [row for item in case.component.walk() for row in rows_of_item(case, item, case.record.bonus)]
    rows += _limited(case, rows)
    return Marked(case.component, tuple(rows), factor(case))


def _limited(case: Case, rows: list[Row]) -> list[Row]:
    limit = case.component.limit
    if limit is None:
        return []
    place = case.component.origin.place
    clause = case.component.clause
    limits: list[Row] = []
    held = sum_of(rows)
    if limit.on is LimitOn.AWARDS:
        held = sum((net for net in _by_rule(rows) if net > 0), Fraction(0))
    if limit.upper is not None and held > exact(limit.upper):
        label = f"加分以{exact_text(exact(limit.upper))}分为限"
        limits.append(Row(RowKind.LIMIT, clause, label, exact(limit.upper) - held, place))
    net = sum_of([*rows, *limits])
    if limit.lower is not None and net < exact(limit.lower):
        label = f"减分以{exact_text(-exact(limit.lower))}分为限"
        limits.append(Row(RowKind.LIMIT, clause, label, exact(limit.lower) - net, place))
    return limits


def _by_rule(rows: list[Row]) -> Iterable[Fraction]:
    """Return what each rule gives or takes, its corrections and limits included."""
    nets: dict[tuple[str, str], Fraction] = {}
    for row in rows:
        nets[row.clause, row.rule] = nets.get((row.clause, row.rule), Fraction(0)) + row.points
    return nets.values()

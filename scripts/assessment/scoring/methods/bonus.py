"""加分项: items start at nothing, entries add or take away, and the component has limits of its own (附件3加分项)."""

from fractions import Fraction

from assessment.dataset.scheme import LimitOn
from assessment.exact import exact, exact_text
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Row, RowKind, sum_of
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
        held = sum((part for part in _by_clause_and_sign(rows) if part > 0), Fraction(0))
    if limit.upper is not None and held > exact(limit.upper):
        label = f"加分以{exact_text(exact(limit.upper))}分为限"
        limits.append(Row(RowKind.LIMIT, clause, label, exact(limit.upper) - held, place))
    if limit.lower is not None and sum_of(rows) < exact(limit.lower):
        label = f"减分以{exact_text(-exact(limit.lower))}分为限"
        limits.append(Row(RowKind.LIMIT, clause, label, exact(limit.lower) - sum_of(rows), place))
    return limits


def _by_clause_and_sign(rows: list[Row]) -> list[Fraction]:
    """Return what the awards and the penalties of each item add up to, corrections taken with what they correct."""
    sums: dict[tuple[str, bool], Fraction] = {}
    award = True
    for row in rows:
        if row.kind in (RowKind.ENTRY, RowKind.AUTOMATIC):
            award = row.points > 0
        sums[row.clause, award] = sums.get((row.clause, award), Fraction(0)) + row.points
    return list(sums.values())

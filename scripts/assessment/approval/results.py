"""The results of a year in one digest, and every total."""

from collections.abc import Iterable

from assessment.approval.canonical import digest
from assessment.dataset import Dataset
from assessment.exact import exact_text
from assessment.scoring.grading import grades
from assessment.scoring.ledger import ComponentResult, Ledger, Marked
from assessment.scoring.part_orders import part_orders
from assessment.scoring.ranking import Standing, order
from assessment.scoring.units import reckoning
from assessment.status import Status


def results_of(dataset: Dataset) -> tuple[str, dict[str, str]]:
    """Return the digest of all ledgers, totals, ranks and grades, and the totals by unit id.

    Words of the software are left out of the digest: better wording is no other result.
    """
    scheme = dataset.scheme
    marks = reckoning(dataset)(scheme)
    totals = {unit: _total(ledger) for unit, ledger in marks.items()}
    orders = {one.id: order(scheme.units_of(one), marks, scheme.ranking) for one in scheme.lists}
    ranks = [_ranks(ranked.standings) for ranked in orders.values()]
    ledgers_of = {unit: [_component(result) for result in ledger.components] for unit, ledger in marks.items()}
    known: dict[str, object] = {"ledgers": ledgers_of, "totals": totals, "ranks": ranks}
    if scheme.grades:
        known["grades"] = grades(marks, scheme)
    if scheme.ranking.depth:
        of_parts = part_orders(scheme, marks, orders).values()
        known["part_ranks"] = [{key: _ranks(ranked) for key, ranked in parts.items()} for parts in of_parts]
    return digest(known), totals


def _ranks(standings: Iterable[Standing]) -> list[list[object]]:
    return [[standing.unit, standing.rank] for standing in standings]


def _total(ledger: Ledger) -> str:
    return exact_text(ledger.total) if ledger.status is Status.COMPLETE else ledger.status.label


def _component(result: ComponentResult) -> list[object]:
    if not isinstance(result, Marked):
        return [result.component.id]
    rows: list[object] = [[row.kind.value, row.clause, exact_text(row.points), row.entry] for row in result.rows]
    return [result.component.id, exact_text(result.mark), exact_text(result.weighted), rows]

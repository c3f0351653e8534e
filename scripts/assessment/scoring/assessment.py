"""The whole year: ledgers, ranks, and what each other reading would change."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset import Dataset
from assessment.dataset.scheme import Alternative, Scheme
from assessment.scoring.grading import grades
from assessment.scoring.ledger import Ledger
from assessment.scoring.part_orders import PartOrders, part_orders
from assessment.scoring.ranking import Order, order
from assessment.scoring.units import reckoning
from assessment.status import Status


@dataclass(frozen=True)
class Effect:
    """What another option of a reading would do."""

    reading: str
    option: str
    totals: int
    """Units whose exact total would differ; 待定 and 未参评 ones have none."""
    moved: tuple[tuple[str, int, int], ...]
    """Unit id, rank now and rank then, of the units that would stand elsewhere in their list."""
    grades: int = 0
    """Units whose grade would differ; none where the scheme has no grades."""
    renumbered: tuple[tuple[str, int, int], ...] = ()
    """As above, of the units behind as many as before whose rank only gets another number, as by dense ranks."""


@dataclass(frozen=True)
class Assessment:
    """One year's marks."""

    ledgers: dict[str, Ledger]
    """By unit id, in the order of the scheme."""
    orders: dict[str, Order]
    """By id of the ranking list."""
    overall: Order | None
    """One order over all groups, where the scheme wants it (reading ranking-scope of 2019)."""
    part_orders: dict[str, PartOrders]
    """The ranks of parts, by id of the ranking list."""
    grades: dict[str, str]
    """By unit id, of those that have a total, where the scheme has grades."""
    effects: tuple[Effect, ...]


def assess(dataset: Dataset) -> Assessment:
    """Compute the year."""
    scheme = dataset.scheme
    marks_under = reckoning(dataset)
    marks = marks_under(scheme)
    orders = _orders(scheme, marks)
    everyone = [unit for group in scheme.groups for unit in group.units]
    overall = order(everyone, marks, scheme.ranking) if scheme.ranking.overall else None
    found = effects(scheme, dataset.alternatives, marks_under)
    of_parts = part_orders(scheme, marks, orders)
    return Assessment(marks, orders, overall, of_parts, grades(marks, scheme), tuple(found))


def effects(
    scheme: Scheme, alternatives: Iterable[Alternative], marks_under: Callable[[Scheme], Mapping[str, Ledger]]
) -> Iterator[Effect]:
    """Yield what each alternative to a scheme would change.

    Args:
        marks_under: gives the ledger of every unit, by id, under a scheme.
    """
    marks, orders = _scored(scheme, marks_under)
    graded = grades(marks, scheme)
    for alternative in alternatives:
        other_marks, other_orders = _scored(alternative.scheme, marks_under)
        changed = sum(_total(other_marks[unit]) != _total(marks[unit]) for unit in marks)
        then = grades(other_marks, alternative.scheme)
        regraded = sum(then.get(unit, grade) != grade for unit, grade in graded.items())
        differ = _rank_differences(orders, other_orders)
        places, other_places = _places(orders), _places(other_orders)
        moved = tuple(one for one in differ if places[one[0]] != other_places[one[0]])
        renumbered = tuple(one for one in differ if one not in moved)
        yield Effect(alternative.reading, alternative.option, changed, moved, regraded, renumbered)


def _scored(
    scheme: Scheme, marks_under: Callable[[Scheme], Mapping[str, Ledger]]
) -> tuple[Mapping[str, Ledger], dict[str, Order]]:
    marks = marks_under(scheme)
    return marks, _orders(scheme, marks)


def _orders(scheme: Scheme, marks: Mapping[str, Ledger]) -> dict[str, Order]:
    return {one.id: order(scheme.units_of(one), marks, scheme.ranking) for one in scheme.lists}


def _total(ledger: Ledger) -> Fraction | None:
    return ledger.total if ledger.status is Status.COMPLETE else None


def _places(orders: Mapping[str, Order]) -> Mapping[str, int]:
    """Return how many stand before each unit, whatever number its rank has."""
    return {
        standing.unit: sum(other.rank < standing.rank for other in one.standings)
        for one in orders.values()
        for standing in one.standings
    }


def _rank_differences(now: dict[str, Order], then: dict[str, Order]) -> list[tuple[str, int, int]]:
    ranks_then = {standing.unit: standing.rank for other in then.values() for standing in other.standings}
    ranks_now = [(standing.unit, standing.rank) for one in now.values() for standing in one.standings]
    return [(unit, rank, ranks_then[unit]) for unit, rank in ranks_now if ranks_then.get(unit, rank) != rank]

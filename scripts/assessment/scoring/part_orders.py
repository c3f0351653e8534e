"""Ranks of parts: inside each list, of each part down to the depth that the scheme says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.scoring.ledger import Ledger, Marked
from assessment.scoring.ranking import Order, Standing, standings

PartOrders = Mapping[str, tuple[Standing, ...]]
"""Where units of a list stand by their marks of each part, by its key."""


@dataclass(frozen=True)
class OwnMarks:
    """A unit's marks of parts, each on the part's own scale."""

    marks: Mapping[str, Fraction | None]
    """By key; None, or nothing, where there is no one mark or it may not be known."""
    absent: frozenset[str]
    """Keys of the parts of which nothing applies to the unit (不涉及)."""


def part_orders(scheme: Scheme, ledgers: Mapping[str, Ledger], orders: Mapping[str, Order]) -> dict[str, PartOrders]:
    """Return the ranks of parts, by id of the ranking list; empty where the scheme ranks totals alone."""
    if not scheme.ranking.depth:
        return {}
    marks = {unit: _own_marks(ledger) for unit, ledger in ledgers.items()}
    return {id: order_parts(scheme, one, marks) for id, one in orders.items()}


def order_parts(scheme: Scheme, order: Order, marks: Mapping[str, OwnMarks]) -> PartOrders:
    """Return the ranks of the parts of a list; none while the list itself has no ranks.

    A part is ranked among the units that it applies to. It is not ranked where the mark of one of them is not known, or
    where their full marks differ: 9 of 10 and 18 of 20 cannot be told apart by their marks.

    Args:
        marks: of each unit, by id.
    """
    units = {standing.unit: scheme.marked_as(standing.unit) for standing in order.standings}
    parts = {group: {part.key for part in _parts_for(scheme.components, group)} for group in set(units.values())}
    found: dict[str, tuple[Standing, ...]] = {}
    for part in scheme.ranked_parts():
        among = [unit for unit, group in units.items() if part.key in parts[group] and part.key not in marks[unit].absent]
        known = {unit: mark for unit in among if (mark := marks[unit].marks.get(part.key)) is not None}
        if known and len(known) == len(among) and len({part.full_of(units[unit]) for unit in among}) == 1:
            found[part.key] = standings(known, scheme.ranking)
    return found


def _own_marks(ledger: Ledger) -> OwnMarks:
    marked = [result for result in ledger.components if isinstance(result, Marked)]
    marks = {key: mark for result in marked for key, mark in result.marks.items()}
    return OwnMarks(marks, frozenset(key for result in marked for key in result.absent))


def _parts_for(parts: Iterable[Part], group: str) -> Iterator[Part]:
    """Yield the parts, and those below them, that are for what units are marked as."""
    for part in parts:
        if part.is_for(group):
            yield part
            yield from _parts_for(part.items, group)

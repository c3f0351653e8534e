"""Who stands where: ranks inside each list, with ties as the scheme says.

Readings ranking-scope, ties and missing-marks of 2019.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.scheme import Ranking, RankOn, Ties
from assessment.exact import rounded
from assessment.scoring.ledger import Ledger
from assessment.status import Status


@dataclass(frozen=True)
class Standing:
    """A unit's place among those it is ranked with."""

    unit: str
    rank: int
    shared: bool
    """Whether another unit has the same rank."""


@dataclass(frozen=True)
class Order:
    """The ranks of one list; empty while any of its units is 待定."""

    standings: tuple[Standing, ...]
    """Best first, equal ones in the order of the scheme."""
    pending: tuple[str, ...]
    not_assessed: tuple[str, ...]

    def rank(self, unit: str) -> Standing | None:
        """Return a unit's standing, or None where it has none."""
        return next((standing for standing in self.standings if standing.unit == unit), None)

    def rank_from_last(self, unit: str, ties: Ties) -> int | None:
        """Return a unit's rank counted from the last place, with ties as in ranks; None where it has none."""
        standing = self.rank(unit)
        if standing is None:
            return None
        behind = [other.rank for other in self.standings if other.rank > standing.rank]
        return (len(set(behind)) if ties is Ties.DENSE else len(behind)) + 1


def order(units: Iterable[str], ledgers: Mapping[str, Ledger], how: Ranking) -> Order:
    """Rank ``units``; 未参评 ones are left out, and one 待定 unit keeps all from being ranked.

    Reading missing-marks of 2019.
    """
    units = tuple(units)
    by_status = {status: tuple(unit for unit in units if ledgers[unit].status is status) for status in Status}
    pending = by_status[Status.PENDING]
    totals = {unit: ledgers[unit].total for unit in by_status[Status.COMPLETE]}
    return Order(() if pending else standings(totals, how), pending, by_status[Status.NOT_ASSESSED])


def standings(marks: Mapping[str, Fraction], how: Ranking) -> tuple[Standing, ...]:
    """Return where units stand by their totals, or by their marks of one part; equal ones in the order given."""
    values = {unit: compared(mark, how) for unit, mark in marks.items()}
    ranks = ranks_of(values, how.ties)
    sharing = Counter(ranks.values())
    best_first = sorted(values, key=lambda unit: -values[unit])
    return tuple(Standing(unit, ranks[unit], sharing[ranks[unit]] > 1) for unit in best_first)


def ranks_of(values: Mapping[str, Fraction], ties: Ties) -> dict[str, int]:
    """Return the rank of each unit by the values that are compared."""
    ranks: dict[Fraction, int] = {}
    for before, value in enumerate(sorted(values.values(), reverse=True)):
        if value not in ranks:
            ranks[value] = (len(ranks) if ties is Ties.DENSE else before) + 1
    return {unit: ranks[value] for unit, value in values.items()}


def compared(mark: Fraction, how: Ranking) -> Fraction:
    """Return a total or a mark as it counts for ranks and grades: exact, or as it is published.

    Reading rank-on of 2019.
    """
    if how.rank_on is RankOn.PUBLISHED:
        return Fraction(Decimal(rounded(mark, how.places, how.rounding)))
    return mark

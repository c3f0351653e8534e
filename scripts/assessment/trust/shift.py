"""How little weight would have to move between two components for two neighbours to change places."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from assessment.scoring.ledger import Ledger, Marked


@dataclass(frozen=True)
class Shift:
    """Points of weight that one component would give to another; with any more the order turns round."""

    points: Fraction
    giver: str
    taker: str
    """Keys of components."""


def shift(above: Ledger, below: Ledger, points: Mapping[str, Fraction]) -> Shift | None:
    """Return the smallest shift that makes the totals equal; None where no component can give as much.

    Args:
        points: what full marks of each component are worth in the total; those on top have no weight to give.
    """
    lead = {key: weighted_of(above, key) / worth - weighted_of(below, key) / worth for key, worth in points.items()}
    gap = above.total - below.total
    found = [
        Shift(gap / (lead[giver] - lead[taker]), giver, taker)
        for giver, taker in permutations(lead, 2)
        if lead[giver] > lead[taker]
    ]
    possible = [one for one in found if one.points <= points[one.giver]]
    return min(possible, key=lambda one: one.points, default=None)


def weighted_of(ledger: Ledger, key: str) -> Fraction:
    """Return what a component adds to the total of a unit, in points of it; 0 where it has no mark of it."""
    return sum(
        (one.weighted for one in ledger.components if isinstance(one, Marked) and one.component.key == key), Fraction(0)
    )

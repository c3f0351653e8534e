"""How little weight would have to move between two components for two neighbours to change places."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations


@dataclass(frozen=True)
class Shift:
    """Points of weight that one component would give to another; with any more the order turns round."""

    points: Fraction
    giver: str
    taker: str
    """Keys of components."""


def shift(
    gap: Fraction, above: Mapping[str, Fraction], below: Mapping[str, Fraction], points: Mapping[str, Fraction]
) -> Shift | None:
    """Return the smallest shift that makes the totals equal; None where no component can give as much.

    Args:
        gap: by how much the total of one unit is above the other's.
        above: what each component adds to the higher total, by key; what has no mark adds nothing.
        below: what each adds to the lower.
        points: what full marks of each component are worth in the total; those on top have no weight to give.
    """
    nothing = Fraction(0)
    lead = {key: (above.get(key, nothing) - below.get(key, nothing)) / worth for key, worth in points.items()}
    found = [
        Shift(gap / (lead[giver] - lead[taker]), giver, taker)
        for giver, taker in permutations(lead, 2)
        if lead[giver] > lead[taker]
    ]
    possible = [one for one in found if one.points <= points[one.giver]]
    return min(possible, key=lambda one: one.points, default=None)

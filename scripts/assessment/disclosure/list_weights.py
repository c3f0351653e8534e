"""What is published of how the weights of components make the order of a list."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class ComponentShare:
    """How much a component decides the order."""

    component: str
    """Key of the component; empty for what is done to the sum of all components."""
    share: Fraction
    """Its share of the variance of the totals: all add up to 1, and one that runs against the totals is below 0."""


@dataclass(frozen=True)
class MovedWeight:
    """Weight that one component would give to another for two totals to be equal; with any more the order turns."""

    points: Fraction
    """Of the total, more than 0 and no more than the giver has."""
    giver: str
    taker: str
    """Keys of components."""


@dataclass(frozen=True)
class Neighbours:
    """Two units, one right behind the other."""

    above: str
    below: str
    """Ids of units."""
    gap: Fraction
    """How much higher the total of the first is; 0 where they are equal."""
    moved: MovedWeight | None
    """The least that makes their totals equal; None where they are equal, no shift does, or none can be reckoned."""
    can_move: bool
    """Whether a shift can be reckoned: both have the same weights, more than one, and nothing is done to their sums."""


@dataclass(frozen=True)
class ListWeights:
    """What decides the order of those who are ranked together."""

    list: str
    """Id of the ranking list."""
    shares: tuple[ComponentShare, ...]
    """In the order of the scheme; empty where all totals are equal, and where they have one component alone."""
    neighbours: tuple[Neighbours, ...]
    """Best first."""

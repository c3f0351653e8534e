"""What is published of how far ranks can be trusted: where each unit stands under other readings of the scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class MovingOption:
    """The option that by itself changes marks and moves a unit most."""

    reading: str
    option: str
    rank: int
    """The unit's rank then."""


@dataclass(frozen=True)
class PublishedRange:
    """The ranks of a unit, numbered as the scheme does."""

    unit: str
    rank: int
    """Under the readings chosen."""
    best: int
    worst: int
    """Under every combination of the readings that change marks."""
    best_in_all: int
    worst_in_all: int
    """With those that change only how totals are ranked."""
    most: MovingOption | None
    """None where no option by itself changes marks and moves the unit."""
    lead: Fraction | None
    """How much higher its total is than that of the next in the list; None for the last."""

    @property
    def is_fixed(self) -> bool:
        """Whether no reading that changes marks moves it."""
        return self.best == self.worst


@dataclass(frozen=True)
class ListRanges:
    """The ranges of those who are ranked together, best first."""

    list: str
    """Id of the ranking list."""
    units: tuple[PublishedRange, ...]
    runs: tuple[tuple[str, ...], ...]
    """Ids of neighbours of whom any two change places or are equal under some reading."""
    lightest: Fraction | None
    """What the lightest deduction of the scheme takes from a total; None where it names none."""

    @cached_property
    def by_unit(self) -> Mapping[str, PublishedRange]:
        """The ranges by unit id."""
        return {one.unit: one for one in self.units}


@dataclass(frozen=True)
class PublishedRanges:
    """The ranges of all lists that are ranked, and what they were reckoned of."""

    of_marks: tuple[str, ...]
    """Ids of the readings that change marks."""
    of_ranks: tuple[str, ...]
    """Ids of those that change only how totals are ranked."""
    left_out: tuple[str, ...]
    """Ids of those about ballots, which the audience may not see."""
    count: int
    """Combinations of the readings that change marks."""
    reckoned: int
    """How many of them were reckoned; all, or a sample."""
    count_of_ranks: int
    """Combinations of the readings that change only how totals are ranked."""
    lists: tuple[ListRanges, ...]

    @property
    def is_sample(self) -> bool:
        """Whether there are more combinations than were reckoned."""
        return self.reckoned < self.count

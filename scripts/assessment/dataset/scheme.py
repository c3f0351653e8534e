"""The scheme: the text as issued, the tree of parts that is computed, and how the office reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Consequence, Part
from assessment.exact import Rounding
from assessment.place import Origin


@dataclass(frozen=True)
class Clause:
    """A piece of the scheme's text as issued, word for word, with the id by which records and pages cite it."""

    id: str
    """The citation itself, such as ``附件2第4项``."""
    heading: str
    worth: str
    """Marks or share as printed beside the heading, such as ``（25%）`` or ``10``; empty where there is none."""
    text: str
    """Paragraphs separated by newlines."""
    columns: tuple[str, ...]
    """Heads of the table that the sub-clauses stand in; empty where they are no table."""
    note: str
    """The office's reading of a contradiction, shown beside the text and not part of it."""
    clauses: tuple["Clause", ...]
    origin: Origin

    def walk(self) -> Iterator["Clause"]:
        """Yield this clause and all below it, in the order of the text."""
        yield self
        for clause in self.clauses:
            yield from clause.walk()


@dataclass(frozen=True)
class Group:
    """Units that are assessed alike and ranked together."""

    id: str
    name: str
    clause: str
    units: tuple[str, ...]
    """Unit ids in the order of the scheme."""
    origin: Origin


class Ties(Enum):
    """Which rank follows a shared one (reading 15)."""

    SKIP = "skip"
    """9, 9, 11."""
    DENSE = "dense"
    """9, 9, 10."""


class RankOn(Enum):
    """Which value is compared (reading 15)."""

    EXACT = "exact"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Ranking:
    """How totals are rounded and ordered."""

    places: int
    rounding: Rounding
    ties: Ties
    rank_on: RankOn
    overall: bool
    """Whether there is also one order over all groups (reading 14)."""


@dataclass(frozen=True)
class Grade:
    """A band of totals with a name."""

    name: str
    at_least: Decimal | None
    """The lowest total in the band; None for the last band, which takes all the rest."""
    origin: Origin


@dataclass(frozen=True)
class Setting:
    """One value that an option of a reading sets in the scheme."""

    at: str
    """Path of ids from the top of the scheme file, such as ``components/bonus/attach``."""
    value: object
    origin: Origin


@dataclass(frozen=True)
class Option:
    """One way to read a clause."""

    id: str
    text: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class Reading:
    """Where the text is silent or contradicts itself: the question, the reading chosen, and what else could be chosen."""

    id: str
    clauses: tuple[str, ...]
    question: str
    choice: str
    """Id of the option in force."""
    options: tuple[Option, ...]
    origin: Origin

    @property
    def chosen(self) -> Option:
        """The option in force."""
        return next(option for option in self.options if option.id == self.choice)


@dataclass(frozen=True)
class Scheme:
    """A year's scheme: text, groups, components, readings."""

    id: str
    year: int
    title: str
    issuer: str
    issued: date
    source: str
    """Name of the file beside the scheme's that holds the text as issued; empty where there is none."""
    undecided: tuple[str, ...]
    """Paths of ids to the parts that were copied from another year and nobody decided yet (待定)."""
    full: ByGroup | None
    """Marks that the components add up to, what is on top apart; None where a total has no end (每条加5分)."""
    clauses: tuple[Clause, ...]
    groups: tuple[Group, ...]
    components: tuple[Part, ...]
    rescale_here: bool
    """Whether what is 不涉及 is made up for in the total, and not inside the components."""
    vetoed: Consequence | None
    """What a rule with a veto, or a total under ``fails_below``, makes of the total."""
    fails_below: Decimal | None
    ranking: Ranking
    grades: Mapping[str, tuple[Grade, ...]]
    """Grade bands per group id, best first; empty where the scheme has no grades."""
    conversion_full: Decimal | None
    """Full marks of the performance assessment that the total is converted to (reading 19); None: the total as it is."""
    readings: tuple[Reading, ...]
    origin: Origin
    secrecy: str = ""
    """Id of the clause that keeps marks secret until approval; empty where ``citations`` has to look for it."""
    contents_depth: int = 2
    """How many levels of the text its table of contents lists."""

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in the order of the text."""
        for clause in self.clauses:
            yield from clause.walk()

    def items(self) -> Iterator[tuple[Part, Part]]:
        """Yield every part below a component with its component, in order."""
        for component in self.components:
            for item in component.below():
                yield component, item

    def parts(self) -> Iterator[Part]:
        """Yield every part, in order."""
        for component in self.components:
            yield from component.walk()

    def full_of(self, group: str) -> Decimal | None:
        """Return the full marks of a group's totals; None where they are open-ended."""
        return None if self.full is None else self.full.of(group)

    def components_of(self, group: str) -> tuple[Part, ...]:
        """Return the components that are for a group."""
        return tuple(component for component in self.components if component.is_for(group))

    def group_of(self, unit: str) -> Group | None:
        """Return the group that a unit is assessed in, or None if the scheme does not assess it."""
        return next((group for group in self.groups if unit in group.units), None)


@dataclass(frozen=True)
class Alternative:
    """The scheme as it would be with another option of one reading."""

    reading: str
    option: str
    scheme: Scheme

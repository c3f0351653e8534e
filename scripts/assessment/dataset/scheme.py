"""The scheme: the marks as issued, and how the office reads them.

The types say more than the 2019 scheme needs (parts for some groups only, full marks per group, waves, roll-ups,
veto, gates, grades), so that other counties' schemes fit without another model. ``assessment.check.unsupported``
holds the table of the fields that the engine computes; whatever else a scheme writes is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from assessment.dataset.by_group import ByGroup
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
class Window:
    """The dates, both inclusive, within which a component's facts must lie."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Method(Enum):
    """How a component turns records into marks; what is computed has a module in ``assessment.scoring.methods``."""

    GIVEN = "given"
    """An outside body gives the final mark; item marks are detail that must reconcile with it."""
    INDICATORS = "indicators"
    """The mark is the sum of item marks."""
    DEDUCTIONS = "deductions"
    """Every item starts at its full marks and dated entries take some away."""
    BALLOTS = "ballots"
    """The mean of the ballots cast by rater units."""
    BONUS = "bonus"
    """Items start at nothing; dated entries add or take away."""
    ROLLUP = "rollup"
    """The sum of components below."""


class Count(Enum):
    """How often a rule's points apply when several entries fall under it."""

    EACH = "each"
    """每次、每件次: for every occurrence."""
    ONCE = "once"
    """Once, however many entries there are."""
    HIGHEST = "highest"
    """Only the entry of the highest level counts."""


class NotApplicable(Enum):
    """What 不涉及 means for the marks of an item."""

    KEEP = "keep"
    """The item keeps its full marks."""
    RESCALE = "rescale"
    """The item is left out and the rest is scaled up to the full marks."""


@dataclass(frozen=True)
class Rule:
    """What one kind of entry under an item costs or gives."""

    id: str
    """Chinese name by which entries choose the rule where an item has several, such as ``表彰``."""
    label: str
    """What an entry with a level is called, ``{级别}`` standing for the level; empty where level and id say it."""
    points: Decimal | Mapping[str, Decimal]
    """Signed points for one occurrence, or for one occurrence at each level (国家, 省, 市)."""
    count: Count
    limit: Decimal | None
    """The most points, without sign, that this rule gives or takes in a year."""
    automatic_unless: str
    """Id of the rule whose entries prevent this one; such a rule needs no entry. Empty for rules that need entries."""
    requires: tuple[str, ...]
    """Names of the links an entry must carry to count (意见征集, 意见反馈, 正式文件)."""
    veto: bool
    """An entry ends the assessment of the unit (单项否决)."""
    percent: Decimal | None
    """Points as a percentage of the item's marks."""
    range: tuple[Decimal, Decimal] | None
    """Points chosen by the assessor between two bounds."""
    origin: Origin

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of which an entry names one; empty where the rule has none."""
        return tuple(self.points) if isinstance(self.points, Mapping) else ()

    def each(self, level: str) -> Decimal:
        """Return the signed points of one occurrence at a level; the level is empty where the rule has none.

        Raises:
            KeyError: if the rule has no such level, which a check refuses before (``unknown-level``).
        """
        return self.points[level] if isinstance(self.points, Mapping) else self.points


@dataclass(frozen=True)
class Item:
    """An indicator of a component, known by the clause it stands in; items nest to any depth."""

    clause: str
    name: str
    groups: tuple[str, ...]
    """Ids of the groups that the item is for; empty for all."""
    full: ByGroup | None
    """Full marks; None for bonus items, which have none."""
    scale: bool
    """Whether the marks of the items below are scaled to this item's declared full marks (reading 1)."""
    not_applicable: NotApplicable | None
    """What 不涉及 means here; None where it cannot be."""
    eligible_listed: bool
    """Whether only the units listed in the year file take part (reading 11)."""
    limit_text: str
    """The words of the clause for the limit, such as ``扣完10分为止``."""
    rules: tuple[Rule, ...]
    items: tuple["Item", ...]
    origin: Origin

    def walk(self) -> Iterator["Item"]:
        """Yield this item and all below it, in order."""
        yield self
        for item in self.items:
            yield from item.walk()

    def leaves(self) -> Iterator["Item"]:
        """Yield the items that carry marks themselves."""
        return (item for item in self.walk() if not item.items)


class Averaging(Enum):
    """How ballots become one mark (reading 13)."""

    BY_RATER_UNIT = "by-rater-unit"
    """The mean inside each rater unit, then the mean of those means."""
    POOLED = "pooled"
    """The mean of all ballots."""
    TRIMMED = "trimmed"
    """As by rater unit, without one highest and one lowest mean where there are at least three."""


class LimitOn(Enum):
    """What a component's upper limit holds down (reading 5)."""

    NET = "net"
    """Awards and penalties together."""
    AWARDS = "awards"
    """The awards alone; penalties come off afterwards."""


@dataclass(frozen=True)
class Limit:
    """The bounds of a component's own mark."""

    upper: Decimal | None
    lower: Decimal | None
    on: LimitOn


@dataclass(frozen=True)
class Wave:
    """One of several rounds of a component, such as a quarter."""

    id: str
    name: str
    window: Window
    weight: Decimal


@dataclass(frozen=True)
class Gate:
    """A component opens only when the total without it reaches a threshold."""

    at_least: Decimal


@dataclass(frozen=True)
class Component:
    """A part of the total."""

    id: str
    name: str
    clause: str
    method: Method
    groups: tuple[str, ...]
    """Ids of the groups that the component is for; empty for all."""
    full: ByGroup | None
    """Full marks as recorded; None for a bonus."""
    points: ByGroup
    """Most points of the total. A mark weighs ``points / full``.

    Of a bonus the most that its own marks come to, which ``limit`` holds them to, wherever they are added.
    """
    weight: Decimal | None
    """As a part of a roll-up: its share of the whole, such as 6 of 6:3:1."""
    attach: str
    """``total``, or the id of the component whose mark this one is added to before weighing (reading 4)."""
    window: Window
    scale: bool
    """Whether the sum of the items is scaled to ``full`` (reading 1)."""
    not_applicable: NotApplicable | None
    """What 不涉及 means for items below that do not say so themselves."""
    limit: Limit | None
    raters: Mapping[str, tuple[str, ...]]
    """For ballots: the groups that rate each group."""
    averaging: Averaging | None
    places: int | None
    """For ballots: the decimal places that their mean is rounded to, half up, before it counts; None: it is exact.

    Rounded, the means of two publications tell less of a ballot that was cast or taken out between them.
    """
    items: tuple[Item, ...]
    components: tuple["Component", ...]
    waves: tuple[Wave, ...]
    gate: Gate | None
    origin: Origin
    giver: str = ""
    """Of a mark that comes from outside: who gives it; empty where the scheme leaves it to the year (``agency``)."""

    def walk(self) -> Iterator[Item]:
        """Yield every item of the component, in order."""
        for item in self.items:
            yield from item.walk()

    def leaves(self) -> Iterator[Item]:
        """Yield the items that carry marks themselves."""
        for item in self.items:
            yield from item.leaves()

    def full_of(self, group: str) -> Decimal | None:
        """Return the full marks of a group's units, or None where the component has none for them."""
        return None if self.full is None else self.full.of(group)


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
    full: ByGroup
    """Marks that the components add up to, bonus apart."""
    clauses: tuple[Clause, ...]
    groups: tuple[Group, ...]
    components: tuple[Component, ...]
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

    def items(self) -> Iterator[tuple[Component, Item]]:
        """Yield every item with its component, in order."""
        for component in self.components:
            for item in component.walk():
                yield component, item

    def group_of(self, unit: str) -> Group | None:
        """Return the group that a unit is assessed in, or None if the scheme does not assess it."""
        return next((group for group in self.groups if unit in group.units), None)


@dataclass(frozen=True)
class Alternative:
    """The scheme as it would be with another option of one reading."""

    reading: str
    option: str
    scheme: Scheme

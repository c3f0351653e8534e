"""A part of a scheme: how one thing gets its mark, and what the mark is worth in the part above.

A scheme is a tree of parts: components at the top, items below them, and both are the same. Each field is a choice
of its own, so that whatever a scheme combines needs no new kind of part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from assessment.dataset.by_group import ByGroup
from assessment.dataset.marked_as import names_in
from assessment.dataset.method import Method
from assessment.exact import exact_sum
from assessment.period import Period
from assessment.place import Origin


@dataclass(frozen=True)
class Window:
    """The dates, both inclusive, within which a part's facts must lie."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Count(Enum):
    """How often a rule's points apply when several entries fall under it."""

    EACH = "each"
    """每次、每件次: for every occurrence."""
    ONCE = "once"
    """Once, however many entries there are."""
    HIGHEST = "highest"
    """Only the entry of the highest level counts."""


class NotApplicable(Enum):
    """Where the marks of an item go that is 不涉及."""

    KEEP = "keep"
    """The item keeps its full marks."""
    RESCALE = "rescale"
    """The item is left out and the rest is scaled up to the full marks."""
    EVEN = "even"
    """The item is left out and its full marks are shared equally among the others, whose marks grow with them."""


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
    """An entry sets the outcome of the nearest part above that names one (一票否决)."""
    percent: Decimal | None
    """Signed points for one occurrence, as a percentage of the item's full marks."""
    range: tuple[Decimal, Decimal] | None
    """Signed points that the assessor chooses between two bounds; the entry says how many."""
    ceiling: Decimal | None
    """With an entry the item starts from at most this percentage of its full marks."""
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


class Averaging(Enum):
    """How ballots become one mark (reading ballot-average of 2019)."""

    BY_RATER_UNIT = "by-rater-unit"
    """The mean inside each rater unit, then the mean of those means."""
    POOLED = "pooled"
    """The mean of all ballots."""
    TRIMMED = "trimmed"
    """As by rater unit, without one highest and one lowest mean where there are at least three."""


class LimitOn(Enum):
    """What an upper limit holds down (reading bonus-limit of 2019)."""

    NET = "net"
    """Awards and penalties together."""
    AWARDS = "awards"
    """The awards alone; penalties come off afterwards."""


@dataclass(frozen=True)
class Limit:
    """The bounds of a part's own mark."""

    upper: Decimal | None
    lower: Decimal | None
    on: LimitOn
    is_open_below: bool = False
    """Whether the scheme says itself that there is no lower bound (``lower: none``)."""


class Combine(Enum):
    """How the marks of several waves become one."""

    MEAN = "mean"
    """Their weighted mean."""
    SUM = "sum"
    BEST = "best"
    LAST = "last"


@dataclass(frozen=True)
class Wave:
    """One of several times that a part is measured, such as a quarter."""

    id: str
    name: str
    window: Window
    weight: Decimal
    round: Period | None
    """The round whose result is the mark of this wave; None where the wave is measured in the year's own records."""
    part: str
    """Key of the part of the round whose mark is taken; empty for the round's total."""
    is_weighed: bool = True
    """Whether its weight is written; where it is not, all waves count alike."""


class Members(Enum):
    """How the marks of several named objects under one unit (towns of a county, accounts of a bureau) become one."""

    MEAN = "mean"
    LOWEST = "lowest"


@dataclass(frozen=True)
class Gate:
    """What opens a part: another part's mark, or without one the total without this part."""

    part: str
    """Key of a part in the same branch; empty for the total."""
    at_least: Decimal | None
    above: Decimal | None

    def opens(self, mark: Fraction) -> bool:
        """Tell whether a mark opens the part; of the two thresholds one is written."""
        if self.above is not None:
            return mark > self.above
        return self.at_least is None or mark >= self.at_least


@dataclass(frozen=True)
class Consequence:
    """What a veto, or a mark that fails, makes of a part and of the unit."""

    mark: Decimal | None
    """The part's mark; None leaves it."""
    grade: str
    """The unit's grade, whatever its total; empty leaves it."""


@dataclass(frozen=True)
class Threshold:
    """One row of a table, or one point of a line, from a number to a mark."""

    number: Decimal
    mark: Decimal


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that has a mark on a scale of its own, and that the part above takes in."""

    id: str
    """Empty where the clause is name enough."""
    name: str
    clause: str
    giver: str = ""
    """Of a mark that comes from outside: who gives it; empty where the scheme leaves it to the year (``agency``)."""
    groups: tuple[str, ...] = ()
    """Ids of the groups, or of the kinds, that the part is for; empty for all."""
    method: Method
    full: ByGroup | None = None
    """Full marks as written; None where they are those of the parts below, or where there are none."""
    points: ByGroup | None = None
    """In a sum: what full marks are worth there. None: as many as they are."""
    weight: Decimal | None = None
    """In a mean: its share, such as 6 of 6:3:1. None: its full marks."""
    on_top: bool = False
    """Whether it adds to the mark of the part above and not to its full marks."""
    attach: str = "total"
    """``total``, or the id of the component whose mark this one is added to before weighing.

    Reading bonus-attachment of 2019.
    """
    window: Window
    scale: bool = False
    """Whether the marks of the parts below are scaled to the full marks that are written here.

    Reading key-area-block of 2019.
    """
    rescale_here: bool = False
    """Whether what is 不涉及 below is made up for here; else it is in the component, or in the part of a mean."""
    not_applicable: NotApplicable | None = None
    """What 不涉及 means here and below; None where it cannot be."""
    limit: Limit | None = None
    limit_text: str = ""
    """The words of the clause for the limit, such as ``扣完10分为止``."""
    gate: Gate | None = None
    vetoed: Consequence | None = None
    """What a rule with a veto below, or a mark under ``fails_below``, makes of this part."""
    fails_below: Decimal | None = None
    raters: Mapping[str, tuple[str, ...]]
    """For ballots: the groups, and those who are not assessed, that rate each group."""
    averaging: Averaging | None = None
    places: int | None = None
    """For ballots: the decimal places that their mean is rounded to, half up, before it counts; None: it is exact.

    Rounded, the means of two publications tell less of a ballot that was cast or taken out between them.
    """
    eligible_listed: bool = False
    """Whether only the units listed in the year file take part (reading eligible-units of 2019)."""
    rules: tuple[Rule, ...] = ()
    waves: tuple[Wave, ...] = ()
    combine: Combine = Combine.MEAN
    members: Members | None = None
    per: Decimal | None = None
    """Of a count: the marks for each."""
    table: tuple[Threshold, ...] = ()
    """Of a count: the mark from each number on, highest number first."""
    line: tuple[Threshold, ...] = ()
    """Of a count: marks between whose numbers the mark lies evenly, lowest number first."""
    explained: bool = True
    """Whether a mark that was lost needs a reason and evidence."""
    self_marks: bool = False
    """Whether units give themselves a mark, item by item, that never counts."""
    items: tuple["Part", ...] = ()
    origin: Origin

    @property
    def key(self) -> str:
        """What records cite the part by."""
        return self.id or self.clause

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all below it, in order."""
        yield self
        yield from self.below()

    def below(self) -> Iterator["Part"]:
        """Yield all parts below this one, in order."""
        for part in self.items:
            yield from part.walk()

    def down_to(self, depth: int) -> Iterator["Part"]:
        """Yield this part and those below it, so many levels in all, in order."""
        if depth > 0:
            yield self
            for part in self.items:
                yield from part.down_to(depth - 1)

    @property
    def height(self) -> int:
        """How many levels there are from this part down, itself among them."""
        return 1 + max((part.height for part in self.items), default=0)

    def rounds(self) -> "Iterator[Wave]":
        """Yield the waves of this part, and of all below it, whose marks come from rounds."""
        return (wave for part in self.walk() for wave in part.waves if wave.round is not None)

    def leaves(self) -> Iterator["Part"]:
        """Yield the parts below, or this one, that have none below themselves."""
        return (part for part in self.walk() if not part.items)

    def measurements(self, wave: "Wave | None" = None) -> Iterator[tuple["Part", "Wave | None"]]:
        """Yield each part that has none below with each wave in which it is measured; None where that is once.

        Args:
            wave: that of a part above.
        """
        for own in self.waves or (wave,):
            if not self.items:
                yield self, own
            for item in self.items:
                yield from item.measurements(own)

    def self_marked(self) -> Iterator["Part"]:
        """Yield the leaves for which units give themselves marks: not what others rate, nor what rounds tell."""
        if self.waves and all(wave.round is not None for wave in self.waves):
            return
        if not self.items and self.self_marks and self.method is not Method.BALLOTS:
            yield self
        for item in self.items:
            yield from item.self_marked()

    def items_of(self, group: str) -> tuple["Part", ...]:
        """Return the parts right below that are for a group."""
        return tuple(part for part in self.items if part.is_for(group))

    def is_for(self, group: str) -> bool:
        """Tell whether the part is for a group, or for what units are marked as."""
        return not self.groups or not set(self.groups).isdisjoint(names_in(group))

    def takes(self, *methods: Method) -> bool:
        """Tell whether any leaf gets its mark by one of some methods."""
        return any(leaf.method in methods for leaf in self.leaves())

    def full_of(self, group: str) -> Decimal | None:
        """Return the full marks of a group's units; None where the part is not for them or is open-ended."""
        if not self.is_for(group):
            return None
        once = self.full_once(group)
        times = len(self.waves) if self.waves and self.combine is Combine.SUM else 1
        return once if once is None or times == 1 else exact_sum([once] * times)

    def full_once(self, group: str) -> Decimal | None:
        """Return the full marks of one wave, or of a part without waves, for a group that the part is for."""
        if self.full is not None:
            return self.full.of(group)
        worth = [part.points_of(group) for part in self.items_of(group) if not part.on_top]
        known = [points for points in worth if points is not None]
        if self.method is Method.MEAN:
            fulls = {part.full_of(group) for part in self.items_of(group) if not part.on_top}
            return fulls.pop() if len(fulls) == 1 else None
        return exact_sum(known) if known and len(known) == len(worth) else None

    def points_of(self, group: str) -> Decimal | None:
        """Return the most that the part gives the sum above; None where that has no end or the part is not for them."""
        if self.points is None or not self.is_for(group):
            return self.full_of(group)
        return self.points.of(group)

    def most_of(self, group: str) -> Decimal | None:
        """Return the most that a group's units see named: its points, or without any the limit of its mark."""
        points = self.points_of(group)
        if points is not None or self.limit is None or not self.is_for(group):
            return points
        return self.limit.upper

    def weight_of(self, group: str) -> Decimal | None:
        """Return the part's share in the mean above; None where it has none, or the part is not for a group."""
        if self.weight is None or not self.is_for(group):
            return self.full_of(group)
        return self.weight

"""The scheme: the text as issued, the tree of parts that is computed, and how the office reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property

from assessment.dataset.by_group import ByGroup
from assessment.dataset.marked_as import marked_as
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
    """Units that are assessed alike and, unless a list holds several groups, ranked together."""

    id: str
    name: str
    clause: str
    units: tuple[str, ...]
    """Unit ids in the order of the scheme."""
    origin: Origin


@dataclass(frozen=True)
class UnitKind:
    """Units for which parts, full marks or points are chosen, whatever their groups; a unit may be of several kinds."""

    id: str
    name: str
    units: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class OutsideRater:
    """Somebody who rates units and is not assessed: leaders, deputies, citizens. Their ballots tell no names."""

    id: str
    """What ballots, and the raters of a part, name it by."""
    name: str
    origin: Origin


@dataclass(frozen=True)
class MarkingGroup:
    """Units that are marked alike: of one group and of the same kinds."""

    id: str
    """What they are marked as (``dataset.marked_as``); the group's id where the scheme has no kinds."""
    name: str
    group: str
    """Id of the group."""
    units: tuple[str, ...]
    """Unit ids in the order of the scheme."""


@dataclass(frozen=True)
class RankingList:
    """Groups whose units are ranked together."""

    id: str
    name: str
    groups: tuple[str, ...]
    """Ids of the groups."""
    origin: Origin


class Ties(Enum):
    """Which rank follows a shared one (reading ties of 2019)."""

    SKIP = "skip"
    """9, 9, 11."""
    DENSE = "dense"
    """9, 9, 10."""


class RankOn(Enum):
    """Which value is compared (reading rank-on of 2019)."""

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
    """Whether there is also one order over all groups (reading ranking-scope of 2019)."""
    lists: tuple[RankingList, ...] = ()
    """As written; empty where every group is a list."""
    depth: int = 0
    """How many levels of parts have ranks of their own: 0 only the total, 1 the components, 2 what is below them too."""


@dataclass(frozen=True)
class BandEnd:
    """An end of a band of totals."""

    mark: Decimal
    included: bool
    """Whether the mark itself is in the band."""


@dataclass(frozen=True)
class Grade:
    """A band of totals with a name; of either end at most one field is written (``grade-line``)."""

    name: str
    at_least: Decimal | None
    """The lowest total in the band."""
    origin: Origin
    above: Decimal | None = None
    """The total that the band begins above."""
    at_most: Decimal | None = None
    """The highest total in the band; the band ends where the one before begins if neither this nor ``below`` is there."""
    below: Decimal | None = None
    """The total that the band ends below."""

    @property
    def lower(self) -> BandEnd | None:
        """The lower end; None for the last band, which takes all below the one before."""
        return _line(self.at_least, self.above)

    @property
    def upper(self) -> BandEnd | None:
        """The upper end as written; None where the band goes up to the one before."""
        return _line(self.at_most, self.below)

    def holds(self, total: Fraction) -> bool:
        """Tell whether a total is in the band and in none before it, which is asked first."""
        lower = self.lower
        return lower is None or total > lower.mark or (lower.included and total == lower.mark)


def _line(included: Decimal | None, excluded: Decimal | None) -> BandEnd | None:
    if included is not None:
        return BandEnd(included, included=True)
    return None if excluded is None else BandEnd(excluded, included=False)


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
    """Grade bands by id of the ranking list, best first; empty where the scheme has no grades."""
    conversion_full: Decimal | None
    """Full marks of the performance assessment that the total is converted to; None: the total as it is.

    Reading performance of 2019.
    """
    readings: tuple[Reading, ...]
    origin: Origin
    secrecy: str = ""
    """Id of the clause that keeps marks secret until approval; empty where ``citations`` has to look for it."""
    contents_depth: int = 2
    """How many levels of the text its table of contents lists."""
    kinds: tuple[UnitKind, ...] = ()
    outside_raters: tuple[OutsideRater, ...] = ()

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

    def ranked_parts(self) -> Iterator[Part]:
        """Yield the parts that have ranks of their own, in order: those down to the depth that the scheme says."""
        return (part for component in self.components for part in component.down_to(self.ranking.depth))

    def full_of(self, group: str) -> Decimal | None:
        """Return the full marks of a group's totals; None where they are open-ended."""
        return None if self.full is None else self.full.of(group)

    def components_of(self, group: str) -> tuple[Part, ...]:
        """Return the components that are for a group, or for what units are marked as."""
        return tuple(component for component in self.components if component.is_for(group))

    def components_among(self, marked_as: Iterable[str]) -> tuple[Part, ...]:
        """Return the components that are for any of those that units are marked as."""
        keys = tuple(marked_as)
        return tuple(component for component in self.components if any(component.is_for(key) for key in keys))

    def group_of(self, unit: str) -> Group | None:
        """Return the group that a unit is assessed in, or None if the scheme does not assess it."""
        return next((group for group in self.groups if unit in group.units), None)

    @property
    def outside_names(self) -> Mapping[str, str]:
        """The names of those who rate and are not assessed, by id."""
        return {rater.id: rater.name for rater in self.outside_raters}

    @property
    def group_names(self) -> Mapping[str, str]:
        """The names of groups and kinds, by id."""
        kinds = {kind.id: kind.name for kind in self.kinds}
        return {group.id: group.name for group in self.groups} | kinds

    @property
    def lists(self) -> tuple[RankingList, ...]:
        """The ranking lists: as written, or one for each group."""
        alone = (RankingList(group.id, group.name, (group.id,), group.origin) for group in self.groups)
        return self.ranking.lists or tuple(alone)

    def units_of(self, of: RankingList) -> tuple[str, ...]:
        """Return the ids of the units of a list, in the order of the scheme."""
        return tuple(unit for group in self.groups if group.id in of.groups for unit in group.units)

    def list_of(self, group: str) -> RankingList:
        """Return the list that a group's units are ranked in; every group stands in one (``group-without-list``)."""
        return next(one for one in self.lists if group in one.groups)

    @cached_property
    def marking_groups(self) -> tuple[MarkingGroup, ...]:
        """The units by what they are marked as, in the order of the scheme."""
        return tuple(one for group in self.groups for one in self._marking_groups(group))

    def _marking_groups(self, group: Group) -> Iterator[MarkingGroup]:
        by_kinds: dict[tuple[UnitKind, ...], list[str]] = {}
        for unit in group.units:
            by_kinds.setdefault(tuple(kind for kind in self.kinds if unit in kind.units), []).append(unit)
        for kinds, units in by_kinds.items():
            names = "、".join(kind.name for kind in kinds) or "其他"
            name = f"{group.name}（{names}）" if self.kinds else group.name
            yield MarkingGroup(marked_as(group.id, (kind.id for kind in kinds)), name, group.id, tuple(units))

    @cached_property
    def wave_names(self) -> Mapping[tuple[str, str], str]:
        """What waves are called, by the key of each part that is measured in them and by their ids."""
        return {(inner.key, wave.id): wave.name for part in self.parts() for wave in part.waves for inner in part.walk()}

    def marked_as(self, unit: str) -> str:
        """Return what a unit is marked as; empty where the scheme does not assess it."""
        return self._marked_as.get(unit, "")

    @cached_property
    def _marked_as(self) -> Mapping[str, str]:
        return {unit: one.id for one in self.marking_groups for unit in one.units}


@dataclass(frozen=True)
class Alternative:
    """The scheme as it would be with another option of one reading."""

    reading: str
    option: str
    scheme: Scheme

"""A year beside the one before, from what may be seen of both: values where they are marked alike, else 口径不同.

Taken from two Publications, so that nothing is compared that is not shown in both. Invented marks are not compared
with real ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.disclosure.column import Column
from assessment.disclosure.figures import figure
from assessment.disclosure.matching import Why, component_differs, item_differs, leaves, totals_differ
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ByComponent, Figure, InFull, PublishedRow, Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.period import Period
from assessment.row_kind import RowKind


@dataclass(frozen=True)
class Alike:
    """A value that was made alike in both years."""

    name: str
    clause: str
    before: Figure
    now: Figure
    change: Figure
    """Now less before; of totals, as published."""


@dataclass(frozen=True)
class Incomparable:
    """口径不同: both values where both are known, and why neither is taken from the other."""

    name: str
    clause: str
    why: Why
    before: Figure | None = None
    now: Figure | None = None


Line = Alike | Incomparable


@dataclass(frozen=True)
class ComponentComparison:
    """A component in both years."""

    component: Line
    items: tuple[Line, ...]
    """Empty where it has none, or where every mark of them is not public in both years."""


@dataclass(frozen=True)
class UnitRank:
    """A unit's rank, and among how many."""

    rank: int
    among: int


@dataclass(frozen=True)
class UnitComparison:
    """A unit in a year and in an earlier one."""

    period: Period
    """The earlier one."""
    name: str
    """What pages call the earlier one."""
    total: Line
    places: tuple[UnitRank, UnitRank] | None
    """Before and now; None where totals are not comparable or a group was not ranked."""
    parts: tuple[ComponentComparison, ...]
    """Empty where components are not public in both years."""


@dataclass(frozen=True)
class GroupComparison:
    """A group in a year and in an earlier one."""

    period: Period
    """The earlier one."""
    name: str
    """What pages call the earlier one."""
    mean: Line
    highest: Line
    lowest: Line


def earlier(column: Column, publication: Publication) -> Iterator[Publication]:
    """Return what a year or a round may be held against, newest first."""
    return (other for other in column.earlier(publication) if other.provenance is publication.provenance)


def compare_unit(now: Publication, before: Publication, unit: PublishedUnit) -> UnitComparison | None:
    """Return a unit beside an earlier year; None where one of the years shows no totals at all."""
    if not (now.shows_totals and before.shows_totals):
        return None
    then = before.units.get(unit.id)
    if then is None or then.marked_as != unit.marked_as:
        why = Why.NOT_ASSESSED_THEN if then is None else Why.OTHER_GROUP
        why = Why.OTHER_KINDS if then is not None and then.group == unit.group else why
        return UnitComparison(before.period, before.name, Incomparable("总分", "", why), None, ())
    total = _totals(now, before, unit, then)
    places = _places(now, before, unit, then) if isinstance(total, Alike) else None
    return UnitComparison(before.period, before.name, total, places, tuple(_parts(now, before, unit, then)))


def compare_group(now: Publication, before: Publication, group: str) -> GroupComparison | None:
    """Return a group beside an earlier year; None where one of the years has no summary of it."""
    ours, theirs = (next((one for one in publication.groups if one.id == group), None) for publication in (now, before))
    if ours is None or theirs is None or ours.summary is None or theirs.summary is None:
        return None
    here, there = ours.summary, theirs.summary
    differences = (totals_differ(now.scheme, before.scheme, marked_as) for marked_as in ours.marked_as)
    why = Why.OTHER_LIST if set(ours.marked_as) != set(theirs.marked_as) else next(filter(None, differences), None)
    mean, highest, lowest = (
        _published(name, after, prior) if why is None else Incomparable(name, "", why, prior, after)
        for name, after, prior in (
            ("平均分", here.mean, there.mean),
            ("最高分", here.highest, there.highest),
            ("最低分", here.lowest, there.lowest),
        )
    )
    return GroupComparison(before.period, before.name, mean, highest, lowest)


def _totals(now: Publication, before: Publication, unit: PublishedUnit, then: PublishedUnit) -> Line:
    if not (isinstance(unit.result, Totalled) and isinstance(then.result, Totalled)):
        return Incomparable("总分", "", Why.NO_MARK)
    why = totals_differ(now.scheme, before.scheme, unit.marked_as)
    if why:
        return Incomparable("总分", "", why, then.result.total, unit.result.total)
    return _published("总分", unit.result.total, then.result.total)


def _published(name: str, now: Figure, before: Figure) -> Alike:
    """Compare as published, so that a reader who subtracts gets the same."""
    places = max(len(text.partition(".")[2]) for text in (now.text, before.text))
    change = Fraction(now.text) - Fraction(before.text)
    return Alike(name, "", before, now, Figure(change, rounded(change, places)))


def _places(
    now: Publication, before: Publication, unit: PublishedUnit, then: PublishedUnit
) -> tuple[UnitRank, UnitRank] | None:
    places = []
    for publication, one in ((before, then), (now, unit)):
        among = next(len(group.ranking) for group in publication.groups if group.id == one.ranked_in)
        if not isinstance(one.result, Totalled) or one.result.rank is None:
            return None
        places.append(UnitRank(one.result.rank, among))
    return places[0], places[1]


def _parts(
    now: Publication, before: Publication, unit: PublishedUnit, then: PublishedUnit
) -> Iterator[ComponentComparison]:
    if any(isinstance(one.result, Totalled) and not isinstance(one.result, ByComponent) for one in (unit, then)):
        return
    here, there = (
        {part.id: part for part in publication.scheme.components_of(one.marked_as)}
        for publication, one in ((now, unit), (before, then))
    )
    for name, component in here.items():
        other = there.get(name)
        if other is None:
            yield ComponentComparison(Incomparable(component.name, component.clause, Why.NEW), ())
        else:
            line = _component(component, other, unit, then)
            yield ComponentComparison(line, tuple(_items(component, other, unit, then)))
    for name, component in there.items():
        if name not in here:
            yield ComponentComparison(Incomparable(component.name, "", Why.GONE), ())


def _component(now: Part, before: Part, unit: PublishedUnit, then: PublishedUnit) -> Line:
    after, prior = (_mark(one, now.id) for one in (unit, then))
    why = component_differs(now, before, unit.marked_as)
    if why or after is None or prior is None:
        return Incomparable(now.name, now.clause, why or Why.NO_MARK, prior, after)
    return _alike(now.name, now.clause, after, prior)


def _mark(unit: PublishedUnit, component: str) -> Figure | None:
    """Return the mark of a unit's component, where it has one."""
    if not isinstance(unit.result, ByComponent):
        return None
    return next((one.mark for one in unit.result.components if one.id == component), None)


def _items(now: Part, before: Part, unit: PublishedUnit, then: PublishedUnit) -> Iterator[Line]:
    if not (isinstance(unit.result, InFull) and isinstance(then.result, InFull)):
        return
    marks, earlier_marks = (_marks(result, now.id) for result in (unit.result, then.result))
    here, there = leaves(now, unit.marked_as), leaves(before, unit.marked_as)
    for key, item in here.items():
        yield _item(item, there.get(key), marks, earlier_marks, unit.marked_as)
    for key, item in there.items():
        if key not in here:
            yield Incomparable(item.name, "", Why.GONE)


def _item(
    now: Part,
    before: Part | None,
    marks: Mapping[str, Figure | None],
    earlier_marks: Mapping[str, Figure | None],
    group: str,
) -> Line:
    why = Why.NEW if before is None else item_differs(now, before, group)
    if why:
        return Incomparable(now.name, now.clause, why)
    if now.key not in marks or now.key not in earlier_marks:
        return Incomparable(now.name, now.clause, Why.NO_DETAIL)
    after, prior = marks[now.key], earlier_marks[now.key]
    if after is None or prior is None:
        return Incomparable(now.name, now.clause, Why.NOT_APPLICABLE)
    return _alike(now.name, now.clause, after, prior)


def _marks(result: InFull, component: str) -> dict[str, Figure | None]:
    """Return what each item of a component came to, by key; None for 不涉及. Items without detail are left out."""
    ledger = next((one for one in result.components if one.id == component), None)
    rows_of_component = () if ledger is None else ledger.rows
    parts = {row.clause: row.part for row in reversed(rows_of_component) if row.part}
    by_part: dict[str, list[PublishedRow]] = {}
    for row in rows_of_component:
        by_part.setdefault(row.part or parts.get(row.clause, row.clause), []).append(row)
    marks: dict[str, Figure | None] = {}
    for key, rows in by_part.items():
        kinds = {row.kind for row in rows}
        if RowKind.NOT_APPLICABLE in kinds:
            marks[key] = None
        elif RowKind.FULL in kinds:
            marks[key] = figure(sum((row.points.exact for row in rows), Fraction(0)))
    return marks


def _alike(name: str, clause: str, now: Figure, before: Figure) -> Alike:
    return Alike(name, clause, before, now, figure(now.exact - before.exact))

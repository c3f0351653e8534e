"""What a change does to each unit: total, rank, and the ledger rows that make the difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from assessment.compare.side import Scored
from assessment.exact import brief_text, exact_text, rounded
from assessment.scoring.ledger import ComponentResult, Ledger, Marked, NotAssessed, Pending, Row
from assessment.status import Status


@dataclass(frozen=True)
class Stand:
    """Where a unit stands on one side."""

    group: str
    """Name of the list that it is ranked in."""
    label: str
    """待定, 未参评 or 已评定."""
    total: Fraction | None
    """None where there is none; never 0 for that."""
    published: str
    """The total as published; empty where there is none."""
    rank: int | None
    shared: bool


@dataclass(frozen=True)
class RowChange:
    """A line of a ledger that differs. The weights of all of them add up exactly to the change of the total."""

    clause: str
    label: str
    entry: str
    points: Fraction
    """What it gives or takes more, in marks of the component."""
    weighted: Fraction
    """The same in points of the total."""


@dataclass(frozen=True)
class ComponentChange:
    """A component whose mark, or state, differs."""

    name: str
    before: str
    """The mark, or the word for why there is none."""
    after: str
    weighted: Fraction | None
    """What it adds to the total more; None where a side has no mark."""
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class PartRankChange:
    """A part in which a unit is ranked otherwise."""

    name: str
    before: str
    """The rank, or — for none."""
    after: str


@dataclass(frozen=True)
class UnitChange:
    """A unit whose marks or ranks differ."""

    unit: str
    name: str
    before: Stand | None
    """None where the unit is not assessed on that side."""
    after: Stand | None
    components: tuple[ComponentChange, ...]
    parts: tuple[PartRankChange, ...]

    @property
    def marks_differ(self) -> bool:
        """Whether the unit's own marks differ, and not only its rank."""
        return bool(self.components) or self.before is None or self.after is None

    @property
    def difference(self) -> Fraction | None:
        """What the total changes by; None where a side has no total."""
        if self.before is None or self.after is None or self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def group_differs(self) -> bool:
        """Whether the unit moved from one ranking list to another."""
        return self.before is not None and self.after is not None and self.before.group != self.after.group

    @property
    def rank_differs(self) -> bool:
        """Whether the unit is ranked otherwise, or among others, or newly shares its rank."""
        if self.before is None or self.after is None:
            return False
        return self.group_differs or (self.before.rank, self.before.shared) != (self.after.rank, self.after.shared)


def unit_changes(before: Scored, after: Scored, names: Mapping[str, str]) -> tuple[UnitChange, ...]:
    """Return the units that differ: first those whose marks do, the greatest change first, then those whose ranks do."""
    units = dict.fromkeys((*after.ledgers, *before.ledgers))
    changes = [
        UnitChange(
            unit,
            names.get(unit, unit),
            _stand(before, unit),
            _stand(after, unit),
            tuple(_components(before.ledgers.get(unit), after.ledgers.get(unit))),
            tuple(_parts(before, after, unit)),
        )
        for unit in units
    ]
    kept = [change for change in changes if change.marks_differ or change.rank_differs or change.parts]
    return tuple(sorted(kept, key=_weight))


def _weight(change: UnitChange) -> tuple[bool, bool, Fraction]:
    """Order changes by how much they are to a reader; to get or lose a total is more than any number."""
    size = change.difference
    return not change.marks_differ, size is not None, -abs(size or Fraction(0))


def _stand(side: Scored, unit: str) -> Stand | None:
    group = side.dataset.scheme.group_of(unit)
    ledger = side.ledgers.get(unit)
    if group is None or ledger is None:
        return None
    ranked_in = side.dataset.scheme.list_of(group.id)
    standing = side.orders[ranked_in.id].rank(unit)
    total = ledger.total if ledger.status is Status.COMPLETE else None
    ranking = side.dataset.scheme.ranking
    return Stand(
        group=ranked_in.name,
        label=ledger.status.label,
        total=total,
        published="" if total is None else rounded(total, ranking.places, ranking.rounding),
        rank=None if standing is None else standing.rank,
        shared=standing is not None and standing.shared,
    )


def _parts(before: Scored, after: Scored, unit: str) -> Iterator[PartRankChange]:
    """Yield the parts in which a unit has another rank; nothing where a side ranks no parts."""
    if not before.part_orders or not after.part_orders:
        return
    then, now = _part_ranks(before, unit), _part_ranks(after, unit)
    names = {part.key: part.name for side in (before, after) for part in side.dataset.scheme.parts()}
    for key in dict.fromkeys((*now, *then)):
        old, new = then.get(key, "—"), now.get(key, "—")
        if old != new:
            yield PartRankChange(names[key], old, new)


def _part_ranks(side: Scored, unit: str) -> Mapping[str, str]:
    return {
        key: f"{standing.rank}{'（并列）' if standing.shared else ''}"
        for parts in side.part_orders.values()
        for key, standings in parts.items()
        for standing in standings
        if standing.unit == unit
    }


def _components(before: Ledger | None, after: Ledger | None) -> Iterator[ComponentChange]:
    if before is None or after is None:
        return
    then = {result.component.id: result for result in before.components}
    now = {result.component.id: result for result in after.components}
    for id in dict.fromkeys((*now, *then)):
        old, new = then.get(id), now.get(id)
        change = _component(old, new)
        if change is not None:
            yield change
    if before.closing != after.closing:
        yield from _closing(before.closing, after.closing)


def _closing(old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[ComponentChange]:
    """Yield what is done otherwise to the sum of the components as a whole, where that comes to something else."""
    was, now = _sum([*old]), _sum([*new])
    rows = tuple(_changed_rows(old, new, Fraction(1)))
    if was != now:
        yield ComponentChange("总分调整", *_apart(was, now), now - was, rows)


def _component(old: ComponentResult | None, new: ComponentResult | None) -> ComponentChange | None:
    known = new or old
    if known is None:
        return None
    if isinstance(old, Marked) and isinstance(new, Marked):
        weighted = new.weighted - old.weighted
        if weighted == 0 and old.mark == new.mark:
            return None
        rows = tuple(_rows(old, new))
        return ComponentChange(known.component.name, *_apart(old.mark, new.mark), weighted, rows)
    old_text, new_text = _result_text(old), _result_text(new)
    return None if old_text == new_text else ComponentChange(known.component.name, old_text, new_text, None, ())


def _result_text(result: ComponentResult | None) -> str:
    match result:
        case None:
            return "没有这个环节"
        case Marked():
            return f"{brief_text(result.mark)}分"
        case Pending():
            return f"待定（{result.missing}）"
        case NotAssessed():
            return f"未参评（{result.reason}）"
        case _:
            assert_never(result)


def _rows(old: Marked, new: Marked) -> Iterator[RowChange]:
    yield from _changed_rows(old.rows, new.rows, new.factor)
    if new.factor != old.factor:
        label = f"每分计入总分由{brief_text(old.factor)}改为{brief_text(new.factor)}"
        change = old.mark * (new.factor - old.factor)
        yield RowChange(new.component.clause, label, "", Fraction(0), change)


def _changed_rows(old: tuple[Row, ...], new: tuple[Row, ...], factor: Fraction) -> Iterator[RowChange]:
    then, now = _by_key(old), _by_key(new)
    for key in dict.fromkeys((*now, *then)):
        rows = now.get(key) or then[key]
        points = _sum(now.get(key)) - _sum(then.get(key))
        if points:
            yield RowChange(rows[-1].clause, rows[-1].label, rows[-1].entry, points, points * factor)


def _by_key(rows: tuple[Row, ...]) -> Mapping[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault((row.kind.value, row.part, row.wave, row.member, row.clause, row.entry, row.rule), []).append(
            row
        )
    return found


def _sum(rows: list[Row] | None) -> Fraction:
    return sum((row.points for row in rows or ()), Fraction(0))


def _apart(old: Fraction, new: Fraction) -> tuple[str, str]:
    """Return two marks with as many places as it takes to see the difference."""
    if brief_text(old) != brief_text(new) or old == new:
        return brief_text(old), brief_text(new)
    return exact_text(old), exact_text(new)


def totals_apart(before: Stand, after: Stand) -> tuple[str, str]:
    """Return two totals as published, or with more places where only these tell them apart; empty where there is none."""
    if before.total is None or after.total is None or before.published != after.published:
        return before.published, after.published
    return _apart(before.total, after.total) if before.total != after.total else (before.published, after.published)

"""From entries to points: how a rule counts, what an objection changes, and where a limit bites.

Annex 2 and the bonus of annex 3 share these; they differ only in what an item starts from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assessment.dataset.part import Count, Part, Rule
from assessment.dataset.record import Entry, Objection
from assessment.exact import exact
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row, sum_of

_GOVERNMENTS = frozenset({"国家", "省", "市", "县", "乡"})
"""Levels of government (宪法第三十条), which people call 国家级, 省级 and on; other levels, such as 一等, take no 级."""


@dataclass(frozen=True)
class _Reviewed:
    """An entry with the objections that were decided in the unit's favour, in the order of the decisions."""

    entry: Entry
    decisions: tuple[Objection, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """The occurrences as recorded and after each decision; one that states none leaves none."""
        return (self.entry.count, *(objection.count or 0 for objection in self.decisions))

    @property
    def remaining(self) -> int:
        """The occurrences that count: the last decision holds."""
        return self.counts[-1]


def rule_of(item: Part, entry: Entry) -> Rule:
    """Return the rule that an entry falls under; without a name it is the item's only rule that takes entries."""
    return next(rule for rule in item.rules if (rule.id == entry.rule if entry.rule else not rule.automatic_unless))


def points_each(case: Case, item: Part, rule: Rule, entry: Entry) -> Fraction:
    """Return the signed points of one occurrence: chosen by the assessor, a share of the full marks, or fixed."""
    if rule.range is not None and entry.points is not None:
        return exact(entry.points)
    if rule.percent is not None:
        return case.full(item) * exact(rule.percent) / 100
    if rule.ceiling is not None:
        return case.full(item) * (exact(rule.ceiling) / 100 - 1)
    return exact(rule.each(entry.level))


def entries_of(item: Part, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of one item by date."""
    return sorted((e for e in entries if e.clause in (item.key, item.clause)), key=lambda e: (e.date, e.id))


def vetoes_of(case: Case, item: Part, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what the entries that still count veto (一票否决)."""
    for entry in entries:
        rule = rule_of(item, entry)
        if rule.veto and _Reviewed(entry, case.decisions(entry.id)).remaining > 0:
            yield _label(rule, entry.level)


def rows_of_item(case: Case, item: Part, entries: Sequence[Entry]) -> list[Row]:
    """Return the rows that the entries of one item make, limits and objections included."""
    rows: list[Row] = []
    counted: set[str] = set()
    for rule in item.rules:
        reviewed = [_Reviewed(e, case.decisions(e.id)) for e in entries if rule_of(item, e) is rule]
        rows += _rows_of_rule(case, item, rule, reviewed)
        if any(one.remaining > 0 for one in reviewed):
            counted.add(rule.id)
    rows += _lowest_ceiling(item, rows)
    if item.eligible_listed and case.unit in case.eligible.get(item.clause, ()):
        rows += [
            Row(RowKind.AUTOMATIC, item.clause, rule.id, exact(rule.each("")), rule.origin.place, rule=rule.id)
            for rule in item.rules
            if rule.automatic_unless and rule.automatic_unless not in counted
        ]
    return rows


def _lowest_ceiling(item: Part, rows: list[Row]) -> Iterator[Row]:
    """Yield the row that takes back all ceilings but the lowest, where several rules set one."""
    nets: dict[str, Fraction] = {}
    for row in rows:
        if row.rule in {rule.id for rule in item.rules if rule.ceiling is not None}:
            nets[row.rule] = nets.get(row.rule, Fraction(0)) + row.points
    if sum(net != 0 for net in nets.values()) > 1:
        back = min(nets.values()) - sum(nets.values(), Fraction(0))
        yield Row(RowKind.COUNT, item.clause, "只计最低的上限", back, item.origin.place)


def _rows_of_rule(case: Case, item: Part, rule: Rule, reviewed: Iterable[_Reviewed]) -> Iterator[Row]:
    """Yield what each entry makes, then what the rule takes back of their sum."""
    rows: list[Row] = []
    remaining: list[Fraction] = []
    for one in reviewed:
        each = points_each(case, item, rule, one.entry)
        rows += [_entry_row(item, rule, one.entry, each), *_objection_rows(item, rule, one, each)]
        remaining += [each] * one.remaining
    rows += _once_only(item, rule, remaining)
    yield from rows
    yield from _limited(item, rule, sum_of(rows))


def _entry_row(item: Part, rule: Rule, entry: Entry, each: Fraction) -> Row:
    return Row(
        RowKind.ENTRY if rule.ceiling is None else RowKind.CEILING,
        item.clause,
        _label(rule, entry.level),
        each * entry.count,
        entry.origin.place,
        count=entry.count,
        reason=entry.reason,
        evidence=entry.evidence,
        day=entry.date,
        entry=entry.id,
        rule=rule.id,
        rectified=entry.rectified,
        visibility=entry.visibility,
    )


def _label(rule: Rule, level: str) -> str:
    """Return what an entry is called: its rule, with the level where the scheme puts it or else before."""
    if not level:
        return rule.id
    return rule.label.replace("{级别}", level) or f"{level}{'级' if level in _GOVERNMENTS else ''}{rule.id}"


def _objection_rows(item: Part, rule: Rule, reviewed: _Reviewed, each: Fraction) -> Iterator[Row]:
    """Yield what each decision gives back, or takes again where it follows a more generous one."""
    entry = reviewed.entry
    for objection, (before, after) in zip(reviewed.decisions, pairwise(reviewed.counts), strict=True):
        yield Row(
            RowKind.OBJECTION,
            item.clause,
            f"复核{objection.outcome.value}",
            each * (after - before),
            objection.origin.place,
            count=before - after,
            reason=objection.explanation,
            evidence=objection.evidence,
            day=objection.decided,
            entry=objection.id,
            rule=rule.id,
            visibility=entry.visibility,
        )


def _once_only(item: Part, rule: Rule, points: list[Fraction]) -> list[Row]:
    """Return the row that takes back all but one occurrence, where the rule counts one only."""
    counts_each = rule.count is Count.EACH and rule.ceiling is None
    if counts_each or len(points) < 2:
        return []
    kept = max(points, key=abs)
    label = "只计最高一级" if rule.count is Count.HIGHEST else "只计一次"
    back = kept - sum(points, Fraction(0))
    return [Row(RowKind.COUNT, item.clause, label, back, rule.origin.place, rule=rule.id)]


def _limited(item: Part, rule: Rule, total: Fraction) -> Iterator[Row]:
    """Yield the row that takes back what goes beyond the rule's limit."""
    if rule.limit is None or abs(total) <= exact(rule.limit):
        return
    bounded = exact(rule.limit) if total > 0 else -exact(rule.limit)
    verb = "累计加分" if total > 0 else "累计扣分"
    label = item.limit_text or f"{verb}以{rule.limit}分为限"
    yield Row(RowKind.LIMIT, item.clause, label, bounded - total, rule.origin.place, rule=rule.id)

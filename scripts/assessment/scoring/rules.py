"""From entries to points: how a rule counts, what an objection changes, and where a limit bites.

Annex 2 and the bonus of annex 3 share these; they differ only in what an item starts from.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.record import Entry, Objection
from assessment.dataset.scheme import Count, Item, Rule
from assessment.exact import exact
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row, RowKind, sum_of


def rule_of(item: Item, entry: Entry) -> Rule:
    """Return the rule that an entry falls under; without a name it is the item's only rule that takes entries."""
    return next(rule for rule in item.rules if (rule.id == entry.rule if entry.rule else not rule.automatic_unless))


def points_each(rule: Rule, level: str) -> Fraction:
    """Return the signed points of one occurrence at a level."""
    return exact(rule.points if isinstance(rule.points, Decimal) else rule.points[level])


def rows_of_item(case: Case, item: Item, entries: Iterable[Entry]) -> list[Row]:
    """Return the rows that the entries of one item make, limits and objections included."""
    mine = sorted((e for e in entries if e.clause == item.clause), key=lambda e: (e.date, e.id))
    rows: list[Row] = []
    for rule in item.rules:
        if rule.automatic_unless:
            continue
        rows += _rows_of_rule(case, item, rule, [e for e in mine if rule_of(item, e) is rule])
    if item.eligible_listed and case.unit in case.eligible.get(item.clause, ()):
        counted = {rule_of(item, e).id for e in mine if _count_after(case, e) > 0}
        rows += [
            Row(RowKind.AUTOMATIC, item.clause, rule.id, points_each(rule, ""), rule.origin.place, rule=rule.id)
            for rule in item.rules
            if rule.automatic_unless and rule.automatic_unless not in counted
        ]
    return rows


def _count_after(case: Case, entry: Entry) -> int:
    """Return the occurrences that remain of an entry once its objections are decided (the last decision holds)."""
    count = entry.count
    for objection in case.decisions(entry.id):
        count = _kept(objection)
    return count


def _kept(objection: Objection) -> int:
    """Return the occurrences that a decision leaves; one wholly in the unit's favour states none and leaves none."""
    return objection.count or 0


def _rows_of_rule(case: Case, item: Item, rule: Rule, entries: list[Entry]) -> list[Row]:
    rows: list[Row] = []
    remaining: list[Fraction] = []
    for entry in entries:
        each = points_each(rule, entry.level)
        label = f"{entry.level}级{rule.id}" if entry.level else rule.id
        rows.append(
            Row(
                RowKind.ENTRY,
                item.clause,
                label,
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
        )
        count = entry.count
        for objection in case.decisions(entry.id):
            left = _kept(objection)
            rows.append(
                Row(
                    RowKind.OBJECTION,
                    item.clause,
                    f"复核{objection.outcome.value}",
                    each * (left - count),
                    objection.origin.place,
                    count=count - left,
                    reason=objection.explanation,
                    evidence=objection.evidence,
                    day=objection.decided,
                    entry=objection.id,
                    rule=rule.id,
                    visibility=entry.visibility,
                )
            )
            count = left
        remaining += [each] * count
    rows += _once_only(item, rule, remaining)
    limit = rule.limit
    if limit is not None and abs(sum_of(rows)) > exact(limit):
        total = sum_of(rows)
        bounded = exact(limit) if total > 0 else -exact(limit)
        verb = "累计加分" if total > 0 else "累计扣分"
        label = item.limit_text or f"{verb}以{limit}分为限"
        rows.append(Row(RowKind.LIMIT, item.clause, label, bounded - total, rule.origin.place, rule=rule.id))
    return rows


def _once_only(item: Item, rule: Rule, points: list[Fraction]) -> list[Row]:
    """Return the row that takes back all but one occurrence, where the rule counts one only."""
    if rule.count is Count.EACH or len(points) < 2:
        return []
    kept = max(points, key=abs)
    label = "只计最高一级" if rule.count is Count.HIGHEST else "只计一次"
    back = kept - sum(points, Fraction(0))
    return [Row(RowKind.COUNT, item.clause, label, back, rule.origin.place, rule=rule.id)]

"""The agency's final mark and its item marks agree, or the record says why not (reading 3)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.record import Absent, ComponentMark, UnitRecord
from assessment.dataset.scheme import Component, Method
from assessment.exact import exact, rounded
from assessment.findings import Finding
from assessment.scoring.case import Case
from assessment.scoring.item_marks import missing_items, rows_of_tree
from assessment.scoring.ledger import sum_of
from assessment.scoring.methods.given import reconciles


def check_reconciliation(facts: Facts) -> Iterator[Finding]:
    """Find final marks that are not the sum of their items, compared at the places the final mark is written with."""
    for record in facts.whole_records("marks", "not_applicable"):
        group = facts.group(record)
        for given in record.marks:
            component = facts.components.get(given.component)
            if component is None or component.method is not Method.GIVEN or not given.items:
                continue
            if not isinstance(given.mark, Decimal) or not _adds_up(facts, component, record):
                continue
            if not _sound(facts, component, record, given):
                continue
            case = Case(component, record.unit, group, record, {})
            marks = {item.clause: item for item in given.items}
            missing = missing_items(case, marks)
            if missing:
                names = "、".join(item.clause for item in missing)
                message = f"指标得分不全，缺 {names}"
                yield Finding(given.origin.of("items"), "incomplete-items", message, "请补全，或整段删去指标得分")
                continue
            total = sum_of(rows_of_tree(case, marks))
            if not reconciles(given.mark, total) and not given.difference:
                places = max(0, -int(given.mark.as_tuple().exponent))
                message = f"指标得分合计 {rounded(total, places)}，与最终成绩 {given.mark} 不一致"
                yield Finding(
                    given.origin.of("mark"),
                    "does-not-reconcile",
                    message,
                    "请核对；确有差额的，在差额说明（difference）中写明原因",
                )


def _adds_up(facts: Facts, component: Component, record: UnitRecord) -> bool:
    """Tell whether the scheme says all that it takes to add up the item marks of a record's unit."""
    full = component.full_of(facts.group(record))
    return full is not None and all(facts.full(item, record) is not None for item in component.walk())


def _sound(facts: Facts, component: Component, record: UnitRecord, given: ComponentMark) -> bool:
    """Tell whether nothing else is wrong with the marks: a sum of wrong marks says nothing."""
    full = component.full_of(facts.group(record))
    items = {item.clause: item for item in component.walk() if not item.items}
    listed = [mark.clause for mark in given.items]
    return (
        not _above(given.mark, None if full is None else exact(full))
        and len({*listed}) == len(listed)
        and all(
            mark.clause in items and not _above(mark.mark, facts.full(items[mark.clause], record)) for mark in given.items
        )
    )


def _above(mark: Decimal | Absent | None, full: Fraction | None) -> bool:
    return isinstance(mark, Decimal) and full is not None and exact(mark) > full

"""The agency's final mark and its item marks agree, or the record says why not (reading agency-final of 2019)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import Absent, ComponentMark, UnitRecord
from assessment.exact import exact, rounded
from assessment.findings import Finding
from assessment.scoring.branch import Lacking
from assessment.scoring.case import Case
from assessment.scoring.methods.given import detail, reconciles
from assessment.scoring.tree import known_below_of


def check_reconciliation(facts: Facts) -> Iterator[Finding]:
    """Find final marks that are not the sum of their items, compared at the places the final mark is written with."""
    for record in facts.whole_records("marks", "not_applicable"):
        for recorded in record.marks:
            part = facts.parts.get(recorded.component)
            if part is None or part.method is not Method.GIVEN or not part.items or not recorded.items:
                continue
            if not isinstance(recorded.mark, Decimal) or not _adds_up(facts, part, record):
                continue
            if not _sound(facts, part, record, recorded):
                continue
            case = Case(record.unit, facts.marked_as(record), record, facts.year.eligible)
            below = known_below_of(case, part)
            if isinstance(below, Lacking):
                message = f"指标得分不全，缺 {'、'.join(lacking.key for lacking in below.parts)}"
                yield Finding(recorded.origin.of("items"), "incomplete-items", message, "请补全，或整段删去指标得分")
            elif isinstance(below, tuple):
                total = detail(case, part, below).mark
                if not reconciles(recorded.mark, total) and not recorded.difference:
                    places = max(0, -int(recorded.mark.as_tuple().exponent))
                    message = f"指标得分合计 {rounded(total, places)}，与最终成绩 {recorded.mark} 不一致"
                    yield Finding(
                        recorded.origin.of("mark"),
                        "does-not-reconcile",
                        message,
                        "请核对；确有差额的，在差额说明（difference）中写明原因",
                    )


def _adds_up(facts: Facts, part: Part, record: UnitRecord) -> bool:
    """Tell whether the scheme says all that it takes to add up the item marks of a record's unit."""
    return facts.full(part, record) is not None and all(facts.full(item, record) is not None for item in part.below())


def _sound(facts: Facts, part: Part, record: UnitRecord, recorded: ComponentMark) -> bool:
    """Tell whether nothing else is wrong with the marks: a sum of wrong marks says nothing."""
    items = {item.clause: item for item in part.below() if not item.items}
    listed = [mark.clause for mark in recorded.items]
    return (
        not _above(recorded.mark, facts.full(part, record))
        and len({*listed}) == len(listed)
        and all(
            mark.clause in items and not _above(mark.mark, facts.full(items[mark.clause], record))
            for mark in recorded.items
        )
    )


def _above(mark: Decimal | Absent | None, full: Fraction | None) -> bool:
    return isinstance(mark, Decimal) and full is not None and exact(mark) > full

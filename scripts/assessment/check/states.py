"""不涉及 and 未参评 exclude marks."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import Absent
from assessment.findings import Finding


def states(facts: Facts) -> Iterator[Finding]:
    """Find 不涉及 where it cannot be or beside entries, and 未参评 beside marks."""
    for record in facts.each():
        entered = {entry.clause for entry in record.entries}
        for absent in record.not_applicable:
            known = facts.items.get(absent.clause)
            if known is None or known[1].items:
                message = f"“{absent.clause}”不是计分的条款"
                yield Finding(absent.origin.of("clause"), "unknown-clause", message, "请核对条款编号")
            elif (known[1].not_applicable or known[0].not_applicable) is None:
                message = f"方案没有规定“{absent.clause}”可以不涉及"
                yield Finding(
                    absent.origin.of("clause"), "cannot-be-absent", message, "请删去，或在方案中写明 not_applicable"
                )
            if absent.clause in entered:
                message = f"“{absent.clause}”既不涉及，又有扣分或加分记录"
                yield Finding(absent.origin.of("clause"), "absent-with-entries", message, "请保留一处")
        for given in record.marks:
            component = facts.components.get(given.component)
            for item in given.items:
                known = facts.items.get(item.clause)
                if not isinstance(item.mark, Absent) or known is None or component is None:
                    continue
                if (known[1].not_applicable or component.not_applicable) is None:
                    message = f"方案没有规定“{item.clause}”可以不涉及"
                    yield Finding(item.origin.place, "cannot-be-absent", message, "请在方案中写明 not_applicable")
        marked = {given.component for given in record.marks} | {cast.component for cast in record.ballots}
        for name, absent_component in record.not_assessed.items():
            if name in marked:
                message = f"“{name}”既写了未参评，又有成绩"
                yield Finding(absent_component.origin.place, "absent-with-marks", message, "请保留一处")

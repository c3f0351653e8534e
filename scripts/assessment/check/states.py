"""不涉及 and 未参评 exclude marks."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import Absent, UnitRecord
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_states(facts: Facts) -> Iterator[Finding]:
    """Find 不涉及 where it cannot be, beside entries or marks, or of everything, and 未参评 beside marks."""
    for record in facts.records.values():
        yield from _everything(facts, record)
        entered = {entry.clause for entry in record.entries}
        weighed = {i.clause for given in record.marks for i in given.items if not isinstance(i.mark, Absent)}
        for absent in record.not_applicable:
            known = facts.items.get(absent.clause)
            if known is None or known[1].items:
                message = f"“{absent.clause}”不是计分的条款"
                clauses = [clause for clause, (_, item) in facts.items.items() if not item.items]
                hint = did_you_mean(absent.clause, clauses, "请核对条款编号")
                yield Finding(absent.origin.of("clause"), "unknown-clause", message, hint)
            elif (known[1].not_applicable or known[0].not_applicable) is None:
                message = f"方案没有规定“{absent.clause}”可以不涉及"
                yield Finding(
                    absent.origin.of("clause"), "cannot-be-absent", message, "请删去，或在方案中写明 not_applicable"
                )
            if absent.clause in entered:
                message = f"“{absent.clause}”既不涉及，又有扣分或加分记录"
                yield Finding(absent.origin.of("clause"), "absent-with-entries", message, "请保留一处")
            if absent.clause in weighed:
                message = f"“{absent.clause}”既不涉及，又有得分"
                yield Finding(absent.origin.of("clause"), "absent-with-marks", message, "请保留一处")
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
        marked |= {facts.items[clause][0].id for clause in entered if clause in facts.items}
        for name, absent_component in record.not_assessed.items():
            if name in marked:
                message = f"“{name}”既写了未参评，又有成绩"
                yield Finding(absent_component.origin.place, "absent-with-marks", message, "请保留一处")


def _everything(facts: Facts, record: UnitRecord) -> Iterator[Finding]:
    """Find components of which nothing applies: what is left of them would be 0, which 不涉及 never is."""
    absent = {absent.clause: absent.origin.of("clause") for absent in record.not_applicable}
    items = (item for given in record.marks for item in given.items if isinstance(item.mark, Absent))
    absent |= {item.clause: item.origin.of("not_applicable") for item in items}
    for component in facts.scheme.components:
        leaves = [leaf.clause for leaf in component.leaves()]
        if leaves and absent.keys() >= set(leaves):
            message = f"“{component.name}”的各项都不涉及"
            hint = f"请改为未参评（not_assessed 下的 {component.id}），并写明原因"
            yield Finding(absent[leaves[0]], "nothing-applies", message, hint)

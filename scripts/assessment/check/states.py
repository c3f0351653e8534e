"""不涉及 and 未参评 exclude marks."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import Absent, UnitRecord
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_states(facts: Facts) -> Iterator[Finding]:
    """Find 不涉及 where it cannot be, beside entries or marks, or of everything, and 未参评 beside marks."""
    for record in facts.records.values():
        yield from _everything(facts, record)
        entered = {_key(facts, entry.clause) for entry in record.entries}
        weighed = {_key(facts, i.clause) for given in record.marks for i in given.items if not isinstance(i.mark, Absent)}
        weighed |= {given.component for given in record.marks if given.mark is not None or given.number is not None}
        for absent in record.not_applicable:
            if absent.clause in facts.ambiguous and absent.clause not in facts.parts:
                continue  # check_for_group tells which ids there are
            leaf = facts.leaves.get(absent.clause)
            if leaf is None:
                message = f"“{absent.clause}”不是计分的条款"
                clauses = [part.key for part in facts.scheme.parts() if not part.items]
                hint = did_you_mean(absent.clause, clauses, "请核对条款编号")
                yield Finding(absent.origin.of("clause"), "unknown-clause", message, hint)
            elif leaf.method in (Method.ACCRUAL, Method.BALLOTS) or _open_ended(facts, leaf, record):
                message = f"“{leaf.name}”没有可以不计的满分，不能写不涉及"
                yield Finding(absent.origin.of("clause"), "cannot-be-absent", message, "请删去这一条")
            elif leaf.not_applicable is None:
                message = f"方案没有规定“{absent.clause}”可以不涉及"
                yield Finding(
                    absent.origin.of("clause"), "cannot-be-absent", message, "请删去，或在方案中写明 not_applicable"
                )
            if _key(facts, absent.clause) in entered:
                message = f"“{absent.clause}”既不涉及，又有扣分或加分记录"
                yield Finding(absent.origin.of("clause"), "absent-with-entries", message, "请保留一处")
            if _key(facts, absent.clause) in weighed:
                message = f"“{absent.clause}”既不涉及，又有得分"
                yield Finding(absent.origin.of("clause"), "absent-with-marks", message, "请保留一处")
        for given in record.marks:
            for item in given.items:
                leaf = facts.leaves.get(item.clause)
                if not isinstance(item.mark, Absent) or leaf is None:
                    continue
                if leaf.not_applicable is None:
                    message = f"方案没有规定“{item.clause}”可以不涉及"
                    yield Finding(item.origin.place, "cannot-be-absent", message, "请在方案中写明 not_applicable")
        named = {given.component for given in record.marks} | {cast.component for cast in record.ballots} | entered
        marked = named | {facts.component_of[name].id for name in named if name in facts.component_of}
        for name, absent_component in record.not_assessed.items():
            if name in marked:
                message = f"“{name}”既写了未参评，又有成绩"
                yield Finding(absent_component.origin.place, "absent-with-marks", message, "请保留一处")


def _key(facts: Facts, name: str) -> str:
    """Return the key of the part that a record names by its id or its clause."""
    return facts.leaves[name].key if name in facts.leaves else name


def _open_ended(facts: Facts, leaf: Part, record: UnitRecord) -> bool:
    """Tell whether a part that is for the unit's group has no full marks."""
    group = facts.marked_as(record)
    return bool(group) and leaf.is_for(group) and leaf.method is Method.COUNT and leaf.full_of(group) is None


def _everything(facts: Facts, record: UnitRecord) -> Iterator[Finding]:
    """Find components of which nothing applies: what is left of them would be 0, which 不涉及 never is."""
    absent = {_key(facts, absent.clause): absent.origin.of("clause") for absent in record.not_applicable}
    items = (item for given in record.marks for item in given.items if isinstance(item.mark, Absent))
    absent |= {_key(facts, item.clause): item.origin.of("not_applicable") for item in items}
    group = facts.marked_as(record)
    for component in facts.scheme.components:
        leaves = [leaf.key for leaf in component.leaves() if not group or leaf.is_for(group)]
        if leaves and absent.keys() >= set(leaves):
            message = f"“{component.name}”的各项都不涉及"
            hint = f"请改为未参评（not_assessed 下的 {component.id}），并写明原因"
            yield Finding(absent[leaves[0]], "nothing-applies", message, hint)

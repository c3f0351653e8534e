"""What a record says is about parts that are for the unit's group and kinds, and says which part it means."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import UnitRecord
from assessment.findings import Finding
from assessment.place import Place


def check_for_group(facts: Facts) -> Iterator[Finding]:
    """Find marks, entries, ballots and absences under parts that are not for the unit, or of several parts."""
    for record in facts.records.values():
        group = facts.marked_as(record)
        for name, place in _citations(record):
            if name in facts.ambiguous and name not in facts.parts:
                message = f"条款“{name}”有几项，没有写明是哪一项"
                yield Finding(place, "ambiguous-clause", message, f"请改写编号：{'、'.join(facts.ambiguous[name])}")
            part = facts.parts.get(name) or facts.leaves.get(name)
            if part is None or not group:
                continue
            if not all(one.is_for(group) for one in (part, *facts.above.get(part.key, ()))):
                of = "所在的组和类别" if facts.scheme.kinds else "所在的组"
                message = f"“{part.name}”不适用于“{facts.name(record.unit)}”{of}"
                yield Finding(place, "not-for-group", message, "请删去，或核对方案中该项的 groups")


def _citations(record: UnitRecord) -> Iterator[tuple[str, Place]]:
    """Yield what names a part in a record, with its place."""
    for entry in record.entries:
        yield entry.clause, entry.origin.of("clause")
    for recorded in record.marks:
        yield recorded.component, recorded.origin.place
        for item in recorded.items:
            yield item.clause, item.origin.of("clause")
    for mark in record.self_marks:
        yield mark.clause, mark.origin.of("clause")
    for absent in record.not_applicable:
        yield absent.clause, absent.origin.of("clause")
    for cast in record.ballots:
        yield cast.component, cast.origin.of("rater")
    for name, not_assessed in record.not_assessed.items():
        yield name, not_assessed.origin.place

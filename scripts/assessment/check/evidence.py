"""Evidence that is cited is there, and evidence that is there is cited (五（二）)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import UnitRecord
from assessment.findings import Finding, Severity
from assessment.nearest import did_you_mean
from assessment.place import Origin

_MEANT = 10
"""Of how many unknown citations of a record the meaning is sought among all its evidence."""


def check_evidence(facts: Facts) -> Iterator[Finding]:
    """Find citations of evidence that is not listed, and evidence listed twice, kept nowhere, or cited by nothing."""
    for record in facts.records.values():
        known: set[str] = set()
        for piece in record.evidence:
            if piece.id in known:
                yield Finding(piece.origin.of("id"), "repeated-id", f"证据编号“{piece.id}”用了两次", "请改成不重复的编号")
            known.add(piece.id)
            if not piece.url and not piece.files:
                message = f"证据“{piece.id}”既没有网址也没有留存的文件，无从核对"
                yield Finding(
                    piece.origin.place, "nothing-kept", message, "请写网址（url），或用 scripts/evidence add 留存文件"
                )
    for record in facts.whole_records("evidence"):
        titles = {piece.id: piece.title for piece in record.evidence}
        unknown = [(name, origin) for name, origin in _cited(record) if name not in titles]
        for number, (name, origin) in enumerate(unknown):
            other = "请核对编号，或在 evidence 中补上这份证据"
            message = f"证据清单里没有“{name}”"
            hint = did_you_mean(name, titles, other) if number < _MEANT else other
            yield Finding(origin.of("evidence"), "unknown-evidence", message, hint)
    for record in facts.whole_records():
        used = {name for name, _ in _cited(record)}
        for piece in record.evidence:
            if piece.id not in used:
                message = f"证据“{piece.id}”没有被任何记录引用"
                yield Finding(piece.origin.of("id"), "unused-evidence", message, "请引用或删去", Severity.WARNING)


def _cited(record: UnitRecord) -> Iterator[tuple[str, Origin]]:
    for entry in record.entries:
        yield from ((name, entry.origin) for name in entry.evidence)
    for given in record.marks:
        yield from ((name, given.origin) for name in given.evidence)
        for item in given.items:
            yield from ((name, item.origin) for name in item.evidence)
    for objection in record.objections:
        yield from ((name, objection.origin) for name in objection.evidence)

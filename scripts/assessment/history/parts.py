"""A unit's file as the records it holds, each known by its kind and its id, so that two versions can be compared.

Values are compared as written, not as today's model reads them: an old version need not follow today's schema.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.history.kinds import Key, Kind
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

SECTIONS: Mapping[str, tuple[Kind, str]] = {
    "deductions": (Kind.DEDUCTION, "id"),
    "bonus": (Kind.BONUS, "id"),
    "not_applicable": (Kind.NOT_APPLICABLE, "clause"),
    "objections": (Kind.OBJECTION, "id"),
    "evidence": (Kind.EVIDENCE, "id"),
    "self_marks": (Kind.SELF_MARK, "clause"),
}
"""The lists at the top of a file: what their entries are, and the field that names each of them."""


@dataclass(frozen=True)
class WrittenRecord:
    """A record as written."""

    fields: Mapping[str, object]
    place: Place


def parts_of(document: Document) -> dict[Key, WrittenRecord]:
    """Return the records of a unit's file in the order of ``Kind``; of two with one key the first."""
    found: dict[Key, WrittenRecord] = {}
    for key, path, fields in sorted(_parts(document.data), key=lambda part: _ORDER[part[0].kind]):
        found.setdefault(key, WrittenRecord(fields, document.place(path)))
    return found


_ORDER = {kind: place for place, kind in enumerate(Kind)}

_RecordPart = tuple[Key, Steps, Mapping[str, object]]


def _parts(data: object) -> Iterator[_RecordPart]:
    record = mapping_of(data)
    for component, mark in mapping_of(record.get("marks")).items():
        yield from _marks(Key(Kind.MARK, component), ("marks", component), mapping_of(mark))
    for component, cast in mapping_of(record.get("ballots")).items():
        yield Key(Kind.BALLOTS, component), ("ballots", component), {"ballots": _in_order(cast)}
    for component, reason in mapping_of(record.get("not_assessed")).items():
        yield Key(Kind.NOT_ASSESSED, component), ("not_assessed", component), {"reason": reason}
    if "self_review" in record:
        yield Key(Kind.SELF_REVIEW, ""), ("self_review",), mapping_of(record["self_review"])
    for name, (kind, id) in SECTIONS.items():
        yield from _entries(record.get(name), (name,), Key(kind, ""), id)


def _marks(key: Key, path: Steps, mark: Mapping[str, object]) -> Iterator[_RecordPart]:
    """Yield a mark and those of its items, and of each of its waves and members the same."""
    whole = {name: value for name, value in mark.items() if name not in ("items", "waves", "members")}
    if whole:
        yield key, path, whole
    of_items = replace(key, kind=Kind.ITEM, id=f"{key.id}/")
    yield from _entries(mark.get("items"), (*path, "items"), of_items, "clause")
    for wave, inner in mapping_of(mark.get("waves")).items():
        yield from _marks(replace(key, wave=str(wave)), (*path, "waves", wave), mapping_of(inner))
    for member, inner in mapping_of(mark.get("members")).items():
        yield from _marks(replace(key, member=str(member)), (*path, "members", member), mapping_of(inner))


def _entries(values: object, path: Steps, above: Key, id: str) -> Iterator[_RecordPart]:
    """Yield the entries of a list, each by its own name behind that of what they stand in."""
    for index, value in enumerate(list_of(values)):
        fields = mapping_of(value)
        if id in fields:
            yield replace(above, id=f"{above.id}{fields[id]}"), (*path, index), fields


def _in_order(cast: object) -> object:
    """Return ballots by rater, so that their order in the file is no change."""
    return sorted(cast, key=lambda ballot: str(mapping_of(ballot).get("rater"))) if isinstance(cast, list) else cast

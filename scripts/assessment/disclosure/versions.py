"""The records of each version of a year: as approved, after the first amendment, and so on up to now.

Amendments keep the old values, so that undoing one after the other leads back to what was approved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate

from assessment.dataset import Dataset
from assessment.dataset.record import Absent, UnitRecord
from assessment.dataset.year import Amendment, Change, Value
from assessment.history.held import Values
from assessment.history.kinds import Key, Kind
from assessment.history.parts import SECTIONS, parts_of
from assessment.load.yaml_file import Document

RecordsByPath = Mapping[str, Values]
"""The records of every unit's file by its path below the data folder, as far as they tell who may see what."""

_SECTIONS = {name: kind for name, (kind, _) in SECTIONS.items()} | {"not_assessed": Kind.NOT_ASSESSED}
"""Where records stand that a change names right below their section."""


def versions_of(dataset: Dataset) -> tuple[RecordsByPath, ...]:
    """Return one version more than there are amendments, the oldest first."""
    now: RecordsByPath = {
        f"scores/{record.period}/{record.unit}.yaml": _recorded(record) for record in dataset.records.values()
    }
    return tuple(accumulate(reversed(dataset.year.amendments), _before, initial=now))[::-1]


def key_of(change: Change) -> tuple[Key, tuple[str, ...]] | None:
    """Return the record that a change concerns, and the path of the value in it; None where it concerns no single one."""
    match change.at:
        case ("marks", component, *rest):
            return _key_of_mark(Key(Kind.MARK, component), tuple(rest))
        case ("self_review", *rest):
            return Key(Kind.SELF_REVIEW, ""), tuple(rest)
        case (section, id, *rest) if section in _SECTIONS:
            return Key(_SECTIONS[section], id), tuple(rest)
        case _:
            return None


def _key_of_mark(key: Key, rest: tuple[str, ...]) -> tuple[Key, tuple[str, ...]] | None:
    """Return the mark, or the item of it, that a path leads to through waves and members; None at a list of items."""
    match rest:
        case ("waves", wave, *inner):
            return _key_of_mark(replace(key, wave=wave), tuple(inner))
        case ("members", member, *inner):
            return _key_of_mark(replace(key, member=member), tuple(inner))
        case ("items", clause, *inner):
            return replace(key, kind=Kind.ITEM, id=f"{key.id}/{clause}"), tuple(inner)
        case ("items",):
            return None
        case _:
            return key, rest


def records_listed(change: Change, value: Value | None) -> Values:
    """Return the records in a list that a change gives as a whole, as it does where their order changed."""
    match change.at:
        case (section,) if section in _SECTIONS and value is not None:
            raw: object = {section: value.value}
        case ("marks", *above, "items") if value is not None:
            raw = {"items": value.value}
            for step in reversed(above):
                raw = {step: raw}
            raw = {"marks": raw}
        case _:
            return {}
    return {key: part.fields for key, part in parts_of(Document(change.file, raw, {})).items()}


def _before(files: RecordsByPath, amendment: Amendment) -> RecordsByPath:
    """Return the version that an amendment was made of."""
    return {
        file: _undone(values, (change for change in amendment.changes if change.file == file))
        for file, values in files.items()
    }


def _undone(values: Values, changes: Iterable[Change]) -> Values:
    before = dict(values)
    for change in changes:
        address = key_of(change)
        if address is None:
            for key in records_listed(change, change.now):
                before.pop(key, None)
            before |= records_listed(change, change.was)
            continue
        key, rest = address
        fields = dict(before.pop(key, {})) if rest else {}
        was = None if change.was is None else change.was.value
        if not rest and change.was is not None:
            fields = dict(was) if isinstance(was, dict) else {"reason": was}
        elif len(rest) == 1:
            fields.pop(rest[0], None)
            fields |= {} if change.was is None else {rest[0]: was}
        if rest or change.was is not None:
            before[key] = fields
    return before


def _recorded(record: UnitRecord) -> Values:
    """Return what a record says of who may see its parts."""
    values: dict[Key, Mapping[str, object]] = {}
    for kind, entries in ((Kind.DEDUCTION, record.deductions), (Kind.BONUS, record.bonus)):
        for entry in entries:
            cites = [*entry.evidence]
            values[Key(kind, entry.id)] = {"id": entry.id, "visibility": entry.visibility.value, "evidence": cites}
    for piece in record.evidence:
        values[Key(Kind.EVIDENCE, piece.id)] = {"id": piece.id, "visibility": piece.visibility.value}
    for mark in record.marks:
        whole = {"mark": "不涉及" if isinstance(mark.mark, Absent) else mark.mark, "evidence": [*mark.evidence]}
        key = Key(Kind.MARK, mark.component, mark.wave, mark.member)
        values[key] = whole
        for item in mark.items:
            fields = {"clause": item.clause, "visibility": item.visibility.value, "evidence": [*item.evidence]}
            values[replace(key, kind=Kind.ITEM, id=f"{mark.component}/{item.clause}")] = fields
    for objection in record.objections:
        values[Key(Kind.OBJECTION, objection.id)] = {
            "id": objection.id,
            "about": objection.about,
            "outcome": objection.outcome.value,
            "evidence": [*objection.evidence],
        }
    values |= {Key(Kind.SELF_MARK, mark.clause): {"clause": mark.clause} for mark in record.self_marks}
    values |= {Key(Kind.NOT_APPLICABLE, absent.clause): {"clause": absent.clause} for absent in record.not_applicable}
    values |= {Key(Kind.NOT_ASSESSED, name): {"reason": absent.reason} for name, absent in record.not_assessed.items()}
    if record.self_review is not None:
        values[Key(Kind.SELF_REVIEW, "")] = {"title": record.self_review.title}
    return values

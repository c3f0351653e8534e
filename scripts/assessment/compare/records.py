"""Which records a change adds, changes and removes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.compare.side import Side
from assessment.history.events import What
from assessment.history.parts import Key, Kind, Part
from assessment.history.titles import title
from assessment.place import Place


@dataclass(frozen=True)
class FieldChange:
    """A field of a record before and after; None where it is not there."""

    title: str
    before: object
    after: object


@dataclass(frozen=True)
class RecordChange:
    """A record that differs between the sides."""

    unit: str
    key: Key
    what: What
    place: Place
    """Where it stands; where it stood, if it was removed."""
    told: tuple[str, ...]
    """What the record says, in short texts; of a changed one, what it says now."""
    fields: tuple[FieldChange, ...]
    """What differs, where it was changed."""


def record_changes(before: Side, after: Side) -> tuple[RecordChange, ...]:
    """Return the records that differ, by unit and in the order of the file's kinds."""
    units = sorted({*before.records, *after.records})
    return tuple(
        change for unit in units for change in _of_unit(unit, before.records.get(unit, {}), after.records.get(unit, {}))
    )


def _of_unit(unit: str, before: Mapping[Key, Part], after: Mapping[Key, Part]) -> Iterator[RecordChange]:
    for key, now in after.items():
        then = before.get(key)
        if then is None:
            yield RecordChange(unit, key, What.RECORDED, now.place, tuple(_told(key.kind, now.fields)), ())
        elif then.fields != now.fields:
            told = tuple(_told(key.kind, now.fields))
            yield RecordChange(unit, key, What.CHANGED, now.place, told, tuple(_fields(key.kind, then, now)))
    for key, then in before.items():
        if key not in after:
            yield RecordChange(unit, key, What.REMOVED, then.place, tuple(_told(key.kind, then.fields)), ())


def _fields(kind: Kind, then: Part, now: Part) -> Iterator[FieldChange]:
    if kind is Kind.BALLOTS:
        yield FieldChange("票", ballots_told(then.fields.get("ballots")), ballots_told(now.fields.get("ballots")))
        return
    for name in dict.fromkeys((*then.fields, *now.fields)):
        old, new = then.fields.get(name), now.fields.get(name)
        if old != new:
            yield FieldChange(title(kind, name), old, new)


def _told(kind: Kind, fields: Mapping[str, object]) -> Iterator[str]:
    match kind:
        case Kind.DEDUCTION | Kind.BONUS:
            yield str(fields.get("clause", ""))
            for name, form in (("level", "{}级"), ("rule", "{}"), ("date", "{}"), ("count", "{}次")):
                if name in fields:
                    yield form.format(fields[name])
        case Kind.MARK | Kind.ITEM:
            if "mark" in fields:
                yield f"{fields['mark']}分"
            if "not_applicable" in fields:
                yield f"不涉及：{fields['not_applicable']}"
        case Kind.BALLOTS:
            yield ballots_told(fields.get("ballots"))
        case Kind.OBJECTION:
            for name, form in (("about", "对{}"), ("outcome", "{}"), ("statement", "{}")):
                if name in fields:
                    yield form.format(fields[name])
        case Kind.EVIDENCE | Kind.SELF_REVIEW:
            yield str(fields.get("title", ""))
        case Kind.NOT_APPLICABLE | Kind.NOT_ASSESSED:
            pass
    if "reason" in fields:
        yield str(fields["reason"])


def ballots_told(cast: object) -> str:
    """Return how many ballots there are: who gave which mark is nobody's to read here."""
    by_rater = [ballot for ballot in cast if isinstance(ballot, dict)] if isinstance(cast, list) else []
    marks = [mark for ballot in by_rater for mark in _listed(ballot.get("marks"))]
    blank = sum(mark is None for mark in marks)
    return f"{len(by_rater)}个评议单位、{len(marks)}张票" + (f"（弃权{blank}张）" if blank else "")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []

"""Which records a change adds, changes and removes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.compare.side import Side
from assessment.history.fields import title
from assessment.history.kinds import Key, Kind, What
from assessment.history.parts import WrittenRecord
from assessment.load.shapes import list_of, mapping_of
from assessment.place import Place


@dataclass(frozen=True)
class FieldChange:
    """A field of a record before and after; None where it is not there."""

    title: str
    """Empty where the record is told as a whole."""
    before: object
    after: object


@dataclass(frozen=True)
class RecordChange:
    """A record that differs between the sides."""

    unit: str
    kind: Kind
    name: str
    """Its id, clause or part, as people call it, with its wave and member; empty where there is only one."""
    what: What
    place: Place
    """Where it stands; where it stood, if it was removed."""
    facts: tuple[str, ...]
    """What the record says, in short texts; empty where it was changed."""
    fields: tuple[FieldChange, ...]
    """What differs, where it was changed."""


@dataclass(frozen=True)
class _CalledBy:
    """What ids are called."""

    parts: Mapping[str, str]
    waves: Mapping[tuple[str, str], str]
    """By part and id."""

    def of(self, key: Key) -> str:
        """Return how people call a record, with the wave and the member that it is of."""
        match key.kind:
            case Kind.ITEM:
                name = key.id.partition("/")[2]
            case Kind.MARK | Kind.BALLOTS | Kind.NOT_ASSESSED:
                name = self.parts.get(key.id, key.id)
            case _:
                name = key.id
        wave = self.waves.get((key.id.partition("/")[0], key.wave), key.wave)
        apart = "，".join(word for word in (wave, key.member) if word)
        return f"{name}（{apart}）" if apart else name


def record_changes(before: Side, after: Side) -> tuple[RecordChange, ...]:
    """Return the records that differ, by unit and in the order of the file's kinds.

    Of a file that one side has and could not read, nothing is known and nothing told.
    """
    units = sorted({*before.records, *after.records} - before.unread - after.unread)
    names = _CalledBy({**before.part_names, **after.part_names}, {**before.wave_names, **after.wave_names})
    return tuple(
        change
        for unit in units
        for change in _of_unit(unit, before.records.get(unit, {}), after.records.get(unit, {}), names)
    )


def _of_unit(
    unit: str, before: Mapping[Key, WrittenRecord], after: Mapping[Key, WrittenRecord], names: _CalledBy
) -> Iterator[RecordChange]:
    for key in dict.fromkeys((*after, *before)):
        then, now = before.get(key), after.get(key)
        name = names.of(key)
        if now is not None and then is None:
            facts = tuple(_describe(key.kind, now.fields, after))
            yield RecordChange(unit, key.kind, name, What.RECORDED, now.place, facts, ())
        elif now is not None and then is not None and then.fields != now.fields:
            fields = tuple(_fields(key.kind, then, now))
            yield RecordChange(unit, key.kind, name, What.CHANGED, now.place, (), fields)
        elif now is None and then is not None:
            facts = tuple(_describe(key.kind, then.fields, before))
            yield RecordChange(unit, key.kind, name, What.REMOVED, then.place, facts, ())


def _fields(kind: Kind, then: WrittenRecord, now: WrittenRecord) -> Iterator[FieldChange]:
    if kind is Kind.BALLOTS:
        yield FieldChange("", ballots_words(then.fields.get("ballots")), ballots_words(now.fields.get("ballots")))
        return
    for name in dict.fromkeys((*then.fields, *now.fields)):
        old, new = then.fields.get(name), now.fields.get(name)
        if old != new:
            yield FieldChange(title(kind, name), old, new)


def _describe(kind: Kind, fields: Mapping[str, object], file: Mapping[Key, WrittenRecord]) -> Iterator[str]:
    match kind:
        case Kind.DEDUCTION | Kind.BONUS:
            yield str(fields.get("clause", ""))
            for name, form in (("level", "{}级"), ("rule", "{}"), ("date", "{}"), ("count", "{}次")):
                if name in fields:
                    yield form.format(fields[name])
        case Kind.MARK | Kind.ITEM | Kind.SELF_MARK:
            if "mark" in fields:
                yield f"{fields['mark']}分"
            if "not_applicable" in fields:
                yield f"不涉及：{fields['not_applicable']}"
            if kind is Kind.SELF_MARK:
                yield from _several(fields)
        case Kind.BALLOTS:
            yield ballots_words(fields.get("ballots"))
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
    for id in list_of(fields.get("evidence")):
        piece = file.get(Key(Kind.EVIDENCE, str(id)))
        title = piece.fields.get("title") if piece else None
        yield f"依据 {id}" + (f"《{str(title).strip('《》')}》" if title else "")


def _several(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield marks by wave or member."""
    for name in ("waves", "members"):
        for one, mark in mapping_of(fields.get(name)).items():
            inner = "、".join(f"{member}{value}分" for member, value in mapping_of(mark).items())
            yield f"{one}：{inner or f'{mark}分'}"


def ballots_words(cast: object) -> str:
    """Return how many ballots there are: who gave which mark is nobody's to read here."""
    by_rater = [ballot for ballot in list_of(cast) if isinstance(ballot, dict)]
    marks = [mark for ballot in by_rater for mark in list_of(ballot.get("marks"))]
    blank = sum(mark is None for mark in marks)
    return f"{len(by_rater)}个评议单位、{len(marks)}张票" + (f"（弃权{blank}张）" if blank else "")

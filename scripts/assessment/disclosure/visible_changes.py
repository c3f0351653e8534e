"""Which recorded values of an amendment the public may see in both versions, and from which level on.

What the public sees of a record is there for it, and nothing else is. So a record that was hidden or brought to light
has gone or come, as one that was taken out or added; and since an amendment that touches what is internal may have done
either, it lists none that came or went. What went so is not quoted in earlier amendments any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessment.approval.words import place_words
from assessment.dataset import Dataset
from assessment.dataset.year import Amendment, Change, Disclosure, Value
from assessment.disclosure.versions import RecordsByPath, key_of, records_listed, versions_of
from assessment.history.fields import public_fields, shown_from
from assessment.history.held import Values
from assessment.history.kinds import Key
from assessment.history.public import public, public_names
from assessment.load.seen_from import seen_from

_YEAR = frozenset({"year", "scheme", "provenance", "agency", "approval"})
_LEVELS = tuple(Disclosure)


@dataclass(frozen=True)
class _PublicChange:
    """The part of a change that is public."""

    change: Change
    whole: bool
    """Whether there was nothing else in the change."""
    comes_or_goes: bool
    """Whether the record, or evidence that it cites, is there for the public in one of both versions only."""
    key: Key | None
    """None for what is no unit's record."""
    first: Disclosure
    """The first level that shows it."""


@dataclass(frozen=True)
class VisibleChanges:
    """The changes of a year's amendments as the public may see them."""

    amendments: tuple[Amendment, ...]
    versions: tuple[RecordsByPath, ...]

    @classmethod
    def of(cls, dataset: Dataset) -> "VisibleChanges":
        """Gather what the public saw and sees of each record."""
        return cls(dataset.year.amendments, versions_of(dataset))

    def changes_at(self, amendment: Amendment, level: Disclosure) -> tuple[Change, ...]:
        """Return the changes that a level shows, without what is never public of them."""
        return tuple(part.change for part in self._public_changes(amendment) if _shows(level, part.first))

    def shows_all(self, amendment: Amendment, level: Disclosure) -> bool:
        """Tell whether a level shows everything that an amendment changed."""
        listed_parts = [part for part in self._public_changes(amendment) if _shows(level, part.first)]
        return not self._touches_internal(amendment) and len(listed_parts) == len(amendment.changes)

    def _public_changes(self, amendment: Amendment) -> Iterator[_PublicChange]:
        internal = self._touches_internal(amendment)
        for part in self._parts(amendment):
            if part.key is None or (not (internal and part.comes_or_goes) and not self._left_unseen(part, amendment)):
                yield part

    def _touches_internal(self, amendment: Amendment) -> bool:
        parts = [*self._parts(amendment)]
        return len(parts) < len(amendment.changes) or not all(part.whole for part in parts)

    def _left_unseen(self, part: _PublicChange, amendment: Amendment) -> bool:
        """Tell whether the record went later by an amendment that does not list what went."""
        first = self.amendments.index(amendment) + 1
        if part.key not in public(self.versions[first].get(part.change.file, {})):
            return False
        for later, version in zip(self.amendments[first:], self.versions[first + 1 :], strict=True):
            if part.key not in public(version.get(part.change.file, {})):
                return self._touches_internal(later)
        return False

    def _parts(self, amendment: Amendment) -> Iterator[_PublicChange]:
        index = self.amendments.index(amendment)
        for change in amendment.changes:
            before, after = (version.get(change.file, {}) for version in self.versions[index : index + 2])
            yield from _parts_of(change, before, after)


def _shows(level: Disclosure, first: Disclosure) -> bool:
    return _LEVELS.index(level) >= _LEVELS.index(first)


def _parts_of(change: Change, before: Values, after: Values) -> Iterator[_PublicChange]:
    """Yield what is public of a change; nothing for what is internal."""
    folder, field = change.file.partition("/")[0], change.at[0]
    match folder:
        case "schemes":
            yield _PublicChange(change, whole=True, comes_or_goes=False, key=None, first=Disclosure.NONE)
        case "units" if (first := seen_from("unit", (field,))) is not None:
            yield _PublicChange(change, whole=True, comes_or_goes=False, key=None, first=first)
        case "years" if field in _YEAR or field == "eligible":
            first = Disclosure.NONE if field in _YEAR else Disclosure.FULL
            yield _PublicChange(change, whole=True, comes_or_goes=False, key=None, first=first)
        case "scores" if key_of(change) is None:
            for inner in _reordered(change):
                for part in _parts_of(inner, before, after):
                    yield replace(part, whole=False)
        case "scores":
            yield from _of_record(change, before, after)


def _reordered(change: Change) -> Iterator[Change]:
    """Yield what else changed of records whose order did."""
    was, now = records_listed(change, change.was), records_listed(change, change.now)
    for key in dict.fromkeys((*was, *now)):
        name = key.id.rpartition("/")[2]
        then, after = was.get(key), now.get(key)
        if then is None or after is None:
            both = (None if fields is None else Value(dict(fields)) for fields in (then, after))
            yield _inner(change, (name,), *both)
            continue
        for field in dict.fromkeys((*then, *after)):
            if then.get(field) != after.get(field):
                values = (Value(fields[field]) if field in fields else None for fields in (then, after))
                yield _inner(change, (name, field), *values)


def _inner(change: Change, rest: tuple[str, ...], was: Value | None, now: Value | None) -> Change:
    at = (*change.at, *rest)
    below = place_words("score", at, {}).split("/")[-len(rest) :]
    return Change(change.file, at, "/".join((change.what, *below)), was, now)


def _of_record(change: Change, before: Values, after: Values) -> Iterator[_PublicChange]:
    address = key_of(change)
    if address is None:
        return
    key, rest = address
    here, there = key in public(before), key in public(after)
    was, now = _public_value(key, rest, change.was, before), _public_value(key, rest, change.now, after)
    first = shown_from(key.kind)
    public_change = replace(change, was=was, now=now)
    if not rest:
        if (change.was is None or here) and (change.now is None or there) and was != now:
            yield _PublicChange(
                public_change, whole=True, comes_or_goes=change.was is None or change.now is None, key=key, first=first
            )
    elif here and there and rest[0] in public_fields(key.kind) and was != now:
        whole = (was, now) == (change.was, change.now)
        yield _PublicChange(public_change, whole=whole, comes_or_goes=rest == ("evidence",), key=key, first=first)


def _public_value(key: Key, rest: tuple[str, ...], value: Value | None, version: Values) -> Value | None:
    if value is None:
        return None
    if rest == ("evidence",):
        return Value(public_names(value.value, version))
    if rest or not isinstance(value.value, dict):
        return value
    fields = {name: part for name, part in value.value.items() if name in public_fields(key.kind)}
    proofs = public_names(fields.get("evidence"), version)
    return Value(
        {name: proofs if name == "evidence" else part for name, part in fields.items() if name != "evidence" or proofs}
    )

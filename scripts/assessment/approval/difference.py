"""What differs between two versions of a data file, value by value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.approval.canonical import canonical
from assessment.approval.passages import passages
from assessment.dataset.year import Value
from assessment.load.yaml_file import Steps

NAMES = ("id", "clause", "rater", "number", "at", "file")
"""The fields by which entries of a list are told apart, the first that fits."""


@dataclass(frozen=True)
class Difference:
    """One value that is not what it was."""

    at: tuple[str, ...]
    """Its path; entries of lists go by their names."""
    path: Steps
    """Where it stands in the newer version, or would stand."""
    was: Value | None
    """None where it was not there."""
    now: Value | None
    """None where it is gone."""


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Return what differs, in the order of the newer version; what is gone stands last in its mapping or list."""
    return tuple(_between(before, after, _Position((), ())))


@dataclass(frozen=True)
class _Position:
    at: tuple[str, ...]
    path: Steps

    def key(self, key: str) -> "_Position":
        return _Position((*self.at, key), (*self.path, key))

    def entry(self, name: str, index: int) -> "_Position":
        return _Position((*self.at, name), (*self.path, index))


def _between(before: object, after: object, place: _Position) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*after, *(key for key in before if key not in after)]:
            if key not in before and _holds_entries(after[key]):
                yield from _between(type(after[key])(), after[key], place.key(key))
            elif key not in before:
                yield _difference(place.key(key), None, Value(after[key]))
            elif key not in after and _holds_entries(before[key]):
                yield from _between(before[key], type(before[key])(), place.key(key))
            elif key not in after:
                yield _difference(place.key(key), Value(before[key]), None)
            else:
                yield from _between(before[key], after[key], place.key(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, place)
    elif canonical(before) != canonical(after):
        yield _difference(place, Value(before), Value(after))


def _lists(before: list[object], after: list[object], place: _Position) -> Iterator[Difference]:
    field = next((name for name in NAMES if _names(before, name) is not None and _names(after, name) is not None), None)
    if place.at == ():
        yield from _lines(before, after)
        return
    if field is None:
        if canonical(before) != canonical(after):
            yield _difference(place, Value(before), Value(after))
        return
    old, new = _names(before, field) or [], _names(after, field) or []
    were, are = dict(zip(old, before, strict=True)), frozenset(new)
    if [name for name in new if name in were] != [name for name in old if name in are]:
        yield _difference(place, Value(before), Value(after))
        return
    for index, name in enumerate(new):
        there = place.entry(name, index)
        if name in were:
            yield from _between(were[name], after[index], there)
        else:
            yield _difference(there, None, Value(after[index]))
    for name in old:
        if name not in are:
            yield _difference(place.entry(name, len(new)), Value(were[name]), None)


def _lines(before: list[object], after: list[object]) -> Iterator[Difference]:
    """Yield the passages of a text that differ, each under the number of its first line as it is now."""
    old, new = [str(line) for line in before], [str(line) for line in after]
    for start, end, first, last in passages(old, new):
        was, now = ("\n".join(lines) if lines else None for lines in (old[start:end], new[first:last]))
        place = _Position((str(first + 1),), (first,))
        yield _difference(place, None if was is None else Value(was), None if now is None else Value(now))


def _holds_entries(value: object) -> bool:
    """Tell whether a part of a file holds records that are told apart, so that each of them is a difference."""
    if isinstance(value, dict):
        return any(isinstance(below, dict) or _holds_entries(below) for below in value.values())
    return isinstance(value, list) and bool(value) and any(_names(value, name) is not None for name in NAMES)


def _names(listed: Sequence[object], field: str) -> list[str] | None:
    """Return what the entries are called by, or None where a field does not tell them apart."""
    names = [canonical(entry[field]) for entry in listed if isinstance(entry, dict) and field in entry]
    whole = len(names) == len(listed) == len(set(names))
    plain = all(isinstance(entry, dict) and not isinstance(entry.get(field), dict | list) for entry in listed)
    return [name.strip('"') for name in names] if whole and plain else None


def _difference(place: _Position, was: Value | None, now: Value | None) -> Difference:
    return Difference(place.at, place.path, was, now)

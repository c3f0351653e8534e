"""What differs in the files of year, scheme and units: value by value, each known by its path of ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.compare.side import Scored, Side
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

_KEYS = ("id", "clause", "at", "number", "name")
"""The fields by which the entries of a list are told apart, the first that is there."""


@dataclass(frozen=True)
class SettingChange:
    """A value that differs; None where it is not there."""

    path: str
    before: str | None
    after: str | None
    place: Place
    """Where it stands; where it stood, if it is gone."""


@dataclass(frozen=True)
class ReadingChange:
    """Another reading of the scheme was chosen."""

    reading: str
    question: str
    before: str
    after: str
    place: Place


def reading_changes(before: Side, after: Side) -> tuple[ReadingChange, ...]:
    """Return the readings that both sides know and decide otherwise."""
    if not isinstance(before.marks, Scored) or not isinstance(after.marks, Scored):
        return ()
    then = {reading.id: reading for reading in before.marks.dataset.scheme.readings}
    return tuple(
        ReadingChange(now.id, now.question, old.chosen.text, now.chosen.text, now.origin.of("choice"))
        for now in after.marks.dataset.scheme.readings
        for old in (then.get(now.id),)
        if old is not None and old.choice != now.choice
    )


def setting_changes(before: Side, after: Side) -> tuple[SettingChange, ...]:
    """Return the values that differ, by file and path."""
    return tuple(
        change
        for path in sorted({*before.settings, *after.settings})
        for change in _of_file(before.settings.get(path), after.settings.get(path))
    )


def _of_file(before: Document | None, after: Document | None) -> Iterator[SettingChange]:
    then, now = _leaves(before), _leaves(after)
    for path in dict.fromkeys((*now, *then)):
        old, new = then.get(path), now.get(path)
        told_old, told_new = old and old[0], new and new[0]
        if told_old != told_new:
            place = (new or old or ("", Place("", 1, 1)))[1]
            yield SettingChange(path, told_old, told_new, place)


def _leaves(document: Document | None) -> Mapping[str, tuple[str, Place]]:
    if document is None:
        return {}
    return {path: (told, document.place(steps)) for path, told, steps in _walk(document.data, "", ())}


def _walk(value: object, path: str, steps: Steps) -> Iterator[tuple[str, str, Steps]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _walk(below, f"{path}/{name}" if path else str(name), (*steps, name))
    elif isinstance(value, list) and path == "amendments":
        for index, entry in enumerate(value):
            known = entry if isinstance(entry, dict) else {}
            yield f"第{_name(entry, index)}次更正", f"{known.get('date', '')}，{known.get('reason', '')}", (*steps, index)
    elif isinstance(value, list) and any(isinstance(entry, dict | list) for entry in value):
        for index, entry in enumerate(value):
            yield from _walk(entry, f"{path}/{_name(entry, index)}", (*steps, index))
    elif isinstance(value, list):
        yield path, "、".join(str(entry) for entry in value), steps
    else:
        yield path, "" if value is None else str(value), steps


def _name(entry: object, index: int) -> str:
    known = entry if isinstance(entry, dict) else {}
    return next((str(known[key]) for key in _KEYS if key in known), str(index + 1))

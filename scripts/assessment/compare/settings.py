"""What differs in the files of year, scheme, units and county: value by value, each known by its path of ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.approval.sealed import SOURCE
from assessment.approval.words import At, kind_of, place_words
from assessment.compare.side import Scored, Side
from assessment.load.county import FILE, KIND
from assessment.load.data_files import place_of
from assessment.load.yaml_file import Document, Steps, read
from assessment.place import Place

_KEYS = ("id", "clause", "at", "number", "name")
"""The fields by which the entries of a list are told apart, the first that is there."""


@dataclass(frozen=True)
class SettingChange:
    """A value that differs; None where it is not there."""

    path: str
    """Ids and fields from the top of the file, as readings write them."""
    what: str
    """The same in Chinese."""
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
    names = {**_names(before), **_names(after)}
    return tuple(
        change
        for path in sorted({*before.settings, *after.settings})
        for change in _of_file(path, kind_of(path), before.settings.get(path), after.settings.get(path), names)
    )


def county_changes(before: Path, after: Path) -> tuple[SettingChange, ...]:
    """Return the values that differ in what two data folders say of their county; none there and empty are the same."""
    then, now = (read(data / FILE, place_of(data, data / FILE).file)[0] for data in (before, after))
    return tuple(change for change in _of_file(FILE, KIND, then, now, {}) if change.before or change.after)


def _of_file(
    file: str, kind: str, before: Document | None, after: Document | None, names: Mapping[str, str]
) -> Iterator[SettingChange]:
    then, now = _leaves(file, before), _leaves(file, after)
    for at in dict.fromkeys((*now, *then)):
        old, new = then.get(at), now.get(at)
        told_old, told_new = old and old[0], new and new[0]
        if told_old != told_new:
            place = (new or old or ("", Place("", 1, 1)))[1]
            yield SettingChange("/".join(at), place_words(kind, at, names), told_old, told_new, place)


def _names(side: Side) -> dict[str, str]:
    """Return what the ids of groups and components are called."""
    schemes = (read.data for path, read in side.settings.items() if path.startswith("schemes/"))
    listed = (data.get(key) for data in schemes if isinstance(data, dict) for key in ("groups", "components"))
    entries = (entry for entries in listed if isinstance(entries, list) for entry in entries if isinstance(entry, dict))
    return {str(entry["id"]): str(entry["name"]) for entry in entries if "id" in entry and "name" in entry}


def _leaves(file: str, document: Document | None) -> Mapping[At, tuple[str, Place]]:
    if document is None:
        return {}
    if file.endswith(SOURCE) and isinstance(document.data, list):
        lines = ((str(index + 1), str(line), (index,)) for index, line in enumerate(document.data))
        return {(number,): (line, document.place(steps)) for number, line, steps in lines}
    return {at: (text, document.place(steps)) for at, text, steps in _walk(document.data, (), ())}


def _walk(value: object, at: At, steps: Steps) -> Iterator[tuple[At, str, Steps]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _walk(below, (*at, str(name)), (*steps, name))
    elif isinstance(value, list) and at == ("amendments",):
        for index, entry in enumerate(value):
            known = entry if isinstance(entry, dict) else {}
            text = f"{known.get('date', '')}，{known.get('reason', '')}"
            yield (f"第{_name(entry, index)}次更正",), text, (*steps, index)
    elif isinstance(value, list) and any(isinstance(entry, dict | list) for entry in value):
        for index, entry in enumerate(value):
            yield from _walk(entry, (*at, _name(entry, index)), (*steps, index))
    elif isinstance(value, list):
        yield at, "、".join(str(entry) for entry in value), steps
    else:
        yield at, "" if value is None else str(value), steps


def _name(entry: object, index: int) -> str:
    known = entry if isinstance(entry, dict) else {}
    return next((str(known[key]) for key in _KEYS if key in known), str(index + 1))

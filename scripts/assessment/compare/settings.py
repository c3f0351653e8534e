"""What differs in the files of year, scheme, units and county: value by value, each known by its path of ids."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment.approval.sealed import SOURCE
from assessment.approval.words import At, kind_of, place_words
from assessment.compare.side import Scored, Side
from assessment.load.county import FILE, KIND
from assessment.load.data_files import place_of
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import Document, Steps, read
from assessment.place import Place

_KEYS = ("id", "clause", "at", "number", "name")
"""The fields by which the entries of a list are told apart, the first that is there."""

_GROUPS, _UNITS = "groups", "units"
"""Where a scheme lists the units of each group."""

_LISTS_OF_IDS = ("eligible",)
"""Further fields at the top of a file whose lists name units by their ids."""

_LeafText = str | tuple[str, ...] | None
"""A value as text, or the members of a list; None where there is none."""


@dataclass(frozen=True)
class _Leaf:
    """A value, and where it stands."""

    value: _LeafText
    place: Place


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
    names = {**before.names, **after.names, **_names(before), **_names(after)}
    return tuple(
        change
        for path in sorted({*before.settings, *after.settings})
        if not _are_alike(before.settings.get(path), after.settings.get(path))
        for change in _of_file(path, kind_of(path), before.settings.get(path), after.settings.get(path), names)
    )


def county_changes(before: Path, after: Path) -> tuple[SettingChange, ...]:
    """Return the values that differ in what two data folders say of their county; none there and empty are the same."""
    then, now = (read(data / FILE, place_of(data, data / FILE).file)[0] for data in (before, after))
    return tuple(change for change in _of_file(FILE, KIND, then, now, {}) if change.before or change.after)


def _are_alike(before: Document | None, after: Document | None) -> bool:
    """Tell whether two documents say the same, wherever it stands."""
    return before is not None and after is not None and before.data == after.data


def _of_file(
    file: str, kind: str, before: Document | None, after: Document | None, names: Mapping[str, str]
) -> Iterator[SettingChange]:
    then, now = _leaves(file, before), _leaves(file, after)
    moved = _moved(_members_of_groups(then), _members_of_groups(now))
    for unit, (group, other) in moved.items():
        at = _units_of(other)
        what = f"{names.get(unit, unit)}所在的组"
        yield SettingChange("/".join(at), what, names.get(group, group), names.get(other, other), now[at].place)
    for at in dict.fromkeys((*now, *then)):
        old, new = then.get(at), now.get(at)
        if (old and old.value) == (new and new.value):
            continue
        place = new.place if new else old.place if old else Place("", 1, 1)
        what = place_words(kind, at, names)
        for value_then, value_now in _apart(old, new, moved if _is_group(at) else {}):
            yield SettingChange("/".join(at), what, _text(at, value_then, names), _text(at, value_now, names), place)


def _apart(old: _Leaf | None, new: _Leaf | None, moved: Collection[str]) -> Iterator[tuple[_LeafText, _LeafText]]:
    """Yield what is there no longer and what is there now: of two lists what one has and the other has not.

    Args:
        moved: members that left one list for another, which is told elsewhere.
    """
    then, now = old.value if old else None, new.value if new else None
    if not isinstance(then, tuple) or not isinstance(now, tuple):
        yield then, now
        return
    gone = tuple(one for one in then if one not in now and one not in moved)
    come = tuple(one for one in now if one not in then and one not in moved)
    if gone:
        yield gone, None
    if come:
        yield None, come
    kept = [tuple(one for one in part if one in then and one in now) for part in (then, now)]
    if kept[0] != kept[1]:
        yield _where_they_differ(*kept), _where_they_differ(*reversed(kept))


def _where_they_differ(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Return the part of a list from the first to the last place where another order of it differs."""
    places = [place for place, (one, other) in enumerate(zip(some, others, strict=False)) if one != other]
    return tuple(some[places[0] : places[-1] + 1]) if places else tuple(some)


def _is_group(at: At) -> bool:
    return len(at) == 3 and (at[0], at[2]) == (_GROUPS, _UNITS)


def _units_of(group: str) -> At:
    return (_GROUPS, group, _UNITS)


def _members_of_groups(leaves: Mapping[At, _Leaf]) -> Mapping[str, str]:
    """Return the group of each unit."""
    return {
        unit: at[1]
        for at, leaf in leaves.items()
        if _is_group(at) and isinstance(leaf.value, tuple)
        for unit in leaf.value
    }


def _moved(then: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """Return the groups that units moved from and to."""
    return {unit: (group, now[unit]) for unit, group in then.items() if now.get(unit, group) != group}


def _text(at: At, value: _LeafText, names: Mapping[str, str]) -> str | None:
    """Return a value in words; members of a list that names units or groups by their names."""
    if not isinstance(value, tuple):
        return value
    return "、".join(names.get(one, one) if at[0] in _LISTS_OF_IDS or _is_group(at) else one for one in value)


def _names(side: Side) -> dict[str, str]:
    """Return what the ids of groups and components are called."""
    schemes = (read.data for path, read in side.settings.items() if path.startswith("schemes/"))
    listed = (data.get(key) for data in schemes if isinstance(data, dict) for key in ("groups", "components"))
    entries = (entry for entries in listed if isinstance(entries, list) for entry in entries if isinstance(entry, dict))
    return {str(entry["id"]): str(entry["name"]) for entry in entries if "id" in entry and "name" in entry}


def _leaves(file: str, document: Document | None) -> Mapping[At, _Leaf]:
    if document is None:
        return {}
    if file.endswith(SOURCE) and isinstance(document.data, list):
        lines = ((str(index + 1), str(line), (index,)) for index, line in enumerate(document.data))
        return {(number,): _Leaf(line, document.place(steps)) for number, line, steps in lines}
    return {at: _Leaf(held, document.place(steps)) for at, held, steps in _walk(document.data, (), ())}


def _walk(value: object, at: At, steps: Steps) -> Iterator[tuple[At, _LeafText, Steps]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _walk(below, (*at, str(name)), (*steps, name))
    elif isinstance(value, list) and at == ("amendments",):
        for index, entry in enumerate(value):
            known = mapping_of(entry)
            text = f"{known.get('date', '')}，{known.get('reason', '')}"
            yield (f"第{_name(entry, index)}次更正",), text, (*steps, index)
    elif isinstance(value, list) and any(isinstance(entry, dict | list) for entry in value):
        for index, entry in enumerate(value):
            yield from _walk(entry, (*at, _name(entry, index)), (*steps, index))
    elif isinstance(value, list):
        yield at, tuple(str(entry) for entry in value), steps
    else:
        yield at, "" if value is None else str(value), steps


def _name(entry: object, index: int) -> str:
    known = mapping_of(entry)
    return next((str(known[key]) for key in _KEYS if key in known), str(index + 1))

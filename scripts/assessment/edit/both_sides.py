"""Putting together what two people added to one file, where a merge has marked both sides and left them to be chosen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.edit.layout import Flow
from assessment.edit.splice import Keys, append, put
from assessment.edit.three_ways import NAMES
from assessment.errors import FaultyDataError, RequestError
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import parse

_MARKS = {"<": ("", "ours"), "|": ("ours", "base"), "=": ("ours", "theirs"), ">": ("theirs", "")}
"""The marks of a merge, seven of each: what lines before and behind are of; of neither side, they are of both."""
_COMMENT = re.compile(r"(?:^|\s)#")
_OPEN = ((), ("marks",), ("not_assessed",), ("ballots",))
"""The mappings to which each side may add entries of its own."""
_IN_LINE = ("evidence", "ballots")
"""The lists whose entries stand in one line."""

_Addition = tuple[tuple[str, ...], object, bool]
"""The keys that lead to what is added, its value, and whether it is an entry of the list there."""


def two_sides(text: str) -> tuple[str, str] | None:
    """Return the text as each side of a merge has it; None where no conflict is marked."""
    sides = {"ours": "", "base": "", "theirs": ""}
    of, marked = "", False
    for line in text.splitlines(keepends=True):
        mark = line.rstrip("\r\n").partition(" ")[0]
        before, behind = _MARKS.get(mark[:1], (None, ""))
        if mark == mark[:1] * 7 and of in (before, "base" if behind == "theirs" else before):
            of, marked = behind, True
            continue
        for side in (of,) if of else ("ours", "theirs"):
            sides[side] += line
    return (sides["ours"], sides["theirs"]) if marked and not of else None


@dataclass(frozen=True)
class PutTogether:
    """A file with what either side has."""

    text: str
    added: list[str]
    """What only the other side had."""
    undecided: list[str]
    """What one side has deleted and the other has not; it is there still."""


def put_together(ours: str, theirs: str, file: str, before: str | None = None) -> PutTogether:
    """Return our text with what only theirs has added to it.

    Args:
        ours: the file as our side has it.
        theirs: as the other side has it.
        file: its name, for messages.
        before: as it was when the sides parted; None where that is not known, so that nothing counts as deleted.

    Raises:
        FaultyDataError: if a side is no sound YAML.
        RequestError: if both sides say something different about the same thing.
    """
    mine, other = _data(ours, file), _data(theirs, file)
    added = list(_added(mine, other, ()))
    if any(_COMMENT.search(line) for line in set(theirs.splitlines()).difference(ours.splitlines())):
        raise RequestError("对方还写了注释")
    text = ours
    for keys, value, is_entry in added:
        text = append(text, file, keys, [laid(keys, value)]) if is_entry else put(text, file, keys, laid(keys, value))
    old = {} if before is None else _data(before, file)
    undecided = [name for one in (*added, *_added(other, mine, ())) for name in _older(old, *one)]
    return PutTogether(text, [_called(keys, value) for keys, value, _ in added], undecided)


def _older(old: object, keys: tuple[str, ...], value: object, is_entry: bool) -> Iterator[str]:
    """Yield what the parts of a value are called that were there when the sides parted."""
    match value:
        case list() if not is_entry:
            for entry in value:
                yield from _older(old, keys, entry, True)
        case dict() if not is_entry and keys in _OPEN:
            for key, below in value.items():
                yield from _older(old, (*keys, key), below, False)
        case _ if _had(old, keys, value, is_entry):
            yield _called(keys, value)


def _had(data: object, keys: tuple[str, ...], value: object, is_entry: bool) -> bool:
    """Tell whether data has something under keys, or in the list there an entry of the name of a value."""
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    if is_entry:
        return isinstance(data, list) and any(entry == value or _name(entry) == _name(value) != "" for entry in data)
    return data is not None


def _added(ours: Mapping[str, object], theirs: Mapping[str, object], keys: tuple[str, ...]) -> Iterator[_Addition]:
    """Yield what only theirs has."""
    for key, value in theirs.items():
        path, mine = (*keys, key), ours.get(key)
        if mine == value:
            continue
        if key not in ours:
            yield path, value, False
        elif path in _OPEN and isinstance(mine, dict) and isinstance(value, dict):
            yield from _added(mine, value, path)
        elif isinstance(mine, list) and isinstance(value, list):
            yield from _added_entries(mine, value, path)
        else:
            raise RequestError(f"“{'.'.join(path)}”两边写的不一样")


def _added_entries(ours: list[object], theirs: list[object], path: tuple[str, ...]) -> Iterator[_Addition]:
    known = {_name(entry): entry for entry in ours}
    for entry in theirs:
        name = _name(entry)
        if not name or (name in known and known[name] != entry):
            raise RequestError(f"“{'.'.join(path)}”的“{name or entry}”两边写的不一样")
        if name not in known:
            yield path, entry, True


def _name(entry: object) -> str:
    return next((str(entry[name]) for name in NAMES if name in entry), "") if isinstance(entry, dict) else ""


def _called(keys: tuple[str, ...], value: object) -> str:
    names = [_name(entry) for entry in value] if isinstance(value, list) else [_name(value)]
    return "、".join(name or ".".join(keys) for name in names)


def laid(keys: Keys, value: object) -> object:
    """Return a value that is to stand under keys as commands write it."""
    match value:
        case dict() if keys[0] in _IN_LINE and _name(value):
            return Flow(value)
        case dict():
            return {key: laid(keys, below) for key, below in value.items()}
        case list() if all(isinstance(below, str) for below in value):
            return Flow(value)
        case list():
            return [laid(keys, below) for below in value]
        case _:
            return value


def _data(text: str, file: str) -> Mapping[str, object]:
    document, findings = parse(text.removeprefix("\ufeff"), file)
    if document is None or findings:
        raise FaultyDataError(findings)
    return mapping_of(document.data)

"""Putting together what two people made of one record, where a merge has marked both sides and left them to be chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.edit.join_text import Sides, join_text, lost_comments
from assessment.edit.own_ids import give_own_ids
from assessment.edit.splice import EntryStep, Keys, take_out
from assessment.edit.three_ways import by_name, naming_field
from assessment.errors import FaultyDataError, RequestError
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import parse

_MARKS = {"<": ("", "ours"), "|": ("ours", "base"), "=": ("ours", "theirs"), ">": ("theirs", "")}
"""The marks of a merge, seven of each: what lines before and behind are of; of neither side, they are of both."""
_OPEN = ((), ("marks",), ("not_assessed",), ("ballots",))
"""The mappings to which each side may add entries of its own."""


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
    """What is in it because of the other side."""
    undecided: list[str]
    """What one side has deleted and the other has not; it is there still."""
    new_ids: Mapping[str, str]
    """The ids that entries of the other side have now, by those that entries of ours have too."""


def put_together(ours: str, theirs: str, file: str, before: str | None = None) -> PutTogether:
    """Return our text with what theirs has made of it, field by field.

    Args:
        ours: the file as our side has it.
        theirs: as the other side has it.
        file: its name, for messages.
        before: as it was when the sides parted; None where that is not known, so that nothing counts as changed by one
            side alone.

    Raises:
        FaultyDataError: if a side is no sound YAML.
        RequestError: if both sides say something different about the same thing, or a comment would be lost.
    """
    mine, other = _data(ours, file), _data(theirs, file)
    new_ids: Mapping[str, str] = {}
    gone: list[Keys] = []
    if before is not None:
        base = _data(before, file)
        theirs, new_ids = give_own_ids(theirs, file, mine, other, base)
        other = _data(theirs, file)
        gone = [keys for keys in _entries(base, ()) if (_at(mine, keys) is None) != (_at(other, keys) is None)]
        # What one side alone deleted counts as if it had not been there before: it stays until somebody has seen it.
        for keys in gone:
            before = take_out(before, file, keys)
    sides = Sides(None if before is None else _bytes(before), _bytes(ours), _bytes(theirs))
    whole = join_text(file, sides, {}, _bytes(ours))
    if whole is None:
        raise RequestError("两边合不到一起")
    if whole.differences:
        raise RequestError(f"{'、'.join(_called(one.keys) for one in whole.differences)}两边写的不一样")
    if any(lost_comments(sides, whole.content)):
        raise RequestError("对方还写了注释")
    text = whole.content.decode("utf-8", "surrogateescape")
    return PutTogether(text, [*_new(mine, _data(text, file))], [_name(keys) for keys in gone], new_ids)


def _entries(data: Mapping[str, object], keys: Keys) -> Iterator[Keys]:
    """Yield the keys of what a person adds or deletes as a whole: entries of lists, and values of open mappings."""
    for key, value in data.items():
        path = (*keys, key)
        if path in _OPEN and isinstance(value, dict):
            yield from _entries(value, path)
        elif isinstance(value, list) and (name := naming_field(value)):
            yield from ((*path, EntryStep(name, entry)) for entry in by_name(value, name))
        else:
            yield path


def _new(ours: Mapping[str, object], whole: Mapping[str, object]) -> Iterator[str]:
    """Yield what entries and values are called that our side has not, or not so."""
    return (_name(keys) for keys in _entries(whole, ()) if _at(ours, keys) != _at(whole, keys))


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        match key:
            case EntryStep(name, entry):
                data = by_name(data, name).get(entry) if isinstance(data, list) else None
            case _:
                data = data.get(str(key)) if isinstance(data, Mapping) else None
    return data


def _name(keys: Keys) -> str:
    """Return what something is called in a list of names."""
    last = keys[-1]
    return last.value if isinstance(last, EntryStep) else ".".join(map(str, keys))


def _called(keys: Keys) -> str:
    """Return where something stands, for a message: “deductions”的“d1”的“reason”."""
    parts = [""]
    for key in keys:
        if isinstance(key, EntryStep):
            parts += [key.value, ""]
        else:
            parts[-1] += f".{key}" if parts[-1] else key
    return "的".join(f"“{part}”" for part in parts if part)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _data(text: str, file: str) -> Mapping[str, object]:
    document, findings = parse(text.removeprefix("\ufeff"), file)
    if document is None or findings:
        raise FaultyDataError(findings)
    return mapping_of(document.data)

"""From what a file says to what it is to say: only the lines of what differs change, and comments stay."""

from collections.abc import Mapping, Sequence

from assessment.edit.layout import Flow
from assessment.edit.splice import EntryStep, Keys, append, put, take_out
from assessment.edit.three_ways import NAMES, Nothing, by_name, naming_field
from assessment.errors import FaultyDataError
from assessment.load.yaml_file import parse

_IN_LINE = ("evidence", "ballots")
"""The lists whose entries stand in one line."""


def toward(text: str, file: str, wanted: Mapping[str, object]) -> str:
    """Return the text of a file, changed so far that it says what is wanted, be it in another order.

    Args:
        file: the name that findings call the file by.
        wanted: what the whole file is to say, as it is read.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if something cannot be put where it belongs.
    """
    document, findings = parse(text.removeprefix("\ufeff"), file)
    if document is None or findings:
        raise FaultyDataError(findings)
    return _changed(text, file, (), document.data, wanted)


def _changed(text: str, file: str, keys: Keys, now: object, wanted: object) -> str:
    if now == wanted:
        return text
    if isinstance(now, dict) and isinstance(wanted, dict) and (wanted or not keys):
        for key in (key for key in now if key not in wanted):
            text = take_out(text, file, (*keys, key))
        for key, value in wanted.items():
            text = _changed(text, file, (*keys, key), now.get(key, Nothing.NOTHING), value)
        return text
    if isinstance(now, list) and isinstance(wanted, list) and now and wanted:
        name = naming_field(now, wanted)
        if name is not None:
            return _entries_changed(text, file, keys, name, (now, wanted))
    return put(text, file, keys, lay_out(keys, wanted))


def _entries_changed(text: str, file: str, keys: Keys, name: str, lists: Sequence[list[object]]) -> str:
    now, wanted = (by_name(listed, name) for listed in lists)
    new = [lay_out((*keys, EntryStep(name, entry)), wanted[entry]) for entry in wanted if entry not in now]
    if new:
        text = append(text, file, keys, new)
    for entry, value in now.items():
        step = (*keys, EntryStep(name, entry))
        text = _changed(text, file, step, value, wanted[entry]) if entry in wanted else take_out(text, file, step)
    return text


def lay_out(keys: Keys, value: object) -> object:
    """Return a value that is to stand under keys as commands write it."""
    match value:
        case dict() if keys[0] in _IN_LINE and any(name in value for name in NAMES):
            return Flow(value)
        case dict():
            return {key: lay_out(keys, below) for key, below in value.items()}
        case list() if all(isinstance(below, str) for below in value):
            return Flow(value)
        case list():
            return [lay_out(keys, below) for below in value]
        case _:
            return value

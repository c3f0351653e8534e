"""A scheme for the next year, copied from the last one, with a list of what has to be decided anew."""

import copy
from collections.abc import Iterator
from datetime import date

from assessment.edit.splice import put, take_out
from assessment.errors import FaultyDataError
from assessment.load.yaml_file import Document, Steps, parse

_HEAD = "# 待定：由{old}年方案复制，{new}年的文件印发后逐项改定；改定一项，就从 undecided 中删去一行\n"
_ANEW = ("title", "issued", "source", "clauses", "groups", "readings")
"""What is decided anew each year, beside the times of assessment."""


def next_scheme(text: str, file: str, year: int) -> str:
    """Return the text of a scheme for ``year``: dates moved on by whole years, everything else as it was.

    Raises:
        FaultyDataError: if the text is no sound scheme.
    """
    document = _document(text, file)
    old = document.at(("year",))
    text = take_out(text, file, ("undecided",)) if ("undecided",) in document.places else text
    text = put(put(text, file, ("id",), str(year)), file, ("year",), year)
    document = _document(text, file)
    title = document.at(("title",))
    text = put(text, file, ("title",), str(title).replace(str(old), str(year)))
    document = _document(text, file)
    lines = text.splitlines(keepends=True)
    expected = copy.deepcopy(document.data)
    for path in _dates(document):
        place, was = document.place(path), str(document.at(path))
        new = moved_on(was, year - int(str(old)))
        line = lines[place.line - 1]
        at = line.index(was, place.column - 1)
        lines[place.line - 1] = line[:at] + new + line[at + len(was) :]
        _set(expected, path, new)
    listed = [key for key in _ANEW if (key,) in document.places] + [*_windows(document)]
    head = [_HEAD.format(old=old, new=year), "undecided:\n", *(f"  - {at}\n" for at in listed), "\n"]
    first = 1 if lines[0].startswith("# yaml-language-server") else 0
    whole = "".join([*lines[:first], *head, *lines[first:]])
    if _document(whole, file).data != {**_fields(expected), "undecided": listed}:
        raise AssertionError(f"{file}: copying would change something else")
    return whole


def moved_on(day: str, years: int) -> str:
    """Return a date some years later; the last of February where there is no 29th."""
    old = date.fromisoformat(day)
    try:
        return old.replace(year=old.year + years).isoformat()
    except ValueError:
        return old.replace(year=old.year + years, day=28).isoformat()


def _document(text: str, file: str) -> Document:
    document, findings = parse(text, file)
    if document is None or findings or not isinstance(document.data, dict):
        raise FaultyDataError(findings)
    return document


def _dates(document: Document) -> Iterator[Steps]:
    """Yield the paths of the first and last days of all windows."""
    for path in document.places:
        if path[-2:] in (("window", "first"), ("window", "last")) and isinstance(document.at(path), str):
            yield path


def _windows(document: Document) -> Iterator[str]:
    """Yield where the times of the components stand, by id."""
    for path in document.places:
        if len(path) == 3 and path[0] == "components" and path[2] == "window":
            yield f"components/{document.at((*path[:2], 'id'))}/window"


def _fields(data: object) -> dict[str, object]:
    return data if isinstance(data, dict) else {}


def _set(data: object, path: Steps, value: object) -> None:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    data[path[-1]] = value  # type: ignore[index]

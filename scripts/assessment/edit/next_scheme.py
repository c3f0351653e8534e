"""A scheme for the next year, copied from the last one, with a list of what has to be decided anew."""

import copy
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from assessment.edit.splice import put, take_out
from assessment.errors import FaultyDataError
from assessment.load.yaml_file import Document, Steps, parse
from assessment.period import Period, period_of

_HEAD = "# 待定：由{old}年方案复制，{new}年的文件印发后逐项改定；改定一项，就从 undecided 中删去一行\n"
_ANEW = ("title", "issued", "source", "clauses", "groups", "readings")
"""What is decided anew each year, beside the times of assessment."""


def next_scheme(text: str, file: str, id: str, year: int, months: int) -> str:
    """Return the text of a scheme under another id: dates and rounds moved on, everything else as it was.

    Within a year the same document orders the next round, so that only its dates are to be decided.

    Args:
        year: that it is for.
        months: how far dates move on.

    Raises:
        FaultyDataError: if the text is no sound scheme.
    """
    document = _document(text, file)
    old = int(str(document.at(("year",))))
    text = take_out(text, file, ("undecided",)) if ("undecided",) in document.places else text
    text = put(put(text, file, ("id",), id), file, ("year",), year)
    document = _document(text, file)
    title = document.at(("title",))
    text = put(text, file, ("title",), str(title).replace(str(old), str(year)))
    document = _document(text, file)
    lines = text.splitlines(keepends=True)
    expected = copy.deepcopy(document.data)
    for path, new in _moved(document, year - old, months):
        place, was = document.place(path), str(document.at(path))
        line = lines[place.line - 1]
        at = line.index(was, place.column - 1)
        lines[place.line - 1] = line[:at] + new + line[at + len(was) :]
        _set(expected, path, new)
    decided_anew = _ANEW if year != old else ()
    listed = [key for key in decided_anew if (key,) in document.places] + [*_windows(document)]
    head = [_HEAD.format(old=old, new=year), "undecided:\n", *(f"  - {at}\n" for at in listed), "\n"] if listed else []
    first = 1 if lines[0].startswith("# yaml-language-server") else 0
    whole = "".join([*lines[:first], *head, *lines[first:]])
    if _document(whole, file).data != {**_fields(expected), **({"undecided": listed} if listed else {})}:
        raise AssertionError(f"{file}: copying would change something else")
    return whole


def moved_on(day: str, months: int) -> str:
    """Return a date some months later: the last day where there is none of that number, or it was the last one."""
    old = date.fromisoformat(day)
    years, month = divmod(old.month - 1 + months, 12)
    last = monthrange(old.year + years, month + 1)[1]
    was_last = months % 12 != 0 and old.day == monthrange(old.year, old.month)[1]
    return date(old.year + years, month + 1, last if was_last else min(old.day, last)).isoformat()


def _document(text: str, file: str) -> Document:
    document, findings = parse(text, file)
    if document is None or findings or not isinstance(document.data, dict):
        raise FaultyDataError(findings)
    return document


def _moved(document: Document, years: int, months: int) -> Iterator[tuple[Steps, str]]:
    """Yield the paths of the days of all windows and of the rounds that waves come from, each with its new value."""
    for path in document.places:
        if path[-2:] in (("window", "first"), ("window", "last")) and isinstance(day := document.at(path), str):
            yield path, moved_on(day, months)
        elif path[-3:-2] == ("waves",) and path[-1] == "round" and (source := period_of(document.at(path))):
            yield path, str(Period(source.year + years, source.round))


def _windows(document: Document) -> Iterator[str]:
    """Yield where the times of the components stand, by id."""
    for path in document.places:
        if len(path) == 3 and path[0] == "components" and path[2] == "window":
            yield f"components/{document.at((*path[:2], 'id'))}/window"


def _fields(data: object) -> dict[str, object]:
    return data if isinstance(data, dict) else {}


def _set(data: Any, path: Steps, value: object) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value

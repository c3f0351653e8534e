"""A scheme for the next year, copied from the last one, with what has to be decided anew marked at its line."""

import copy
from collections.abc import Iterator
from datetime import date

from assessment.edit.splice import put
from assessment.errors import FaultyDataError
from assessment.load.yaml_file import Document, Steps, parse

MARK = "待定"
"""What a line that has to be decided anew says at its end."""

_HEAD = (
    "# {mark}：本文件由{old}年方案复制，{new}年的文件印发后，标题、印发日期、原文（clauses）、考评对象、\n"
    "# 测评时间和解读都要逐项改定。行尾写着“{mark}”的，改定后删去这两个字。\n"
)


def next_scheme(text: str, file: str, year: int) -> str:
    """Return the text of a scheme for ``year``: dates moved on by whole years, everything else as it was.

    Raises:
        FaultyDataError: if the text is no sound scheme.
    """
    data = _document(text, file).data
    old = data["year"] if isinstance(data, dict) else year
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
    for number in sorted({document.place(path).line for path in [("title",), ("issued",), *_dates(document)]}):
        lines[number - 1] = _marked(lines[number - 1])
    first = 1 if lines[0].startswith("# yaml-language-server") else 0
    whole = "".join([*lines[:first], _HEAD.format(mark=MARK, old=old, new=year), *lines[first:]])
    if _document(whole, file).data != expected:
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


def _marked(line: str) -> str:
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    return f"{body}（{MARK}）{end}" if " #" in body else f"{body}  # {MARK}{end}"


def _set(data: object, path: Steps, value: object) -> None:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    data[path[-1]] = value  # type: ignore[index]

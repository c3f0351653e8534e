"""What a data file says: strict YAML, with the line and column of every value.

YAML's guesses are switched off: ``no`` stays text, ``3.10`` stays 3.10 (a Decimal), ``1:30`` stays text, a
date stays text until a schema says it is one. A key that stands twice is a fault, and so is a reference to
another part of the file, by which a few lines could stand for more than any memory holds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assessment.exact import DIGITS, PLACES
from assessment.findings import Finding
from assessment.place import Origin, Place
from assessment.system_faults import reason_of

DEPTH = 64
"""How deep a data file may nest; far more than any needs, far less than Python's stack."""

Steps = tuple[str | int, ...]

KEY = -1
"""The step by which ``Document.places`` tells the place of a key from that of its value."""

_NUMBER = re.compile(rf"[-+]?(?:0|[1-9][0-9]{{0,{DIGITS - 1}}})(?:\.[0-9]{{1,{PLACES}}})?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INVISIBLE = yaml.reader.Reader.NON_PRINTABLE


class _FaultError(Exception):
    """A fault that ends the reading of a file."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(frozen=True)
class Document:
    """One data file: its values, and where each stands."""

    file: str
    data: object
    places: dict[Steps, Place]
    """Place of the value at each path; for a mapping's entry also of its key, under the path + ``(KEY, key)``."""
    bare: Mapping[Steps, Place] = field(default_factory=dict)
    """Where each value ends that stands without quotes, as the text was first read."""

    def at(self, path: Steps) -> object:
        """Return the value at a path that is there."""
        value = self.data
        for step in path:
            value = value[step] if isinstance(value, dict) else _entry(value, step)
        return value

    def place(self, path: Steps) -> Place:
        """Return the place of the value at a path, or of the nearest one above that is there."""
        while path and path not in self.places:
            path = path[:-1]
        found = self.places.get(path)
        return Place(self.file, 1, 1) if found is None else found

    def key_place(self, path: Steps, key: str) -> Place:
        """Return the place of a key of the mapping at a path."""
        return self.places.get((*path, KEY, key), self.place(path))

    def without(self, *paths: Steps) -> "Document":
        """Return the document without the values at these paths; later entries of a list move up with their places."""
        gone = _Gone.of(paths)
        moved = ((gone.moved(path), place) for path, place in self.places.items())
        return Document(self.file, gone.rest(self.data, ()), {path: place for path, place in moved if path is not None})

    def renamed(self, names: Mapping[Steps, Mapping[str, str]]) -> "Document":
        """Return the document with keys of the mappings at these paths called otherwise; no new name stands there yet."""

        def moved(old: Steps) -> Steps:
            return tuple(
                names.get(old[: at - 1] if at and old[at - 1] == KEY else old[:at], {}).get(str(step), step)
                for at, step in enumerate(old)
            )

        return Document(
            self.file, _with_names(self.data, (), names), {moved(path): place for path, place in self.places.items()}
        )

    def origin(self, path: Steps) -> Origin:
        """Return the place of a record and of each of its fields; one that is not there has none."""
        value = self.at(path) if path in self.places else None
        steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        found = ((step, self.places.get((*path, step))) for step in steps)
        return Origin(self.place(path), {str(step): place for step, place in found if place is not None})


def _with_names(data: object, path: Steps, names: Mapping[Steps, Mapping[str, str]]) -> object:
    """Return data in which keys of the mappings at these paths are called otherwise."""
    if isinstance(data, dict):
        own = names.get(path, {})
        return {own.get(key, key): _with_names(value, (*path, key), names) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_names(value, (*path, at), names) for at, value in enumerate(data)]
    return data


def read(path: Path, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one data file; ``file`` is the name that findings call it by."""
    text = text_of(path, file)
    return (None, [text]) if isinstance(text, Finding) else parse(text, file)


def text_of(path: Path, file: str) -> str | Finding:
    """Return the text of a data file, or why there is none."""
    start = Place(file, 1, 1)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Finding(start, "unreadable", f"文件读不出来：{_why(error)}", "请检查文件和权限")
    except UnicodeDecodeError:
        return Finding(start, "not-utf8", "文件不是 UTF-8 编码", "请用 UTF-8 编码另存")


def parse(text: str, file: str) -> tuple[Document | None, list[Finding]]:
    """Read the text of a data file; ``file`` is the name that findings call it by."""
    if invisible := _INVISIBLE.search(text):
        place = _place_in(text, invisible.start(), file)
        return None, [Finding(place, "yaml-syntax", "这里有一个看不见的特殊字符", "请删去后重新输入")]
    try:
        return _Reader(text, file).document()
    except _FaultError as fault:
        return None, [fault.finding]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, file)]


def stops_at(text: str) -> tuple[int, int] | None:
    """Return line and column, from 0, at which a text cannot be read on; None where all of it can.

    A quote or a bracket that nothing closes stops the reading where it stands, however much it takes in.
    """
    if invisible := _INVISIBLE.search(text):
        before = text[: invisible.start()]
        return before.count("\n"), len(before) - before.rfind("\n") - 1
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            if isinstance(event, AliasEvent) and event.start_mark is not None:
                return event.start_mark.line, event.start_mark.column
    except yaml.MarkedYAMLError as error:
        mark = _stop(error, text.count("\n"))
        return (0, 0) if mark is None else (mark.line, mark.column)
    return None


def _stop(error: yaml.MarkedYAMLError, last: int) -> yaml.Mark | None:
    mark, begin = error.problem_mark, error.context_mark
    within = error.context or ""
    if begin is not None and (
        mark is None
        or (mark.line > begin.line and ("flow" in within or "simple key" in within))
        or ("quoted" in within and mark.line >= last)
    ):
        return begin
    return mark


def _entry(listed: object, step: str | int) -> object:
    if isinstance(listed, list) and isinstance(step, int):
        return listed[step]
    raise KeyError(step)


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件"
        case IsADirectoryError():
            return "这是文件夹，不是文件"
        case PermissionError():
            return "没有读取的权限"
        case _:
            return reason_of(error)


def _place_in(text: str, index: int, file: str) -> Place:
    before = text[:index].splitlines(keepends=True) or [""]
    if before[-1].endswith(("\n", "\r")):
        before.append("")
    return Place(file, len(before), len(before[-1]) + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    unclosed = (mark is not None and mark.line >= len(lines)) or "flow" in (error.context or "")
    if unclosed and error.context_mark is not None:
        mark = error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    at = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    problem = f"{error.context}; {error.problem}"
    if at == "\t" or "tab" in problem:
        return Finding(place, "yaml-syntax", "缩进里有制表符（Tab）", "请改用空格缩进")
    if "mapping values are not allowed" in problem:
        return Finding(place, "yaml-syntax", "这里不应再出现冒号", "文字中含有冒号时，请给整段文字加上双引号")
    if "cannot start any token" in problem:
        return Finding(place, "yaml-syntax", f"文字不能以“{at}”开头", "请给文字加上双引号")
    if "expected a single document" in problem:
        return Finding(place, "yaml-syntax", "一个文件只能有一份内容", "请删去多余的 --- 行")
    if unclosed and at in tuple("'\"[{"):
        return Finding(place, "yaml-syntax", f"“{at}”没有与之成对的另一半", "请补上另一半，或给整段文字加上双引号")
    return Finding(place, "yaml-syntax", "格式有误，读到这里读不下去", "请检查本行和上一行的缩进、冒号和引号")


class _Reader:
    """Turns the events of a file into values, noting where each stands and what is wrong with it.

    Events come one by one however deep they nest; PyYAML's own trees would end the process by a stack overflow.
    """

    def __init__(self, text: str, file: str) -> None:
        self._events: Iterator[Event] = yaml.parse(text, yaml.CSafeLoader)
        self._file = file
        self._places: dict[Steps, Place] = {}
        self._bare: dict[Steps, Place] = {}
        self._findings: list[Finding] = []

    def document(self) -> tuple[Document | None, list[Finding]]:
        """Return the one document of the file, and what is wrong inside it."""
        next(self._events)
        if not isinstance(next(self._events), DocumentStartEvent):
            raise _FaultError(Finding(Place(self._file, 1, 1), "empty-file", "文件是空的", "请补充内容或删除文件"))
        data = self._value(next(self._events), ())
        next(self._events)
        another = next(self._events)
        if isinstance(another, DocumentStartEvent):
            raise self._fault(another, "yaml-syntax", "一个文件只能有一份内容", "请删去多余的 --- 行")
        return Document(self._file, data, self._places, self._bare), self._findings

    def _value(self, event: Event, path: Steps) -> object:
        if isinstance(event, AliasEvent):
            raise self._fault(event, "yaml-syntax", "不能使用以 * 开头的引用", "文字以 * 开头时，请加上双引号")
        if len(path) > DEPTH:
            raise self._fault(event, "too-deep", f"层次超过 {DEPTH} 层", "请检查缩进和括号")
        self._places[path] = self._place(event)
        self._check_sign(event)
        if isinstance(event, MappingStartEvent):
            return dict(self._pairs(path))
        if isinstance(event, SequenceStartEvent):
            return [self._value(child, (*path, index)) for index, child in enumerate(self._until(SequenceEndEvent))]
        if isinstance(event, ScalarEvent):
            if not event.style and event.end_mark is not None:
                self._bare[path] = Place(self._file, event.end_mark.line + 1, event.end_mark.column + 1)
            return _scalar(event)
        raise TypeError(type(event).__name__)

    def _check_sign(self, event: Event) -> None:
        """Find a sign before a value by which YAML would give it a type or a name, and take it out of the text."""
        if getattr(event, "tag", None) is not None:
            self._report(event, "lost-text", "文字以“!”开头，会丢失“!”和紧接着的文字", "请给整段文字加上双引号")
        if getattr(event, "anchor", None) is not None:
            self._report(event, "lost-text", "文字以“&”开头，会丢失“&”和紧接着的文字", "请给整段文字加上双引号")

    def _pairs(self, path: Steps) -> Iterator[tuple[str, object]]:
        seen: dict[str, int] = {}
        for key in self._until(MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self._report(key, "bad-key", "这里应当是一个名称", "请检查缩进和冒号")
                self._skip(key)
                self._skip(next(self._events))
            elif key.value in seen:
                again = f"“{key.value}”写了两次，第 {seen[key.value]} 行已经写过"
                self._report(key, "duplicate-key", again, "请合并或删去一处")
                self._skip(next(self._events))
            else:
                self._places[(*path, KEY, key.value)] = self._place(key)
                seen[key.value] = self._place(key).line
                yield key.value, self._value(next(self._events), (*path, key.value))

    def _until(self, end: type[Event]) -> Iterator[Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _skip(self, event: Event) -> None:
        """Pass over the rest of the value that an event begins."""
        depth = int(isinstance(event, MappingStartEvent | SequenceStartEvent))
        while depth:
            event = next(self._events)
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file, 1, 1)

    def _report(self, event: Event, code: str, message: str, hint: str) -> None:
        self._findings.append(Finding(self._place(event), code, message, hint))

    def _fault(self, event: Event, code: str, message: str, hint: str) -> _FaultError:
        return _FaultError(Finding(self._place(event), code, message, hint))


def _scalar(event: ScalarEvent) -> object:
    """Return the value of a scalar; only a plain one without a tag is anything but text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    return scalar_of(text)


def scalar_of(text: str) -> object:
    """Return what text without quotes stands for: a number, true, false, nothing, or itself."""
    return Decimal(text) if _NUMBER.fullmatch(text) else _WORDS.get(text, text)


@dataclass(frozen=True)
class _Gone:
    """The paths of what is left out of a document."""

    paths: frozenset[Steps]
    entries: Mapping[Steps, list[int]]
    """Which entries of a list are among them, in order, by the path of the list."""

    @classmethod
    def of(cls, paths: Iterable[Steps]) -> "_Gone":
        every = frozenset(paths)
        entries: dict[Steps, list[int]] = {}
        for *above, last in every:
            if isinstance(last, int):
                entries.setdefault(tuple(above), []).append(last)
        return cls(every, {path: sorted(listed) for path, listed in entries.items()})

    def moved(self, path: Steps) -> Steps | None:
        """Return where a path leads then; None where it is gone with what it leads to."""
        moved: list[str | int] = []
        for depth, step in enumerate(path):
            above = path[:depth]
            if step == KEY:
                return None if (*above, path[depth + 1]) in self.paths else (*moved, *path[depth:])
            if (*above, step) in self.paths:
                return None
            moved.append(step - bisect_left(self.entries.get(above, ()), step) if isinstance(step, int) else step)
        return tuple(moved)

    def rest(self, value: object, path: Steps) -> object:
        """Return what is left of the value at a path."""
        if isinstance(value, dict):
            below = ((key, (*path, key), inner) for key, inner in value.items())
            return {key: self.rest(inner, at) for key, at, inner in below if at not in self.paths}
        if isinstance(value, list):
            listed = (((*path, index), inner) for index, inner in enumerate(value))
            return [self.rest(inner, at) for at, inner in listed if at not in self.paths]
        return value

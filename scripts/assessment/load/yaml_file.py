"""The only place that reads YAML: strict, and with the line and column of every value.

YAML's guesses are switched off: ``no`` stays text, ``3.10`` stays 3.10 (a Decimal), ``1:30`` stays text, a
date stays text until a schema says it is one. A key that stands twice is a fault, and so is a reference to
another part of the file, by which a few lines could stand for more than any memory holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import yaml
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assessment.findings import Finding
from assessment.place import Origin, Place

DEPTH = 64
"""How deep a data file may nest; far more than any needs, far less than Python's stack."""

Steps = tuple[str | int, ...]

KEY = -1
"""The step by which ``Document.places`` tells the place of a key from that of its value."""

_NULL = re.compile(r"(?:~|null|)\Z")
_BOOL = re.compile(r"(?:true|false)\Z")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?\Z")
_INVISIBLE = yaml.reader.Reader.NON_PRINTABLE


class _Loader(yaml.CSafeLoader):
    """Resolves null, true/false, and plain decimal numbers; everything else is text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOL, ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+0123456789"))


class _TooDeepError(Exception):
    """A value nests deeper than any data file needs."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class _AliasError(Exception):
    """A part of the file stands for another part."""


@dataclass(frozen=True)
class Document:
    """One data file: its values, and where each stands."""

    file: str
    data: object
    places: dict[Steps, Place]
    """Place of the value at each path; for a mapping's entry also of its key, under the path + ``(KEY, key)``."""

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
        return self.places.get(path, Place(self.file, 1, 1))

    def key_place(self, path: Steps, key: str) -> Place:
        """Return the place of a key of the mapping at a path."""
        return self.places.get((*path, KEY, key), self.place(path))

    def without(self, path: Steps) -> "Document":
        """Return the document without the value at a path; later entries of a list move up with their places."""
        *above, last = path
        depth = len(above)
        places: dict[Steps, Place] = {}
        for other, place in self.places.items():
            if other[:depth] == tuple(above) and len(other) > depth:
                step = other[depth]
                if step == last or (step == KEY and other[depth + 1] == last):
                    continue
                if isinstance(step, int) and isinstance(last, int) and step > last:
                    other = (*above, step - 1, *other[depth + 1 :])
            places[other] = place
        return Document(self.file, _copy_without(self.data, path), places)

    def origin(self, path: Steps) -> Origin:
        """Return the place of a record and of each of its fields."""
        return Origin(self.place(path), self._fields.get(path, {}))

    @cached_property
    def _fields(self) -> dict[Steps, dict[str, Place]]:
        """The places of the values of each mapping or list."""
        fields: dict[Steps, dict[str, Place]] = {}
        for path, place in self.places.items():
            if path:
                fields.setdefault(path[:-1], {})[str(path[-1])] = place
        return fields


def read(path: Path, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one data file; ``file`` is the name that findings call it by."""
    start = Place(file, 1, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [Finding(start, "unreadable", f"文件读不出来：{_why(error)}", "请检查文件和权限")]
    except UnicodeDecodeError:
        return None, [Finding(start, "not-utf8", "文件不是 UTF-8 编码", "请用 UTF-8 编码另存")]
    if invisible := _INVISIBLE.search(text):
        place = _place_in(text, invisible.start(), file)
        return None, [Finding(place, "yaml-syntax", "这里有一个看不见的特殊字符", "请删去后重新输入")]
    findings: list[Finding] = []
    places: dict[Steps, Place] = {}
    try:
        node = _compose(text)
        if node is None:
            return None, [Finding(start, "empty-file", "文件是空的", "请补充内容或删除文件")]
        data = _Reader(file, places, findings).value(node, ())
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, file)]
    except _AliasError:
        return None, [_alias(text, file)]
    except (_TooDeepError, RecursionError) as error:
        place = _place(error.node, file) if isinstance(error, _TooDeepError) else start
        return None, [Finding(place, "too-deep", f"层次超过 {DEPTH} 层", "请检查缩进和括号")]
    return Document(file, data, places), findings


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
            return error.strerror or type(error).__name__


def _place(node: Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _place_in(text: str, index: int, file: str) -> Place:
    before = text[:index].splitlines(keepends=True) or [""]
    if before[-1].endswith(("\n", "\r")):
        before.append("")
    return Place(file, len(before), len(before[-1]) + 1)


def _compose(text: str) -> Node | None:
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    lines = text.splitlines()
    at = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    problem = error.problem or ""
    if at == "\t" or "tab" in problem:
        return Finding(place, "yaml-syntax", "缩进里有制表符（Tab）", "请改用空格缩进")
    if "mapping values are not allowed" in problem:
        return Finding(place, "yaml-syntax", "这里不应再出现冒号", "文字中含有冒号时，请给整段文字加上双引号")
    if "cannot start any token" in problem:
        return Finding(place, "yaml-syntax", f"文字不能以“{at}”开头", "请给文字加上双引号")
    if "expected a single document" in problem:
        return Finding(place, "yaml-syntax", "一个文件只能有一份内容", "请删去多余的 --- 行")
    if "undefined alias" in problem:
        return _alias(text, file)
    return Finding(place, "yaml-syntax", "格式有误，读到这里读不下去", "请检查本行和上一行的缩进、冒号和引号")


def _alias(text: str, file: str) -> Finding:
    """Return the fault of the first reference in a file that has one."""
    found = (event for event in yaml.parse(text, yaml.CSafeLoader) if isinstance(event, AliasEvent))
    mark = next(found).start_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    return Finding(place, "yaml-syntax", "不能使用以 * 开头的引用", "文字以 * 开头时，请加上双引号")


class _Reader:
    """Turns nodes into values, noting where each stands and what is wrong with it."""

    def __init__(self, file: str, places: dict[Steps, Place], findings: list[Finding]) -> None:
        self._file = file
        self._places = places
        self._findings = findings
        self._seen: set[int] = set()

    def value(self, node: Node, path: Steps) -> object:
        """Return the value of a node.

        Raises:
            _TooDeepError: if it nests deeper than ``DEPTH``.
            _AliasError: if the node stands in two places.
        """
        if len(path) > DEPTH:
            raise _TooDeepError(node)
        if id(node) in self._seen:
            raise _AliasError
        self._seen.add(id(node))
        self._places[path] = _place(node, self._file)
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, SequenceNode):
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return _scalar(node)

    def _pairs(self, node: MappingNode, path: Steps) -> Iterator[tuple[str, object]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            place = _place(key_node, self._file)
            if not isinstance(key_node, ScalarNode):
                self._findings.append(Finding(place, "bad-key", "这里应当是一个名称", "请检查缩进和冒号"))
                continue
            key = key_node.value
            if key in seen:
                self._findings.append(Finding(place, "duplicate-key", f"“{key}”写了两次", "请合并或删去一处"))
                continue
            seen.add(key)
            self._places[(*path, KEY, key)] = place
            yield key, self.value(value_node, (*path, key))


def _scalar(node: Node) -> object:
    """Return the value of a scalar; a tag counts only where the text is what it says."""
    text: str = node.value
    match node.tag.rpartition(":")[2]:
        case "null" if _NULL.match(text):
            return None
        case "bool" if _BOOL.match(text):
            return text == "true"
        case "float" if _NUMBER.match(text):
            return Decimal(text)
        case _:
            return text


def _copy_without(data: object, path: Steps) -> object:
    head, rest = path[0], path[1:]
    if isinstance(data, dict):
        kept = {key: value for key, value in data.items() if key != head or rest}
        return {key: _copy_without(value, rest) if key == head else value for key, value in kept.items()}
    if isinstance(data, list):
        kept_list = [value for index, value in enumerate(data) if index != head or rest]
        return [_copy_without(value, rest) if rest and index == head else value for index, value in enumerate(kept_list)]
    return data

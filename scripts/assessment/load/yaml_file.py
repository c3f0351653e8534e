"""The only place that reads YAML: strict, and with the line and column of every value.

YAML's guesses are switched off: ``no`` stays text, ``3.10`` stays 3.10 (a Decimal), ``1:30`` stays text, a
date stays text until a schema says it is one. A key that stands twice is a fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assessment.findings import Finding
from assessment.place import Origin, Place

DEPTH = 64
"""How deep a data file may nest; far more than any needs, far less than Python's stack."""

Steps = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """Resolves null, true/false, and plain decimal numbers; everything else is text."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$"), list("-+0123456789")
)


@dataclass(frozen=True)
class Document:
    """One data file: its values, and where each stands."""

    file: str
    data: object
    places: dict[Steps, Place]
    """Place of the value at each path; for a mapping's entry also of its key, under the path + ``('', key)``."""

    def place(self, path: Steps) -> Place:
        """Return the place of the value at a path, or of the nearest one above that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file, 1, 1))

    def key_place(self, path: Steps, key: str) -> Place:
        """Return the place of a key of the mapping at a path."""
        return self.places.get((*path, "", key), self.place(path))

    def without(self, path: Steps) -> "Document":
        """Return the document without the value at a path; later entries of a list move up with their places."""
        *above, last = path
        depth = len(above)
        places: dict[Steps, Place] = {}
        for other, place in self.places.items():
            if other[:depth] == tuple(above) and len(other) > depth:
                step = other[depth]
                if step == last or (step == "" and other[depth + 1] == last):
                    continue
                if isinstance(step, int) and isinstance(last, int) and step > last:
                    other = (*above, step - 1, *other[depth + 1 :])
            places[other] = place
        return Document(self.file, _copy_without(self.data, path), places)

    def origin(self, path: Steps) -> Origin:
        """Return the place of a record and of each of its fields."""
        depth = len(path)
        fields = {
            str(other[depth]): place
            for other, place in self.places.items()
            if len(other) == depth + 1 and other[:depth] == path
        }
        return Origin(self.place(path), fields)


def read(path: Path, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one data file; ``file`` is the name that findings call it by."""
    start = Place(file, 1, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [Finding(start, "unreadable", f"文件读不出来：{error.strerror}", "请检查文件和权限")]
    except UnicodeDecodeError:
        return None, [Finding(start, "not-utf8", "文件不是 UTF-8 编码", "请用 UTF-8 编码另存")]
    findings: list[Finding] = []
    places: dict[Steps, Place] = {}
    try:
        node = _compose(text)
        if node is None:
            return None, [Finding(start, "empty-file", "文件是空的", "请补充内容或删除文件")]
        data = _value(node, (), file, places, findings)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, file)]
    except (yaml.YAMLError, RecursionError):
        return None, [Finding(start, "yaml-syntax", "文件含有不能使用的字符或嵌套过深", "请删去不可见的特殊字符")]
    return Document(file, data, places), findings


def _compose(text: str) -> Node | None:
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    problem = error.problem or ""
    if "tab" in problem or "\\t" in problem:
        return Finding(place, "yaml-syntax", "缩进里有制表符（Tab）", "请改用空格缩进")
    if "mapping values are not allowed" in problem:
        return Finding(place, "yaml-syntax", "这里不应再出现冒号", "文字中含有冒号时，请给整段文字加上双引号")
    if "expected a single document" in problem:
        return Finding(place, "yaml-syntax", "一个文件只能有一份内容", "请删去多余的 --- 行")
    if "undefined alias" in problem:
        return Finding(place, "yaml-syntax", "不能使用以 * 开头的引用", "请给文字加上双引号")
    return Finding(place, "yaml-syntax", "格式有误，读到这里读不下去", "请检查本行和上一行的缩进、冒号和引号")


def _value(node: Node, path: Steps, file: str, places: dict[Steps, Place], findings: list[Finding]) -> object:
    """Return the value of a node and note where it stands."""
    if len(path) > DEPTH:
        raise RecursionError
    places.setdefault(path, Place(file, node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, MappingNode):
        return dict(_pairs(node, path, file, places, findings))
    if isinstance(node, SequenceNode):
        return [_value(child, (*path, index), file, places, findings) for index, child in enumerate(node.value)]
    return _scalar(node)


def _pairs(
    node: MappingNode, path: Steps, file: str, places: dict[Steps, Place], findings: list[Finding]
) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        place = Place(file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, ScalarNode):
            findings.append(Finding(place, "bad-key", "这里应当是一个名称", "请检查缩进和冒号"))
            continue
        key = key_node.value
        if key in seen:
            findings.append(Finding(place, "duplicate-key", f"“{key}”写了两次", "请合并或删去一处"))
            continue
        seen.add(key)
        places[(*path, "", key)] = place
        yield key, _value(value_node, (*path, key), file, places, findings)


def _scalar(node: Node) -> object:
    text: str = node.value
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return text == "true"
        case "float":
            return Decimal(text) if re.match(r"^[-+]?[0-9]", text) else text
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

"""Changing one value of a data file, leaving every other line as its editor wrote it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import yaml

from assessment.edit.layout import Flow, element_lines, entry_lines, inline
from assessment.errors import FaultyDataError, RequestError
from assessment.load.yaml_file import parse

Keys = tuple[str, ...]

_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line as YAML counts them, with its break."""


def put(text: str, file: str, keys: Keys, value: object) -> str:
    """Return the text of a file with the value under these keys replaced, or added at the end of its mapping.

    Args:
        file: the name that findings call the file by.
        keys: names of mappings inside each other, the outermost first.
        value: texts, numbers, dates, lists and mappings; ``Flow`` for one line.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if the value would stand inside brackets, where a line cannot be added.
    """
    return _Text(text, file).put(keys, value)


def append(text: str, file: str, keys: Keys, values: Sequence[object]) -> str:
    """Return the text of a file with values added to the end of the list under these keys, which is made if missing.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    return _Text(text, file).append(keys, values)


class _Text:
    """The text of one file, and the nodes that say where its values stand."""

    def __init__(self, text: str, file: str) -> None:
        document, findings = parse(text.removeprefix("\ufeff"), file)
        if document is None or findings:
            raise FaultyDataError(findings)
        self.text, self.file, self.data = text, file, document.data
        self.lines: list[str] = _LINE.findall(text.removeprefix("\ufeff"))
        self.end = "\r\n" if "\r\n" in text else "\n"
        root = yaml.compose("".join(self.lines), Loader=yaml.CSafeLoader)
        if root is None:
            raise FaultyDataError([])
        self.root: yaml.Node = root

    def put(self, keys: Keys, value: object) -> str:
        node, done = self.root, 0
        while done < len(keys):
            mapping = self._block(node, keys)
            found = next((pair for pair in mapping.value if pair[0].value == keys[done]), None)
            if found is None:
                return self._added(mapping, keys, done, value)
            name, node = found
            done += 1
            if done < len(keys) and _is_blank(node):
                return self._replaced(name, node, keys, done, value)
        return self._replaced(name, node, keys, done, value)

    def append(self, keys: Keys, values: Sequence[object]) -> str:
        listed = self._find(keys)
        before = _at(self.data, keys)
        together = [*(before if isinstance(before, list) else []), *values]
        if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
            return self.put(keys, together)
        indent = " " * listed.start_mark.column
        after = self._last_line(listed) + 1
        lines = [line for value in values for line in element_lines(value, indent)]
        return self._checked(after, after, lines, keys, together)

    def _block(self, node: yaml.Node, keys: Keys) -> yaml.MappingNode:
        """Return the node as a mapping to which lines can be added."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return node
        line = node.start_mark.line + 1
        raise RequestError(f"{self.file} 第{line}行的写法放不下“{keys[-1]}”，请改成逐行写法后再试")

    def _find(self, keys: Keys) -> yaml.Node | None:
        node: yaml.Node | None = self.root
        for key in keys:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            node = next((value for name, value in pairs if name.value == key), None)
        return node

    def _added(self, mapping: yaml.MappingNode, keys: Keys, done: int, value: object) -> str:
        indent = " " * mapping.start_mark.column
        after = self._last_line(mapping) + 1
        lines = list(entry_lines(keys[done], _nested(keys[done + 1 :], value), indent))
        return self._checked(after, after, lines, keys, value)

    def _replaced(self, name: yaml.Node, node: yaml.Node, keys: Keys, done: int, value: object) -> str:
        first, last = node.start_mark, node.end_mark
        whole = _nested(keys[done:], value)
        inner = isinstance(node, yaml.ScalarNode) and node.value != "" and first.line == last.line
        if inner and not isinstance(whole, list | dict):
            line = self.lines[first.line]
            written = f"{line[: first.column]}{inline(whole)}{line[last.column :]}".rstrip("\r\n")
            return self._checked(first.line, first.line + 1, [written], keys, value)
        indent = " " * name.start_mark.column
        lines = list(entry_lines(keys[done - 1], whole, indent))
        return self._checked(name.start_mark.line, self._last_line(node) + 1, lines, keys, value)

    def _last_line(self, node: yaml.Node) -> int:
        """Return the last line that a value takes up, counted from 0; what follows it may be blank lines and comments."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._last_line(last[1] if isinstance(node, yaml.MappingNode) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return self._last_of_block(node)
        line: int = node.end_mark.line
        return line

    def _last_of_block(self, node: yaml.ScalarNode) -> int:
        """Return the last line of a text that stands on lines of its own."""
        inside = range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines)))
        depth = min((_indent(self.lines[line]) for line in inside[:1]), default=0)
        kept = [line for line in inside if self.lines[line].strip() and _indent(self.lines[line]) >= depth]
        return max(kept, default=node.start_mark.line)

    def _checked(self, start: int, end: int, lines: Sequence[str], keys: Keys, value: object) -> str:
        """Return the text with some lines replaced, having made sure that it says what was meant and nothing else."""
        before = self.lines[:start]
        if before and not before[-1].endswith(("\n", "\r", "\x85", "\u2028", "\u2029")):
            before[-1] += self.end
        new = "".join([*before, *(line + self.end for line in lines), *self.lines[end:]])
        document, findings = parse(new, self.file)
        if findings or document is None or document.data != _with(self.data, keys, _plain(value)):
            raise AssertionError(f"{self.file}: writing {keys} would change something else")
        return "\ufeff" + new if self.text.startswith("\ufeff") else new


def _is_blank(node: yaml.Node) -> bool:
    """Tell whether nothing is written where a value could stand."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _nested(keys: Keys, value: object) -> object:
    for key in reversed(keys):
        value = {key: value}
    return value


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _with(data: object, keys: Keys, value: object) -> object:
    if not keys:
        return value
    pairs = data if isinstance(data, dict) else {}
    return {**pairs, keys[0]: _with(pairs.get(keys[0]), keys[1:], value)}


def _plain(value: object) -> object:
    """Return a value as it will be read back."""
    match value:
        case Flow():
            return _plain(value.value)
        case Mapping():
            return {str(key): _plain(below) for key, below in value.items()}
        case str() | bool() | None:
            return value
        case Sequence():
            return [_plain(below) for below in value]
        case int() | Decimal():
            return Decimal(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(type(value).__name__)

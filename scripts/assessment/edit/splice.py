"""Changing one value of a data file, leaving every other line as its editor wrote it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import yaml

from assessment.edit.layout import Flow, element_lines, entry_lines, inline, quoted
from assessment.errors import FaultyDataError, RequestError
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import parse


@dataclass(frozen=True)
class EntryStep:
    """The step to the entry of a list that has a value in one of its fields, such as an id."""

    field: str
    value: str


Keys = tuple[str | EntryStep, ...]

_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line as YAML counts them, with its break."""


def put(text: str, file: str, keys: Keys, value: object) -> str:
    """Return the text of a file with the value under these keys replaced, or added at the end of its mapping or list.

    An entry of a list is replaced field by field, so that its comments stay and so does what is alike.

    Args:
        file: the name that findings call the file by.
        keys: names of mappings and of entries inside each other, the outermost first.
        value: texts, numbers, dates, lists and mappings; ``Flow`` for one line.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if there is no mapping or entry to put the value into.
    """
    if not isinstance(keys[-1], EntryStep):
        return _Text(text, file).put(keys, value)
    old, new = _Text(text, file).entry(keys), value.value if isinstance(value, Flow) else value
    if old is None:
        return append(text, file, keys[:-1], [value])
    if not isinstance(new, Mapping):
        raise TypeError(type(new).__name__)
    for key in (key for key in old if key not in new):
        text = take_out(text, file, (*keys, key))
    for key, below in new.items():
        if key not in old or old[key] != _plain(below):
            text = put(text, file, (*keys, key), below)
    return text


def take_out(text: str, file: str, keys: Keys) -> str:
    """Return the text of a file without the field, or the entry of a list, under these keys, and without its lines.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    if isinstance(keys[-1], EntryStep):
        return _Text(text, file).take_out_entry(keys[:-1], keys[-1])
    return _Text(text, file).take_out(keys)


def take_out_value(text: str, file: str, keys: Keys, value: str) -> str:
    """Return the text of a file without one of the plain values of the list under these keys, and without its line.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    return _Text(text, file).take_out_value(keys, value)


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
        node = self.root
        for done, key in enumerate(keys):
            if isinstance(key, EntryStep):
                node = self._entry(node, keys, done, key)
                continue
            mapping = self._mapping(node, keys)
            if mapping.flow_style:
                return self._in_line(mapping, keys[:done], _with(_at(self.data, keys[:done]), keys[done:], value))
            found = next((pair for pair in mapping.value if pair[0].value == key), None)
            if found is None:
                return self._added(mapping, keys, done, value)
            name, node = found
            if _is_blank(node):
                break
        return self._replaced(name, node, keys, done + 1, value)

    def take_out(self, keys: Keys) -> str:
        *above, key = keys
        mapping = self._mapping(self._find(tuple(above)), keys)
        rest = {name: value for name, value in mapping_of(_at(self.data, tuple(above))).items() if name != key}
        if mapping.flow_style:
            return self._in_line(mapping, tuple(above), rest)
        place = next(index for index, (name, _) in enumerate(mapping.value) if name.value == key)
        name, node = mapping.value[place]
        start, end = name.start_mark.line, self._last_line(node) + 1
        head = self.lines[start][: name.start_mark.column]
        lines = [] if rest else [head + "{}"]
        if head.strip() and place + 1 < len(mapping.value):
            # The field that follows takes over the dash of the entry.
            following = mapping.value[place + 1][0].start_mark.line
            lines = [*self.lines[end:following], head + self.lines[following][len(head) :]]
            end = following + 1
        return self._checked(start, end, [line.rstrip("\r\n") for line in lines], _with(self.data, tuple(above), rest))

    def take_out_entry(self, keys: Keys, name: EntryStep) -> str:
        listed, held = self._find(keys), list_of(_at(self.data, keys))
        place = _place(held, name)
        if place is None or not isinstance(listed, yaml.SequenceNode):
            raise RequestError(f"{self.file} 里没有“{name.value}”，删不了")
        rest = [*held[:place], *held[place + 1 :]]
        entry, column = listed.value[place], listed.start_mark.column
        start: int = entry.start_mark.line
        while not listed.flow_style and self.lines[start][column] != "-":
            start -= 1
        if listed.flow_style or not rest or self.lines[start][:column].strip():
            return self.put(keys, rest)
        return self._checked(start, self._last_line(entry) + 1, [], _with(self.data, keys, rest))

    def take_out_value(self, keys: Keys, value: str) -> str:
        listed, held = self._find(keys), list_of(_at(self.data, keys))
        if value not in held or not isinstance(listed, yaml.SequenceNode):
            raise RequestError(f"{self.file} 里没有“{value}”，删不了")
        place = held.index(value)
        rest = [*held[:place], *held[place + 1 :]]
        if not rest:
            return self.take_out(keys)
        if listed.flow_style:
            return self._in_line(listed, keys, rest)
        node = listed.value[place]
        return self._checked(node.start_mark.line, self._last_line(node) + 1, [], _with(self.data, keys, rest))

    def entry(self, keys: Keys) -> Mapping[str, object] | None:
        """Return the entry of a list, or None where there is none of the name."""
        held = _at(self.data, keys)
        return held if isinstance(held, dict) else None

    def append(self, keys: Keys, values: Sequence[object]) -> str:
        listed = self._find(keys)
        before = _at(self.data, keys)
        together = [*list_of(before), *values]
        if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
            return self.put(keys, together)
        indent = " " * listed.start_mark.column
        after = self._last_line(listed) + 1
        lines = [line for value in values for line in element_lines(value, indent)]
        return self._checked(after, after, lines, _with(self.data, keys, _plain(together)))

    def _mapping(self, node: yaml.Node | None, keys: Keys) -> yaml.MappingNode:
        """Return the node as a mapping, to which a field can be added."""
        if isinstance(node, yaml.MappingNode):
            return node
        line = 1 if node is None else node.start_mark.line + 1
        raise RequestError(f"{self.file} 第{line}行的写法放不下“{keys[-1]}”，请改成逐行写法后再试")

    def _entry(self, listed: yaml.Node, keys: Keys, done: int, name: EntryStep) -> yaml.Node:
        place = _place(_at(self.data, keys[:done]), name)
        if place is None:
            line = listed.start_mark.line + 1
            raise RequestError(f"{self.file} 第{line}行以下没有“{name.value}”，写不进“{keys[-1]}”")
        entries: list[yaml.Node] = listed.value
        return entries[place]

    def _find(self, keys: Keys) -> yaml.Node | None:
        node: yaml.Node | None = self.root
        for done, key in enumerate(keys):
            if isinstance(key, EntryStep):
                node = None if node is None else self._entry(node, keys, done, key)
            else:
                pairs = node.value if isinstance(node, yaml.MappingNode) else []
                node = next((value for name, value in pairs if name.value == key), None)
        return node

    def _in_line(self, node: yaml.CollectionNode, keys: Keys, value: object) -> str:
        """Return the text with a mapping or a list in brackets written anew; before and after it, it stays."""
        first, last = node.start_mark, node.end_mark
        head, tail = self.lines[first.line][: first.column], self.lines[last.line][last.column :]
        line = f"{head}{inline(value)}{tail}".rstrip("\r\n")
        return self._checked(first.line, last.line + 1, [line], _with(self.data, keys, _plain(value)))

    def _added(self, mapping: yaml.MappingNode, keys: Keys, done: int, value: object) -> str:
        indent = " " * mapping.start_mark.column
        after = self._last_line(mapping) + 1
        lines = list(entry_lines(str(keys[done]), _nested(keys[done + 1 :], value), indent))
        return self._checked(after, after, lines, _with(self.data, keys, _plain(value)))

    def _replaced(self, name: yaml.Node, node: yaml.Node, keys: Keys, done: int, value: object) -> str:
        first, last = node.start_mark, node.end_mark
        if isinstance(value, Flow) and done == len(keys) and isinstance(node, yaml.CollectionNode) and node.flow_style:
            return self._in_line(node, keys, value)
        whole, expected = _nested(keys[done:], value), _with(self.data, keys, _plain(value))
        inner = isinstance(node, yaml.ScalarNode) and node.value != "" and first.line == last.line
        if inner and not isinstance(whole, list | dict):
            line = self.lines[first.line]
            # Plain text that a comment follows could be taken for text that goes on.
            is_quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
            stays_quoted = is_quoted and line[last.column :].lstrip().startswith("#")
            new = quoted(whole) if stays_quoted and isinstance(whole, str) else inline(whole)
            written = f"{line[: first.column]}{new}{line[last.column :]}".rstrip("\r\n")
            return self._checked(first.line, first.line + 1, [written], expected)
        indent = " " * name.start_mark.column
        first_line, *rest = entry_lines(str(keys[done - 1]), whole, indent)
        # What stands before the name may be the dash of an entry.
        lines = [self.lines[name.start_mark.line][: len(indent)] + first_line[len(indent) :], *rest]
        return self._checked(name.start_mark.line, self._last_line(node) + 1, lines, expected)

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

    def _checked(self, start: int, end: int, lines: Sequence[str], expected: object) -> str:
        """Return the text with some lines replaced, having made sure that it says what was meant and nothing else."""
        before = self.lines[:start]
        if before and not before[-1].endswith(("\n", "\r", "\x85", "\u2028", "\u2029")):
            before[-1] += self.end
        new = "".join([*before, *(line + self.end for line in lines), *self.lines[end:]])
        document, findings = parse(new, self.file)
        if findings or document is None or document.data != expected:
            raise AssertionError(f"{self.file}: writing lines {start + 1} to {end} would change something else")
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


def _place(data: object, name: EntryStep) -> int | None:
    return next(
        (index for index, entry in enumerate(list_of(data)) if str(mapping_of(entry).get(name.field)) == name.value), None
    )


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        if isinstance(key, EntryStep):
            place = _place(data, key)
            data = data[place] if isinstance(data, list) and place is not None else None
        else:
            data = mapping_of(data).get(key)
    return data


def _with(data: object, keys: Keys, value: object) -> object:
    if not keys:
        return value
    key, *rest = keys
    if isinstance(key, EntryStep):
        place = _place(data, key)
        if not isinstance(data, list) or place is None:
            raise KeyError(key)
        return [*data[:place], _with(data[place], tuple(rest), value), *data[place + 1 :]]
    return {**mapping_of(data), key: _with(mapping_of(data).get(key), tuple(rest), value)}


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

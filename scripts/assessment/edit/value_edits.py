"""The edits that lead from a value of a file to another one: what is alike stays as its editor wrote it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

import yaml

from assessment.edit.layout import Flow, block_lines, element_lines, entry_lines, inline
from assessment.edit.scalar_text import block_head, scalar_text, stays_block
from assessment.edit.source_text import SourceText, TextEdit, indent_of
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Steps

Pair = tuple[yaml.Node, yaml.Node]
"""The name of a field, and its value."""

FieldOrder = Callable[[Steps], Sequence[str]]
"""Tells in which order the fields of the mapping at a path stand; those that it does not name come last."""


@dataclass(frozen=True)
class Spot:
    """A place of a file that holds a value."""

    node: yaml.Node
    old: object
    """The value."""
    path: Steps
    column: int
    """Where the name, or the dash, of the value stands; -1 for the whole file."""
    name: yaml.Node | None = None
    """The name under which it stands; None for an entry of a list."""
    inside: bool = False
    """Whether it stands in brackets."""


class ValueEdits:
    """Makes the edits of one text."""

    def __init__(self, source: SourceText, order: FieldOrder) -> None:
        self._source, self._order = source, order

    def to(self, spot: Spot, new: object) -> Iterator[TextEdit]:
        """Yield the edits that make a place hold another value."""
        if plain(new) == spot.old:
            return
        held = new.value if isinstance(new, Flow) else new
        match spot.node, held:
            case yaml.MappingNode(value=[_, *_], flow_style=True), Mapping() if held:
                yield from self._pairs_in_brackets(spot, held)
            case yaml.MappingNode(value=[_, *_]), Mapping():
                yield from self._pairs(spot, held)
            case yaml.SequenceNode(value=[_, *_]), list() if held and self._can_go_by_entries(spot):
                yield from self._entries(spot, held)
            case yaml.ScalarNode(), _ if not isinstance(held, list | Mapping) and not _is_blank(spot.node):
                yield from self._scalar(spot, held)
            case _:
                yield from self._anew(spot, new)

    def field(self, spot: Spot, name: str) -> Spot | None:
        """Return the place of a field of a mapping; None where it has none of the name."""
        pairs = spot.node.value if isinstance(spot.node, yaml.MappingNode) else []
        for key, node in pairs:
            if key.value == name:
                below, inside = mapping_of(spot.old).get(name), spot.inside or _is_in_brackets(spot.node)
                return Spot(node, below, (*spot.path, name), key.start_mark.column, key, inside)
        return None

    def entry(self, spot: Spot, index: int) -> Spot:
        """Return the place of an entry of a list."""
        inside = spot.inside or _is_in_brackets(spot.node)
        column = spot.node.start_mark.column
        return Spot(spot.node.value[index], list_of(spot.old)[index], (*spot.path, index), column, None, inside)

    def added(self, spot: Spot, entries: Sequence[object]) -> Iterator[TextEdit]:
        """Yield the edits that add entries to the end of a list that has some."""
        yield from self._inserted(spot, len(spot.node.value), entries)

    def without(self, spot: Spot, gone: int) -> Iterator[TextEdit]:
        """Yield the edits that take one entry out of a list that has more."""
        if _is_in_brackets(spot.node):
            yield from self._parted(spot.node.value, {gone})
        else:
            yield self._without_entry(spot, gone)

    # Mappings.

    def _pairs(self, spot: Spot, new: Mapping[str, object]) -> Iterator[TextEdit]:
        source, pairs = self._source, spot.node.value
        kept = [place for place, (name, _) in enumerate(pairs) if name.value in new]
        first, end = source.start_of(pairs[0][0]), source.line_start(source.last_line(spot.node) + 1)
        if not kept:
            indent = pairs[0][0].start_mark.column
            lines = [line for key, value in new.items() for line in entry_lines(key, value, " " * indent)] or ["{}"]
            yield TextEdit(first, end, source.end.join(lines).lstrip(" ") + source.end)
            return
        if kept[0] and source.between(source.line_start(pairs[0][0].start_mark.line), first).strip():
            # The first field that stays takes over the dash of the entry; the comments above it come before.
            yield self._dash_moved(pairs, kept[0])
        else:
            yield from (self._without_pair(*pairs[place]) for place in range(kept[0]))
        for place, (name, node) in enumerate(pairs):
            if name.value in new:
                below = self.field(spot, name.value)
                assert below is not None
                yield from self.to(below, new[name.value])
            elif place > kept[0]:
                yield self._without_pair(name, node)
        for key, anchor in self._anchors(spot, new):
            yield self._new_pair(spot, key, new[key], pairs[kept[0]][0] if anchor is None else None, anchor)

    def _dash_moved(self, pairs: Sequence[Pair], to: int) -> TextEdit:
        source = self._source
        first, heir, before = pairs[0][0], pairs[to][0], pairs[to - 1][1]
        start = source.line_start(first.start_mark.line)
        comments = source.between(
            source.line_start(source.last_line(before) + 1), source.line_start(heir.start_mark.line)
        )
        return TextEdit(start, source.start_of(heir), comments + source.between(start, source.start_of(first)))

    def _without_pair(self, name: yaml.Node, node: yaml.Node) -> TextEdit:
        return self._source.without_lines(name.start_mark.line, self._source.last_line(node) + 1)

    def _anchors(self, spot: Spot, new: Mapping[str, object]) -> Iterator[tuple[str, Pair | None]]:
        """Yield each field that is new, with the one that stays and that it follows; None where it follows none."""
        kept = [pair for pair in spot.node.value if pair[0].value in new]
        there = {name.value for name, _ in kept}
        ranks = {name: rank for rank, name in enumerate(self._order(spot.path))}
        last = len(ranks)
        for key in sorted((key for key in new if key not in there), key=lambda key: ranks.get(key, last)):
            if key not in ranks:
                yield key, kept[-1]
                continue
            before = [pair for pair in kept if ranks.get(pair[0].value, last) < ranks[key]]
            yield key, max(before, key=lambda pair: ranks[pair[0].value], default=None)

    def _new_pair(
        self,
        spot: Spot,
        key: str,
        value: object,
        follower: yaml.Node | None,
        anchor: Pair | None,
    ) -> TextEdit:
        source, column = self._source, spot.node.value[0][0].start_mark.column
        lines = [*entry_lines(key, value, " " * column)]
        if anchor is None:
            assert follower is not None
            line = follower.start_mark.line
            if source.between(source.line_start(line), source.start_of(follower)).strip():
                start = source.start_of(follower)
                return TextEdit(start, start, (source.end.join(lines) + source.end).lstrip(" ") + " " * column)
            return source.with_lines(line if spot.column < 0 else source.comments_above(line, column), lines)
        line = source.line_after(anchor[1], column)
        gap = self._has_gap_before(spot.node, is_section=len(lines) > 1, line=line if spot.column < 0 else None)
        return source.with_lines(line, ["", *lines] if gap else lines)

    def _has_gap_before(self, mapping: yaml.Node, *, is_section: bool, line: int | None) -> bool:
        """Tell whether fields like a new one have a blank line before them, be it before their comments."""
        source = self._source
        alike = [
            name.start_mark.line
            for name, node in mapping.value[1:]
            if (source.last_line(node) > name.start_mark.line) is is_section
        ]
        if not alike:
            return is_section and line is not None and source.is_blank(line)
        return self._are_apart(alike, mapping.start_mark.column)

    def _are_apart(self, lines: Sequence[int], column: int) -> bool:
        """Tell whether more than half of some lines have a blank one before them and before their comments."""
        source = self._source
        return 2 * sum(source.is_blank(source.comments_above(line, column) - 1) for line in lines) > len(lines)

    def _pairs_in_brackets(self, spot: Spot, new: Mapping[str, object]) -> Iterator[TextEdit]:
        source, pairs = self._source, spot.node.value
        if not any(name.value in new for name, _ in pairs):
            yield from self._anew(spot, new)
            return
        for name, _ in pairs:
            if name.value in new:
                below = self.field(spot, name.value)
                assert below is not None
                yield from self.to(below, new[name.value])
        gone = {place for place, (name, _) in enumerate(pairs) if name.value not in new}
        yield from self._parted([_whole(pair) for pair in pairs], gone)
        for key, anchor in self._anchors(spot, new):
            text = inline({key: new[key]})[1:-1]
            if anchor is None:
                start = next(source.start_of(name) for name, _ in pairs if name.value in new)
                yield TextEdit(start, start, f"{text}, ")
            else:
                end = source.end_of(anchor[1])
                yield TextEdit(end, end, f", {text}")

    def _parted(self, items: Sequence[yaml.Node], gone: set[int]) -> Iterator[TextEdit]:
        """Yield the edits that take items that stand in brackets out, some being left."""
        source, first = self._source, next(place for place in range(len(items)) if place not in gone)
        for place in gone:
            if place < first:
                yield TextEdit(source.start_of(items[place]), source.start_of(items[place + 1]), "")
            else:
                yield TextEdit(source.end_of(items[place - 1]), source.end_of(items[place]), "")

    # Lists.

    def _can_go_by_entries(self, spot: Spot) -> bool:
        """Tell whether each entry of a list has a line of its own, or all stand in brackets."""
        source, column = self._source, spot.node.start_mark.column
        return _is_in_brackets(spot.node) or all(
            not source.lines[self._dash_line(spot.node, place)][:column].strip() for place in range(len(spot.node.value))
        )

    def _entries(self, spot: Spot, new: Sequence[object]) -> Iterator[TextEdit]:
        old, wanted = list_of(spot.old), list_of(plain(new))
        matcher = SequenceMatcher(None, *_identities(old, wanted), autojunk=False)
        gone = set[int]()
        for tag, first, last, start, end in matcher.get_opcodes():
            # What stands where another stood is taken for the same, changed.
            both = 0 if tag in ("delete", "insert") else min(last - first, end - start)
            for at in range(both):
                yield from self.to(self.entry(spot, first + at), new[start + at])
            gone |= {*range(first + both, last)}
            if start + both < end:
                yield from self._inserted(spot, first + both, new[start + both : end])
        if _is_in_brackets(spot.node) and gone:
            yield from self._parted(spot.node.value, gone)
        elif gone:
            yield from (self._without_entry(spot, place) for place in gone)

    def _inserted(self, spot: Spot, at: int, new: Sequence[object]) -> Iterator[TextEdit]:
        """Yield the edit that puts entries before one of a list, or behind the last, written as their neighbour is."""
        source, items = self._source, spot.node.value
        if _is_in_brackets(spot.node):
            texts = [inline(value, True) for value in new]
            if at:
                end = source.end_of(items[at - 1])
                yield TextEdit(end, end, "".join(f", {text}" for text in texts))
            else:
                start = source.start_of(items[0])
                yield TextEdit(start, start, "".join(f"{text}, " for text in texts))
            return
        column, is_last = spot.node.start_mark.column, at == len(items)
        if at:
            line = source.line_after(items[at - 1], spot.column if is_last else column)
        else:
            line = source.comments_above(self._dash_line(spot.node, 0), column)
        gap = len(items) > 1 and self._are_apart([self._dash_line(spot.node, n) for n in range(1, len(items))], column)
        alike = items[max(at - 1, 0)]
        lines = list[str]()
        for value in new:
            one = [*element_lines(_as_neighbour(alike, value), " " * column)]
            lines += (["", *one] if at else [*one, ""]) if gap else one
        yield source.with_lines(line, lines)

    def _without_entry(self, spot: Spot, place: int) -> TextEdit:
        return self._source.without_lines(
            self._dash_line(spot.node, place), self._source.last_line(spot.node.value[place]) + 1
        )

    def _dash_line(self, listed: yaml.Node, place: int) -> int:
        """Return the line of the dash of an entry, below which the entry may stand."""
        line: int = listed.value[place].start_mark.line
        while self._source.lines[line][listed.start_mark.column :][:1] != "-":
            line -= 1
        return line

    # Single values, and values that become something else.

    def _scalar(self, spot: Spot, new: object) -> Iterator[TextEdit]:
        source, node = self._source, spot.node
        start, style = source.start_of(node), _style(node)
        if isinstance(new, str) and stays_block(new, style):
            line, last = node.start_mark.line, source.last_line(node)
            head, length = block_head(new, source.between(start, source.line_start(line + 1)))
            inner = [one for one in source.lines[line + 1 : last + 1] if one.strip()]
            indent = indent_of(inner[0]) if inner else max(spot.column, 0) + 2
            yield TextEdit(start, start + length, head)
            body = source.with_lines(line + 1, block_lines(new, " " * indent))
            yield replace(body, end=source.line_start(last + 1))
        elif style in ("'", '"') or spot.inside or (not style and "\n" not in str(new)):
            yield TextEdit(start, source.end_of(node), scalar_text(new, style, spot.inside))
        else:
            yield from self._anew(spot, new)

    def _anew(self, spot: Spot, new: object) -> Iterator[TextEdit]:
        """Yield the edits that write a value anew; the comment beside its name stays."""
        source, node = self._source, spot.node
        if spot.inside:
            yield TextEdit(source.start_of(node), source.end_of(node), inline(new, True))
            return
        indent = " " * max(spot.column, 0)
        if spot.name is None:
            first, *rest = element_lines(new, indent)
            yield from self._in_place(node, source.start_of(node), node.start_mark.line, first[len(indent) + 2 :], rest)
        else:
            first, *rest = entry_lines("k", new, indent)
            begins, line = source.after_colon(spot.name), spot.name.end_mark.line
            yield from self._in_place(node, begins, line, first[len(indent) + 2 :], rest)

    def _in_place(self, node: yaml.Node, begins: int, line: int, tail: str, rest: Sequence[str]) -> Iterator[TextEdit]:
        """Yield the edits that write the rest of a line and the lines below instead of a value.

        Args:
            node: the value.
            begins: where what is written of it begins, behind its colon or dash.
            line: the line on which that is.
            tail: what is written there.
            rest: the lines below.
        """
        source, last = self._source, self._source.last_line(node)
        if _is_blank(node):
            gap = " " if source.between(begins - 1, begins) == "-" else ""
            yield TextEdit(begins, begins, gap + tail)
            yield source.with_lines(line + 1, rest)
        elif _style(node) in ("|", ">"):
            start = source.start_of(node)
            _, length = block_head("", source.between(start, source.line_start(node.start_mark.line + 1)))
            yield TextEdit(begins, start + length, tail)
            yield replace(source.with_lines(node.start_mark.line + 1, rest), end=source.line_start(last + 1))
        elif node.start_mark.line > line:
            yield TextEdit(begins, begins, tail)
            yield replace(source.with_lines(node.start_mark.line, rest), end=source.line_start(last + 1))
        elif isinstance(node, yaml.CollectionNode) and not _is_in_brackets(node):
            text = source.end.join([tail, *rest]) + source.end
            yield TextEdit(begins, source.line_start(last + 1), text)
        else:
            yield TextEdit(begins, source.end_of(node), tail)
            yield source.with_lines(last + 1, rest)


def plain(value: object) -> object:
    """Return a value as it will be read back."""
    match value:
        case Flow():
            return plain(value.value)
        case Mapping():
            return {str(key): plain(below) for key, below in value.items()}
        case str() | bool() | None:
            return value
        case Sequence():
            return [plain(below) for below in value]
        case int() | Decimal():
            return Decimal(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(type(value).__name__)


def _whole(pair: Pair) -> yaml.Node:
    """Return what reaches from the name of a field to the end of its value."""
    name, node = pair
    return yaml.ScalarNode("", "", name.start_mark, node.end_mark)


def _is_in_brackets(node: yaml.Node) -> bool:
    """Tell whether a list or a mapping stands in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _style(node: yaml.Node) -> str:
    """Return the sign by which a text begins that is not plain."""
    return (node.style or "") if isinstance(node, yaml.ScalarNode) else ""


def _is_blank(node: yaml.Node) -> bool:
    """Tell whether nothing is written where a value could stand."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _identities(old: Sequence[object], new: Sequence[object]) -> tuple[list[str], list[str]]:
    """Return by what the entries of two lists are the same: by a name where they have such, or by all that they say."""
    for name in mapping_of(old[0]):
        names = [[mapping_of(entry).get(name) for entry in listed] for listed in (old, new)]
        if all(isinstance(one, str | Decimal) for listed in names for one in listed) and all(
            len({*listed}) == len(listed) for listed in names
        ):
            before, after = ([str(one) for one in listed] for listed in names)
            return before, after
    return [repr(entry) for entry in old], [repr(entry) for entry in new]


def _as_neighbour(neighbour: yaml.Node, value: object) -> object:
    """Return an entry to be written in one line where another one is; what is to stand so anyway does."""
    if not isinstance(neighbour, yaml.MappingNode) or not isinstance(value, Mapping) or not value:
        return value
    return Flow(value) if neighbour.flow_style and not any("\n" in text for text in _texts(value)) else value


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Flow():
            yield from _texts(value.value)
        case Mapping():
            for below in value.values():
                yield from _texts(below)
        case list():
            for below in value:
                yield from _texts(below)

"""The text of a data file with the places of its values, and the edits that change it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import yaml

from assessment.errors import FaultyDataError, RequestError
from assessment.load.yaml_file import parse

_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line as YAML counts them, with its break."""
_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")


class UnsafeEditError(RequestError):
    """A file is written in such a way that an edit would change something else, too."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} 的写法特殊，照这样改会动到别处，没有改；请直接在文件里改")


@dataclass(frozen=True)
class TextEdit:
    """A piece of a text that another one replaces."""

    start: int
    end: int
    text: str


class SourceText:
    """The text of one file, and the nodes that say where its values stand."""

    def __init__(self, text: str, file: str) -> None:
        """Read a text.

        Raises:
            FaultyDataError: if it is no sound YAML.
        """
        bare = text.removeprefix("\ufeff")
        document, findings = parse(bare, file)
        if document is None or findings:
            raise FaultyDataError(findings)
        self.file, self.data, self._mark = file, document.data, text[: len(text) - len(bare)]
        self.end = "\r\n" if "\r\n" in bare else "\n"
        self._is_open = not bare.endswith(_BREAKS)
        """Whether the last line has no break."""
        self._text = bare + self.end if self._is_open else bare
        self.lines: list[str] = _LINE.findall(self._text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))
        root = yaml.compose(bare, Loader=yaml.CSafeLoader)
        if root is None:
            raise FaultyDataError([])
        self.root: yaml.Node = root

    def start_of(self, node: yaml.Node) -> int:
        """Return where a value begins."""
        return self.offset(node.start_mark)

    def end_of(self, node: yaml.Node) -> int:
        """Return where a value that stands in brackets, in quotes or plain ends."""
        return self.offset(node.end_mark)

    def offset(self, mark: yaml.Mark) -> int:
        """Return how many characters come before a place."""
        start: int = self._starts[min(mark.line, len(self.lines))] + mark.column
        return min(start, len(self._text))

    def line_start(self, line: int) -> int:
        """Return where a line begins, counted from 0; after the last one, where the text ends."""
        return self._starts[min(line, len(self.lines))]

    def after_colon(self, name: yaml.Node) -> int:
        """Return where the colon after the name of a field ends."""
        return self._text.index(":", self.end_of(name)) + 1

    def between(self, start: int, end: int) -> str:
        """Return a piece of the text."""
        return self._text[start:end]

    def is_blank(self, line: int) -> bool:
        """Tell whether there is such a line and nothing stands in it."""
        return 0 <= line < len(self.lines) and not self.lines[line].strip()

    def comment_column(self, line: int) -> int:
        """Return where the comment begins that a line holds and nothing else; -1 for none."""
        text = self.lines[line].strip() if 0 <= line < len(self.lines) else ""
        return indent_of(self.lines[line]) if text.startswith("#") else -1

    def last_line(self, node: yaml.Node) -> int:
        """Return the last line that a value takes up, counted from 0; what follows it may be blank lines and comments."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.last_line(last[1] if isinstance(node, yaml.MappingNode) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return self._last_of_block(node)
        line: int = node.end_mark.line
        return line

    def line_after(self, node: yaml.Node, column: int) -> int:
        """Return the line that follows a value and the comments which stand further in than a column and belong to it."""
        line = after = self.last_line(node) + 1
        while self.is_blank(line) or self.comment_column(line) > column:
            after = after if self.is_blank(line) else line + 1
            line += 1
        return after

    def comments_above(self, line: int, column: int) -> int:
        """Return the first of the comment lines that stand right above a line, each beginning at a column."""
        while self.comment_column(line - 1) == column:
            line -= 1
        return line

    def without_lines(self, start: int, end: int) -> TextEdit:
        """Return the edit that takes lines out, and what blank lines would be left doubled by it."""
        if end >= len(self.lines) or self.is_blank(end):
            while self.is_blank(start - 1):
                start -= 1
        return TextEdit(self.line_start(start), self.line_start(end), "")

    def with_lines(self, line: int, lines: Iterable[str]) -> TextEdit:
        """Return the edit that puts lines before a line."""
        return TextEdit(self.line_start(line), self.line_start(line), "".join(one + self.end for one in lines))

    def edited(self, edits: Iterable[TextEdit], expected: object) -> str:
        """Return the text with edits made, having made sure that it says what was meant and nothing else.

        Raises:
            UnsafeEditError: if it would not.
        """
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        if any(one.end > other.start for one, other in pairwise(ordered)):
            raise UnsafeEditError(self.file)
        pieces, at = list[str](), 0
        for edit in ordered:
            pieces += [self._text[at : edit.start], edit.text]
            at = edit.end
        new = "".join([*pieces, self._text[at:]])
        if self._is_open and (not ordered or ordered[-1].end < self.line_start(len(self.lines) - 1)):
            new = new.removesuffix(self.end)
        document, findings = parse(new, self.file)
        if findings or document is None or document.data != expected:
            raise UnsafeEditError(self.file)
        return self._mark + new

    def _last_of_block(self, node: yaml.ScalarNode) -> int:
        """Return the last line of a text that stands on lines of its own."""
        inside = range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(self.lines)))
        if "+" in self.lines[node.start_mark.line][node.start_mark.column :][:3]:
            return node.end_mark.line - 1 if inside else node.start_mark.line
        depth = next((indent_of(self.lines[line]) for line in inside if self.lines[line].strip()), 0)
        kept = [line for line in inside if self.lines[line].strip() and indent_of(self.lines[line]) >= depth]
        return max(kept, default=node.start_mark.line)


def indent_of(line: str) -> int:
    """Return how far in a line begins."""
    return len(line) - len(line.lstrip(" "))

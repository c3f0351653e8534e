"""The text of one data file with what either side made of it since they parted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.edit.three_ways import BothChanged, Decisions, Merger, Nothing, alike
from assessment.edit.toward import toward
from assessment.errors import FaultyDataError, RequestError
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import parse

_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True)
class Sides:
    """What a file holds on both sides, and what it held when they parted; None where it is not there."""

    base: bytes | None
    mine: bytes | None
    theirs: bytes | None


@dataclass(frozen=True)
class TextMerge:
    """A file with what either side made of it."""

    content: bytes
    differences: Sequence[BothChanged]
    """The fields that both changed, and not alike."""


def join_text(file: str, sides: Sides, choices: Decisions, by_lines: bytes) -> TextMerge | None:
    """Return a file joined field by field; None where that cannot be, because a side is gone or no sound YAML.

    Args:
        file: its name.
        sides: what it holds.
        choices: what was decided of fields that both changed.
        by_lines: the file as Git joins it by its lines, mine where both changed the same ones.
    """
    if sides.mine is None or sides.theirs is None:
        return None
    base = Nothing.NOTHING if sides.base is None else _data(sides.base, file)
    mine, theirs = _data(sides.mine, file), _data(sides.theirs, file)
    if None in (base, mine, theirs):
        return None
    merger = Merger(choices)
    wanted = mapping_of(merger.merged(base, mine, theirs))
    brought = (_brought(start, file, wanted) for start in (by_lines, sides.mine, sides.theirs))
    whole = [content for content in brought if content is not None]
    if not whole:
        return None
    # All of them say the same; that one is best in which the most comments stand.
    best = min(whole, key=lambda content: sum(1 for _ in lost_comments(sides, content)))
    return TextMerge(best, merger.differences)


def lost_comments(sides: Sides, content: bytes) -> Iterator[str]:
    """Yield the lines with comments that a side has added and that a joined file has not."""
    known = {*_lines(content), *_lines(sides.base or b"")}
    for side in (sides.mine, sides.theirs):
        yield from (line.strip() for line in _lines(side or b"") if _COMMENT.search(line) and line not in known)


def _brought(start: bytes, file: str, wanted: dict[str, object]) -> bytes | None:
    """Return a file brought to say what is wanted; None where it cannot be."""
    try:
        text = toward(start.decode(), file, wanted)
    except (UnicodeDecodeError, FaultyDataError, RequestError):
        # The lines of both sides together need be no sound YAML; and the splice refuses rather than change more.
        return None
    return text.encode() if alike(_data(text.encode(), file), wanted) else None


def _data(content: bytes, file: str) -> object:
    """Return what a file says; None where it is no sound YAML."""
    try:
        document, findings = parse(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        return None
    return None if document is None or findings else document.data


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").splitlines()

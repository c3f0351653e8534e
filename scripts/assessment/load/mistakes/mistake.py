"""One mistake in the text of a data file: where it stands, what is said of it, and the edits that mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Edit:
    """A span of a text, by offsets, and what to write in its place."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Mistake:
    """What is wrong at an offset of a text, and the edits that mend it."""

    at: int
    message: str
    hint: str
    edits: tuple[Edit, ...]


Guess = tuple[Mistake, ...]
"""Mistakes that are mended together, as none of them alone lets the text be read further."""


def edits_of(guess: Guess) -> tuple[Edit, ...]:
    """Return the edits of a guess in the order of the text."""
    return tuple(sorted({edit for mistake in guess for edit in mistake.edits}, key=lambda edit: (edit.start, edit.end)))


def overlap(edits: Sequence[Edit]) -> bool:
    """Tell whether two of the edits, in the order of the text, want the same span."""
    return any(one.end > two.start for one, two in pairwise(edits))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits in its order."""
    parts: list[str] = []
    reached = 0
    for edit in edits:
        parts += (text[reached : edit.start], edit.new)
        reached = edit.end
    return "".join((*parts, text[reached:]))


def offset_before(offset: int, edits: Iterable[Edit]) -> int:
    """Return where in the text before the edits stood what is at an offset after them."""
    moved = 0
    for edit in edits:
        start = edit.start + moved
        if offset < start:
            break
        if offset < start + len(edit.new):
            return edit.start + min(offset - start, max(edit.end - edit.start - 1, 0))
        moved += len(edit.new) - (edit.end - edit.start)
    return offset - moved

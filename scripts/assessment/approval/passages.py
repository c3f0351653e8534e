"""Which passages of a text differ, found with an effort that grows with the text and no faster.

The closest match of two texts takes up to the cube of their length to find. So what is alike at both ends is taken off,
the lines that stand once in either text show what belongs together, and between them only short stretches are matched
line by line; a long one that holds no such line is one difference as a whole.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

CLOSE = 2_500
"""Up to which product of its two lengths a stretch is matched line by line: fifty lines against fifty."""

Passage = tuple[int, int, int, int]
"""Lines of the older text from the first on to before the second, and of the newer one from the third to the fourth."""


def passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Yield what differs, in order; between two passages the lines are the same, one by one."""
    whole = (0, len(old), 0, len(new))
    if _is_short(whole):
        yield from _closely(old, new, whole)
        return
    for part in _apart(old, new, whole):
        # Lines that stand often in the text may stand once between two that do not.
        for stretch in _apart(old, new, part):
            yield from _closely(old, new, stretch) if _is_short(stretch) else (stretch,)


def _is_short(passage: Passage) -> bool:
    start, end, first, last = passage
    return (end - start) * (last - first) <= CLOSE


def _apart(old: Sequence[str], new: Sequence[str], passage: Passage) -> Iterator[Passage]:
    """Yield what is left of a passage without the lines that are alike at its ends or stand once in either text."""
    start, end, first, last = _trimmed(old, new, passage)
    for at, there in [*_landmarks(old, new, (start, end, first, last)), (end, last)]:
        between = _trimmed(old, new, (start, at, first, there))
        if between[0] < between[1] or between[2] < between[3]:
            yield between
        start, first = at + 1, there + 1


def _trimmed(old: Sequence[str], new: Sequence[str], passage: Passage) -> Passage:
    """Return a passage without the lines that are alike at its ends."""
    start, end, first, last = passage
    while start < end and first < last and old[start] == new[first]:
        start, first = start + 1, first + 1
    while start < end and first < last and old[end - 1] == new[last - 1]:
        end, last = end - 1, last - 1
    return start, end, first, last


def _landmarks(old: Sequence[str], new: Sequence[str], passage: Passage) -> list[tuple[int, int]]:
    """Return the lines that stand once in either text, as many as stand in the same order in both."""
    start, end, first, last = passage
    once = {line for line, count in Counter(old[start:end]).items() if count == 1}
    once &= {line for line, count in Counter(new[first:last]).items() if count == 1}
    there = {new[place]: place for place in range(first, last) if new[place] in once}
    return _rising([(place, there[old[place]]) for place in range(start, end) if old[place] in once])


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest selection of pairs whose second numbers rise; their first ones do already."""
    lowest: list[int] = []
    """The lowest last number of a selection, by its length."""
    ends: list[int] = []
    """Which pair each of these ends with."""
    before: list[int | None] = []
    """Which pair stands before each pair in the best selection that ends with it."""
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(lowest, number)
        before.append(ends[length - 1] if length else None)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    chosen: list[tuple[int, int]] = []
    at = ends[-1] if ends else None
    while at is not None:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _closely(old: Sequence[str], new: Sequence[str], passage: Passage) -> Iterator[Passage]:
    """Yield what differs in a short passage, line by line."""
    start, end, first, last = passage
    for tag, *bounds in SequenceMatcher(None, old[start:end], new[first:last], autojunk=False).get_opcodes():
        if tag != "equal":
            yield start + bounds[0], start + bounds[1], first + bounds[2], first + bounds[3]

"""How alike two names are, for asking “是不是…”: a question, never an answer."""

from collections.abc import Iterable

_SHORTEST = 4
"""The fewest letters of a short form that are enough to tell a long one."""
_ALIKE = 0.6
_LONGEST = 60
"""Letters; a longer text is no slip of a name, and comparing it would take long."""


def is_abbreviation(short: str, long: str) -> bool:
    """Tell whether a short form keeps the first, the last and most letters of a long one, in their order."""
    if not _SHORTEST <= len(short) < len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    return len(short) >= _ALIKE * len(long) and common(short, long) == len(short)


def common(one: str, other: str) -> int:
    """Return how many letters two texts have in common, in the same order."""
    row = [0] * (len(other) + 1)
    for letter in one:
        above = row
        row = [0]
        for index, second in enumerate(other):
            row.append(above[index] + 1 if letter == second else max(above[index + 1], row[index]))
    return row[-1]


def likeness(one: str, other: str) -> float:
    """Return a number from 0 to 1: the part of the shorter text that the longer one has in its order.

    Texts with another beginning are alike only where one letter is all the difference: a slip in writing.
    """
    shorter, longer = min(len(one), len(other)), max(len(one), len(other))
    if shorter < 2 or longer > _LONGEST or (one[0] != other[0] and longer - shorter > 1):
        return 0
    shared = common(one, other)
    if one[0] != other[0] and not (shared == longer - 1 and longer > 2):
        return 0
    # Of two texts that share as much, the nearer in length is the nearer.
    return shared / shorter - (longer - shorter) / 1000


def nearest(text: str, names: Iterable[tuple[str, str]], most: int = 2) -> list[str]:
    """Return the ids of those whose names are most like a text, the nearest first.

    Args:
        text: what was written, folded.
        names: pairs of folded name and id.
        most: how many to return.
    """
    scores: dict[str, float] = {}
    for name, id in names:
        scores[id] = max(scores.get(id, 0), likeness(text, name))
    found = sorted((id for id, score in scores.items() if score >= _ALIKE - 0.1), key=lambda id: -scores[id])
    best = scores[found[0]] if found else 0
    return [id for id in found if scores[id] > best - 0.15][:most]

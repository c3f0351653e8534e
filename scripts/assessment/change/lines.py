"""The lines of a file that a change moves, as a person reads them."""

import difflib

_AROUND = 2
"""Lines that are shown before and after those that change."""


def changed_lines(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Return the lines that change between two texts, each with its sign, and some around them."""
    lines = [*difflib.unified_diff(before.splitlines(), after.splitlines(), n=_AROUND, lineterm="")][2:]
    return tuple((line[:1], line[1:]) for line in lines if not line.startswith("@@"))

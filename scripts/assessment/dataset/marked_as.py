"""What a unit is marked as: its group, and the kinds that it is of, in one text by which parts know their marks.

Without kinds it is the group's id, so that whatever goes by groups needs to know nothing of kinds.
"""

from collections.abc import Iterable

_AND = "+"
"""No id has it."""


def marked_as(group: str, kinds: Iterable[str]) -> str:
    """Return what units of a group and of some kinds are marked as."""
    return _AND.join((group, *kinds))


def names_in(marked: str) -> tuple[str, ...]:
    """Return the ids of the group and of the kinds that units are marked as."""
    return tuple(marked.split(_AND))

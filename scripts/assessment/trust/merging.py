"""One scheme, or its ranking, under several options at once, from what it is under each alone."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")


def merged(base: T, others: Iterable[T]) -> T:
    """Return what each of the others has of its own, in one; of two that set one value, the later holds."""
    found: object = base
    for other in others:
        found = _both(base, found, other)
    if not isinstance(found, type(base)):
        raise TypeError("what merges keeps its type")
    return found


def _both(base: object, one: object, other: object) -> object:
    """Return what differs from ``base`` in either."""
    if one == base:
        return other
    if other == base:
        return one
    if is_dataclass(base) and not isinstance(base, type) and type(one) is type(base) is type(other):
        known = [field.name for field in fields(base)]
        return replace(base, **{n: _both(getattr(base, n), getattr(one, n), getattr(other, n)) for n in known})
    match base, one, other:
        case tuple(), tuple(), tuple() if len(base) == len(one) == len(other):
            return tuple(_both(*three) for three in zip(base, one, other, strict=True))
        case dict(), dict(), dict() if base.keys() == one.keys() == other.keys():
            return {key: _both(base[key], one[key], other[key]) for key in base}
        case _:
            return other

"""What was reckoned of objects that never change, kept by which objects they are: to compare them would take longer."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
T = TypeVar("T")

OWNERS = 4
"""Of how many years the last results are kept: a build checks all of them first, and discloses them later."""


class Same:
    """Objects that equal themselves alone, whatever they hold, save texts and numbers; they live as long as this does."""

    def __init__(self, *objects: object) -> None:
        self.objects = objects
        self._names = tuple((type(one), one) if isinstance(one, str | int) else id(one) for one in objects)

    def __hash__(self) -> int:
        return hash(self._names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._names == other._names


def kept_by(owner: int) -> Callable[[Callable[[*Given], T]], Callable[[*Given], T]]:
    """Return a decorator that has a function reckon once of the same objects, while the owner is one of the last.

    Args:
        owner: which argument the results belong to, counted from 0.
    """

    def decorator(function: Callable[[*Given], T]) -> Callable[[*Given], T]:
        @lru_cache(maxsize=OWNERS)
        def results_of(_owner: Same) -> dict[Same, T]:
            return {}

        @wraps(function)
        def once(*given: *Given) -> T:
            results, key = results_of(Same(given[owner])), Same(*given)
            if key not in results:
                results[key] = function(*given)
            return results[key]

        return once

    return decorator


def kept_for_last(most: int) -> Callable[[Callable[[*Given], T]], Callable[[*Given], T]]:
    """Return a decorator that has a function reckon once of the same objects, while they are among the last so many."""

    def decorator(function: Callable[[*Given], T]) -> Callable[[*Given], T]:
        @lru_cache(maxsize=most)
        def result_of(_given: Same) -> list[T]:
            return []

        @wraps(function)
        def once(*given: *Given) -> T:
            held = result_of(Same(*given))
            if not held:
                held.append(function(*given))
            return held[0]

        return once

    return decorator

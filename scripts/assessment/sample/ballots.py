"""Ballots: how each unit of the other group marks this one."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assessment.sample.calendar import Span, some_day

LEAST, MOST = 156, 196
"""In halves of a mark."""


@dataclass(frozen=True)
class Cast:
    """The ballots of one rater."""

    rater: str
    day: date
    marks: tuple[Decimal | None, ...]


def ballots(rng: random.Random, voted: Span, raters: Iterable[str], silent: str) -> tuple[Cast, ...]:
    """Return one to three ballots from every rater, a few of them blank; a silent rater's are all blank."""
    liked = rng.randint(168, 184)
    return tuple(_cast(rng, voted, rater, liked, rater == silent) for rater in raters)


def _cast(rng: random.Random, voted: Span, rater: str, liked: int, silent: bool) -> Cast:
    """Return a rater's ballots; whole marks are more usual than halves."""
    leaning = rng.randint(-8, 8)
    marks: list[Decimal | None] = []
    for number in range(rng.randint(1, 3)):
        halves = max(LEAST, min(MOST, liked + leaning + rng.randint(-5, 5)))
        mark = Decimal(halves if rng.random() < 0.2 else halves - halves % 2) / 2
        marks.append(None if silent or (number and rng.random() < 0.04) else mark)
    return Cast(rater, some_day(rng, *voted), tuple(marks))


def redealt(rng: random.Random, voted: Span, cast: tuple[Cast, ...]) -> tuple[Cast, ...]:
    """Return the same ballots as other raters' own, so that the mean over raters is exactly the same."""
    turn = rng.randint(1, len(cast) - 1)
    others = cast[turn:] + cast[:turn]
    return tuple(
        replace(mine, day=some_day(rng, *voted), marks=other.marks) for mine, other in zip(cast, others, strict=True)
    )

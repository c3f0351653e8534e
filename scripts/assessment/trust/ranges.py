"""Where each unit stands under every combination of readings, and which neighbours change places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from assessment.dataset.scheme import Ranking, RankOn
from assessment.exact import rounded
from assessment.trust.combinations import Choice, Combinations, Picked, Totals


@dataclass(frozen=True)
class RankRange:
    """The places of a unit: one more than there are units before it, whatever number the scheme gives a shared rank."""

    unit: str
    chosen: int
    best: int
    worst: int
    """Best and worst under the readings that change marks, ranked as chosen."""
    most: tuple[str, str, int] | None
    """Reading, option and place then, of the option that by itself moves the unit most; None where none does."""


def rank_ranges(units: Sequence[str], found: Combinations, ranking: Ranking) -> tuple[RankRange, ...]:
    """Return the ranges of the units of a list, best first; nothing while any of them has no total somewhere."""
    if any(totals[unit] is None for totals in found.totals.values() for unit in units):
        return ()
    placed = [(choice, places(units, totals, ranking)) for choice, totals in found.totals.items()]
    chosen = placed[0][1]
    alone = [(one, there) for choice, there in placed if (one := _only(choice)) is not None]
    ranges = (
        RankRange(
            unit,
            chosen[unit],
            min(there[unit] for _, there in placed),
            max(there[unit] for _, there in placed),
            _most(unit, chosen[unit], alone),
        )
        for unit in units
    )
    return tuple(sorted(ranges, key=lambda one: one.chosen))


def places(units: Sequence[str], totals: Totals, ranking: Ranking) -> Mapping[str, int]:
    """Return one more than there are units before each; every unit has a total."""
    values = {unit: _compared(total, ranking) for unit in units if (total := totals[unit]) is not None}
    first: dict[Fraction, int] = {}
    for before, value in enumerate(sorted(values.values(), reverse=True)):
        first.setdefault(value, before + 1)
    return {unit: first[value] for unit, value in values.items()}


def not_told_apart(ranges: Sequence[RankRange], found: Combinations) -> tuple[tuple[str, ...], ...]:
    """Return the runs of neighbours each of whom has an equal total with the next, or comes after it somewhere."""
    runs: list[list[str]] = []
    for above, below in pairwise(one.unit for one in ranges):
        if not _always_before(above, below, found):
            if runs and runs[-1][-1] == above:
                runs[-1].append(below)
            else:
                runs.append([above, below])
    return tuple(tuple(run) for run in runs)


def _always_before(above: str, below: str, found: Combinations) -> bool:
    pairs = ((totals[above], totals[below]) for totals in found.totals.values())
    return all(one is not None and other is not None and one > other for one, other in pairs)


def _compared(total: Fraction, ranking: Ranking) -> Fraction:
    if ranking.rank_on is RankOn.PUBLISHED:
        return Fraction(Decimal(rounded(total, ranking.places, ranking.rounding)))
    return total


def _only(choice: Choice) -> Picked | None:
    """Return the option of a combination that differs from the chosen ones in one reading only."""
    others = [one for one in choice if one is not None]
    return others[0] if len(others) == 1 else None


def _most(unit: str, chosen: int, alone: Iterable[tuple[Picked, Mapping[str, int]]]) -> tuple[str, str, int] | None:
    moves = [(*one, there[unit]) for one, there in alone if there[unit] != chosen]
    return max(moves, key=lambda move: abs(move[2] - chosen), default=None)

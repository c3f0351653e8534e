"""Where each unit stands under every combination of readings, and which neighbours change places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assessment.dataset.scheme import Ranking, RankOn, Ties
from assessment.scoring.ranking import compared
from assessment.trust.combinations import Choice, Combinations, Picked, Totals


@dataclass(frozen=True)
class RankSpan:
    """The best and the worst of several ranks."""

    best: int
    worst: int

    @classmethod
    def of(cls, ranks: Iterable[int]) -> "RankSpan":
        """Return the span of ranks."""
        known = [*ranks]
        return cls(min(known), max(known))

    @property
    def is_one(self) -> bool:
        """Whether all are the same."""
        return self.best == self.worst


@dataclass(frozen=True)
class RankRange:
    """The ranks of a unit, numbered as the scheme does."""

    unit: str
    chosen: int
    marks: RankSpan
    """Under the readings that change marks, ranked as chosen."""
    every: RankSpan
    """Under these together with those that change only how totals are ranked."""
    most: tuple[str, str, int] | None
    """Reading, option and rank then, of the option that by itself changes marks and the unit's rank most."""


def rank_ranges(units: Sequence[str], found: Combinations) -> tuple[RankRange, ...]:
    """Return the ranges of units that are ranked together, best first; nothing while any has no total somewhere."""
    if not units or any(totals[unit] is None for totals in found.totals.values() for unit in units):
        return ()
    chosen: Mapping[str, int] = {}
    of_marks: Mapping[str, set[int]] = {unit: set() for unit in units}
    of_all: Mapping[str, set[int]] = {unit: set() for unit in units}
    alone: list[tuple[Picked, Mapping[str, int]]] = []
    for choice, totals in found.totals.items():
        as_chosen, *others = _ranks(units, totals, found.rankings[choice])
        chosen = chosen or as_chosen
        for unit, rank in as_chosen.items():
            of_marks[unit].add(rank)
            of_all[unit] |= {rank, *(ranks[unit] for ranks in others)}
        if (one := _only(choice)) is not None:
            alone.append((one, as_chosen))
    ranges = (
        RankRange(unit, rank, RankSpan.of(of_marks[unit]), RankSpan.of(of_all[unit]), _most(unit, rank, alone))
        for unit, rank in chosen.items()
    )
    return tuple(sorted(ranges, key=lambda one: one.chosen))


def _ranks(units: Sequence[str], totals: Totals, rankings: Iterable[Ranking]) -> Iterator[Mapping[str, int]]:
    """Yield the ranks in each way to rank.

    Every way keeps the order of exact totals, and only who is equal to the one before differs: so they are sorted once.
    """
    each = ((total, unit) for unit in units if (total := totals[unit]) is not None)
    known = sorted(each, key=lambda one: one[0], reverse=True)
    equal: dict[tuple[object, ...], list[bool]] = {}
    for ranking in rankings:
        key = (ranking.rank_on, ranking.places, ranking.rounding)
        if key not in equal:
            equal[key] = [not _stays(one, other, (ranking,)) for (one, _), (other, _) in pairwise(known)]
        ranks, rank = {known[0][1]: 1}, 1
        for before, ((_, unit), same) in enumerate(zip(known[1:], equal[key], strict=True), start=1):
            if not same:
                rank = rank + 1 if ranking.ties is Ties.DENSE else before + 1
            ranks[unit] = rank
        yield ranks


def inseparable_runs(units: Sequence[str], found: Combinations) -> tuple[tuple[str, ...], ...]:
    """Return the longest runs of neighbours of whom no two keep their order: they change places or are equal somewhere.

    Args:
        units: of whom each has a total under every combination, best first.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    for last in range(1, len(units)):
        kept = (n for n in range(last - 1, first - 1, -1) if _always_before(units[n], units[last], found))
        first = next(kept, first - 1) + 1
        if first < last:
            if runs and runs[-1][0] == first:
                runs.pop()
            runs.append((first, last))
    return tuple(tuple(units[first : last + 1]) for first, last in runs)


def _always_before(above: str, below: str, found: Combinations) -> bool:
    return all(
        one is not None and other is not None and one >= other and _stays(one, other, found.rankings[choice])
        for choice, totals in found.totals.items()
        for one, other in ((totals[above], totals[below]),)
    )


def _stays(more: Fraction, less: Fraction, rankings: Iterable[Ranking]) -> bool:
    """Tell whether one total, which is no less than another, is greater in each way to rank.

    What is more than a unit of the last place apart stays apart as published, and needs no rounding; exactly a unit
    apart, 90.025 and 90.015 both become 90.02 where half goes to even.
    """
    gap = more - less
    return gap > 0 and all(
        ranking.rank_on is RankOn.EXACT
        or gap * 10**ranking.places > 1
        or compared(more, ranking) > compared(less, ranking)
        for ranking in rankings
    )


def _only(choice: Choice) -> Picked | None:
    """Return the option of a combination that differs from the chosen ones in one reading only."""
    others = [one for one in choice if one is not None]
    return others[0] if len(others) == 1 else None


def _most(unit: str, chosen: int, alone: Iterable[tuple[Picked, Mapping[str, int]]]) -> tuple[str, str, int] | None:
    moves = [(*one, there[unit]) for one, there in alone if there[unit] != chosen]
    return max(moves, key=lambda move: abs(move[2] - chosen), default=None)

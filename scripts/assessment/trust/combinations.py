"""Every unit's total under every combination of options, block by block, and how totals are ranked then."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

from assessment.dataset.scheme import Alternative, Ranking, Scheme
from assessment.scoring.ledger import Ledger
from assessment.status import Status
from assessment.trust.blocks import blocks, touches
from assessment.trust.merging import merged

MOST = 20_000
"""Combinations that change marks beyond which a sample stands for all."""

Picked = tuple[str, str]
"""A reading, and an option of it that is not the chosen one."""

Choice = tuple[Picked | None, ...]
"""For each reading that changes marks what is picked; None for the chosen option."""

Totals = Mapping[str, Fraction | None]
"""By unit; None where it has no total."""


@dataclass(frozen=True)
class Combinations:
    """The totals under all combinations of the readings that change marks, or under a sample of them."""

    of_marks: tuple[str, ...]
    """Ids of the readings that change marks, in the order of the scheme."""
    of_ranks: tuple[str, ...]
    """Ids of those that change only how totals are ranked."""
    count: int
    """Combinations of the readings that change marks."""
    count_of_ranks: int
    """Combinations of those that change only how totals are ranked."""
    totals: Mapping[Choice, Totals]
    """The choice of the scheme first."""
    rankings: Mapping[Choice, tuple[Ranking, ...]]
    """How totals are ranked under every combination of those; as chosen first, and each way once."""

    @property
    def is_sample(self) -> bool:
        """Whether there are more combinations than were reckoned."""
        return len(self.totals) < self.count


def combinations(
    scheme: Scheme,
    alternatives: Sequence[Alternative],
    marks_under: Callable[[Scheme], Mapping[str, Ledger]],
    seed: int,
    most: int = MOST,
) -> Combinations:
    """Return the totals under every combination, or under a sample of them where there are too many.

    Args:
        marks_under: gives the ledger of every unit, by id, under a scheme with some of the components.
        seed: of the sample.
        most: combinations that are reckoned at most; above it a sample of as many.
    """
    of_marks = tuple(dict.fromkeys(one.reading for one in alternatives if touches(scheme, one.scheme)))
    found = [one for one in alternatives if one.reading in of_marks]
    schemes = {(one.reading, one.option): one.scheme for one in found}
    options: list[Choice] = [(None, *(key for key in schemes if key[0] == reading)) for reading in of_marks]
    together = blocks(scheme, found)
    touched = {key: touches(scheme, other) for key, other in schemes.items()}
    known: dict[tuple[int, tuple[Picked, ...]], Totals] = {}

    def of_block(number: int, choice: Choice) -> Totals:
        key = (number, tuple(one for one in choice if one is not None and touched[one] & together[number]))
        if key not in known:
            whole = merged(scheme, (schemes[one] for one in key[1]))
            parts = tuple(part for part in whole.components if part.key in together[number])
            known[key] = _totals(marks_under(replace(whole, components=parts)))
        return known[key]

    count = prod(len(one) for one in options)
    choices = product(*options) if count <= most else _sample(options, seed, most)
    totals = {choice: _sum([of_block(number, choice) for number in range(len(together))]) for choice in choices}
    ways = _ways(scheme.ranking, (one for one in alternatives if one.reading not in of_marks))
    rankings = {
        choice: tuple(
            dict.fromkeys(
                merged(scheme.ranking, (*way, *(schemes[one].ranking for one in choice if one is not None)))
                for way in product(*ways.values())
            )
        )
        for choice in totals
    }
    return Combinations(of_marks, tuple(ways), count, prod(map(len, ways.values())), totals, rankings)


def _ways(chosen: Ranking, alternatives: Iterable[Alternative]) -> Mapping[str, tuple[Ranking, ...]]:
    """Return how each reading that changes only that lets totals be ranked, by its id; as chosen first."""
    found: dict[str, tuple[Ranking, ...]] = {}
    for one in alternatives:
        if one.scheme.ranking != chosen:
            found[one.reading] = (*found.get(one.reading, (chosen,)), one.scheme.ranking)
    return found


def _sample(options: Sequence[Choice], seed: int, most: int) -> Iterator[Choice]:
    """Yield the choice of the scheme, each other option alone, and others at random."""
    none: Choice = (None,) * len(options)
    seen = {none: None}
    for place, several in enumerate(options):
        seen |= {(*none[:place], one, *none[place + 1 :]): None for one in several}
    random = Random(seed)
    while len(seen) < most:
        seen[tuple(random.choice(several) for several in options)] = None
    return iter(seen)


def _totals(marks: Mapping[str, Ledger]) -> Totals:
    return {unit: ledger.total if ledger.status is Status.COMPLETE else None for unit, ledger in marks.items()}


def _sum(several: Sequence[Totals]) -> Totals:
    found = {}
    for unit in several[0]:
        parts = [totals[unit] for totals in several]
        known = [part for part in parts if part is not None]
        found[unit] = sum(known, Fraction(0)) if len(known) == len(parts) else None
    return found

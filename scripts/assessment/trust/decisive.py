"""How much each component decides the order: its share of the variance of the totals."""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def variance_shares(marks: Mapping[str, Sequence[Fraction]]) -> Mapping[str, Fraction]:
    """Return the covariance of each component with the totals over the variance of the totals; they add up to 1.

    A component whose marks run against the totals has a share below 0. Where all totals are equal none decides.

    Args:
        marks: what each component adds to the totals of the units, in one order of units for all.
    """
    totals = [sum(of_unit, Fraction(0)) for of_unit in zip(*marks.values(), strict=True)]
    variance = _covariance(totals, totals)
    return {key: _covariance(of, totals) / variance for key, of in marks.items()} if variance else {}


def _covariance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    mean, other_mean = sum(one, Fraction(0)) / len(one), sum(other, Fraction(0)) / len(other)
    return sum(((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True)), Fraction(0))

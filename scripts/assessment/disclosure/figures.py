"""Numbers as they are published."""

from fractions import Fraction

from assessment.dataset.scheme import Ranking
from assessment.disclosure.published_result import Figure
from assessment.exact import brief_text, rounded


def figure(value: Fraction) -> Figure:
    """Return a mark as ledgers show it."""
    return Figure(value, brief_text(value))


def as_published(known: Figure) -> Figure:
    """Return a number of which nothing is known but what is published of it."""
    return Figure(Fraction(known.text), known.text)


def total_figure(value: Fraction, ranking: Ranking) -> Figure:
    """Return a total, or a mean of totals, rounded once as the scheme says (reading rounding of 2019)."""
    return Figure(value, rounded(value, ranking.places, ranking.rounding))

"""On which scale losses of units of several groups are added up: totals of 1000 and of 100 have none in common."""

from fractions import Fraction

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import exact

_HUNDRED = 100


def lost_scale(publication: Publication) -> str:
    """Return in words what losses are converted to before those of several units are added up."""
    return "折合百分制" if _is_mixed(publication) else "折合总分"


def common_factor(publication: Publication, unit: PublishedUnit) -> Fraction:
    """Return what a point of a unit's total is worth where losses are added up: 1 where all totals have one scale."""
    full = publication.scheme.full_of(unit.marked_as)
    return Fraction(_HUNDRED) / exact(full) if full and _is_mixed(publication) else Fraction(1)


def _is_mixed(publication: Publication) -> bool:
    """Tell whether groups have different full marks; where a total has none, nothing can be converted."""
    fulls = {publication.scheme.full_of(group.id) for group in publication.scheme.marking_groups}
    return len(fulls) > 1 and None not in fulls

"""The list of what cost marks over all units, as pages and documents show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.disclosure.publication import Publication
from assessment.exact import rounded
from assessment.render.views.findings import Costly
from assessment.render.views.losses import places_for


@dataclass(frozen=True)
class CostLine:
    """A line of the list."""

    costly: Costly
    units: int
    """How many units lost marks."""
    mean: str
    """Marks of the component that these lost on average."""
    weighted: str
    """Points of the total that these lost together."""


def cost_lines(publication: Publication, costly: Sequence[Costly]) -> Iterator[CostLine]:
    """Yield the lines in order, numbers of one table with as many decimal places."""
    means = [one.problem.lost / len(one.problem.units) for one in costly]
    whole = [one.problem.weighted for one in costly]
    places = places_for([*means, *whole], publication.scheme.ranking.places)
    for one, mean, weighted in zip(costly, means, whole, strict=True):
        yield CostLine(one, len(one.problem.units), rounded(mean, places), rounded(weighted, places))

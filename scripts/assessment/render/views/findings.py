"""What a year's results come to, in a few lines: who leads, which items cost most, what was put right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import Named, Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.views.items import Item
from assessment.render.views.problems import ComponentProblems, Problem
from assessment.render.views.remedies import Remedies, remedies

MOST = 3
"""How many of the items that cost most are named."""


@dataclass(frozen=True)
class Costly:
    """A part that cost marks, and what its page stands at."""

    problem: Problem
    component: str
    """Name of the component; 总分 for what was lost in the total itself."""
    item: Item | None
    """None for the total itself."""


@dataclass(frozen=True)
class Ends:
    """Who is first among those ranked together, and who is last."""

    group: PublishedGroup
    first: tuple[PublishedUnit, ...]
    last: tuple[PublishedUnit, ...]


def by_cost(found: Sequence[ComponentProblems], items: Iterable[Item] = ()) -> tuple[Costly, ...]:
    """Return the parts that cost marks over all units, what cost most points of the total first.

    Args:
        found: the problems of each component.
        items: those that have a page; none on paper.
    """
    known: Mapping[str, Item] = {item.part.key: item for item in items}
    parts = [
        Costly(problem, component.name, known.get(problem.part)) for component in found for problem in component.problems
    ]
    return tuple(sorted(parts, key=lambda one: -one.problem.weighted))


def all_remedies(items: Iterable[Item]) -> Remedies:
    """Return what was put right of all that cost marks: each loss is of one component."""
    components = (item for item in items if item.part is item.component)
    return remedies(loss for item in components for mark in item.marks for loss in mark.losses)


def ends(publication: Publication) -> tuple[Ends, ...]:
    """Return who is first and who is last of each list, as far as the level names them."""
    lists = (_ends(publication, group) for group in publication.groups)
    return tuple(one for one in lists if one.first or one.last)


def _ends(publication: Publication, group: PublishedGroup) -> Ends:
    units = [publication.units[unit] for unit in group.units]
    ranked = [(unit, rank) for unit in units if (rank := _rank(unit)) is not None]
    if ranked:
        best, worst = min(rank for _, rank in ranked), max(rank for _, rank in ranked)
        last = tuple(unit for unit, rank in ranked if rank == worst != best)
        return Ends(group, tuple(unit for unit, rank in ranked if rank == best), last)
    leading = tuple(unit for unit in units if isinstance(unit.result, Named) and unit.result.leading)
    trailing = tuple(unit for unit in units if isinstance(unit.result, Named) and unit.result.trailing)
    return Ends(group, leading, trailing)


def _rank(unit: PublishedUnit) -> int | None:
    return unit.result.rank if isinstance(unit.result, Totalled) else None

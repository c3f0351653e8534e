"""What the weights of components do to the order, reckoned from the marks that an audience sees and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from assessment.dataset.scheme import Scheme
from assessment.disclosure.list_weights import ComponentShare, ListWeights, MovedWeight, Neighbours
from assessment.disclosure.publication import PublishedGroup
from assessment.disclosure.published_result import ByComponent, Result
from assessment.trust.decisive import variance_shares
from assessment.trust.shift import shift

_CLOSING = ""
"""Stands for what is done to the sum of the components."""


def list_weights(
    scheme: Scheme, groups: Iterable[PublishedGroup], results: Mapping[str, Result]
) -> tuple[ListWeights, ...]:
    """Return it for every list whose ranks and marks of components are public, and of more than one unit.

    Args:
        results: what the audience sees of each unit, by id.
    """
    return tuple(_each(scheme, groups, results))


def _each(scheme: Scheme, groups: Iterable[PublishedGroup], results: Mapping[str, Result]) -> Iterator[ListWeights]:
    for group in groups:
        seen = {unit: results[unit] for unit in group.ranking}
        known = {unit: result for unit, result in seen.items() if isinstance(result, ByComponent)}
        if len(known) > 1 and len(known) == len(group.ranking):
            yield ListWeights(
                list=group.id,
                shares=tuple(_shares(scheme, group.ranking, known)),
                neighbours=tuple(_neighbours(scheme, *two, known) for two in pairwise(group.ranking)),
            )


def _shares(scheme: Scheme, units: Sequence[str], results: Mapping[str, ByComponent]) -> Iterator[ComponentShare]:
    added = {unit: _added(results[unit]) | {_CLOSING: results[unit].closing.exact} for unit in units}
    keys = [*(component.key for component in scheme.components), _CLOSING]
    shares = variance_shares({key: [added[unit].get(key, Fraction(0)) for unit in units] for key in keys})
    used = {key for of_unit in added.values() for key, points in of_unit.items() if key or points}
    if len(used) > 1:
        yield from (ComponentShare(key, share) for key, share in shares.items() if key in used)


def _neighbours(scheme: Scheme, above: str, below: str, results: Mapping[str, ByComponent]) -> Neighbours:
    gap = results[above].total.exact - results[below].total.exact
    as_summed = not any(results[unit].closing.exact for unit in (above, below))
    points = _worth(scheme, scheme.marked_as(above))
    can_move = as_summed and len(points) > 1 and scheme.marked_as(above) == scheme.marked_as(below)
    least = shift(gap, _added(results[above]), _added(results[below]), points) if can_move and gap else None
    moved = None if least is None else MovedWeight(least.points, least.giver, least.taker)
    return Neighbours(above, below, gap, moved, can_move)


def _worth(scheme: Scheme, marked_as: str) -> dict[str, Fraction]:
    """Return what full marks of each component are worth in the total; those on top have no weight."""
    worth = {one.key: one.points_of(marked_as) for one in scheme.components_of(marked_as) if not one.on_top}
    return {key: Fraction(known) for key, known in worth.items() if known}


def _added(result: ByComponent) -> dict[str, Fraction]:
    """Return what each component adds to the total."""
    return {component.key: component.weighted.exact for component in result.components}

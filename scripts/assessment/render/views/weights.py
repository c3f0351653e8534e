"""What the weights of components do to the order, in words that a citizen understands."""

from collections.abc import Iterator
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.disclosure.list_weights import ComponentShare, ListWeights, MovedWeight, Neighbours
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.exact import rounded

SHARES = (
    "各环节对名次的作用，是各单位总分的差距有多少来自这个环节，各环节合起来是100%；"
    "低于0的，是总分高的单位在这个环节得分反而低。算法：环节计入总分的分数与总分的协方差，除以总分的方差。"
)
"""What the shares are, and how they are reckoned."""

CLOSING = "总分调整"
_MOST_PLACES = 12
_LITTLE = Fraction(1, 3)
"""Of what a component is worth in the total: who decides less than this of the order is named."""


def weights_of(publication: Publication, group: PublishedGroup) -> ListWeights | None:
    """Return what decides the order of a group; None where its ranks or its marks of components are not public."""
    return next((one for one in publication.weights if one.list == group.id), None)


def weight_findings(publication: Publication, of: ListWeights) -> Iterator[str]:
    """Yield which components decide the order, which decide little for what they are worth, and who is closest."""
    ranked = sorted((one for one in of.shares if one.share > 0), key=lambda one: -one.share)
    if ranked:
        shares = "，".join(f"{share_words(one)}来自{share_name(publication, one)}" for one in ranked)
        yield f"各单位总分的差距，{shares}。"
    for one in of.shares:
        worth = _worth(publication, of, one.component)
        if worth is not None and one.share < worth * _LITTLE:
            yield f"{share_name(publication, one)}占总分的{rounded(worth * 100, 0)}%，{_little(one)}。"
    moving = [(two.moved, two) for two in of.neighbours if two.moved is not None]
    if moving:
        moved, closest = min(moving, key=lambda pair: pair[0].points)
        names = "和".join(publication.units[unit].name for unit in (closest.above, closest.below))
        yield f"{names}最容易换位：{_how(publication, moved)}，两个单位就同分，再多一点，先后就倒过来。"


def _little(one: ComponentShare) -> str:
    if one.share > 0:
        return f"对名次的作用却只有{share_words(one)}"
    return "对名次却没有作用" if one.share == 0 else "对名次的作用却相反：总分高的单位，这一项得分反而低"


def share_name(publication: Publication, one: ComponentShare) -> str:
    """Return what a component is called."""
    part = component_of(publication, one)
    return CLOSING if part is None else part.name


def component_of(publication: Publication, one: ComponentShare) -> Part | None:
    """Return the component of a share; None for what is done to the sum of all."""
    return _component(publication, one.component)


def share_words(one: ComponentShare) -> str:
    """Return a share in per cent."""
    return f"{rounded(one.share * 100, 1)}%"


def moved_words(publication: Publication, one: Neighbours) -> str:
    """Return what would have to move for a unit and the next to be equal."""
    if one.gap == 0:
        return "总分相同"
    if not one.can_move:
        return "—"
    return "怎样调整都不会同分" if one.moved is None else _how(publication, one.moved)


def gap_words(one: Neighbours) -> str:
    """Return by how much a unit is ahead of the next."""
    return "总分相同" if one.gap == 0 else f"{short_points(one.gap)}分"


def short_points(points: Fraction) -> str:
    """Return points with two decimal places, or with as many as it takes not to be nothing."""
    several = (rounded(points, places) for places in range(2, _MOST_PLACES))
    return next((text for text in several if Fraction(text)), rounded(points, _MOST_PLACES))


def _how(publication: Publication, moved: MovedWeight) -> str:
    giver, taker = (_component(publication, key) for key in (moved.giver, moved.taker))
    points = short_points(moved.points)
    return f"{giver.name if giver else ''}少占{points}分、{taker.name if taker else ''}多占{points}分"


def _component(publication: Publication, key: str) -> Part | None:
    return next((part for part in publication.scheme.components if part.key == key), None)


def _worth(publication: Publication, of: ListWeights, key: str) -> Fraction | None:
    """Return which part of the full marks a component is worth, where it is the same for all who are ranked."""
    scheme, part = publication.scheme, _component(publication, key)
    units = [of.neighbours[0].above, *(one.below for one in of.neighbours)]
    shares = {_share(publication, part, scheme.marked_as(unit)) for unit in units}
    return shares.pop() if len(shares) == 1 else None


def _share(publication: Publication, part: Part | None, marked_as: str) -> Fraction | None:
    if part is None or part.on_top:
        return None
    parts = [one for one in publication.scheme.components_of(marked_as) if not one.on_top]
    whole = [points for one in parts if (points := one.points_of(marked_as)) is not None]
    own = part.points_of(marked_as)
    if own is None or len(whole) < len(parts) or sum(whole) <= 0:
        return None
    return Fraction(own) / Fraction(sum(whole))

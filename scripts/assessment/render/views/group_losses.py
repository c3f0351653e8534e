"""What a unit lost beside what its group lost on average, and how its losses and its total make up the full marks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

from assessment.dataset.record import Objection
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import Detailed, Figure, InFull, PublishedRow
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import brief_text, factor_of, factors_in, rounded
from assessment.render.views.losses import Loss, losses
from assessment.render.views.sheets import item_names, sheets, times
from assessment.row_kind import RowKind

_MOST_PLACES = 6


@dataclass(frozen=True)
class HeldLoss:
    """A loss beside the average of those that the part is for."""

    loss: Loss
    mean: Figure
    """Points of the total that they lost there on average."""
    beyond: Figure
    """By how many the unit lost more; negative where it lost less."""


def mean_losses(publication: Publication, group: PublishedGroup) -> dict[str, Fraction]:
    """Return how many points of the total the units of a group lost on average in each part, by the part's key.

    A unit that lost nothing counts with 0; one for which the part is 不涉及, or which has no marks in it, does not
    count. Empty where the ledgers of the units are not public.
    """
    names = item_names(publication)
    lost: defaultdict[str, list[Fraction]] = defaultdict(list)
    for unit in group.units:
        result = publication.units[unit].result
        if isinstance(result, Detailed):
            own = {loss.part: loss.weighted.exact for loss in losses(publication, result, names)}
            for part in {*own, *_held(publication, result, names)}:
                lost[part].append(own.get(part, Fraction(0)))
    return {part: sum(several, Fraction(0)) / len(several) for part, several in lost.items()}


def _held(publication: Publication, result: Detailed, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts in which a unit could lose something, whether it did or not."""
    components = {component.id: component for component in publication.scheme.components}
    for sheet in sheets(result, names):
        left_out = {row.part for row in sheet.component.rows if row.kind is RowKind.NOT_APPLICABLE}
        yield from (part.part for part in sheet.clauses if part.full is not None and part.part not in left_out)
        component = components[sheet.component.id]
        yield from (part.key for part in component.walk() if component.on_top or part.on_top)


def held_losses(lost: Sequence[Loss], means: Mapping[str, Fraction]) -> tuple[HeldLoss, ...]:
    """Return losses beside the group's averages, in their order, and what their texts differ by.

    Args:
        lost: those of a unit.
        means: of its group, by part.
    """
    return tuple(_held_loss(loss, means[loss.part]) for loss in lost if loss.part in means)


def _held_loss(loss: Loss, mean: Fraction) -> HeldLoss:
    places = len(loss.weighted.text.partition(".")[2])
    mean_text = rounded(mean, places)
    beyond = rounded(Fraction(loss.weighted.text) - Fraction(mean_text), places)
    return HeldLoss(loss, Figure(mean, mean_text), Figure(loss.weighted.exact - mean, beyond))


def most_beyond(held: Sequence[HeldLoss]) -> tuple[HeldLoss, ...]:
    """Return the losses that are greater than the group's average, the one farthest from it first."""
    greater = [one for one in held if one.beyond.exact > 0]
    return tuple(sorted(greater, key=lambda one: -one.beyond.exact))


def factors(loss: Loss) -> str:
    """Return what a mark lost is multiplied by until it is points of the total, step by step as its ledger names them.

    One factor in its shortest form where the steps do not make it: a limit may have given some of the loss back.
    """
    if loss.component is None:
        return times(loss.factor)
    weight = loss.component.factor.exact
    named = [factor for row in loss.component.rows if row.kind.scales for factor in factors_in(row.label)]
    for count in range(1, len(named) + 1):
        for steps in combinations(named, count):
            if prod((factor_of(step) for step in steps), start=weight) == loss.factor:
                return "".join(steps) + (times(weight) if weight != 1 else "")
    return times(loss.factor)


def equals(loss: Loss) -> str:
    """Return the sign between the mark lost and the points of the total that it comes to: ``＝``, or ``≈`` if rounded."""
    return "＝" if Fraction(loss.weighted.text) == loss.weighted.exact else "≈"


def closing_sum(publication: Publication, unit: PublishedUnit, lost: Sequence[Loss]) -> str:
    """Return how a unit's losses close with its total: 共失8.55＝100＋0.50−91.95, without a full stop.

    With as many places as it takes to come out; empty where the scheme has no full marks or there is no total.
    """
    result, full = unit.result, publication.scheme.full_of(unit.marked_as)
    if not isinstance(result, InFull) or not full:
        return ""
    whole = sum((loss.weighted.exact for loss in lost), Fraction(0))
    most, total = Fraction(full), result.total.exact
    more = whole + total - most
    least = publication.scheme.ranking.places
    for places in range(least, _MOST_PLACES + 1):
        texts = [rounded(value, places) for value in (whole, abs(more), total)]
        signed = Fraction(texts[1]) * (1 if more >= 0 else -1)
        if Fraction(texts[0]) == most + signed - Fraction(texts[2]):
            break
    added = f"{'＋' if more > 0 else '−'}{texts[1]}" if Fraction(texts[1]) else ""
    rest = f"（公布的总分取整为{result.total.text}）" if texts[2] != result.total.text else ""
    return f"共失{texts[0]}＝{brief_text(most)}{added}−{texts[2]}{rest}"


def own_points(row: PublishedRow) -> str:
    """Return what a record takes of its component: 扣1.5分, or 8次×1.5＝12分 where it counts several times."""
    taken = abs(row.points.exact)
    if row.count is None or row.count < 2:
        return f"扣{brief_text(taken)}分"
    each, whole = brief_text(taken / row.count), brief_text(taken)
    about = "≈" in each + whole
    return f"{row.count}次×{each.lstrip('≈')}{'≈' if about else '＝'}{whole.lstrip('≈')}分"


def capped(loss: Loss, limit: PublishedRow) -> str:
    """Return where a limit acts on a loss: what its records come to, the limit, and what it gives back."""
    before = loss.rows[: loss.rows.index(limit)]
    taken = -sum((row.points.exact for row in before if not row.kind.is_mark), Fraction(0))
    back = limit.points.exact
    return f"以上共扣{brief_text(taken)}分，{limit.label}，实扣{brief_text(taken - back)}分（少扣{brief_text(back)}分）"


def objected(result: Detailed, objection: Objection) -> str:
    """Return what an objection is about, by the name of the record or the component."""
    for component in result.components:
        if component.id == objection.about:
            return component.name
        for row in component.rows:
            if row.entry == objection.about and row.kind.is_cause:
                return row.label
    return "考评记录"

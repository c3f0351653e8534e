"""Where a unit lost marks, the greatest part of the total first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ComponentLedger, Detailed, Figure, PublishedRow
from assessment.exact import brief_text, rounded
from assessment.kept import kept_by
from assessment.render.views.formula import TOTAL
from assessment.render.views.sheets import ClauseRows, Sheet, closing_rows, sheets, whole_of
from assessment.row_kind import RowKind


@dataclass(frozen=True)
class Loss:
    """What a unit lost in one part, net of objections and limits."""

    component: ComponentLedger | None
    """None for what was lost in the total itself, by a veto."""
    part: str
    """Key of the part; empty for what was lost in the total itself."""
    name: str
    clause: str
    """Empty for what was lost in the total itself."""
    anchor: str
    """What a page's address of it ends with: the clause where that is enough."""
    lost: Figure
    """Marks of the component, without sign."""
    factor: Fraction
    """What one mark of it is worth in the total."""
    weighted: Figure
    """About how many points of the total that is, without sign."""
    share: int
    """Percentage of the unit's greatest loss, for a bar."""
    is_given: bool
    """Whether its mark was given as a whole."""
    rows: tuple[PublishedRow, ...]
    """The rows that say why; empty where no reasons were recorded."""

    @property
    def is_whole(self) -> bool:
        """Whether its mark was given or reckoned as a whole, so that nobody wrote what was lost by what."""
        return self.is_given or any(row.kind.is_mark for row in self.rows)

    @property
    def where(self) -> str:
        """The name of the component that it was lost in; 总分 for the total itself."""
        return TOTAL if self.component is None else self.component.name


@kept_by(0)
def losses(publication: Publication, result: Detailed, names: Mapping[str, str]) -> tuple[Loss, ...]:
    """Return what was lost in each part, the greatest part of the total first."""
    components = {component.id: component for component in publication.scheme.components}
    found = [loss for sheet in sheets(result, names) for loss in _losses(sheet, components[sheet.component.id])]
    found += _of_total(result)
    found.sort(key=lambda loss: -loss.weighted)
    greatest = max((loss.weighted for loss in found), default=Fraction(1))
    clauses = Counter(loss.part.clause for loss in found)
    places = places_for([loss.weighted for loss in found], publication.scheme.ranking.places)
    return tuple(
        Loss(
            component=loss.component,
            part=loss.part.part,
            name=loss.part.name,
            clause=loss.part.clause,
            anchor=loss.part.clause if clauses[loss.part.clause] == 1 and loss.part.clause else loss.part.part or "total",
            lost=Figure(loss.lost, brief_text(loss.lost)),
            factor=loss.factor,
            weighted=Figure(loss.weighted, rounded(loss.weighted, places)),
            share=max(1, round(loss.weighted / greatest * 100)),
            is_given=loss.part.is_given,
            rows=loss.part.changes,
        )
        for loss in found
    )


def anchors(lost: Iterable[Loss]) -> dict[str, str]:
    """Return what a page's address of each loss ends with, by the part's key."""
    return {loss.part: loss.anchor for loss in lost}


def places_for(values: Iterable[Fraction], places: int) -> int:
    """Return how many decimal places losses are shown with: those of the totals, or two where these do not hold all.

    Args:
        values: what is shown together.
        places: those that the scheme rounds totals to.
    """
    return places if all((value * 10**places).denominator == 1 for value in values) else max(places, 2)


@dataclass(frozen=True)
class _Lost:
    """What was lost in one part, before it is held against the others."""

    component: ComponentLedger | None
    part: ClauseRows
    lost: Fraction
    factor: Fraction

    @property
    def weighted(self) -> Fraction:
        """Points of the total that it is."""
        return self.lost * self.factor


def _of_total(result: Detailed) -> Iterator[_Lost]:
    """Yield what a veto, or a total that fails, took from the total as a whole."""
    rows = tuple(row for row in closing_rows(result) if row.kind is RowKind.VETO)
    points = sum((row.points.exact for row in rows), Fraction(0))
    if points < 0:
        whole = ClauseRows("", "", "总分的否决", None, None, (), rows, Figure(points, brief_text(points)))
        yield _Lost(None, whole, -points, Fraction(1))


def says_why(row: PublishedRow) -> bool:
    """Tell whether a row of a loss is itself an answer to why; a mean of ballots is none."""
    return row.kind is RowKind.INTERNAL or (not row.kind.is_mark and bool(row.reason))


def unexplained(loss: Loss) -> str:
    """Return what is said where no row of a loss says why."""
    if loss.component is None:
        return f"{'；'.join(row.label for row in loss.rows)}：总分改按规定计。"
    if not loss.is_whole:
        return "没有登记原因。"
    match [row.kind for row in loss.rows][:1]:
        case [RowKind.MEAN]:
            return "评议分由评议单位打出，方案未要求说明理由。"
        case [RowKind.NUMBER]:
            return f"{loss.rows[0].label}，没有到满分。"
        case [RowKind.ROUND]:
            return "得分取自各轮，失分的原因见各轮的页面。"
        case _:
            return f"{loss.component.giver}只给出最终成绩，没有逐项原因。"


def _losses(sheet: Sheet, component: Part) -> Iterator[_Lost]:
    """Yield the parts that lost marks; where a mark was given as a whole, what it lacks of the full marks."""
    scales = _scales(sheet.component, component)
    extra = {below.key for part in component.walk() if part.on_top for below in part.walk()}
    for part in sheet.clauses:
        if part.whole is not None and part.part not in extra:
            lost = part.whole.exact - part.mark.exact
        elif any(row.kind in (RowKind.ENTRY, RowKind.INTERNAL) for row in part.changes):
            lost = -part.mark.exact
        else:
            lost = _vetoed(part)
        factor = scales.get(part.part, Fraction(1)) * sheet.component.factor.exact
        if lost > 0 and factor > 0:
            yield _Lost(sheet.component, part, lost, factor)


def _vetoed(part: ClauseRows) -> Fraction:
    """Return what a veto, or a mark that fails, took beyond all that was lost before."""
    return -sum((row.points.exact for row in part.changes if row.kind is RowKind.VETO), Fraction(0))


def _scales(sheet: ComponentLedger, component: Part) -> dict[str, Fraction]:
    """Return what a mark lost in each part costs its component, where that is more or less than a mark.

    Scaling multiplies what is below it (readings key-area-block and missing-marks of 2019), and a lower limit gives
    some of what was lost back.
    """
    keys = {part.clause: part.key for part in reversed([*component.walk()])}
    sums: dict[str, Fraction] = {}
    scaling: dict[str, Fraction] = {}
    back: dict[str, Fraction] = {}
    later: dict[str, Fraction] = {}
    holders = {part.key for part in component.walk() if part.items}
    for row in sheet.rows:
        key = row.part or keys.get(row.clause, component.key)
        floor = row.kind is RowKind.LIMIT and row.points.exact > 0
        by_part = sums
        if key in holders:
            # What follows the scaling, as a final mark that is rounded does, is no part of what was scaled.
            by_part = scaling if row.kind.scales else back if floor else later if key in scaling else sums
        by_part[key] = by_part.get(key, Fraction(0)) + row.points.exact
    fulls = dict(whole_of(sheet))
    kept = {key: _kept(component, key, fulls.get(key), sums, gift) for key, gift in back.items()}
    return dict(_below(component, Fraction(1), sums, scaling, later, kept))


def _kept(component: Part, key: str, full: Fraction | None, sums: Mapping[str, Fraction], gift: Fraction) -> Fraction:
    """Return which share of what was lost below a part stays lost after its lower limit gave some back."""
    holder = next(part for part in component.walk() if part.key == key)
    below = (sums.get(part.key, Fraction(0)) for item in holder.items if not item.on_top for part in item.walk())
    lost = (full or Fraction(0)) - sum(below, Fraction(0))
    return (lost - gift) / lost if lost > gift else Fraction(1)


def _below(
    part: Part,
    scale: Fraction,
    sums: Mapping[str, Fraction],
    scaling: Mapping[str, Fraction],
    later: Mapping[str, Fraction],
    kept: Mapping[str, Fraction],
) -> Iterator[tuple[str, Fraction]]:
    """Yield the scale of each part below, from the top: what each part adds is in proportion to all below it."""
    marks = sum((sums.get(item.key, Fraction(0)) for item in part.walk()), Fraction(0))
    for added in (scaling, later):
        marks += sum((added.get(item.key, Fraction(0)) for item in part.below()), Fraction(0))
    scale *= 1 + scaling.get(part.key, Fraction(0)) / marks if marks else 1
    scale *= kept.get(part.key, Fraction(1))
    for item in part.items:
        yield item.key, scale
        yield from _below(item, scale, sums, scaling, later, kept)

"""Where a unit lost marks, the greatest part of the total first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.disclosure.publication import ComponentLedger, Detailed, Figure, Publication, PublishedRow
from assessment.exact import brief_text, rounded
from assessment.render.views.sheets import ClauseRows, Sheet, sheets
from assessment.row_kind import RowKind


@dataclass(frozen=True)
class Loss:
    """What a unit lost under one clause, net of objections and limits."""

    component: ComponentLedger
    name: str
    clause: str
    lost: Figure
    """Marks of the component, without sign."""
    weighted: Figure
    """About how many points of the total that is, without sign."""
    share: int
    """Percentage of the unit's greatest loss, for a bar."""
    rows: tuple[PublishedRow, ...]
    """The rows that say why; empty where no reasons were recorded."""


def losses(publication: Publication, result: Detailed, names: Mapping[str, str]) -> tuple[Loss, ...]:
    """Return what was lost under each clause, the greatest part of the total first."""
    components = {component.id: component for component in publication.scheme.components}
    found = [loss for sheet in sheets(result, names) for loss in _losses(sheet, components[sheet.component.id])]
    greatest = max((weighted for *_, weighted in found), default=Fraction(1))
    return tuple(
        Loss(
            component=sheet.component,
            name=part.name,
            clause=part.clause,
            lost=Figure(lost, brief_text(lost)),
            weighted=Figure(weighted, rounded(weighted, 2)),
            share=max(1, round(weighted / greatest * 100)),
            rows=part.changes,
        )
        for sheet, part, lost, weighted in sorted(found, key=lambda loss: -loss[3])
    )


def says_why(row: PublishedRow) -> bool:
    """Tell whether a row of a loss is itself an answer to why; a mean of ballots is none."""
    return row.kind is RowKind.INTERNAL or (row.kind is not RowKind.MEAN and bool(row.reason))


def _losses(sheet: Sheet, component: Part) -> Iterator[tuple[Sheet, ClauseRows, Fraction, Fraction]]:
    """Yield the clauses that lost marks; where a mark was given as a whole, what it lacks of the full marks."""
    whole = sheet.component.full
    scales = _scales(sheet.component.rows, component)
    for part in sheet.clauses:
        if part.clause == sheet.component.clause:
            starts = any(row.kind is RowKind.MEAN for row in part.changes) or part.full is not None
            lost = whole.exact - sheet.component.mark.exact if starts and whole is not None else _vetoed(part)
        elif part.full is not None:
            lost = part.full.exact - part.mark.exact
        elif any(row.kind in (RowKind.ENTRY, RowKind.INTERNAL) for row in part.changes):
            lost = -part.mark.exact
        else:
            lost = _vetoed(part)
        if lost > 0:
            yield sheet, part, lost, lost * scales.get(part.clause, Fraction(1)) * sheet.component.factor.exact


def _vetoed(part: ClauseRows) -> Fraction:
    """Return what a veto, or a mark that fails, took beyond all that was lost before."""
    return -sum((row.points.exact for row in part.changes if row.kind is RowKind.VETO), Fraction(0))


def _scales(rows: Iterable[PublishedRow], component: Part) -> dict[str, Fraction]:
    """Return by what the marks of each item are multiplied on their way to the component (readings 1 and 17)."""
    keys = {part.clause: part.key for part in reversed([*component.walk()])}
    sums: dict[str, Fraction] = {}
    scaling: dict[str, Fraction] = {}
    holders = {part.key for part in component.walk() if part.items}
    for row in rows:
        key = row.part or keys.get(row.clause, component.key)
        by_part = scaling if row.kind.scales and key in holders else sums
        by_part[key] = by_part.get(key, Fraction(0)) + row.points.exact
    return dict(_below(component, Fraction(1), sums, scaling))


def _below(
    part: Part, scale: Fraction, sums: Mapping[str, Fraction], scaling: Mapping[str, Fraction]
) -> Iterator[tuple[str, Fraction]]:
    """Yield the scale of each part below, from the top: what each part adds is in proportion to all below it."""
    marks = sum((sums.get(item.key, Fraction(0)) for item in part.walk()), Fraction(0))
    marks += sum((scaling.get(item.key, Fraction(0)) for item in part.below()), Fraction(0))
    scale *= 1 + scaling.get(part.key, Fraction(0)) / marks if marks else 1
    for item in part.items:
        if item.clause != part.clause:
            yield item.clause, scale
        yield from _below(item, scale, sums, scaling)

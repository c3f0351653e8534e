"""What pages and documents show of a result, arranged for reading: by clause, by what was lost, beside the group."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import (
    ByComponent,
    ComponentLedger,
    ComponentMark,
    Figure,
    InFull,
    Publication,
    PublishedGroup,
    PublishedRow,
    PublishedUnit,
    Totalled,
)
from assessment.exact import exact_text, rounded, shown

_STARTING = ("full", "given")


@dataclass(frozen=True)
class ClauseRows:
    """The rows of one clause: what it is worth, what was taken or given, what remains."""

    clause: str
    name: str
    full: Figure | None
    """What the item starts at; None where it starts at nothing."""
    changes: tuple[PublishedRow, ...]
    """The rows that follow, in order."""
    mark: Figure


@dataclass(frozen=True)
class Sheet:
    """A component's ledger, by clause."""

    component: ComponentLedger
    clauses: tuple[ClauseRows, ...]
    weighing: str
    """How the mark becomes points of the total, as an equation; empty where marks are points already."""


@dataclass(frozen=True)
class Loss:
    """What a unit lost under one clause, net of objections and limits."""

    component: ComponentLedger
    name: str
    clause: str
    lost: Figure
    """Marks of the component, without sign."""
    weighted: Figure
    """About how many points of the total that is, without sign; scaling inside a component is left out."""
    share: int
    """Percentage of the unit's greatest loss, for a bar."""
    rows: tuple[PublishedRow, ...]
    """The rows that say why; empty where no reasons were recorded."""


@dataclass(frozen=True)
class Beside:
    """A component's mark beside its group."""

    component: ComponentMark
    mean: Figure
    """Mean of the group's marks."""


def item_names(publication: Publication) -> dict[str, str]:
    """Return the short names of items and components by clause."""
    scheme = publication.scheme
    names = {component.clause: component.name for component in scheme.components}
    return names | {item.clause: item.name for component in scheme.components for item in component.walk()}


def sheets(result: InFull, names: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the ledgers of a result by clause, in the order in which the rows stand."""
    return tuple(
        Sheet(component, tuple(_clauses(component, names)), _weighing(component)) for component in result.components
    )


def _clauses(component: ComponentLedger, names: Mapping[str, str]) -> Iterator[ClauseRows]:
    by_clause: dict[str, list[PublishedRow]] = {}
    for row in component.rows:
        by_clause.setdefault(row.clause, []).append(row)
    for clause, rows in by_clause.items():
        starts = [row for row in rows if row.kind in _STARTING]
        total = sum((row.points.exact for row in rows), Fraction(0))
        yield ClauseRows(
            clause=clause,
            name=names.get(clause, clause),
            full=starts[0].points if starts else None,
            changes=tuple(row for row in rows if row.kind not in _STARTING),
            mark=Figure(total, shown(total)),
        )


def _weighing(component: ComponentMark) -> str:
    if component.factor.exact == 1:
        return ""
    about = "≈" in component.mark.text + component.weighted.text
    mark, weighted = component.mark.text.lstrip("≈"), component.weighted.text.lstrip("≈")
    return f"{mark}×{shown(component.factor.exact)}{'≈' if about else '＝'}{weighted}"


def addition(result: InFull) -> str:
    """Return how the components make the total, as an equation whose last step is the rounding."""
    terms = [component.weighted for component in result.components]
    whole = shown(result.total.exact)
    parts = "".join(f"{'−' if term.exact < 0 else '＋'}{term.text.lstrip('≈').lstrip('-')}" for term in terms)
    about = any("≈" in text for text in (whole, *(term.text for term in terms)))
    return f"{parts.removeprefix('＋')}{'≈' if about else '＝'}{whole.lstrip('≈')}"


def close(publication: Publication, group: PublishedGroup) -> tuple[tuple[tuple[PublishedUnit, str], ...], ...]:
    """Return the units whose published totals are alike while their ranks differ, with totals that tell them apart."""
    alike: dict[str, list[tuple[PublishedUnit, Totalled]]] = {}
    for unit in (publication.units[name] for name in group.ranking):
        if isinstance(unit.result, Totalled):
            alike.setdefault(unit.result.total.text, []).append((unit, unit.result))
    return tuple(
        tuple((unit, exact_text(result.total.exact)) for unit, result in units)
        for units in alike.values()
        if len({result.rank for _, result in units}) > 1
    )


def sum_of_full(parts: Iterable[ClauseRows]) -> str:
    """Return what several clauses are worth together."""
    return shown(sum((part.full.exact for part in parts if part.full is not None), Fraction(0)))


def losses(result: InFull, names: Mapping[str, str]) -> tuple[Loss, ...]:
    """Return what was lost under each clause, the greatest part of the total first."""
    found = [loss for sheet in sheets(result, names) for loss in _losses(sheet)]
    greatest = max((weighted for *_, weighted in found), default=Fraction(1))
    return tuple(
        Loss(
            component=sheet.component,
            name=part.name,
            clause=part.clause,
            lost=Figure(lost, shown(lost)),
            weighted=Figure(weighted, rounded(weighted, 2)),
            share=max(1, round(weighted / greatest * 100)),
            rows=part.changes,
        )
        for sheet, part, lost, weighted in sorted(found, key=lambda loss: -loss[3])
    )


def _losses(sheet: Sheet) -> Iterator[tuple[Sheet, ClauseRows, Fraction, Fraction]]:
    """Yield the clauses that lost marks; where a mark was given as a whole, what it lacks of the full marks."""
    whole = sheet.component.full
    for part in sheet.clauses:
        if part.clause == sheet.component.clause:
            starts = any(row.kind == "mean" for row in part.changes) or part.full is not None
            lost = whole.exact - sheet.component.mark.exact if starts and whole is not None else Fraction(0)
        elif part.full is not None:
            lost = part.full.exact - part.mark.exact
        elif any(row.kind in ("entry", "internal") for row in part.changes):
            lost = -part.mark.exact
        else:
            lost = Fraction(0)
        if lost > 0:
            yield sheet, part, lost, lost * sheet.component.factor.exact


def beside(publication: Publication, unit: PublishedUnit) -> tuple[Beside, ...]:
    """Return each component's mark with its group's mean; empty where components are not public."""
    if not isinstance(unit.result, ByComponent):
        return ()
    compared = []
    for index, component in enumerate(unit.result.components):
        marks = [other.components[index].mark.exact for other in _results(publication, unit.group)]
        mean = sum(marks, Fraction(0)) / len(marks)
        compared.append(Beside(component, Figure(mean, rounded(mean, publication.scheme.ranking.places))))
    return tuple(compared)


def _results(publication: Publication, group: str) -> list[ByComponent]:
    return [
        unit.result for unit in publication.units.values() if unit.group == group and isinstance(unit.result, ByComponent)
    ]


def group_of(publication: Publication, unit: PublishedUnit) -> PublishedGroup:
    """Return the group that a unit is assessed in."""
    return next(group for group in publication.groups if group.id == unit.group)


def ranked(publication: Publication, group: PublishedGroup) -> tuple[PublishedUnit, ...]:
    """Return the units of a group as lists show them: best first where ranks are public, else as annex 1 has them."""
    first = group.ranking or tuple(unit for unit in group.units if unit not in (*group.pending, *group.not_assessed))
    return tuple(publication.units[unit] for unit in (*first, *group.pending, *group.not_assessed))


def example(publication: Publication) -> PublishedUnit | None:
    """Return the unit whose sum the method page redoes: the first one whose ledger is public; None where none is."""
    return next((unit for unit in publication.units.values() if isinstance(unit.result, InFull)), None)


def difference(total: Totalled, group: PublishedGroup) -> str:
    """Return how a total compares with its group's mean, in words."""
    if group.summary is None:
        return ""
    gap = Fraction(total.total.text) - Fraction(group.summary.mean.text)
    if gap == 0:
        return "与本组平均分相同"
    places = max(len(total.total.text.partition(".")[2]), 0)
    return f"{'高于' if gap > 0 else '低于'}本组平均分{rounded(abs(gap), places)}分"

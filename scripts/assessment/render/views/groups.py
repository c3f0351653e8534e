"""A unit beside those it is ranked with, and their table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.scheme import Grade
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import (
    ByComponent,
    Figure,
    Graded,
    InFull,
    PublishedMark,
    Totalled,
    Unfinished,
)
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded

FIRST = 3
"""How many ranks the summary names."""

MOST_PLACES = 4


@dataclass(frozen=True)
class Beside:
    """A component's mark beside its group."""

    component: PublishedMark
    mean: Figure
    """Mean of the group's marks."""


def beside(publication: Publication, unit: PublishedUnit) -> tuple[Beside, ...]:
    """Return each component's mark with the mean of those ranked together that are marked alike in it.

    Empty where components are not public.
    """
    if not isinstance(unit.result, ByComponent):
        return ()
    compared = []
    for component in unit.result.components:
        marks = [other.mark.exact for other in _alike(publication, unit, component)]
        mean = sum(marks, Fraction(0)) / len(marks)
        compared.append(Beside(component, Figure(mean, rounded(mean, publication.scheme.ranking.places))))
    return tuple(compared)


def _alike(publication: Publication, unit: PublishedUnit, component: PublishedMark) -> list[PublishedMark]:
    """Return the marks of a component that those ranked with a unit have on the same full marks."""
    results = [other.result for other in publication.units.values() if other.ranked_in == unit.ranked_in]
    return [
        mark
        for result in results
        if isinstance(result, ByComponent)
        for mark in result.components
        if (mark.id, mark.full) == (component.id, component.full)
    ]


def group_of(publication: Publication, unit: PublishedUnit) -> PublishedGroup:
    """Return those that a unit is ranked with."""
    return next(group for group in publication.groups if group.id == unit.ranked_in)


def ranked(publication: Publication, group: PublishedGroup) -> tuple[PublishedUnit, ...]:
    """Return the units of a group as lists show them: best first where there are ranks, by grade where there are none.

    Else they stand as annex 1 has them, and so do those of one grade; 待定 and 未参评 ones come last.
    """
    last = (*group.pending, *group.not_assessed)
    if group.ranking:
        first = tuple(publication.units[unit] for unit in group.ranking)
    elif graded := by_grade(publication, group):
        first = tuple(unit for grade in graded for unit in grade.units)
    else:
        first = tuple(publication.units[unit] for unit in group.units if unit not in last)
    return (*first, *(publication.units[unit] for unit in last))


@dataclass(frozen=True)
class GradeList:
    """A grade of a group, and who has it."""

    grade: Grade
    units: tuple[PublishedUnit, ...]
    """In the order of annex 1."""


def by_grade(publication: Publication, group: PublishedGroup) -> tuple[GradeList, ...]:
    """Return the group's grades, best first, with their units; empty where grades are not public or there are none."""
    if not publication.disclosure.shows_results:
        return ()
    units = [publication.units[unit] for unit in group.units]
    return tuple(
        GradeList(grade, tuple(unit for unit in units if _grade(unit) == grade.name))
        for grade in publication.scheme.grades.get(group.id, ())
    )


def counted(grades: Iterable[GradeList]) -> str:
    """Return how many units each grade has."""
    return "，".join(f"{known.grade.name}{len(known.units)}个" for known in grades)


def _grade(unit: PublishedUnit) -> str:
    return unit.result.grade if isinstance(unit.result, Graded | Totalled) else ""


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


def first(publication: Publication, group: PublishedGroup) -> tuple[PublishedUnit, ...]:
    """Return the units on the first three ranks; equal ranks all count."""
    units = (publication.units[name] for name in group.ranking)
    return tuple(
        unit
        for unit in units
        if isinstance(unit.result, Totalled) and unit.result.rank is not None and unit.result.rank <= FIRST
    )


def aligned(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return numbers of one column with as many places as the longest needs, four at most."""
    places = max((_places(figure.exact) for figure in figures), default=0)
    return tuple(rounded(figure.exact, places) for figure in figures)


def weighted_columns(publication: Publication, units: Iterable[PublishedUnit]) -> dict[str, dict[str, str]]:
    """Return what each component adds to the units' totals, aligned in each column, by unit and component id."""
    known = {
        unit.id: {component.id: component.weighted for component in unit.result.components}
        for unit in units
        if isinstance(unit.result, ByComponent | Unfinished)
    }
    cells: dict[str, dict[str, str]] = {unit: {} for unit in known}
    for component in publication.scheme.components:
        column = {unit: weighted[component.id] for unit, weighted in known.items() if component.id in weighted}
        for unit, text in zip(column, aligned([*column.values()]), strict=True):
            cells[unit][component.id] = text
    return cells


def closing_column(units: Iterable[PublishedUnit]) -> dict[str, str]:
    """Return what is done to each total as a whole, aligned, by unit; empty where nothing is done to any."""
    known = {unit.id: unit.result.closing for unit in units if isinstance(unit.result, ByComponent)}
    if not any(closing.exact for closing in known.values()):
        return {}
    return dict(zip(known, aligned([*known.values()]), strict=True))


def _places(value: Fraction) -> int:
    return next((places for places in range(MOST_PLACES) if (value * 10**places).denominator == 1), MOST_PLACES)

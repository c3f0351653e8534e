"""What units lost marks by, item by item over all units: the problems that a circular tells of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed, InFull
from assessment.kept import kept_by
from assessment.render.views.common_scale import common_factor
from assessment.render.views.formula import TOTAL
from assessment.render.views.losses import Loss, losses, unexplained
from assessment.render.views.remedies import standing


@dataclass(frozen=True)
class Reason:
    """Why marks were lost, in the words of the records."""

    text: str
    units: tuple[str, ...]
    """Ids of the units that it was said of."""


@dataclass(frozen=True)
class Problem:
    """A part in which units lost marks."""

    part: str
    """Its key; empty for the total itself."""
    name: str
    clause: str
    units: tuple[str, ...]
    """Ids of the units that lost by it, the greatest loss first."""
    lost: Fraction
    """Marks of the component that these units lost together; of a hundred where totals differ (``common_scale``)."""
    weighted: Fraction
    """Points of the total that these are; of a hundred where totals differ."""
    reasons: tuple[Reason, ...]
    """The commonest first."""
    unexplained: str
    """What is said of a mark that was given or reckoned as a whole; empty for all others."""


@dataclass(frozen=True)
class ComponentProblems:
    """The problems in a component, what cost most first."""

    name: str
    problems: tuple[Problem, ...]
    marked: int
    """How many units have a mark of it that may be seen: 未参评 is neither a loss nor none."""
    units: int
    """How many units lost marks in it."""
    weighted: Fraction
    """Points of the total that they lost together."""
    is_on_top: bool
    """Whether it adds to the total and has no share of its full marks, so that nothing in it is lost."""


@kept_by(0)
def problems(publication: Publication, names: Mapping[str, str]) -> tuple[ComponentProblems, ...]:
    """Return the problems of all units whose ledgers may be seen, the component that cost most first."""
    found: dict[str, dict[str, dict[str, Loss]]] = {}
    marked: Counter[str] = Counter()
    for unit in publication.units.values():
        if isinstance(unit.result, Detailed):
            marked.update(component.name for component in unit.result.components)
            marked.update([TOTAL] * isinstance(unit.result, InFull))
            for loss in losses(publication, unit.result, names):
                found.setdefault(loss.where, {}).setdefault(loss.part, {})[unit.id] = loss
    on_top = {component.name for component in publication.scheme.components if component.on_top}
    components = [
        _component(publication, name, by_clause, marked[name], name in on_top) for name, by_clause in found.items()
    ]
    return tuple(sorted(components, key=lambda component: -component.weighted))


def _component(
    publication: Publication, name: str, by_clause: Mapping[str, Mapping[str, Loss]], marked: int, is_on_top: bool
) -> ComponentProblems:
    components = sorted(
        (_problem(publication, by_unit) for by_unit in by_clause.values()), key=lambda problem: -problem.weighted
    )
    units = {unit for by_unit in by_clause.values() for unit in by_unit}
    lost = sum((problem.weighted for problem in components), Fraction(0))
    return ComponentProblems(name, tuple(components), marked, len(units), lost, is_on_top)


def _problem(publication: Publication, by_unit: Mapping[str, Loss]) -> Problem:
    some = next(iter(by_unit.values()))
    factors = {unit: common_factor(publication, publication.units[unit]) for unit in by_unit}
    weighted = {unit: loss.weighted.exact * factors[unit] for unit, loss in by_unit.items()}
    is_common = any(factor != 1 for factor in factors.values())
    lost = weighted if is_common else {unit: loss.lost.exact for unit, loss in by_unit.items()}
    return Problem(
        part=some.part,
        name=some.name,
        clause=some.clause,
        units=tuple(sorted(by_unit, key=lambda unit: -weighted[unit])),
        lost=sum(lost.values(), Fraction(0)),
        weighted=sum(weighted.values(), Fraction(0)),
        reasons=tuple(_reasons(by_unit)),
        unexplained=unexplained(some) if some.is_whole else "",
    )


def _reasons(by_unit: Mapping[str, Loss]) -> Iterator[Reason]:
    units: dict[str, dict[str, None]] = {}
    for unit, loss in by_unit.items():
        for row in standing(loss.rows):
            for reason in row.reason.rstrip("。").split("；"):
                units.setdefault(reason.strip().rstrip("。"), {})[unit] = None
    counted = Counter({reason: len(those) for reason, those in units.items() if reason})
    for reason, _ in counted.most_common():
        yield Reason(reason, tuple(units[reason]))

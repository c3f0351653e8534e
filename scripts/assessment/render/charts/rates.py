"""What share of the full marks each unit of a ranking list has: in total, and in each component."""

from dataclasses import dataclass
from functools import cached_property

from assessment.dataset.part import Part
from assessment.disclosure.publication import ByComponent, Publication, PublishedGroup, Totalled


@dataclass(frozen=True)
class Rates:
    """One row of a chart."""

    name: str
    by_unit: dict[str, float]
    """Per cent of the full marks."""

    @cached_property
    def mean(self) -> float:
        """Mean of the group."""
        return sum(self.by_unit.values()) / len(self.by_unit)


def rates(publication: Publication, group: PublishedGroup) -> list[Rates]:
    """Return the total and every component, as far as they have full marks; nothing where no totals are known."""
    results = {
        name: result
        for name in group.units
        for result in (publication.units[name].result,)
        if isinstance(result, Totalled)
    }
    if not results:
        return []
    rows: list[Rates] = []
    of_total = {
        name: float(result.total.exact) / float(most) * 100
        for name, result in results.items()
        if (most := publication.scheme.full_of(publication.units[name].marked_as))
    }
    if of_total:
        rows.append(Rates("总分", of_total))
    for component in publication.scheme.components:
        found = {name: rate for name, result in results.items() if (rate := _rate(result, component)) is not None}
        if found and not component.on_top:
            rows.append(Rates(component.name, found))
    return rows


def _rate(result: Totalled, component: Part) -> float | None:
    """Return the share that a unit has of a component's full marks, in per cent; None where it has no such mark."""
    marks = result.components if isinstance(result, ByComponent) else ()
    mark = next((one for one in marks if one.id == component.id), None)
    return None if mark is None or mark.full is None else float(mark.mark.exact) / float(mark.full.exact) * 100

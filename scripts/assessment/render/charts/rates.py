"""What share of the full marks each unit of a group has: in total, and in each component."""

from dataclasses import dataclass
from functools import cached_property

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
    if most := publication.scheme.full_of(group.id):
        of_total = {name: float(result.total.exact) / float(most) * 100 for name, result in results.items()}
        rows.append(Rates("总分", of_total))
    detailed = {name: result for name, result in results.items() if isinstance(result, ByComponent)}
    for component in publication.scheme.components:
        full_marks = component.full_of(group.id)
        if detailed and full_marks and not component.on_top:
            full = float(full_marks)
            marks = {name: result.component(component.id).mark.exact for name, result in detailed.items()}
            rows.append(Rates(component.name, {name: float(mark) / full * 100 for name, mark in marks.items()}))
    return rows

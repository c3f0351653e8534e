"""What share of the full marks each unit of a group has: in total, and in each component."""

from dataclasses import dataclass
from functools import cached_property

from assessment.disclosure.publication import ByComponent, Publication, PublishedGroup, Totalled
from assessment.exact import for_group


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
    """Return the total and every component that has full marks; nothing where no totals are known."""
    results = {
        name: result
        for name in group.units
        for result in (publication.units[name].result,)
        if isinstance(result, Totalled)
    }
    if not results:
        return []
    most = float(for_group(publication.scheme.full, group.id))
    rows = [Rates("总分", {name: float(result.total.exact) / most * 100 for name, result in results.items()})]
    for component in publication.scheme.components:
        full = component.full_for(group.id)
        marks = {
            name: float(mark.mark.exact) / float(full) * 100
            for name, result in results.items()
            if full and isinstance(result, ByComponent)
            for mark in result.components
            if mark.id == component.id
        }
        if marks:
            rows.append(Rates(component.name, marks))
    return rows

"""What share of the full marks each unit of a ranking list has: in total, and in each component."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assessment.dataset.part import Part
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, Totalled


@dataclass(frozen=True)
class Rates:
    """One row of a chart."""

    name: str
    by_unit: dict[str, float]
    """Per cent of the full marks."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What is written for each unit, where that is no rate: of a total of 100 the total itself as published."""
    mean_text: str = ""
    """The same of the group's mean."""

    @cached_property
    def mean(self) -> float:
        """Mean of the group."""
        return sum(self.by_unit.values()) / len(self.by_unit)

    def text_of(self, unit: str) -> str:
        """Return what is written for a unit."""
        return self.texts.get(unit) or f"{self.by_unit[unit]:.1f}%"

    @property
    def text_of_mean(self) -> str:
        """What is written for the group."""
        return self.mean_text or f"{self.mean:.1f}%"

    @property
    def texts_of_ends(self) -> tuple[str, str]:
        """What is written for the unit with least, and for the one with most."""
        first, last = min(self.by_unit, key=self.by_unit.__getitem__), max(self.by_unit, key=self.by_unit.__getitem__)
        return self.text_of(first), self.text_of(last)


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
    if of_total and group.summary and all(publication.scheme.full_of(as_) == 100 for as_ in group.marked_as):
        texts = {name: f"{results[name].total.text}分" for name in of_total}
        rows.append(Rates("总分", of_total, texts, f"{group.summary.mean.text}分"))
    elif of_total:
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

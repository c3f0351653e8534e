"""The pages of one year, and the charts beside them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from assessment.addresses import Addresses
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import GroupComparison, compare_group, compare_unit, earlier
from assessment.disclosure.publication import Detailed, Publication, PublishedUnit
from assessment.render import charts, views, words
from assessment.render.circular.write import has_circular
from assessment.render.county import County
from assessment.render.open_data.dataset import dataset
from assessment.render.open_data.formats import TableFormat
from assessment.render.open_data.tables import tables
from assessment.render.site.switch import switch


class WritePage(Protocol):
    """Fills a template and writes the page."""

    def __call__(self, path: str, template: str, **more: object) -> None:
        """Write a page."""


@dataclass(frozen=True)
class YearPages:
    """Writes the pages of one year."""

    column: Column
    publication: Publication
    county: County
    leads: Mapping[str, Markup]
    """The office's own prose for the tops of pages, by page."""
    documents: frozenset[str]
    """Names of the year's PDFs."""
    write_page: WritePage
    write_file: Callable[[str, bytes], None]

    @property
    def addresses(self) -> Addresses:
        """Where the year's files stand."""
        return Addresses(self.publication.year)

    def write(self) -> None:
        """Write all of them."""
        addresses, publication = self.addresses, self.publication
        rates = {group.id: charts.rates(publication, group) for group in publication.groups}
        swarms = {group: charts.Swarm(rows) for group, rows in rates.items() if rows}
        self.home(addresses.home)
        self._page(
            addresses.ranking,
            "ranking",
            lead=self.leads["ranking"],
            charts=self._group_charts(swarms),
            comparisons=self._group_comparisons(),
        )
        self._page(addresses.scheme, "scheme", lead=self.leads["scheme"], backlinks=views.backlinks(publication))
        self._page(addresses.method, "method", lead=self.leads["method"], example=views.example(publication))
        self._page(
            addresses.downloads,
            "downloads",
            lead=self.leads["downloads"],
            has_circular=has_circular(publication),
            tables=tables(publication),
            formats=TableFormat,
            dataset=dataset(publication, self.county),
        )
        for unit in publication.units.values():
            self._unit(unit, swarms.get(unit.group))

    def home(self, path: str) -> None:
        """Write the year at a glance."""
        self._page(path, "home", lead=self.leads["home"])

    def shared(self, path: str) -> dict[str, object]:
        """Return what the templates of every page need to know of the year."""
        return {
            "publication": self.publication,
            "addresses": self.addresses,
            "documents": self.documents,
            "notices": words.notices(self.publication),
            "names": views.item_names(self.publication),
            "years": switch(self.column, self.publication, path),
        }

    def _unit(self, unit: PublishedUnit, swarm: charts.Swarm | None) -> None:
        publication, result = self.publication, unit.result
        group = views.group_of(publication, unit)
        names = views.item_names(publication)
        losses = views.losses(publication, result, names) if isinstance(result, Detailed) else ()
        standing = None if swarm is None else charts.standing(group, swarm, unit)
        self._page(
            self.addresses.unit(unit.id),
            "unit",
            unit=unit,
            result=result,
            group=group,
            standing=self._chart(self.addresses.standing_chart(unit.id), standing),
            lost=self._chart(self.addresses.lost_chart(unit.id), charts.lost(unit, losses)),
            beside=views.beside(publication, unit),
            sheets=views.sheets(result, names) if isinstance(result, Detailed) else (),
            losses=losses,
            detailed=isinstance(result, Detailed),
            comparisons=[one for before in self._earlier() if (one := compare_unit(publication, before, unit))],
        )

    def _earlier(self) -> Iterator[Publication]:
        return earlier(self.column, self.publication)

    def _group_comparisons(self) -> dict[str, GroupComparison]:
        """Return each group beside the year before, where both may be seen."""
        before = next(self._earlier(), None)
        if before is None:
            return {}
        compared = {group.id: compare_group(self.publication, before, group.id) for group in self.publication.groups}
        return {group: comparison for group, comparison in compared.items() if comparison is not None}

    def _group_charts(self, swarms: Mapping[str, charts.Swarm]) -> dict[str, charts.Chart | None]:
        return {
            group.id: self._chart(self.addresses.spread_chart(group.id), charts.spread(group, swarms[group.id]))
            for group in self.publication.groups
            if group.id in swarms
        }

    def _chart(self, path: str, chart: charts.Chart | None) -> charts.Chart | None:
        if chart is not None:
            self.write_file(path, chart.svg)
        return chart

    def _page(self, path: str, template: str, **more: object) -> None:
        self.write_page(path, template, **self.shared(path), **more)

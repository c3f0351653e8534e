"""The pages of one year, and the charts beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from markupsafe import Markup

from assessment.addresses import Addresses
from assessment.dataset.county import County
from assessment.disclosure.comparison import GroupComparison, compare_group, compare_unit
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed
from assessment.disclosure.published_unit import PublishedUnit
from assessment.pages import DOWNLOADS, FRONT, HOME, ITEM, ITEMS, METHOD, RANKING, SCHEME, UNIT, PageKind, Scope, kinds_of
from assessment.period import Period
from assessment.render import charts, views, words
from assessment.render.charts.sketch import Sketch
from assessment.render.circular.write import has_circular
from assessment.render.open_data.csv import csv_of
from assessment.render.open_data.dataset import dataset
from assessment.render.open_data.formats import TableFormat
from assessment.render.open_data.tables import tables
from assessment.render.site.item_pages import heat_maps, of_all, of_each
from assessment.render.site.navigation import YearOutline, navigation, switch
from assessment.render.site.shown_edition import ShownEdition
from assessment.render.views.findings import Costly
from assessment.render.views.items import Item


class WritePage(Protocol):
    """Fills a template and writes the page."""

    def __call__(self, path: str, kind: PageKind, **more: object) -> None:
        """Write a page."""


@dataclass(frozen=True)
class YearPages:
    """Writes the pages of one year."""

    publication: Publication
    before: tuple[Publication, ...]
    """What it may be held against, newest first."""
    outlines: tuple[YearOutline, ...]
    """Of all years of the column, newest first."""
    edition: ShownEdition
    county: County
    leads: Mapping[str, Markup]
    """The office's own prose for the tops of pages, by template."""
    advice: Mapping[str, Markup]
    """What the office advises, by clause."""
    documents: frozenset[str]
    """Names of the year's PDFs."""
    draw: Callable[[Sketch], tuple[bytes, bytes]]
    """Returns the SVG and the PNG of a chart."""
    write_page: WritePage
    write_file: Callable[[str, bytes], None]

    @property
    def addresses(self) -> Addresses:
        """Where the year's files stand."""
        return Addresses(self.publication.period)

    def write(self, wanted: Callable[[str], bool]) -> None:
        """Write those of them that are wanted, by their paths, each with its charts before it."""
        period, swarms = self.publication.period, self._swarms
        more: dict[PageKind, Callable[[], dict[str, object]]] = {
            HOME: self._home,
            RANKING: lambda: self._ranking(swarms),
            SCHEME: self._scheme,
            METHOD: self._method,
            DOWNLOADS: self._downloads,
        }
        for kind in kinds_of(Scope.YEAR):
            if wanted(kind.at(period)):
                self._page(kind, **more.get(kind, dict)())
        if self._all_items and wanted(ITEMS.at(period)):
            self._page(ITEMS, **of_all(self.publication, self._all_items, self._by_cost))
        known = of_each(self.publication, self._all_items)
        for item in self._all_items:
            if wanted(ITEM.at(period, item.address)):
                self._item(item, known[item.address])
        for unit in self.publication.units.values():
            if wanted(UNIT.at(period, unit.id)):
                self._unit(unit, swarms.get(unit.ranked_in), self._means[unit.ranked_in])

    def write_front(self) -> None:
        """Write the first page of the column, which is the year at a glance."""
        self._page(FRONT, **self._home())

    @cached_property
    def _swarms(self) -> dict[str, charts.Swarm]:
        rates = {group.id: charts.rates(self.publication, group) for group in self.publication.groups}
        return {group: charts.Swarm(rows) for group, rows in rates.items() if rows}

    @cached_property
    def _means(self) -> dict[str, Mapping[str, Fraction]]:
        return {group.id: views.mean_losses(self.publication, group) for group in self.publication.groups}

    @cached_property
    def _all_items(self) -> tuple[Item, ...]:
        return views.items(self.publication, views.item_names(self.publication))

    @cached_property
    def _by_cost(self) -> tuple[Costly, ...]:
        return views.by_cost(views.problems(self.publication, views.item_names(self.publication)), self._all_items)

    def shared(self, kind: PageKind, of: str = "") -> dict[str, object]:
        """Return what the templates of every page need to know of the year."""
        return {
            "publication": self.publication,
            "edition": self.edition,
            "addresses": self.addresses,
            "documents": self.documents,
            "notices": words.notices(self.publication),
            "names": views.item_names(self.publication),
            "navigation": navigation(self.publication),
            "years": switch(self.outlines, self.publication.period, kind, of),
        }

    def _ranking(self, swarms: Mapping[str, charts.Swarm]) -> dict[str, object]:
        spots = {group: swarm.spots() for group, swarm in swarms.items()}
        return {
            "charts": self._group_charts(swarms),
            "spots": spots,
            "maps": heat_maps(self.publication, self._all_items),
            "comparisons": self._group_comparisons(),
            "changes": views.change_column(self.publication, self._last),
        }

    def _scheme(self) -> dict[str, object]:
        return {"backlinks": views.backlinks(self._all_items)}

    def _home(self) -> dict[str, object]:
        return {
            "costly": self._by_cost,
            "put_right": views.all_remedies(self._all_items),
            "comparisons": self._group_comparisons(),
        }

    def _item(self, item: Item, known: Mapping[str, object]) -> None:
        chart = self._chart(self.addresses.item_chart(item.address), charts.item_spread(self.publication, item))
        self._page(ITEM, item.address, spread=chart, advice=self.advice.get(item.part.clause), **known)

    def _method(self) -> dict[str, object]:
        ranges = self.publication.ranges
        drawn = {
            of.list: self._chart(self.addresses.ranges_chart(of.list), charts.rank_bars(self.publication, of))
            for of in (() if ranges is None else ranges.lists)
        }
        return {"example": views.example(self.publication), "charts": drawn}

    def _downloads(self) -> dict[str, object]:
        before = self._last
        return {
            "has_circular": has_circular(self.publication),
            "tables": tables(self.publication, before),
            "formats": TableFormat,
            "dataset": dataset(self.publication, self.county, before),
        }

    def _unit(self, unit: PublishedUnit, swarm: charts.Swarm | None, means: Mapping[str, Fraction]) -> None:
        publication, result = self.publication, unit.result
        group = views.group_of(publication, unit)
        names = views.item_names(publication)
        losses = views.losses(publication, result, names) if isinstance(result, Detailed) else ()
        standing = None if swarm is None else charts.standing(group, swarm, unit)
        self._page(
            UNIT,
            unit.id,
            unit=unit,
            result=result,
            group=group,
            standing=self._chart(self.addresses.standing_chart(unit.id), standing),
            lost=self._chart(self.addresses.lost_chart(unit.id), charts.lost(unit, losses)),
            beside=views.beside(publication, unit),
            sheets=views.sheets(result, names) if isinstance(result, Detailed) else (),
            losses=losses,
            advice=self.advice,
            held=views.held_losses(losses, means),
            detailed=isinstance(result, Detailed),
            round_pages=self._round_pages(unit.id),
            comparisons=[one for before in self.before if (one := compare_unit(publication, before, unit))],
        )

    def _round_pages(self, unit: str) -> dict[Period, str]:
        """Return the pages of a unit in the rounds that the column has, by round."""
        rounds = (one for one in self.outlines if one.period.is_round and unit in one.units)
        return {one.period: UNIT.at(one.period, unit) for one in rounds}

    @property
    def _last(self) -> Publication | None:
        """The last of what it may be held against."""
        return next(iter(self.before), None)

    def _group_comparisons(self) -> dict[str, GroupComparison]:
        """Return each group beside the year before, where both may be seen."""
        before = self._last
        if before is None:
            return {}
        compared = {group.id: compare_group(self.publication, before, group.id) for group in self.publication.groups}
        return {group: comparison for group, comparison in compared.items() if comparison is not None}

    def _group_charts(self, swarms: Mapping[str, charts.Swarm]) -> dict[str, charts.Chart | None]:
        return {
            group.id: self._chart(
                self.addresses.spread_chart(group.id), charts.spread(self.publication, group, swarms[group.id])
            )
            for group in self.publication.groups
            if group.id in swarms
        }

    def _chart(self, path: str, chart: charts.Chart | None) -> charts.Chart | None:
        if chart is not None:
            svg, png = self.draw(chart.sketch)
            self.write_file(path, svg)
            self.write_file(self.addresses.picture_of(path), png)
            if chart.data.rows:
                self.write_file(self.addresses.data_of(path), csv_of(chart.data.heads, chart.data.rows))
        return chart

    def _page(self, kind: PageKind, of: str = "", /, **more: object) -> None:
        """Write a page; ``of`` is the id of the unit, or the address of the item, that it is about."""
        lead = {"lead": self.leads[kind.template]} if kind.has_lead else {}
        self.write_page(kind.at(self.publication.period, of), kind, **self.shared(kind, of), **lead, **more)

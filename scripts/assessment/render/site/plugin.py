"""The Pelican plugin: pages that come from data instead of articles."""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from assessment.dataset.scheme import Clause
from assessment.disclosure.publication import Detailed, Publication, PublishedUnit
from assessment.render import views, words
from assessment.render.county import County, county_of
from assessment.render.site import charts
from assessment.render.site.addresses import Addresses, link
from assessment.render.site.feed import feed
from assessment.render.templates import equip


class PublicationGenerator(Generator):  # type: ignore[misc]
    """Writes every page of one Publication."""

    def generate_context(self) -> None:
        """Give all templates, those of prose pages too, what they need on every page."""
        self.publication: Publication = self.settings["PUBLICATION"]
        self.county: County = county_of(self.settings)
        self.addresses = Addresses(self.publication.year)
        self.written: list[str] = [self.addresses.about]
        self.names = views.item_names(self.publication)
        charts.use_font(self.settings["CHART_FONT"])
        self.context.update(
            publication=self.publication,
            county=self.county,
            addresses=self.addresses,
            documents=self.settings["DOCUMENTS"],
            notices=words.notices(self.publication),
            names=self.names,
            link=link,
        )

    def generate_output(self, writer: Writer) -> None:
        """Write the pages, the charts beside them, the feed and the sitemap."""
        self.writer = writer
        publication, addresses = self.publication, self.addresses
        self._page(addresses.home, "home", lead=self._lead("home"))
        self._page(addresses.ranking, "ranking", lead=self._lead("ranking"), charts=self._group_charts())
        self._page(addresses.scheme, "scheme", lead=self._lead("scheme"), backlinks=self._backlinks())
        example = views.example(publication)
        self._page(addresses.method, "method", lead=self._lead("method"), example=example)
        self._page(addresses.downloads, "downloads", lead=self._lead("downloads"))
        style = Path(self.theme, "static", "site.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self._page(
            addresses.missing,
            "missing",
            listed=False,
            link=self._whole_link,
            style=Markup(style),
            style_digest=digest,
        )
        for unit in publication.units.values():
            self._unit(unit)
        self._page(addresses.sitemap, "sitemap", listed=False, pages=sorted(self.written))
        self._file(addresses.feed, feed(publication, self.county, addresses).encode())

    def _unit(self, unit: PublishedUnit) -> None:
        publication = self.publication
        group = views.group_of(publication, unit)
        chart = charts.standing(publication, group, unit)
        if chart is not None:
            self._file(self.addresses.unit_chart(unit.id), chart.svg)
        result = unit.result
        detailed = isinstance(result, Detailed)
        self._page(
            self.addresses.unit(unit.id),
            "unit",
            unit=unit,
            result=result,
            group=group,
            chart=chart,
            beside=views.beside(publication, unit),
            sheets=views.sheets(result, self.names) if isinstance(result, Detailed) else (),
            losses=views.losses(publication, result, self.names) if isinstance(result, Detailed) else (),
            detailed=detailed,
        )

    def _group_charts(self) -> dict[str, charts.Chart]:
        drawn = {}
        for group in self.publication.groups:
            chart = charts.makeup(self.publication, group)
            if chart is not None:
                self._file(self.addresses.group_chart(group.id), chart.svg)
                drawn[group.id] = chart
        return drawn

    def _backlinks(self) -> dict[str, list[tuple[PublishedUnit, int]]]:
        """Return the units that rows of each clause concern, with how many there are, where ledgers are public."""
        cited: dict[str, dict[str, int]] = {clause.id: {} for clause in self._clauses()}
        for unit in self.publication.units.values():
            if isinstance(unit.result, Detailed):
                for component in unit.result.components:
                    for row in component.rows:
                        if row.kind in ("entry", "loss") and row.clause in cited:
                            cited[row.clause][unit.id] = cited[row.clause].get(unit.id, 0) + 1
        return {
            clause: [(self.publication.units[unit], count) for unit, count in units.items()]
            for clause, units in cited.items()
        }

    def _clauses(self) -> list[Clause]:
        return list(self.publication.scheme.walk())

    def _lead(self, name: str) -> Markup:
        """Return the office's own prose for the top of a page."""
        path = Path(self.path) / "leads" / f"{name}.md"
        content, _ = self.readers.readers["md"].read(str(path))
        return Markup(content)

    def _whole_link(self, page: str, target: str, anchor: str = "") -> str:
        """Return a link that leads to its target wherever a server shows the page."""
        del page
        return f"{self.county.siteurl}/{link('', target, anchor)}"

    def _page(self, path: str, template: str, *, listed: bool = True, **more: object) -> None:
        self.writer.write_file(path, self.get_template(template), self.context, url=path, **more)
        self.settings["PAGE_DONE"]()
        if listed:
            self.written.append(path)

    def _file(self, path: str, content: bytes) -> None:
        target = Path(self.output_path) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _equip_prose(generator: Generator) -> None:
    equip(generator.env)


def _generator(_: object) -> type[PublicationGenerator]:
    return PublicationGenerator


def register() -> None:
    """Tell Pelican about the generator."""
    signals.generator_init.connect(_equip_prose)
    signals.get_generators.connect(_generator)

"""The HTML of each document, before it is laid out."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from assessment.disclosure.publication import InFull, Publication, PublishedUnit
from assessment.render import views, words
from assessment.render.county import County
from assessment.render.site.charts import Chart
from assessment.render.templates import equip

ANNUAL = "annual"


@dataclass(frozen=True)
class Document:
    """One PDF to be laid out."""

    id: str
    """A unit's id, or ``annual``."""
    html: str


class Composer:
    """Fills the templates of theme/print/ with one Publication."""

    def __init__(self, templates: Path, publication: Publication, county: County) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        equip(self.environment)
        self.publication = publication
        self.names = views.item_names(publication)
        self.environment.globals.update(
            publication=publication, county=county, names=self.names, notices=words.notices(publication)
        )

    def sheet(self, unit: PublishedUnit) -> Document:
        """Return the sheet of one unit."""
        return Document(unit.id, self.environment.get_template("sheet.html").render(**self._unit(unit)))

    def annual(self, charts: Mapping[str, Chart]) -> Document:
        """Return the volume with every unit's sheet; charts by group id."""
        drawn = {group: (_inline(chart), chart.alternative) for group, chart in charts.items()}
        units = [self._unit(unit) for unit in self.publication.units.values()]
        html = self.environment.get_template("annual.html").render(charts=drawn, units=units)
        return Document(ANNUAL, html)

    def _unit(self, unit: PublishedUnit) -> dict[str, object]:
        result = unit.result
        return {
            "unit": unit,
            "result": result,
            "group": views.group_of(self.publication, unit),
            "beside": views.beside(self.publication, unit),
            "sheets": views.sheets(result, self.names) if isinstance(result, InFull) else (),
        }


def _inline(chart: Chart) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(chart.svg).decode("ascii")

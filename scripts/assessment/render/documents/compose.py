"""The HTML of each document, before it is laid out."""

import base64
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from assessment.dataset.county import County
from assessment.disclosure.publication import Detailed, Publication, PublishedUnit
from assessment.documents import PARTS
from assessment.render import views, words
from assessment.render.charts import Chart
from assessment.render.circular.model import Circular
from assessment.render.documents.volume import LINK
from assessment.render.templates import equip

SHEETS = "四、各单位结果单"


class Composer:
    """Fills the templates of theme/print/ with one Publication."""

    def __init__(
        self, templates: Path, publication: Publication, county: County, before: Publication | None = None
    ) -> None:
        """Take what is printed, and what it is held against, where there is such."""
        self.environment = Environment(
            loader=FileSystemLoader(templates), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        equip(self.environment)
        self.publication = publication
        self.before = before
        self.names = views.item_names(publication)
        self.environment.globals.update(
            publication=publication, county=county, names=self.names, notices=words.notices(publication)
        )

    def sheet(self, unit: PublishedUnit) -> str:
        """Return the sheet of one unit."""
        result = unit.result
        return self.environment.get_template("sheet.html").render(
            unit=unit,
            result=result,
            group=views.group_of(self.publication, unit),
            beside=views.beside(self.publication, unit),
            sheets=views.sheets(result, self.names) if isinstance(result, Detailed) else (),
        )

    def parts(self, charts: Mapping[str, Chart]) -> dict[str, str]:
        """Return what stands before the sheets in the annual volume, by id; charts by group id."""
        drawn = {group: (_inline(chart), chart.alternative) for group, chart in charts.items()}
        costly = views.by_cost(views.problems(self.publication, self.names))
        put_right = views.all_remedies(views.items(self.publication, self.names))
        changes = views.change_column(self.publication, self.before)
        known = {"charts": drawn, "costly": costly, "put_right": put_right, "changes": changes}
        return {part: self.environment.get_template(f"{part}.html").render(known) for part in PARTS}

    def contents(self, first_pages: Mapping[str, int]) -> str:
        """Return cover and table of contents.

        Args:
            first_pages: the page on which each part and each unit's sheet begins; empty while they are not known.
        """
        template = self.environment.get_template("contents.html")
        return template.render(parts=PARTS, first_pages=first_pages, volume=LINK)

    def circular(self, circular: Circular) -> str:
        """Return the circular."""
        return self.environment.get_template("circular.html").render(circular=circular)

    def numbers(self, pages: int) -> str:
        """Return a document with nothing but page numbers."""
        return self.environment.get_template("numbers.html").render(pages=pages)


def _inline(chart: Chart) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(chart.svg).decode("ascii")

"""The HTML of each document, before it is laid out."""

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from assessment.dataset.county import County
from assessment.disclosure.comparison import GroupComparison, compare_group
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed
from assessment.disclosure.published_unit import PublishedUnit
from assessment.documents import PARTS, SHEETS
from assessment.pages import UNIT, address_of
from assessment.render import views, words
from assessment.render.charts import PaperChart
from assessment.render.circular.model import Block, Circular
from assessment.render.circular.problems import problems
from assessment.render.documents.page_code import page_code
from assessment.render.documents.volume import LINK
from assessment.render.templates import equip


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
        self.publication, self.county, self.before = publication, county, before
        self.names = views.item_names(publication)
        self.titles = {part: title.replace("名次", words.listing(publication)) for part, title in PARTS.items()}
        self.environment.globals.update(
            publication=publication, county=county, names=self.names, notices=words.notices(publication)
        )

    def sheet(self, unit: PublishedUnit) -> str:
        """Return the sheet of one unit."""
        result = unit.result
        page = address_of(UNIT.at(self.publication.period, unit.id))
        address = f"{self.county.column.url}/{page}" if self.county.column.has_address else ""
        return self.environment.get_template("sheet.html").render(
            unit=unit,
            result=result,
            group=views.group_of(self.publication, unit),
            beside=views.beside(self.publication, unit),
            sheets=views.sheets(result, self.names) if isinstance(result, Detailed) else (),
            address=address,
            code=page_code(address) if address else "",
        )

    def parts(
        self,
        charts: Mapping[str, Sequence[PaperChart]],
        demands: Sequence[Block] = (),
    ) -> dict[str, str]:
        """Return what stands before the sheets in the annual volume, by id.

        Args:
            charts: of the totals, by group id.
            demands: what the office itself demands, as in the circular.
        """
        drawn = {group: [(_inline(chart), chart) for chart in several] for group, several in charts.items()}
        costly = views.by_cost(views.problems(self.publication, self.names))
        known = {
            "charts": drawn,
            "costly": costly,
            "changes": views.change_column(self.publication, self.before),
            "comparisons": self._comparisons(),
            "problems": tuple(problems(self.publication, self.names, "下表")),
            "demands": demands,
        }
        return {
            part: self.environment.get_template(f"{part}.html").render(known, part=title)
            for part, title in self.titles.items()
        }

    def _comparisons(self) -> dict[str, GroupComparison]:
        """Return each group beside the year or round before, where both may be seen."""
        if self.before is None:
            return {}
        groups = [group.id for group in self.publication.groups]
        compared = {group: compare_group(self.publication, self.before, group) for group in groups}
        return {group: comparison for group, comparison in compared.items() if comparison is not None}

    def contents(self, first_pages: Mapping[str, int]) -> str:
        """Return cover and table of contents.

        Args:
            first_pages: the page on which each part and each unit's sheet begins; empty while they are not known.
        """
        template = self.environment.get_template("contents.html")
        return template.render(parts=self.titles, sheets=SHEETS, first_pages=first_pages, volume=LINK)

    def circular(self, circular: Circular) -> str:
        """Return the circular."""
        return self.environment.get_template("circular.html").render(circular=circular)

    def edition(self) -> str:
        """Return a page with nothing but the state of the records that the sheets show."""
        return self.environment.get_template("edition.html").render(edition=self.publication.edition)

    def numbers(self, pages: int) -> str:
        """Return a document with nothing but page numbers."""
        return self.environment.get_template("numbers.html").render(pages=pages)


def _inline(chart: PaperChart) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(chart.svg).decode("ascii")

"""Where the files of a year stand below the output folder, for all who write, link or check; pages as listed."""

from dataclasses import dataclass, fields

from assessment.documents import ANNUAL, CIRCULAR
from assessment.pages import DOWNLOADS, FRONT, HOME, ITEM, ITEMS, METHOD, RANKING, SCHEME, SEARCH, UNIT, Scope, kinds_of
from assessment.period import Period


@dataclass(frozen=True)
class Addresses:
    """Paths of files below the output folder, for one year or round."""

    period: Period

    feed: str = "feed.xml"
    sitemap: str = "sitemap.xml"
    front: str = FRONT.at()
    search: str = SEARCH.at()

    @property
    def home(self) -> str:
        """The year at a glance."""
        return HOME.at(self.period)

    @property
    def ranking(self) -> str:
        """The rankings of all groups."""
        return RANKING.at(self.period)

    @property
    def scheme(self) -> str:
        """The whole scheme."""
        return SCHEME.at(self.period)

    @property
    def method(self) -> str:
        """How marks come about."""
        return METHOD.at(self.period)

    @property
    def items(self) -> str:
        """What every part of the scheme cost."""
        return ITEMS.at(self.period)

    @property
    def downloads(self) -> str:
        """Documents and data."""
        return DOWNLOADS.at(self.period)

    @property
    def annual(self) -> str:
        """The annual volume."""
        return self.document(ANNUAL)

    @property
    def circular(self) -> str:
        """The circular (通报)."""
        return self.document(CIRCULAR)

    @property
    def circular_docx(self) -> str:
        """The circular, to be edited."""
        return f"{self.period}/circular.docx"

    @property
    def results_json(self) -> str:
        """Results for programs."""
        return f"{self.period}/results.json"

    @property
    def package(self) -> str:
        """What describes the tables."""
        return f"{self.period}/datapackage.json"

    def table(self, name: str, form: str) -> str:
        """Return a table in one form; the results as CSV stand where they always stood."""
        return f"{self.period}/results.csv" if (name, form) == ("results", "csv") else f"{self.period}/data/{name}.{form}"

    def unit(self, unit: str) -> str:
        """Return the page of a unit."""
        return UNIT.at(self.period, unit)

    def item(self, address: str) -> str:
        """Return the page of a part of the scheme, by its address among those of the others."""
        return ITEM.at(self.period, address)

    def item_chart(self, address: str) -> str:
        """Return the chart of how the units did in a part of the scheme."""
        return f"{self.period}/items/{address}/spread.svg"

    def document(self, name: str) -> str:
        """Return a document by its name, which for the sheet of a unit is the unit's id."""
        return f"{self.period}/pdf/{name}.pdf"

    def unit_pdf(self, unit: str) -> str:
        """Return the sheet of a unit."""
        return self.document(unit)

    def standing_chart(self, unit: str) -> str:
        """Return the chart of where a unit stands in its group."""
        return f"{self.period}/units/{unit}/standing.svg"

    def lost_chart(self, unit: str) -> str:
        """Return the chart of where a unit lost marks."""
        return f"{self.period}/units/{unit}/lost.svg"

    def spread_chart(self, group: str) -> str:
        """Return the chart of how far the units of a group lie apart."""
        return f"{self.period}/ranking/{group}.svg"

    def ranges_chart(self, group: str) -> str:
        """Return the chart of the ranks that the units of a group have under other readings."""
        return f"{self.period}/method/{group}.svg"

    def data_of(self, chart: str) -> str:
        """Return the data that a chart is drawn from, which stands beside it."""
        return f"{chart.removesuffix('.svg')}.csv"

    def picture_of(self, chart: str) -> str:
        """Return the PNG of a chart, which stands beside it."""
        return f"{chart.removesuffix('.svg')}.png"

    def of_unit(self, unit: str) -> tuple[str, ...]:
        """Return every file that is named after a unit."""
        charts = self.standing_chart(unit), self.lost_chart(unit)
        pictures = map(self.picture_of, charts)
        return self.unit(unit), self.unit_pdf(unit), *charts, *pictures, self.data_of(charts[1])

    def of_nobody(self) -> tuple[str, ...]:
        """Return every file that is named after no unit and no group."""
        texts = (getattr(self, field.name) for field in fields(self))
        named = (getattr(self, name) for name, kind in vars(type(self)).items() if isinstance(kind, property))
        pages = (kind.at() for kind in kinds_of(Scope.COLUMN))
        return tuple(dict.fromkeys(path for path in (*texts, *named, *pages) if isinstance(path, str)))


ELDER = "elder/"
"""The 长辈版 of each page stands below, at the path of the page."""

FRAGMENTS = "fragments/"
"""The body of each page, to paste into a page of the portal, stands below, at the path of the page."""

PREVIEW = f"{FRAGMENTS}preview.html"
"""Shows an editor each of them in a column of a portal."""

"""Where each file stands, and the relative links between them, so that the site works from disk and under any prefix."""

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from assessment.pages import DOWNLOADS, FRONT, HOME, METHOD, RANKING, SCHEME, SEARCH, UNIT


@dataclass(frozen=True)
class Addresses:
    """Paths of files below the output folder, for one year."""

    year: int

    feed: str = "feed.xml"
    sitemap: str = "sitemap.xml"
    front: str = FRONT.at()
    search: str = SEARCH.at()

    @property
    def home(self) -> str:
        """The year at a glance."""
        return HOME.at(self.year)

    @property
    def ranking(self) -> str:
        """The rankings of all groups."""
        return RANKING.at(self.year)

    @property
    def scheme(self) -> str:
        """The whole scheme."""
        return SCHEME.at(self.year)

    @property
    def method(self) -> str:
        """How marks come about."""
        return METHOD.at(self.year)

    @property
    def downloads(self) -> str:
        """Documents and data."""
        return DOWNLOADS.at(self.year)

    @property
    def annual(self) -> str:
        """The annual volume."""
        return f"{self.year}/pdf/annual.pdf"

    @property
    def circular(self) -> str:
        """The circular (通报)."""
        return f"{self.year}/pdf/circular.pdf"

    @property
    def circular_docx(self) -> str:
        """The circular, to be edited."""
        return f"{self.year}/circular.docx"

    @property
    def results_json(self) -> str:
        """Results for programs."""
        return f"{self.year}/results.json"

    @property
    def package(self) -> str:
        """What describes the tables."""
        return f"{self.year}/datapackage.json"

    def table(self, name: str, form: str) -> str:
        """Return a table in one form; the results as CSV stand where they always stood."""
        return f"{self.year}/results.csv" if (name, form) == ("results", "csv") else f"{self.year}/data/{name}.{form}"

    def unit(self, unit: str) -> str:
        """Return the page of a unit."""
        return UNIT.at(self.year, unit)

    def unit_pdf(self, unit: str) -> str:
        """Return the sheet of a unit."""
        return f"{self.year}/pdf/{unit}.pdf"

    def standing_chart(self, unit: str) -> str:
        """Return the chart of where a unit stands in its group."""
        return f"{self.year}/units/{unit}/standing.svg"

    def lost_chart(self, unit: str) -> str:
        """Return the chart of where a unit lost marks."""
        return f"{self.year}/units/{unit}/lost.svg"

    def spread_chart(self, group: str) -> str:
        """Return the chart of how far the units of a group lie apart."""
        return f"{self.year}/ranking/{group}.svg"


ELDER = "elder/"
"""The 长辈版 of each page stands below, at the path of the page."""

FRAGMENTS = "fragments/"
"""The body of each page, to paste into a page of the portal, stands below, at the path of the page."""


def is_elder(page: str) -> bool:
    """Tell whether a page is of the 长辈版."""
    return page.startswith(ELDER)


def standard(page: str) -> str:
    """Return the path of a page that is the same in the 长辈版, as it stands outside of it."""
    return page.removeprefix(ELDER)


def link(page: str, target: str, anchor: str = "") -> str:
    """Return the link from one page to another, or to an anchor there; pages of the 长辈版 lead to one another."""
    if is_elder(page) and target.endswith(".html"):
        target = ELDER + target
    fragment = f"#{quote(anchor, safe='（）')}" if anchor else ""
    if target == page and anchor:
        return fragment
    return relative(page, target) + fragment


def other_version(page: str) -> str:
    """Return the link from a page to its 长辈版, or from there back."""
    return relative(page, standard(page) if is_elder(page) else ELDER + page)


def relative(page: str, target: str) -> str:
    """Return the way from one file to another."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))

"""Every page of the column, in one list: where it stands, what it is called, which template fills it.

Navigation, the list of all pages, the sitemap, the switch between years, the steps of a build, the rules about numbers of
pages, and the tests read it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from assessment.period import Period


class Scope(Enum):
    """What there is a page for."""

    COLUMN = "column"
    """One page for all years together."""
    YEAR = "year"
    UNIT = "unit"
    """One page for each unit of each year."""
    ITEMS = "items"
    """One page for each year of which items may be seen."""
    ITEM = "item"
    """One page for each part of the scheme of such a year."""


@dataclass(frozen=True)
class PageKind:
    """A kind of page."""

    template: str
    title: str
    """As navigation has it; empty where the page bears the name of what it shows."""
    path: str
    """Of its file below the output folder, with {period}, and {unit} or {item}."""
    scope: Scope
    in_navigation: bool = False
    is_listed: bool = True
    """Whether the sitemap and the list of all pages hold it."""
    has_lead: bool = False
    """Whether the office's own prose, ``leads/<template>.md``, stands at its top."""
    has_fragment: bool = True
    """Whether there is a fragment of it to paste into the portal."""
    is_document: bool = False
    """Whether the table of a document (信息表) stands above it."""
    is_simpler_for_elders: bool = False
    """Whether its 长辈版 says only the answer, by a template of its own, and leads to the page for the rest."""

    @property
    def elder_template(self) -> str:
        """The template of its 长辈版."""
        return f"elder/{self.template}" if self.is_simpler_for_elders else self.template

    def at(self, period: Period | None = None, of: str = "") -> str:
        """Return the path of one such page below the output folder; ``of`` is the unit's id, or the item's address."""
        return self.path.format(period=period, unit=of, item=of)


FRONT = PageKind("home", "首页", "index.html", Scope.COLUMN, in_navigation=True, has_lead=True)
"""The column's first page: the home page of the year it opens with."""
HOME = PageKind("home", "总体情况", "{period}/index.html", Scope.YEAR, has_lead=True)
"""The year at a glance."""
RANKING = PageKind(
    "ranking",
    "名次",
    "{period}/ranking/index.html",
    Scope.YEAR,
    in_navigation=True,
    has_lead=True,
    is_document=True,
    is_simpler_for_elders=True,
)
"""The rankings of all groups; what it is called depends on what may be said of the units."""
SCHEME = PageKind(
    "scheme", "方案", "{period}/scheme/index.html", Scope.YEAR, in_navigation=True, has_lead=True, is_document=True
)
"""The whole scheme, with an anchor at every clause."""
METHOD = PageKind("method", "计算方法", "{period}/method/index.html", Scope.YEAR, in_navigation=True, has_lead=True)
"""Formula, readings, worked example."""
DOWNLOADS = PageKind("downloads", "下载", "{period}/downloads/index.html", Scope.YEAR, in_navigation=True, has_lead=True)
"""Documents and data."""
UNIT = PageKind("unit", "", "{period}/units/{unit}/index.html", Scope.UNIT, is_document=True, is_simpler_for_elders=True)
"""A unit's marks, each followed to its clause and its evidence."""
ITEMS = PageKind("items", "各项失分", "{period}/items/index.html", Scope.ITEMS, is_simpler_for_elders=True)
"""What every part of the scheme cost, and where each unit lost it."""
ITEM = PageKind("item", "", "{period}/items/{item}/index.html", Scope.ITEM, is_simpler_for_elders=True)
"""A part of the scheme: what it asks, how the units did, who lost marks and why."""
ABOUT = PageKind("page", "说明", "about/index.html", Scope.COLUMN, in_navigation=True, has_fragment=False)
"""Prose: what this is, how to read it."""
SEARCH = PageKind(
    "search", "搜索", "search/index.html", Scope.COLUMN, in_navigation=True, is_listed=False, has_fragment=False
)
MISSING = PageKind("missing", "页面不存在", "404.html", Scope.COLUMN, is_listed=False, has_fragment=False)
"""What a server shows for what is not there; it has no 长辈版 of its own."""

KINDS = (FRONT, HOME, RANKING, SCHEME, METHOD, DOWNLOADS, ITEMS, ITEM, UNIT, ABOUT, SEARCH, MISSING)
"""In the order in which readers see them."""


@dataclass(frozen=True)
class SitePage:
    """A page that is there."""

    kind: PageKind
    path: str


def kinds_of(scope: Scope) -> tuple[PageKind, ...]:
    """Return the kinds of pages that there are for something."""
    return tuple(kind for kind in KINDS if kind.scope is scope)


@dataclass(frozen=True)
class Subjects:
    """What a year has pages of."""

    units: tuple[str, ...]
    """Ids of its units."""
    items: tuple[str, ...] = ()
    """Addresses of its items; none where they may not be seen."""


def pages_of_year(period: Period, of: Subjects) -> Iterator[SitePage]:
    """Yield the pages of one year or round."""
    yield from (SitePage(kind, kind.at(period)) for kind in kinds_of(Scope.YEAR))
    if of.items:
        yield from (SitePage(kind, kind.at(period)) for kind in kinds_of(Scope.ITEMS))
    yield from (SitePage(kind, kind.at(period, item)) for item in of.items for kind in kinds_of(Scope.ITEM))
    yield from (SitePage(kind, kind.at(period, unit)) for unit in of.units for kind in kinds_of(Scope.UNIT))


def pages_of(years: Mapping[Period, Subjects]) -> Iterator[SitePage]:
    """Yield every page of a column, given what each year has pages of."""
    yield from (SitePage(kind, kind.at()) for kind in kinds_of(Scope.COLUMN))
    for period, subjects in years.items():
        yield from pages_of_year(period, subjects)


def address_of(path: str) -> str:
    """Return the address of a page as a browser shows it, and as numbers of pages are written by."""
    return path.removesuffix("index.html")

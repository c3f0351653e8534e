"""The front page of several counties, and a page for each year that holds them against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from jinja2 import Environment, FileSystemLoader

from assessment.addresses import ELDER
from assessment.counties.folder import CountyFolder
from assessment.counties.paths import (
    FRONT,
    THEME,
    counties_table,
    home_link,
    site_link,
    unit_link,
    units_table,
    year_page,
)
from assessment.counties.published import CountyYear, PublishedCounty
from assessment.counties.ranking import ComparedYear, CountyOfYear, compare_year
from assessment.counties.settings import CountiesSettings
from assessment.counties.tables import table_of_counties, table_of_units
from assessment.disclosure.publication import Audience
from assessment.exact import rounded
from assessment.period import Period
from assessment.render.output import Output
from assessment.render.site.icon import OWN_ICON
from assessment.render.site.links import is_elder, link, other_version, standard
from assessment.render.site.navigation import Other, PageLink, YearSwitch
from assessment.render.site.theme_files import theme_file
from assessment.render.templates import equip
from assessment.render.words import INTERNAL, SAMPLE
from assessment.root import ROOT

_THEME_FILES = ("site.css", "elder.css", "site.js", "icon.svg")
"""What the pages use of the theme."""
_SOME_SAMPLES = "标有“示例”的地区是示例数据，非真实考评结果"


@dataclass(frozen=True)
class OwnStanding:
    """What the city or province publishes of a county that it marks."""

    period: Period
    unit: str
    """The county's id there."""
    text: str


@dataclass(frozen=True)
class Front:
    """All that the front page is made of."""

    settings: CountiesSettings
    audience: Audience
    counties: tuple[tuple[CountyFolder, PublishedCounty | None], ...]
    """In the order of the page; None of whom nothing can be shown."""

    @property
    def marked(self) -> Iterator[tuple[CountyFolder, PublishedCounty | None]]:
        """Yield the counties, without the city or province that marks them."""
        return ((of, published) for of, published in self.counties if of.folder != self.settings.own)

    @property
    def own(self) -> tuple[CountyFolder, PublishedCounty] | None:
        """The city or province that marks its counties; None where it does not, or has published nothing."""
        return next(((of, one) for of, one in self.counties if of.folder == self.settings.own and one is not None), None)

    @property
    def years(self) -> tuple[ComparedYear, ...]:
        """Every year or round that a county has, newest first."""
        known = [(of, one) for of, one in self.marked if one is not None]
        periods = sorted({year.period for _, one in known for year in one.years}, reverse=True)
        return tuple(
            compare_year(period, [CountyOfYear(of, year) for of, one in known if (year := one.year(period)) is not None])
            for period in periods
        )

    @property
    def built(self) -> date | None:
        """The day that the newest of the counties' pages say; None where there are none."""
        return max((one.built for _, one in self.counties if one is not None), default=None)


def write_front(front: Front, output: Output) -> None:
    """Write the pages in both versions, their tables, and what they use of the theme."""
    static = ROOT / "theme" / "static"
    for name in _THEME_FILES:
        output.write(f"{THEME}{name}", theme_file(static / name))
    pages = _FrontPages(front, output)
    pages.write_home()
    for year in pages.years:
        pages.write_year(year)


class _FrontPages:
    """Fills the templates."""

    def __init__(self, front: Front, output: Output) -> None:
        self.front, self.output, self.years = front, output, front.years
        self.environment = Environment(
            loader=FileSystemLoader(ROOT / "theme" / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        equip(self.environment)
        self.shared: dict[str, object] = {
            "county": front.settings.front,
            "layout": "base.html",
            "icon": OWN_ICON,
            "addresses": {"front": FRONT},
            "built": front.built,
            "is_elder": is_elder,
            "link": link,
            "other_version": other_version,
            "standard": standard,
            "rounded": rounded,
            "navigation": (
                PageLink("首页", FRONT),
                *(PageLink(f"{year.period.name}比较", year_page(year.period)) for year in self.years[:1]),
            ),
        }

    def write_home(self) -> None:
        shown = [one for _, one in self.front.counties if one is not None]
        newest = [one.years[0] for one in shown]
        self._write(
            FRONT,
            "counties/front.html",
            notices=self._notices(newest),
            years=YearSwitch((), ()),
            rows=[(of, one, self._own_standing(of)) for of, one in self.front.marked],
            own=self.front.own,
            compared=self.years,
        )

    def write_year(self, year: ComparedYear) -> None:
        path = year_page(year.period)
        self.output.write(counties_table(year.period), table_of_counties(year))
        if year.lists:
            self.output.write(units_table(year.period), table_of_units(year))
        others = tuple(Other(one.period.name, year_page(one.period), one is year) for one in self.years)
        self._write(
            path,
            "counties/year.html",
            notices=self._notices([one.year for one in year.counties]),
            years=YearSwitch(others, ()),
            year=year,
            why={of.folder: apart.value for of, apart in year.apart},
            counties_table=counties_table(year.period),
            units_table=units_table(year.period),
        )

    def _write(self, path: str, template: str, **more: object) -> None:
        for page in (path, ELDER + path):
            own = {
                "output_file": page,
                "site_link": partial(site_link, page),
                "home_link": partial(home_link, page),
                "unit_link": partial(unit_link, page),
            }
            text = self.environment.get_template(template).render({**self.shared, **more, **own})
            self.output.write(page, text.encode())

    def _notices(self, shown: Sequence[CountyYear]) -> tuple[str, ...]:
        """Return what a page must say of itself, as the pages of the counties do."""
        samples = [year.is_sample for year in shown]
        notices = [SAMPLE] if samples and all(samples) else [_SOME_SAMPLES] if any(samples) else []
        return (*notices, *([INTERNAL] if self.front.audience is Audience.OFFICE else ()))

    def _own_standing(self, of: CountyFolder) -> OwnStanding | None:
        if self.front.own is None:
            return None
        newest = self.front.own[1].years[0]
        units = (unit for one in newest.lists for unit in one.units if unit.name == of.name)
        unit = next(units, None)
        if unit is None:
            return None
        facts: Mapping[str, bool] = {
            f"第{unit.rank}名": unit.rank is not None,
            f"{unit.total}分": bool(unit.total),
            unit.grade: bool(unit.grade),
            "先进": unit.is_leading,
        }
        return OwnStanding(newest.period, unit.id, "，".join(text for text, is_public in facts.items() if is_public))

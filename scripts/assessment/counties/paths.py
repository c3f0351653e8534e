"""Where the files of the front page stand below the output folder, and the links from them into the counties' sites."""

from assessment.addresses import ELDER, Addresses
from assessment.period import Period
from assessment.render.site.links import is_elder, relative

FRONT = "index.html"
THEME = "theme/"


def year_page(period: Period) -> str:
    """Return the page that holds the counties of one year or round against each other."""
    return f"{period}/index.html"


def counties_table(period: Period) -> str:
    """Return the table of the counties of a year."""
    return f"{period}/counties.csv"


def units_table(period: Period) -> str:
    """Return the table of the units of a year that are ranked together."""
    return f"{period}/units.csv"


def site_link(page: str, folder: str, path: str) -> str:
    """Return the link from a page of the front to one of a county's site; the 长辈版 leads to the county's own."""
    return relative(page, f"{folder}/{ELDER if is_elder(page) else ''}{path}")


def unit_link(page: str, folder: str, period: Period, unit: str) -> str:
    """Return the link to a unit's page in the site of its county."""
    return site_link(page, folder, Addresses(period).unit(unit))


def home_link(page: str, folder: str, period: Period) -> str:
    """Return the link to a year of a county."""
    return site_link(page, folder, Addresses(period).home)

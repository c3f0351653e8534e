"""Every kind of page that the shipped year has, with a page of each to look at."""

import re
from pathlib import Path

from assessment.pages import ABOUT, DOWNLOADS, FRONT, HOME, ITEM, ITEMS, METHOD, MISSING, RANKING, SCHEME, SEARCH, UNIT
from assessment.period import Period

YEAR = Period(2019)

KINDS = {
    "home": FRONT.at(),
    "a year": HOME.at(YEAR),
    "ranking": RANKING.at(YEAR),
    "a unit": UNIT.at(YEAR, "jianping"),
    "a unit at a limit": UNIT.at(YEAR, "biqiao"),
    "the unit with most to read": UNIT.at(YEAR, "chengguanju"),
    "a unit with a long name": UNIT.at(YEAR, "jiguanshiwu"),
    "items": ITEMS.at(YEAR),
    "an item": ITEM.at(YEAR, "daily/1"),
    "a component": ITEM.at(YEAR, "agency"),
    "scheme": SCHEME.at(YEAR),
    "method": METHOD.at(YEAR),
    "downloads": DOWNLOADS.at(YEAR),
    "about": ABOUT.at(),
    "search": SEARCH.at(),
    "what is missing": MISSING.at(),
}
ELDER = {kind: f"elder/{path}" for kind, path in KINDS.items() if path != MISSING.path}
"""The 长辈版 of the same; what is missing has none."""
BOTH = KINDS | {f"elder, {kind}": path for kind, path in ELDER.items()}
PHONE_AND_DESKTOP = (390, 1280)
"""Widths in CSS pixels."""
WIDTHS = (320, *PHONE_AND_DESKTOP)
"""The narrowest that WCAG 1.4.10 asks for, and both of these."""


def pages_of(site: Path) -> list[str]:
    """Return the addresses of all pages of a built site; fragments are no pages by themselves."""
    pages = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(page.as_posix() for page in pages if page.parts[0] != "fragments")


def shape(page: str) -> str:
    """Return what pages of one kind have in common: their address without the year, the unit and the item."""
    return re.sub(r"units/[^/]+/", "units/*/", re.sub(r"items/.+/", "items/*/", re.sub(r"\b20\d\d\b", "*", page)))

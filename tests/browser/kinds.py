"""Every kind of page that the shipped year has, with a page of each to look at."""

import re
from pathlib import Path

KINDS = {
    "home": "index.html",
    "a year": "2019/index.html",
    "ranking": "2019/ranking/index.html",
    "a unit": "2019/units/jianping/index.html",
    "a unit at a limit": "2019/units/biqiao/index.html",
    "the unit with most to read": "2019/units/chengguanju/index.html",
    "a unit with a long name": "2019/units/jiguanshiwu/index.html",
    "scheme": "2019/scheme/index.html",
    "method": "2019/method/index.html",
    "downloads": "2019/downloads/index.html",
    "about": "about/index.html",
    "search": "search/index.html",
    "what is missing": "404.html",
}
ELDER = {kind: f"elder/{path}" for kind, path in KINDS.items() if path != "404.html"}
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
    """Return what pages of one kind have in common: their address without the year and the unit."""
    return re.sub(r"units/[^/]+/", "units/*/", re.sub(r"\b20\d\d\b", "*", page))

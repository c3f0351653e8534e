"""The relative links between pages, so that the site works from disk and under any prefix."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

from assessment.addresses import ELDER

_ASCII = re.compile("[\x00-\x7f]+")

_WAYS = 1 << 16
"""How many ways are kept: pages lead to the same few again and again."""


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
    # A character beyond ASCII stands for itself; encoded it would be nine.
    fragment = f"#{_ASCII.sub(lambda found: quote(found[0]), anchor)}" if anchor else ""
    if target == page and anchor:
        return fragment
    return relative(page, target) + fragment


def other_version(page: str) -> str:
    """Return the link from a page to its 长辈版, or from there back."""
    return relative(page, standard(page) if is_elder(page) else ELDER + page)


def relative(page: str, target: str) -> str:
    """Return the way from one file to another."""
    return _way(posixpath.dirname(page) or ".", target)


@lru_cache(maxsize=_WAYS)
def _way(folder: str, target: str) -> str:
    return quote(posixpath.relpath(target, folder))

"""Every link of the pages leads somewhere, to the very heading, and every page is led to."""

import re
from pathlib import Path

import pytest

from tests.built import ROOT
from tests.docs.pages import PAGES, anchors_of, text_of, without_blocks

_LINK = re.compile(r"""\]\((?P<written>[^)\s]+)\)|(?:src|href)="(?P<tag>[^"]+)\"""")


def links_of(page: Path) -> list[str]:
    """Where the links and pictures of a page lead to."""
    return [link["written"] or link["tag"] for link in _LINK.finditer(without_blocks(text_of(page)))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links_of(page):
        if link.startswith("https://"):
            continue
        place, _, anchor = link.partition("#")
        end = (page.parent / place).resolve() if place else page
        assert end.is_relative_to(ROOT), link
        assert end.exists(), link
        if anchor:
            assert anchor in anchors_of(text_of(end)), link


def test_every_page_is_led_to_from_the_first() -> None:
    reached, ahead = {ROOT / "README.md"}, [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        ends = {(page.parent / link.partition("#")[0]).resolve() for link in links_of(page) if "//" not in link}
        new = {end for end in ends if end.suffix == ".md"} - reached
        reached |= new
        ahead += new
    assert set(PAGES) - reached == set()


def test_no_page_has_two_headings_of_one_name() -> None:
    for page in PAGES:
        anchors = [*anchors_of(text_of(page))]
        assert len(anchors) == len({*anchors}), page


def test_the_first_page_is_a_screen_and_a_half() -> None:
    """At eighty lines a screen and a half of a browser, with the picture."""
    assert len(text_of(ROOT / "README.md").splitlines()) <= 60

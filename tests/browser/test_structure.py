"""What every page has in the same way: its own title, one tree of headings, its language, and help in the same place."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from tests.browser.kinds import pages_of
from tests.built import Built
from tests.states import States

Pages = dict[str, html.HtmlElement]


OPENINGS = ("index.html", "elder/index.html")
"""The column opens with a year that has a page of its own, too."""


def parsed(site: Path) -> Pages:
    """Return all pages of a site."""
    return {page: html.fromstring((site / page).read_bytes()) for page in pages_of(site)}


def titles(pages: Pages) -> list[str]:
    """Return titles that two pages share (WCAG 2.4.2)."""
    result = Counter(page.findtext("head/title") for path, page in pages.items() if path not in OPENINGS)
    return [f"{title}: {number} times" for title, number in result.items() if number > 1 or not title]


def headings(pages: Pages) -> list[str]:
    """Return where headings do not make one tree: one at the top, and no level left out on the way down."""
    wrong = []
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels[:1] != [1] or levels.count(1) != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append(f"{path}: {levels}")
    return wrong


def languages(pages: Pages) -> list[str]:
    """Return pages that do not say what language they are in (WCAG 3.1.1)."""
    return [path for path, page in pages.items() if page.get("lang") != "zh-CN"]


def help_elsewhere(pages: Pages) -> list[str]:
    """Return pages on which help does not stand where it stands on most: whom to ask, and what this is (WCAG 3.2.6)."""
    places = {path: _helps(page) for path, page in pages.items()}
    [(usual, _), *_] = Counter(places.values()).most_common()
    return [f"{path}: {place}" for path, place in places.items() if place != usual or None in place]


def _helps(page: html.HtmlElement) -> tuple[str | None, ...]:
    """Return the way to the link to the explanation in the navigation, and to the contact in the footer."""
    explanation = page.xpath("//header//a[contains(@href, 'about/index.html') or @aria-current and text() = '说明']")
    contact = page.xpath("//footer//dt[text() = '联系方式']")
    return tuple(found[0].getroottree().getpath(found[0]) if found else None for found in (explanation, contact))


CHECKS = (titles, headings, languages, help_elsewhere)


@pytest.mark.parametrize("check", CHECKS)
def test_all_pages_are_made_alike(built: Built, check: Callable[[Pages], list[str]]) -> None:
    assert check(parsed(built.site)) == []


@pytest.mark.parametrize("check", CHECKS)
def test_all_pages_are_made_alike_at_every_level(states: States, check: Callable[[Pages], list[str]]) -> None:
    assert check(parsed(states.public)) == []
    assert check(parsed(states.office)) == []


@pytest.mark.parametrize(
    ("check", "was", "now"),
    [
        (titles, "<title>本栏目说明", "<title>页面不存在"),
        (headings, "<h2", "<h4"),
        (languages, 'lang="zh-CN"', 'lang="en"'),
        (help_elsewhere, "<dt>联系方式", "<dt>地址"),
    ],
)
def test_the_check_sees_what_is_wrong(
    states: States, tmp_path: Path, check: Callable[[Pages], list[str]], was: str, now: str
) -> None:
    for page in pages_of(states.public):
        if not page.startswith("elder"):
            (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
            text = (states.public / page).read_text(encoding="utf-8")
            (tmp_path / page).write_text(text.replace(was, now, 1) if page == "about/index.html" else text, "utf-8")
    assert len(check(parsed(tmp_path))) == 1

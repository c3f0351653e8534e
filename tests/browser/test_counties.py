"""The front page of several counties is held to what every other page is held to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assessment.counties.front import write_front
from assessment.period import Period
from assessment.render.output import Output
from tests.browser import axe
from tests.browser.conftest import as_opened
from tests.browser.kinds import WIDTHS, pages_of
from tests.browser.test_accessibility import EVERY_DRESS, look
from tests.browser.test_reflow import LAYOUT, unreadable
from tests.browser.test_structure import Pages, headings, languages, parsed, titles
from tests.browser.test_validity import checked
from tests.counties.published import OTHER_RULES, front, listed, published, year

PAGES = ("index.html", "2023/index.html", "2022/index.html")
BOTH = (*PAGES, *(f"elder/{page}" for page in PAGES))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four counties and their city: two ranked together, one that is pending, one apart."""
    place = tmp_path_factory.mktemp("front")
    a = published(year({"乡镇": listed("90.00", "80.00"), "县直单位": listed("88.10")}))
    b = published(
        year({"乡镇": listed("85.00", "95.00"), "县直单位": listed("77.00", pending=True)}),
        year({"乡镇": listed("70.00")}, is_sample=True, period=Period(2022)),
    )
    other = published(year({"乡镇": listed("99.00")}, rules=OTHER_RULES))
    unit = replace(listed("96.50")[0], id="a", name="a县")
    city = published(year({"县": (unit,)}, rules=OTHER_RULES))
    counties = {"city": city, "a": a, "b": b, "other": other, "nothing": None}
    (place / "site").mkdir()
    write_front(front(place / "settings", counties, own="city"), Output(place / "site"))
    return place / "site"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        axe.equip(context)
        context.add_init_script(LAYOUT)
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


def test_the_site_has_these_pages(site: Path) -> None:
    assert pages_of(site) == sorted(BOTH)


@pytest.mark.parametrize("path", BOTH)
def test_axe_finds_nothing(page: Page, site: Path, path: str) -> None:
    assert look(page, (site / path).as_uri(), EVERY_DRESS) == []


@pytest.mark.parametrize("path", BOTH)
def test_everything_can_be_read_at_any_width(page: Page, site: Path, path: str) -> None:
    page.goto((site / path).as_uri(), wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width in WIDTHS:
        assert unreadable(page, width) == [], width


def test_every_page_and_style_is_valid(site: Path) -> None:
    assert checked([*site.rglob("*.html"), *site.rglob("*.css")]) == []


@pytest.mark.parametrize("check", [titles, headings, languages])
def test_pages_are_made_alike(site: Path, check: Callable[[Pages], list[str]]) -> None:
    assert check(parsed(site)) == []


def test_a_table_is_sorted_where_programs_run(page: Page, site: Path) -> None:
    page.goto((site / "2023" / "index.html").as_uri(), wait_until="load")
    table = page.locator("table.ranking").first
    table.locator("thead").get_by_role("button", name="最低").click()
    assert table.locator("tbody th").all_inner_texts() in (["a县", "b县"], ["b县", "a县"])
    assert page.locator("table.sortable").count() >= 3

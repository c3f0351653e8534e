"""Old browsers of offices, as 360 in compatibility mode: without custom properties and grid pages can still be read."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.axe import equip
from tests.browser.conftest import as_opened
from tests.browser.kinds import BOTH, KINDS, PHONE_AND_DESKTOP
from tests.browser.test_reflow import LAYOUT, unreadable

UNKNOWN = re.compile(
    r"(?<=[{;\s])(?:--[\w-]+\s*:[^;{}]*"
    r"|[\w-]+\s*:[^;{}]*var\([^;{}]*"
    r"|grid[\w-]*\s*:[^;{}]*|display\s*:\s*grid"
    r"|(?:margin|padding|border)-(?:inline|block)\s*:[^;{}]*)(?=[;}])"
)
"""The declarations that such a browser passes over: custom properties and what uses them, grid, logical properties."""

CONTRAST = """async () => (await axe.run(document, {preload: false, runOnly: ['color-contrast']})).violations
  .flatMap((rule) => rule.nodes.map((node) => node.target.join(' ')))"""

STYLE = """() => { const of = (name) => getComputedStyle(document.querySelector(name));
  return [of('body').color, of('h1').fontFamily.includes('Serif'), of('html').fontSize, of('.wide').paddingLeft]; }"""
"""Colour and size of text, and room beside it."""


def as_old(route: Route) -> None:
    """Answer with what the server has, without what an old browser would not see."""
    answer = route.fetch()
    route.fulfill(response=answer, body=UNKNOWN.sub("", answer.text()))


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(LAYOUT)
        equip(context)
        context.route("**/*.css", as_old)
        # This page holds its style itself.
        context.route(f"**/{KINDS['what is missing']}", as_old)
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


@pytest.mark.parametrize("kind", [*KINDS, "elder, home", "elder, ranking", "elder, a unit"])
def test_every_kind_of_page_can_be_read(page: Page, served: str, kind: str) -> None:
    page.goto(served + BOTH[kind], wait_until="load")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')") == "", "taken out"
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width in PHONE_AND_DESKTOP:
        assert unreadable(page, width) == [], f"{width} px"
    assert page.evaluate(CONTRAST) == []
    size = "24px" if kind.startswith("elder") else "17px"
    assert page.evaluate(STYLE) == ["rgb(28, 39, 51)", True, size, size]


def test_pages_ask_for_the_newest_engine_that_a_browser_has(page: Page, served: str) -> None:
    for kind in KINDS:
        page.goto(served + KINDS[kind], wait_until="load")
        assert page.locator("meta[name=renderer]").get_attribute("content") == "webkit", kind
        assert page.locator("meta[http-equiv=X-UA-Compatible]").get_attribute("content") == "IE=edge", kind

"""Pages stay whole on the narrowest screen, with text twice as large, spaced wider, in a reader's own colours."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import as_opened
from tests.browser.kinds import BOTH, pages_of
from tests.states import STATES, States

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
NARROW = 320
"""Width in CSS pixels that WCAG 1.4.10 asks for: a desktop at 400 %."""

DESKTOP = 1280

TWICE = """(() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
})()"""
"""WCAG 1.4.4."""

SPACED = """document.head.append(Object.assign(document.createElement('style'), {textContent: `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }
`}))"""
"""WCAG 1.4.12."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(LAYOUT)
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


def unreadable(page: Page, width: int) -> list[str]:
    """Return what cannot be read at a width, or stretches the page."""
    page.set_viewport_size({"width": width, "height": 800})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    found: list[str] = page.evaluate("unreadable()")
    return [f"{wide} px wide", *found] if wide > width else found


@pytest.mark.parametrize("kind", BOTH)
def test_everything_can_be_read_however_it_is_set(page: Page, served: str, kind: str) -> None:
    page.goto(served + BOTH[kind], wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert unreadable(page, NARROW) == []
    page.evaluate(TWICE)
    assert unreadable(page, DESKTOP // 2) == [], "twice as large"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate(SPACED)
    for width in (NARROW, DESKTOP):
        assert unreadable(page, width) == [], f"spaced, {width} px"


@pytest.mark.parametrize("site", ["public", "office"])
def test_everything_can_be_read_at_any_level(page: Page, states: States, site: str) -> None:
    root: Path = getattr(states, site)
    # A unit and an item of each year stand for all of them.
    kinds = {re.sub("(units|items)/.+/", r"\1/*/", address): address for address in pages_of(root)}
    assert len(kinds) > 6 * len(STATES)
    for address in kinds.values():
        page.goto((root / address).as_uri(), wait_until="load")
        assert unreadable(page, NARROW) == [], address


@pytest.mark.parametrize("kind", ["home", "ranking", "a unit", "elder, a unit"])
def test_own_colours_and_less_motion_take_nothing_away(page: Page, served: str, kind: str) -> None:
    page.goto(served + BOTH[kind], wait_until="load")
    page.set_viewport_size({"width": NARROW, "height": 800})
    usual = page.locator("body").inner_text()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    assert unreadable(page, NARROW) == []
    assert page.locator("body").inner_text() == usual
    moving = "document.getAnimations().length + [...document.querySelectorAll('*')].filter("
    moving += "e => getComputedStyle(e).scrollBehavior === 'smooth').length"
    assert page.evaluate(moving) == 0
    marked = page.locator(".top [aria-current]")
    if marked.count():
        style = "e => getComputedStyle(e).borderBottomColor"
        assert marked.evaluate(style) != page.locator(".top li a:not([aria-current])").first.evaluate(style)


@pytest.mark.parametrize("path", ["site.css", "elder.css"])
def test_nothing_appears_on_hover(page: Page, served: str, path: str) -> None:
    """Nothing has to be dismissed or kept open (WCAG 1.4.13), and nothing is told to a mouse alone.

    The name beside a dot of a chart is shown to a keyboard by the same rule, and covers nothing but the chart.
    """
    page.goto(f"{served}{'elder/' if path == 'elder.css' else ''}index.html", wait_until="load")
    changed = page.evaluate(
        """() => { return [...document.styleSheets].flatMap(function rules(sheet) {
          return [...sheet.cssRules].flatMap((rule) => [...(rule.cssRules?.length ? rules(rule) : []),
            ...(/:hover/.test(rule.selectorText) && !isForBoth(rule.selectorText) ? [...rule.style] : [])]);
        });
        function isForBoth(selectors) {
          const every = selectors.split(", ");
          return every.every((one) => one.startsWith(".named ") && every.includes(one.replace(":hover", ":focus")));
        }
        }"""
    )
    assert changed
    paint = ("color", "background", "border", "text-decoration", "text-underline")
    assert [name for name in changed if not name.startswith(paint)] == []
    assert page.locator("[title]:not(link)").count() == 0


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("document.querySelector('h1').style.cssText = 'white-space: nowrap; font-size: 60px'", "px wide"),
        ("document.querySelector('h1').style.cssText = 'height: 20px; overflow: hidden'", "cut off"),
        ("document.querySelector('h1').style.cssText = 'margin-left: -200px; width: 300px'", "beside"),
        ("document.querySelector('main p').style.cssText = 'position: relative; top: -60px; background: red'", "over"),
    ],
)
def test_the_check_sees_what_is_wrong(page: Page, served: str, spoil: str, message: str) -> None:
    page.goto(f"{served}index.html", wait_until="load")
    page.evaluate(spoil)
    assert any(message in fault for fault in unreadable(page, NARROW))

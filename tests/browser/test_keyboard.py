"""Keyboard alone reaches everything, in the order of the page, and always sees where it is."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import as_opened
from tests.browser.kinds import BOTH, PHONE_AND_DESKTOP
from tests.browser.test_colours import contrast

FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
PHONE, DESKTOP = PHONE_AND_DESKTOP


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(FOCUS)
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


def through(page: Page) -> int:
    """Go on with the tabulator until the page is left; return how many stops there were."""
    wanted: int = page.evaluate("(window.wanted = focusable()).length")
    for _ in range(wanted + 1):
        page.keyboard.press("Tab")
    return wanted


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
@pytest.mark.parametrize("kind", BOTH)
def test_everything_is_reached_in_order_and_seen(
    page: Page, served: str, kind: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(served + BOTH[kind], wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert through(page) > 10
    assert page.evaluate("outOfOrder(wanted)") is None
    assert page.evaluate("order.length - wanted.length") in (0, 1), "then the page is left, and begun anew"
    assert page.evaluate("wrong") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "ranking", "a unit", "scheme", "elder, a unit"])
def test_focus_changes_what_is_painted(page: Page, served: str, kind: str, scheme: Literal["light", "dark"]) -> None:
    """As much as a line of 2 px around the control, in a contrast of 3:1 to what was there before (WCAG 2.4.13)."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(served + BOTH[kind], wait_until="load")
    looks = page.evaluate_handle("looks()")
    number: int = looks.evaluate("elements => elements.length")
    assert number > 4
    for index in range(number):
        # Focus first: the skip link has no place before.
        name, x, y, width, height = looks.evaluate(
            """(elements, index) => {
              const element = elements[index];
              element.focus({ focusVisible: true });
              const { x, y, width, height } = element.getBoundingClientRect();
              return [element.outerHTML.slice(0, 80), x + scrollX, y + scrollY, width, height];
            }""",
            index,
        )
        clip = {"x": max(x - 10, 0), "y": max(y - 10, 0), "width": width + 20, "height": height + 20}
        focused = _picture(page, clip)
        page.evaluate("document.activeElement.blur()")
        painted = _strongly_changed(focused, _picture(page, clip))
        # A corner less on each side: an outline may be round.
        assert painted >= 2 * 2 * (width + height - 16), name


def _picture(page: Page, clip: dict[str, float]) -> Image.Image:
    shot = page.screenshot(clip=clip, full_page=True, animations="disabled", caret="hide")  # type: ignore[arg-type]
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _strongly_changed(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels of two pictures have a contrast of 3:1 and more to each other."""
    pairs = zip(one.get_flattened_data(), other.get_flattened_data(), strict=True)
    return sum(1 for now, before in pairs if now != before and contrast(_hex(now), _hex(before)) >= 3)


def _hex(colour: Any) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def test_the_first_stop_leads_past_the_navigation(page: Page, served: str) -> None:
    page.goto(served + BOTH["a unit"], wait_until="load")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("element => element === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('header, .crumbs') !== null"), "and back"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("document.styleSheets[0].insertRule(':focus-visible { outline: none !important }')", "wrong.length > 0"),
        ("document.styleSheets[0].insertRule(':focus-visible { outline-color: #bbb !important }')", "wrong.length > 0"),
        (
            "document.querySelector('.top').style.cssText = 'position: fixed; z-index: 9; background: #fff; top: 0; "
            "bottom: 0'",
            "wrong.some(fault => fault.includes('behind'))",
        ),
        ("document.querySelector('main a').tabIndex = 3", "outOfOrder(wanted)"),
        ("document.querySelector('main a').tabIndex = -1", "outOfOrder(wanted)"),
        ("document.querySelector('main a').onkeydown = event => event.preventDefault(); null", "outOfOrder(wanted)"),
    ],
)
def test_the_check_sees_what_is_wrong(page: Page, served: str, spoil: str, message: str) -> None:
    page.goto(served + BOTH["method"], wait_until="load")
    page.evaluate(spoil)
    through(page)
    assert page.evaluate(message)

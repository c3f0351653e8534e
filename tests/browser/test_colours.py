"""Contrast of every colour of the site and its charts, in light and dark, and in greyscale."""

import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from assessment.render.charts.palette import ACCENT, ALL, INK, LINE, LOSS, QUIET, SOFT

SCHEMES = ("light", "dark")
UNIT = "2019/units/biqiao/index.html"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    result: str = request.param
    return result


@pytest.fixture
def page(browser: Browser, on_disk: str, scheme: str) -> Iterator[Page]:
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(on_disk + UNIT)
        yield page


def variables(page: Page) -> dict[str, str]:
    """The colours of the style sheet that are in effect."""
    names = ("ink", "soft", "paper", "wash", "blue", "blue-wash", "ochre", "ochre-wash", "heat-some", "heat-much")
    found = {
        name: page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
        for name in names
    }
    return {
        name: "#" + "".join(2 * part for part in text[1:]) if len(text) == 4 else text for name, text in found.items()
    }


def test_all_text_can_be_read(page: Page, scheme: str) -> None:
    colours = variables(page)
    assert (luminance(colours["paper"]) > 0.5) is (scheme == "light")
    for text in ("ink", "soft", "blue", "ochre"):
        for ground in ("paper", "wash"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for text, ground in (("ochre", "ochre-wash"), ("ink", "ochre-wash"), ("ink", "blue-wash"), ("paper", "blue")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_the_steps_of_the_map_of_losses_can_be_told_apart_in_greyscale(page: Page, scheme: str) -> None:
    colours = variables(page)
    steps = [luminance(colours[name]) + 0.05 for name in ("paper", "ochre-wash", "heat-some", "heat-much", "ochre")]
    assert steps == sorted(steps, reverse=scheme == "light")
    assert all(max(pair) / min(pair) > 1.1 for pair in pairwise(steps))
    for text, ground in (("ink", "heat-some"), ("ink", "heat-much"), ("paper", "ochre")):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def test_charts_have_the_colours_of_the_page(page: Page, scheme: str) -> None:
    colours = variables(page)
    own = {colour: colour.light if scheme == "light" else colour.dark for colour in ALL}
    same = {INK: "ink", SOFT: "soft", ACCENT: "blue", LOSS: "ochre"}
    assert {own[colour] for colour in same} == {colours[name] for name in same.values()}
    for ground in ("paper", "wash"):
        assert contrast(own[QUIET], colours[ground]) >= 3, "dots are drawings that tell something (WCAG 1.4.11)"


def test_charts_can_be_told_apart_in_greyscale(scheme: str) -> None:
    lines = [luminance(colour.light if scheme == "light" else colour.dark) + 0.05 for colour in (ACCENT, QUIET, LINE)]
    strongest_first = sorted(lines, reverse=scheme == "dark")
    assert lines == strongest_first
    for one, next_ in pairwise(lines):
        assert max(one, next_) / min(one, next_) > 1.7


def test_a_chart_in_a_page_follows_the_scheme(page: Page) -> None:
    """The drawing is another document, which has to hear of the reader's scheme by itself."""
    chart = page.locator(".verdict img")
    chart.evaluate("image => image.decode()")
    levels = Image.open(io.BytesIO(chart.screenshot())).convert("L").histogram()
    assert sum(levels[:60]) > 100, "the dark ones of words and ground"
    assert sum(levels[200:]) > 100, "the light ones"

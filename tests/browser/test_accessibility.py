"""axe-core finds nothing, and leaves nothing undecided, on any kind of page, by day and by night, narrow and wide."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.conftest import as_opened
from tests.browser.kinds import BOTH, PHONE_AND_DESKTOP, pages_of, shape
from tests.states import STATES, States

Scheme = Literal["light", "dark"]
PHONE, DESKTOP = PHONE_AND_DESKTOP
EVERY_DRESS: tuple[tuple[int, Scheme], ...] = (
    (PHONE, "light"),
    (PHONE, "dark"),
    (DESKTOP, "light"),
    (DESKTOP, "dark"),
)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        axe.equip(context)
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


def look(page: Page, address: str, dresses: Iterable[tuple[int, Scheme]]) -> list[str]:
    """Return what axe finds on a page, and in which dress."""
    page.goto(address, wait_until="load")
    found = []
    for width, scheme in dresses:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} px, {scheme}: {fault}" for fault in axe.faults(page)]
    return found


def look_through(page: Page, site: Path, year: int) -> list[str]:
    """Return what axe finds on a year's pages, one of each kind, each in another dress: their templates are looked at
    in every dress elsewhere."""
    kinds = {shape(address): address for address in pages_of(site) if address.startswith(f"{year}/")}
    assert len(kinds) > 5
    dresses = cycle(EVERY_DRESS[year % len(EVERY_DRESS) :] + EVERY_DRESS)
    return [
        f"{address}: {fault}"
        for address, dress in zip(kinds.values(), dresses, strict=False)
        for fault in look(page, (site / address).as_uri(), [dress])
    ]


@pytest.mark.parametrize("kind", BOTH)
def test_axe_finds_nothing(page: Page, served: str, kind: str) -> None:
    assert look(page, served + BOTH[kind], EVERY_DRESS) == []


@pytest.mark.parametrize("year", STATES)
def test_axe_finds_nothing_at_any_level(page: Page, states: States, year: int) -> None:
    assert look_through(page, states.public, year) == []


def test_axe_finds_nothing_in_what_the_office_sees(page: Page, states: States) -> None:
    assert look_through(page, states.office, min(STATES)) == []


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("color-contrast", "document.querySelector('h1').style.color = '#999'"),
        ("link-name", "document.querySelector('main a').replaceChildren()"),
        ("heading-order", "document.querySelector('h1').insertAdjacentHTML('afterend', '<h4>4</h4>')"),
        ("target-size", "document.querySelectorAll('.top li').forEach(e => e.style.cssText = 'height:9px;width:9px')"),
    ],
)
def test_axe_sees_what_is_wrong(page: Page, served: str, rule: str, spoil: str) -> None:
    page.goto(served, wait_until="load")
    page.evaluate(spoil)
    assert rule in {fault.partition("（")[0] for fault in axe.faults(page)}

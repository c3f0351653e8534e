"""What a unit's page weighs, and what a phone waits for before it shows it: counted, so that no machine is too slow."""

import gzip
import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assessment.render.site.icon import OWN_ICON
from tests.browser.conftest import PREFIX, Portal, serving
from tests.browser.kinds import BOTH
from tests.built import Built

PAGE = 60_000
"""Bytes of the HTML as it is, and of all that a page loads as it is sent."""

OF_ALL_ITEMS = 120_000
"""Bytes of the HTML of a page that holds a cell for every unit in every item."""

OF_AN_ITEM = 80_000
"""Bytes of the HTML of a page that holds every unit's reasons in an item."""

CHART = 8_000
ONE_FLIGHT = 10 * 1460
"""Bytes that a server sends before it waits for the first acknowledgement (RFC 6928)."""

HANGS = 120
"""Seconds after which a page that waits for what is held back gets it, so that the test fails and does not hang."""

UNIT = "the unit with most to read"
PAINTED = """() => new Promise(resolve => new PerformanceObserver(list => {
  if (list.getEntriesByName('first-contentful-paint').length) resolve();
}).observe({type: 'paint', buffered: true}))"""

LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src|img src)="([^"]+)"')


def loads(page: Path) -> list[Path]:
    """A page and every file that it loads."""
    return [page, *((page.parent / name).resolve() for name in LOADED.findall(page.read_text(encoding="utf-8")))]


def test_every_page_of_a_unit_is_light(built: Built) -> None:
    pages = sorted(built.site.glob("*/units/*/index.html"))
    assert len(pages) >= 42
    for page in pages:
        files = loads(page)
        assert {path.suffix for path in files} == {".html", ".css", ".js", ".svg"}
        assert page.stat().st_size <= PAGE, page
        assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files) <= PAGE / 2, page


@pytest.mark.parametrize(
    ("pages", "most"),
    [("*/ranking/index.html", OF_ALL_ITEMS), ("*/items/index.html", PAGE), ("*/items/*/**/index.html", OF_AN_ITEM)],
)
def test_every_page_of_items_is_light(built: Built, pages: str, most: int) -> None:
    found = sorted(built.site.glob(pages))
    assert found
    for page in found:
        assert page.stat().st_size <= most, page
        assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in loads(page)) <= PAGE / 2, page


def test_every_chart_is_light_and_takes_its_colours_from_the_reader(built: Built) -> None:
    charts = sorted(path for path in built.site.rglob("*.svg") if path.name != "icon.svg")
    assert len(charts) > 80
    for chart in charts:
        text = chart.read_text(encoding="utf-8")
        assert len(text.encode()) < CHART, chart
        assert "@media screen and (prefers-color-scheme:dark)" in text
        assert "<text" in text


def slow(answers: dict[str, int], shown: threading.Event) -> type[Portal]:
    """Return what serves compressed files, as portals do, and holds back all that a page can be shown without.

    It writes down how many bytes were sent for which path; what it holds back goes out once the page was shown.
    """

    class Slow(Portal):
        def do_GET(self) -> None:  # noqa: N802
            path = Path(self.translate_path(self.path))
            if not path.is_file():
                self.send_error(404)
                return
            if path.suffix not in (".html", ".css"):
                shown.wait(HANGS)
            body = gzip.compress(path.read_bytes())
            answers[self.path.removeprefix(f"{PREFIX}/")] = len(body)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Slow


@pytest.mark.parametrize("kind", ["home", "ranking", UNIT, f"elder, {UNIT}"])
def test_a_phone_shows_a_page_after_two_short_answers(browser: Browser, built: Built, kind: str) -> None:
    """With the connection they make 450 ms on a slow network (150 ms a round trip), whatever the speed of the machine."""
    needed = [file.relative_to(built.site).as_posix() for file in loads(built.site / BOTH[kind])]
    answers: dict[str, int] = {}
    shown = threading.Event()
    phone = browser.new_context(viewport={"width": 390, "height": 800})
    with serving(built.site, slow(answers, shown)) as home, phone:
        page = phone.new_page()
        page.goto(f"{home}{BOTH[kind]}", wait_until="commit")
        page.evaluate(PAINTED)
        first = dict(answers)
        shown.set()
        page.wait_for_load_state("load")
    # The page names all its style sheets itself, so they are asked for at once: the second answer.
    assert first.keys() == {path for path in needed if Path(path).suffix in (".html", ".css")}
    assert max(first.values()) <= ONE_FLIGHT, first
    # The icon beside the title is asked for at leisure, before or after the page is there.
    assert answers.keys() - {OWN_ICON} == set(needed), (
        "nothing else is asked for, neither by a style sheet nor by a program"
    )

"""What a unit's page weighs, and how soon a slow phone shows it."""

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Portal
from tests.built import Built

PAGE = 60_000
"""Bytes of the HTML as it is, and of all that a page loads as it is sent."""

CHART = 8_000
FIRST_PAINT = 1_000
"""Milliseconds."""

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


def test_every_chart_is_light_and_takes_its_colours_from_the_reader(built: Built) -> None:
    charts = sorted(built.site.rglob("*.svg"))
    assert len(charts) > 80
    for chart in charts:
        text = chart.read_text(encoding="utf-8")
        assert len(text.encode()) < CHART, chart
        assert "@media screen and (prefers-color-scheme:dark)" in text
        assert "<text" in text


class Zipping(Portal):
    """Serves files as portals do: compressed."""

    def do_GET(self) -> None:  # noqa: N802
        """Answer with the compressed file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def zipped(built: Built) -> Iterator[str]:
    """The address of the site on a server that compresses."""
    handler = functools.partial(Zipping, directory=str(built.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/zwgk/kp/"
        server.shutdown()


def first_paint(browser: Browser, address: str) -> float:
    """Milliseconds until a phone at a quarter of this machine's speed, on slow 4G, paints the first content."""
    with browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2) as context:
        page = context.new_page()
        protocol = context.new_cdp_session(page)
        protocol.send("Network.enable")
        slow = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
        protocol.send("Network.emulateNetworkConditions", slow)
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, wait_until="load")
        painted: float = page.evaluate(
            """() => new Promise(resolve => new PerformanceObserver(list => {
                 const [entry] = list.getEntriesByName('first-contentful-paint');
                 if (entry) resolve(entry.startTime);
               }).observe({type: 'paint', buffered: true}))"""
        )
        return painted


def test_a_slow_phone_shows_a_unit_within_a_second(browser: Browser, zipped: str) -> None:
    address = f"{zipped}2019/units/chengguanju/index.html"
    times: list[float] = []
    # The best of several, as other work on the machine must not count.
    while len(times) < 8 and min(times, default=FIRST_PAINT) >= FIRST_PAINT:
        times.append(first_paint(browser, address))
    assert min(times) > 300, "two answers are waited for, each of them slowed down"
    assert min(times) < FIRST_PAINT, times

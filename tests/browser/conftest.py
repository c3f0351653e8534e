"""The built site opened from disk and from a server, below a prefix."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.built import Built

# A busy machine takes its time; no answer is right for coming early.
expect.set_options(timeout=60_000)

PREFIX = "/zwgk/kp"
"""The column is one folder of a larger site, as the county's portal has it."""


class Portal(http.server.SimpleHTTPRequestHandler):
    """Serves the site below the prefix, and the site's own page for what is not there, as portals are set up."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Find files below the prefix only."""
        if not path.startswith(f"{PREFIX}/"):
            return super().translate_path("/outside-of-the-column")
        return super().translate_path(path.removeprefix(PREFIX))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer with the page for what is missing; the portal has an icon of its own."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        body = Path(super().translate_path("/404.html")).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(site: Path, portal: type[Portal] = Portal) -> Iterator[str]:
    """Serve a site on this machine; yield its address."""
    handler = functools.partial(portal, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{PREFIX}/"
        server.shutdown()


@pytest.fixture(scope="session")
def served(built: Built) -> Iterator[str]:
    """The address of the site on a server of this machine."""
    with serving(built.site) as home:
        yield home


@pytest.fixture(scope="session")
def on_disk(built: Built) -> str:
    """The address of the site's folder."""
    return f"{built.site.as_uri()}/"


def as_opened(page: Page) -> Page:
    """Make a page as it is when it opens: a window costs as much as several pages, so tests of a file share one."""
    page.goto("about:blank")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    return page


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has changed what pages look like keep new pictures of them."""
    parser.addoption("--renew", action="store_true", help="keep pictures of how pages look now")

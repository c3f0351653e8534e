"""A link checker that starts at the first page, on a server: every link and anchor holds, and everything is reached.

The checker reads a page again for every anchor that is linked to, so it looks at anchors in the small county only; those
of the shipped year are looked at in ``tests/release``.
"""

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import PREFIX, Portal, serving
from tests.built import Built
from tests.states import States

SETTINGS = "[checking]\nthreads=4\nmaxrequestspersecond=10000\n"
ANCHORS = "[AnchorCheck]\n"
NOT_LINKED = {"404.html", "manifest.json", "SHA256SUMS"}
"""What a server shows by itself, and what programs ask for by name; fragments are taken by editors of a portal."""
READ = ("search/pagefind/", "search/units.json")
"""What the program of the search page reads."""


class OpenPortal(Portal):
    """Lets the checker in, which minds what sample pages tell robots, and asks slowly unless a server bids it welcome."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        page = re.sub(rb'<meta name="robots"[^>]*>', b"", path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return io.BytesIO(page)


def check(site: Path, settings: Path, more: str = "") -> list[str]:
    """Return what is wrong, a line each, and what is not reached. Links to other sites are not followed."""
    settings.write_text(SETTINGS + more, encoding="utf-8")
    with serving(site, OpenPortal) as home:
        options = ["--config", str(settings), "--no-robots", "--no-status", "--verbose", "--output", "csv/utf-8"]
        command = [str(Path(sys.executable).with_name("linkchecker")), *options, f"{home}index.html"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    output = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    links = list(csv.DictReader(output, delimiter=";"))
    wrong = [
        f"{link['parentname']}: {link['urlname']}: {link['result']} {link['warningstring']}"
        for link in links
        if link["valid"] != "True" or link["warningstring"]
    ]
    paths = {unquote(urlsplit(link["url"]).path) for link in links if link["url"].startswith(home)}
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    meant_for_readers = {path.as_posix() for path in files if path.parts[0] != "fragments"} - NOT_LINKED
    meant_for_readers = {path for path in meant_for_readers if not path.startswith(READ)}
    alone = meant_for_readers - {path.removeprefix(f"{PREFIX}/") for path in paths}
    return [*wrong, *(f"{path}: nothing leads there" for path in sorted(alone))]


def test_every_link_holds_and_everything_is_reached(built: Built, tmp_path: Path) -> None:
    assert check(built.site, tmp_path / "settings") == []


def test_every_anchor_holds_at_every_level(states: States, tmp_path: Path) -> None:
    assert check(states.public, tmp_path / "settings", ANCHORS) == []


def test_every_link_of_the_office_holds(states: States, tmp_path: Path) -> None:
    assert check(states.office, tmp_path / "settings") == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("nowhere.html", ["404", "alone.html: nothing leads there"]),
        ("about.html#nowhere", ["Anchor `nowhere'", "alone.html: nothing leads there"]),
        ("alone.html", []),
    ],
)
def test_the_checker_sees_what_is_wrong(tmp_path: Path, link: str, message: list[str]) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("404", "about", "alone"):
        (site / f"{name}.html").write_text(f"<title>{name}</title>", encoding="utf-8")
    (site / "index.html").write_text(f"<title>home</title><a href='about.html'>1</a><a href='{link}'>2</a>", "utf-8")
    wrong = check(site, tmp_path / "settings", ANCHORS)
    assert len(wrong) == len(message)
    assert all(word in line for word, line in zip(message, wrong, strict=True))

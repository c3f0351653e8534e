"""Whatever stands in a document, laying it out reads nothing outside of the build and asks nobody."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest

from assessment.executor.processes import own_processes
from assessment.render.documents.typeset import Typesetter
from tests.leaks.reading import everything

SECRET = "文件里的机密"


class Listening(http.server.BaseHTTPRequestHandler):
    """Notes what it is asked for."""

    paths: list[str]

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    cases: list[str] = []
    handler = type("Handler", (Listening,), {"paths": cases})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}", cases
        listening.shutdown()


def test_nothing_outside_is_read_and_nobody_is_asked(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    home, request = server
    fonts, outside = tmp_path / "fonts", tmp_path / "outside"
    fonts.mkdir()
    outside.mkdir()
    font = Path(shutil.copy(Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf"), fonts / "a.ttf"))
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    (outside / "secret.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>', encoding="utf-8"
    )
    (outside / "secret.css").write_text(f'p::after {{ content: "{SECRET}" }}', encoding="utf-8")
    places = [outside.as_uri(), f"{fonts.as_uri()}/../outside", f"{fonts.as_uri()}/%2e%2e/outside", home]
    planted = "".join(
        f'<link rel="stylesheet" href="{place}/secret.css"><link rel="attachment" href="{place}/secret.txt">'
        f'<style>@import url("{place}/secret.css"); li {{ list-style: url({place}/secret.svg) }}'
        f" @font-face {{ font-family: x{number}; src: url({place}/secret.ttf) }} p {{ font-family: x{number} }}</style>"
        f'<img src="{place}/secret.svg"><object data="{place}/secret.svg"></object><embed src="{place}/secret.svg">'
        f'<a rel="attachment" href="{place}/secret.txt">x</a><p style="background: url({place}/secret.svg)">text</p>'
        f"<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<image xlink:href='{place}/secret.svg'/><use xlink:href='{place}/secret.svg%23a'/></svg>\"><ul><li>one</ul>"
        for number, place in enumerate(places)
    )
    target = tmp_path / "made.pdf"
    with own_processes(1) as executor:
        typesetter = Typesetter.of(executor, "p { font-family: Sans }", {"Sans": font})
        typesetter.submit(f'<html lang="zh-CN"><title>t</title><body>{planted}</body></html>', target).result()
    assert target.is_file()
    assert request == []
    (tmp_path / "alone").mkdir()
    result = target.rename(tmp_path / "alone" / "made.pdf")
    said = "".join(text for _, text in everything(result.parent))
    assert "text" in said
    assert SECRET not in said

"""What a browser on this machine is answered: pages with a program that watches over them, all else as it is."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest

from assessment.serving.page_handler import file_at, page_with_program
from assessment.serving.page_server import PageServer
from assessment.serving.shown_site import ShownSite
from tests.built import ROOT, Built
from tests.serving.test_shown_site import write

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


@contextmanager
def at_work(shown: ShownSite) -> Iterator[HTTPConnection]:
    with PageServer(0, shown) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield HTTPConnection("127.0.0.1", server.server_address[1])
        server.shutdown()


@pytest.fixture
def site(tmp_path: Path) -> ShownSite:
    write(tmp_path / "output" / "index.html", "<head><title>首页</title></head>")
    write(tmp_path / "output" / "2019" / "说明" / "index.html", "<head></head>说明")
    write(tmp_path / "output" / "2019" / "lost.svg", "<svg/>")
    write(tmp_path / "secret.html", "secret")
    return ShownSite(tmp_path / "output")


def ask(connection: HTTPConnection, address: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection.request(method, address)
    answer = connection.getresponse()
    assert answer.headers["Cache-Control"] == "no-store"
    return answer, answer.read().decode()


def state(connection: HTTPConnection, address: str) -> tuple[str, str]:
    """Which version of a page is shown, and what its reader is told."""
    _, text = ask(connection, f"/~serving/state?page={quote(address)}")
    known = json.loads(text)
    return known["version"], known["say"]


def test_files(site: ShownSite) -> None:
    with at_work(site) as connection:
        answer, text = ask(connection, "/2019/lost.svg?again")
        assert (answer.status, answer.headers["Content-Type"], text) == (200, "image/svg+xml", "<svg/>")
        answer, text = ask(connection, quote("/2019/说明"))
        assert (answer.status, answer.headers["Location"]) == (301, quote("/2019/说明/"))
        answer, text = ask(connection, quote("/2019/说明/"))
        assert answer.status == 200
        assert text.endswith("说明")
        answer, text = ask(connection, quote("/2019/说明/"), "HEAD")
        assert (answer.status, text) == (200, "")
        answer, text = ask(connection, "/2020/pdf/annual.pdf")
        assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
        assert "没有这个文件，或者还在生成；生成好了这一页会自己打开。" in text
        assert '<script src="/~serving/page.js" data-version="" defer></script>' in text
        for outside in ("/../secret.html", "/2019/%2e%2e/../../secret.html", "//etc/passwd", "/%00", "/2019//lost.svg"):
            assert ask(connection, outside)[0].status == 404, outside
    assert file_at("/") == "index.html"


def test_a_foreign_name_of_this_machine_is_answered_nothing(site: ShownSite) -> None:
    with at_work(site) as connection:
        for name in ("localhost", "127.0.0.1", "[::1]"):
            assert status_for(connection, f"{name}:{connection.port}", "/") == 200
        for host in ("", "localhost", f"evil.example:{connection.port}", f"localhost:{connection.port + 1}"):
            for address in ("/", "/2019/lost.svg", "/~serving/page.js", "/~serving/state?page=/"):
                assert status_for(connection, host, address) == 403, (host, address)
    assert site.first == ("index.html",)


def status_for(connection: HTTPConnection, host: str, address: str) -> int:
    """The status of the answer to who calls this machine by a name."""
    connection.request("GET", address, headers={"Host": host})
    answer = connection.getresponse()
    text = answer.read().decode()
    assert (answer.status == 403) == (text == "这不是预览的地址，请打开运行 scripts/serve 的窗口里写的地址。")
    return answer.status


def test_a_page_bears_a_program_that_knows_its_version(site: ShownSite) -> None:
    with at_work(site) as connection:
        _, text = ask(connection, "/")
        version, say = state(connection, "/")
        assert f'<script src="/~serving/page.js" data-version="{version}" defer></script>\n</head>' in text
        assert version
        assert say == ""
        answer, program = ask(connection, "/~serving/page.js")
        assert program == (ROOT / "theme" / "serving" / "page.js").read_text(encoding="utf-8")
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert state(connection, "/2020/") == ("", "")


def test_a_reader_is_told_how_far_the_build_is(site: ShownSite, tmp_path: Path) -> None:
    with at_work(site) as connection:
        old, _ = state(connection, "/")
        site.begin()
        assert state(connection, "/") == (old, "正在重新生成，这一页好了会自己更新……")
        write(tmp_path / "new" / "index.html", "<head></head>新的首页")
        site.show(tmp_path / "new", "index.html")
        new, say = state(connection, "/")
        assert new != old
        assert say == "这一页已经是新的，其余的还在生成……"
        assert "新的首页" in ask(connection, "/")[1]
        site.settle(well=False)
        say = "没有更新，还是上一次的结果；原因写在运行 scripts/serve 的窗口里，改好保存后再生成。"
        assert state(connection, "/") == (old, say)


def test_who_asks_how_far_the_build_is_has_the_page_open(site: ShownSite, tmp_path: Path) -> None:
    write(tmp_path / "output" / "2019" / "units" / "jia" / "index.html", "<head></head>甲")
    with at_work(site) as connection:
        ask(connection, "/")
        ask(connection, "/2019/units/jia/")
        assert site.first == ("2019/units/jia/index.html", "index.html")
        state(connection, "/")
        assert site.first == ("index.html", "2019/units/jia/index.html")


def test_every_page_of_a_site_lets_the_program_run_and_keeps_its_other_rights(built: Built) -> None:
    seen = set()
    for page in built.site.rglob("*.html"):
        before = POLICY.search(page.read_text(encoding="utf-8"))
        after = POLICY.search(page_with_program(page.read_bytes(), "1").decode())
        if before is None or after is None:
            assert before is after is None, "a fragment"
            continue
        old, new = (dict(right.split(" ", 1) for right in found[1].split("; ")) for found in (before, after))
        assert new == {"script-src": "'self'", "connect-src": "'self'"} | old
        assert len(new) == after[1].count(";") + 1, "none twice"
        seen.add(before[1])
    assert len(seen) >= 4, "pages with programs and without, the search, and the page for what is missing"

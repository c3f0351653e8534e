"""scripts/comment: one comment under a pull request, written anew by later runs."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.commands import comment


class Platform:
    """What a platform keeps of comments; two a page are its most."""

    def __init__(self) -> None:
        self.comments: list[dict[str, object]] = [{"id": n, "body": f"说 {n}"} for n in range(1, 60)]
        self.asked: list[tuple[str, str]] = []
        self.refusal = 0


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """A platform on this machine, as the environment of a workflow tells of it."""
    kept = Platform()

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = dict(pair.split("=") for pair in self.path.partition("?")[2].split("&"))
            size, page = int(query["per_page"]), int(query["page"])
            self.answer(kept.comments[(page - 1) * size : page * size])

        def do_POST(self) -> None:
            kept.comments.append({"id": 99, "body": self.body()})
            self.answer({})

        def do_PATCH(self) -> None:
            id = int(self.path.rsplit("/", 1)[1])
            next(one for one in kept.comments if one["id"] == id)["body"] = self.body()
            self.answer({})

        def body(self) -> str:
            return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

        def answer(self, told: object) -> None:
            kept.asked.append((self.command, self.path.partition("?")[0]))
            assert self.headers["Authorization"] == "token secret"
            self.send_response(kept.refusal or 200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}/api/v1")
        monkeypatch.setenv("GITHUB_REPOSITORY", "xian/kaoping")
        monkeypatch.setenv("GITHUB_TOKEN", "secret")
        yield kept
        server.shutdown()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "changes.md"
    path.write_text("建平镇少 1 分。\n", encoding="utf-8")
    return path


def test_the_first_run_writes_and_later_ones_write_anew(platform: Platform, text: Path) -> None:
    assert comment.main(["7", str(text)]) == 0
    assert platform.comments[-1] == {"id": 99, "body": f"{comment.MARK}\n建平镇少 1 分。\n"}
    text.write_text("没有变化。\n", encoding="utf-8")
    assert comment.main(["7", str(text)]) == 0
    assert platform.comments[-1] == {"id": 99, "body": f"{comment.MARK}\n没有变化。\n"}
    assert len(platform.comments) == 60
    assert [(method, path) for method, path in platform.asked if method != "GET"] == [
        ("POST", "/api/v1/repos/xian/kaoping/issues/7/comments"),
        ("PATCH", "/api/v1/repos/xian/kaoping/issues/comments/99"),
    ]


def test_a_text_that_is_too_long_is_cut_at_a_line(platform: Platform, text: Path) -> None:
    text.write_text("一行\n" * 30_000, encoding="utf-8")
    assert comment.main(["7", str(text)]) == 0
    body = str(platform.comments[-1]["body"])
    assert len(body) < 65_536
    assert body.endswith("一行\n\n内容太长，其余见运行摘要和预览。\n")


def test_a_refusal_is_one_line(platform: Platform, text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    platform.refusal = 403
    assert comment.main(["7", str(text)]) == 1
    assert capsys.readouterr().err == "评论没有写成：平台答复 403，请检查权限\n"


def test_outside_of_a_workflow_it_says_so(
    text: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    assert comment.main(["7", str(text)]) == 1
    assert comment.main(["7", "none.md"]) == 1
    assert capsys.readouterr().err == (
        "缺少环境变量 GITHUB_API_URL；这个命令由 .github/workflows/ 使用\n文件读不出来：none.md\n"
    )

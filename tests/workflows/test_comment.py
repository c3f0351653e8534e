"""scripts/comment: one comment under a pull request, written anew by later runs, and nobody else's."""

import base64
import copy
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessment.commands import comment
from tests.built import ROOT
from tests.workflows.platform import GITEA, GITHUB, KINDS, SOMEBODY, Kind, Platform, running

MARKED = f"{comment.MARK}\n建平镇少 1 分。\n"


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def platform(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """A platform of each kind, as the environment of a workflow tells of it, with more comments than a page holds."""
    with running(request.param) as kept:
        for name, value in environment(kept, "建平镇少 1 分。\n").items():
            monkeypatch.setenv(name, value)
        for number in range(70):
            kept.say(f"说 {number}")
        yield kept


def environment(platform: Platform, text: str | bytes) -> dict[str, str]:
    """What the step of a workflow knows: its platform, and the text that another job hands over."""
    content = text.encode() if isinstance(text, str) else text
    return {
        "GITHUB_API_URL": platform.address,
        "GITHUB_REPOSITORY": "xian/kaoping",
        "GITHUB_TOKEN": "secret",
        "CHANGES": base64.b64encode(content).decode(),
    }


def test_the_first_run_writes_and_later_ones_write_anew(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    assert comment.main(["7"]) == 0
    assert platform.comments[70] == {"id": 71, "body": MARKED, "user": platform.kind.author}
    for number in range(70):
        platform.say(f"再说 {number}")
    monkeypatch.setenv("CHANGES", base64.b64encode("没有变化。\n".encode()).decode())
    assert comment.main(["7"]) == 0
    assert platform.comments[70]["body"] == f"{comment.MARK}\n没有变化。\n"
    assert platform.written == [
        ("POST", "/api/v1/repos/xian/kaoping/issues/7/comments"),
        ("PATCH", "/api/v1/repos/xian/kaoping/issues/comments/71"),
    ]


def strangers(kind: Kind) -> dict[str, dict[str, object]]:
    """Comments that begin with the mark and are somebody else's, however much they look like ours."""
    own = kind.author
    login = str(own["login"])
    return {
        "a member": {"user": SOMEBODY},
        "a member of our full name": {"user": {**SOMEBODY, "full_name": own.get("full_name", login), "name": login}},
        "our name in other letters": {"user": {**own, "id": 8, "login": login.title()}},
        "our name with something after it": {"user": {**own, "id": 8, "login": f"{login} "}},
        "our name taken by a person": {"user": {**SOMEBODY, "login": login}},
        "another bot": {"user": {"id": 49699333, "login": "dependabot[bot]", "type": "Bot"}},
        "the bot of another platform": {"user": (GITEA if kind is GITHUB else GITHUB).author},
        "a user who is gone": {"user": None},
        "the ghost of a user": {"user": {"id": -1, "login": "Ghost"}},
        "a user of whom nothing is said": {"user": {}},
        "no word of a user": {},
        "one that an app of a member wrote": {"user": SOMEBODY, "performed_via_github_app": {"slug": "github-actions"}},
        "one that came from another platform": {"user": own, "original_author": "lisi", "original_author_id": 5},
    }


@pytest.mark.parametrize("whose", strangers(GITHUB))
def test_nobody_elses_comment_is_taken_over(platform: Platform, whose: str) -> None:
    comments = platform.comments
    comments.append({"id": 71, "body": MARKED, **strangers(platform.kind)[whose]})
    # Edited later, so that it begins with the mark only now; it stays the writer's.
    comments[3] = {**comments[3], "body": MARKED, "created_at": "2020-01-01", "updated_at": "2020-01-02"}
    before = copy.deepcopy(comments)
    assert comment.main(["7"]) == 0
    assert comments[:-1] == before
    assert comments[-1] == {"id": 72, "body": MARKED, "user": platform.kind.author}
    assert comment.main(["7"]) == 0
    assert platform.written[-1] == ("PATCH", "/api/v1/repos/xian/kaoping/issues/comments/72")
    assert comments[:-1] == before


def test_what_we_wrote_for_another_purpose_stays(platform: Platform) -> None:
    for body in ("部署完成", f"> {MARKED}", f" {MARKED}"):
        platform.say(body, platform.kind.author)
    assert comment.main(["7"]) == 0
    assert [method for method, _ in platform.written] == ["POST"]


@pytest.mark.parametrize(("text", "line"), [("一行\n" * 30_000, "一行"), ("甲" * 40_000, ""), ("甲" * 40_000 + "\n", "")])
def test_a_text_that_is_too_long_is_cut_at_a_line(
    platform: Platform, text: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANGES", base64.b64encode(text.encode()).decode())
    assert comment.main(["7"]) == 0
    body = str(platform.comments[-1]["body"])
    start, cut = f"{comment.MARK}\n", "\n\n内容太长，其余见运行摘要和预览。\n"
    assert body.startswith(start)
    assert body.endswith(cut)
    kept = body.removeprefix(start).removesuffix(cut)
    assert set(kept.split("\n")) == {line}
    assert len(kept.encode()) <= comment.MOST < len(f"{kept}\n{text.partition(chr(10))[0]}\n".encode())
    assert len(body) < 65_536


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("不是编码", "里的内容不完整"),
        ("A", "里的内容不完整"),
        (base64.b64encode("建".encode()[:2]).decode(), "里的内容不完整"),
        ("", "是空的"),
    ],
)
def test_a_text_that_did_not_come_whole_is_not_written(
    platform: Platform, content: str, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHANGES", content)
    assert comment.main(["7"]) == 1
    assert platform.written == []
    assert capsys.readouterr().err == f"评论没有写成：环境变量 CHANGES {fault}\n"


def test_a_refusal_is_one_line(platform: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    for status in (401, 403, 404, 500):
        platform.refusal = status
        assert comment.main(["7"]) == 1
        assert capsys.readouterr().err == f"评论没有写成：平台答复 {status}，请检查权限\n"
    assert platform.written == []


def test_outside_of_a_workflow_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "CHANGES"):
        monkeypatch.delenv(name, raising=False)
    assert comment.main(["7"]) == 1
    assert capsys.readouterr().err == "缺少环境变量 CHANGES；这个命令由 .github/workflows/ 使用\n"


def bare_python(folder: Path, found: Callable[[str], str] = lambda line: line) -> str:
    """Return a PATH on which there is a Python without packages, and nothing else but what a shell script needs."""
    folder.mkdir()
    python = folder / "python3"
    python.write_text(found(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n'))
    python.chmod(0o755)
    for tool in ("bash", "env", "readlink", "dirname"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    return str(folder)


def test_it_needs_only_python_and_runs_nothing_else(tmp_path: Path) -> None:
    scripts = tmp_path / "target" / "scripts"
    shutil.copytree(ROOT / "scripts", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    with running(GITHUB) as platform:
        known = {"PATH": bare_python(tmp_path / "bin"), **environment(platform, "建平镇少 1 分。\n")}
        done = subprocess.run([scripts / "comment", "7"], env=known, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [one["body"] for one in platform.comments] == [MARKED]


def test_an_old_python_is_one_line(tmp_path: Path) -> None:
    known = {"PATH": bare_python(tmp_path / "bin", lambda _: "#!/bin/sh\nexit 1\n")}
    done = subprocess.run([ROOT / "scripts" / "comment", "7"], env=known, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "需要 Python 3.11 或更新版本\n")


def test_the_token_goes_nowhere_else(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    class Elsewhere(http.server.BaseHTTPRequestHandler):
        """Sends everybody on to the platform."""

        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{platform.address}{self.path}")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_address[1]}")
        assert comment.main(["7"]) == 1
        server.shutdown()
    assert platform.written == []

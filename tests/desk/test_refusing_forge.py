"""A platform that refuses, is broken or repeats the token: told on the page of handing in, and the token nowhere."""

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.forge.place import ForgeKind
from tests.branches.office import ZHANG, Offices, git
from tests.desk.conftest import Clerk
from tests.forge.platform import TOKEN, PlayedForge, Raw, playing

ENTRY = {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备", "evidence": "e2"}


@pytest.fixture
def played() -> Iterator[PlayedForge]:
    with playing(ForgeKind.GITEA) as forge:
        yield forge


@pytest.fixture
def mine(tmp_path: Path, played: PlayedForge, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk who has recorded a deduction, in a clone of a repository on the platform."""
    for name, value in {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "HAND_IN_TOKEN": TOKEN,
        "no_proxy": "*",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("assessment.desk.log.CACHE", tmp_path / "cache")
    offices = Offices(tmp_path)
    (tmp_path / "xian").mkdir()
    offices.shared = offices.shared.rename(tmp_path / "xian/kaoping.git")
    office = offices.clerk("zhang", ZHANG)
    office.git("config", "assessment.forge", "gitea")
    office.git("config", "assessment.forgeAddress", played.base)
    clerk = Clerk(office.data)
    person = {"-name": ZHANG.name, "-email": ZHANG.email}
    assert clerk.post("/2019/jia/deductions/+?clause=第2项", {**ENTRY, **person}).status_code == 303
    return clerk


def hand_in(mine: Clerk) -> TestResponse:
    return mine.post("/hand-in", {}, "hand-in")


REFUSALS = {
    "run out": (Raw(b'{"message": "token expired"}', 401), "不认这个令牌，可能已经过期"),
    "not allowed": (Raw(f'{{"message": "no {TOKEN}"}}'.encode(), 403), "不允许"),
    "broken": (Raw(f"<h1>{TOKEN}</h1>".encode(), 500), "出了错（500）"),
    "no JSON": (Raw(TOKEN.encode()), ""),
    "another shape": (Raw(json.dumps([TOKEN]).encode()), ""),
    "elsewhere": (Raw(b"", 302, {"Location": f"http://127.0.0.1:9/?token={TOKEN}"}), ""),
    "the token for an answer": (Raw(json.dumps({"private": True, "html_url": TOKEN, "message": TOKEN}).encode()), ""),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_told_where_it_can_be_tried_again(
    mine: Clerk, played: PlayedForge, what: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    played.instead, why = REFUSALS[what]
    answer = hand_in(mine)
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 400, page
    assert "没有交成：" in page
    assert why in page
    assert "保存过的改动都还在" in page
    assert 'value="hand-in">交审核</button>' in page
    pages = [mine.get(address).get_data(as_text=True) for address in ("/mine", "/hand-in", "/review", "/others")]
    log = tmp_path / "cache/desk.log"
    written = log.read_text(encoding="utf-8") if log.exists() else ""
    printed = "".join(capfd.readouterr())
    assert TOKEN not in "".join([page, *pages, written, printed])
    held = [path for path in (tmp_path / "zhang").rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
    assert held == [], "nothing of the repository has it"
    assert TOKEN in played.tokens, "it was tried with the token"
    played.instead = None
    assert "已经建立合并请求" in hand_in(mine).get_data(as_text=True)


def test_nobody_is_reached(mine: Clerk) -> None:
    git(mine.data, "config", "assessment.forgeAddress", "http://127.0.0.1:9")
    answer = hand_in(mine)
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert "没有交成：" in page, page
    assert "连不上 127.0.0.1:9" in page, page.partition("没有交成")[2][:100]

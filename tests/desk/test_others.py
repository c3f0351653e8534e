"""What others are at, and what reviewers said, in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.desk.person import keep_person
from assessment.forge.place import ForgeKind
from tests.branches.office import JIA, LI, ZHANG, Offices
from tests.branches.office import Clerk as Keyboard
from tests.desk.conftest import HOST, Clerk
from tests.forge.platform import TOKEN, PlayedForge, Raw, playing
from tests.repository.county import BONUS, DEDUCTION


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the person who runs the tests."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.setenv("HAND_IN_TOKEN", TOKEN)


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    offices = Offices(tmp_path)
    (tmp_path / "xian").mkdir()
    offices.shared = offices.shared.rename(tmp_path / "xian" / "kaoping.git")
    return offices


@pytest.fixture
def zhang(offices: Offices) -> Keyboard:
    return offices.clerk("zhang", ZHANG)


@pytest.fixture
def played(zhang: Keyboard) -> Iterator[PlayedForge]:
    with playing(ForgeKind.GITEA) as kept:
        zhang.git("config", "assessment.forge", "gitea")
        zhang.git("config", "assessment.forgeAddress", kept.base)
        yield kept


@pytest.fixture
def desk(zhang: Keyboard) -> Clerk:
    """The clerk's desk in a browser."""
    keep_person(ZHANG)
    return Clerk(zhang.data)


def send(desk: Clerk, status: int) -> str:
    """Hand in; return the answer."""
    answer = desk.client.post("/hand-in", data={"-token": desk.place.token}, headers={"Host": HOST})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_where_the_remarks_stand_and_whose_token_it_is(desk: Clerk, zhang: Keyboard, played: PlayedForge) -> None:
    zhang.write(JIA, zhang.text() + DEDUCTION, "记甲镇一次扣分")
    assert "没有打开的合并请求" in desk.page("/review")
    assert "/review" not in desk.page("/mine")
    done = send(desk, 200)
    assert "用 zhang 的令牌" in done
    played.requests[0].remarks = 2
    page = desk.page("/review")
    assert f'<a href="{played.base}/xian/kaoping/pull/7" rel="noopener noreferrer">打开合并请求</a>，有 2 条意见' in page
    assert "合并请求用 zhang 的令牌建立" in page
    assert '<a href="/review">' in desk.page("/mine")
    assert TOKEN not in done + page + desk.page("/mine")


def test_a_refusal_is_one_sentence(desk: Clerk, zhang: Keyboard, played: PlayedForge) -> None:
    zhang.write(JIA, zhang.text() + DEDUCTION)
    played.instead = Raw(b"", 401)
    assert "不认这个令牌，可能已经过期" in send(desk, 400)
    assert "不认这个令牌" in desk.get("/review").get_data(as_text=True)


def test_without_a_remote_nobody_is_asked(desk: Clerk, zhang: Keyboard) -> None:
    zhang.git("remote", "remove", "origin")
    page = desk.page("/review")
    assert "没有打开的合并请求" in page
    assert "没有找到令牌" in page


def test_what_others_are_at(offices: Offices, desk: Clerk, zhang: Keyboard) -> None:
    assert "没有别人还没有并入的改动" in desk.page("/others")
    li = offices.clerk("li", LI)
    li.write(JIA, li.text() + DEDUCTION)
    li.write("scores/2019/yi.yaml", li.text("scores/2019/yi.yaml") + BONUS)
    li.git("push", "--quiet", "origin", "records/li")
    zhang.write(JIA, zhang.text() + BONUS)
    zhang.git("fetch", "--quiet")
    page = desk.page("/others")
    assert "李科员" in page
    assert '2019年 甲镇：登记扣分记录</span><span class="tag">你也改了这个单位' in page
    assert "2019年 乙镇：登记加分记录</span></li>" in page
    assert "90.60 → 89.60" in desk.page("/others/records/li")
    assert desk.get("/others/records/nobody").status_code == 404
    assert desk.get("/others/main").status_code == 404


def test_what_happened_to_each_record(desk: Clerk, zhang: Keyboard) -> None:
    zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.change("reason: 栏目三个月未更新", "reason: <b>栏目</b>未更新")
    assert '<a href="/past/2019/jia/">修改历史</a>' in desk.page("/2019/jia/")
    page = desk.page("/past/2019/jia/")
    section = page.partition("<h2>扣分记录：第1项，2019-07-03</h2>")[2].partition("</section>")[0]
    assert "修改：原因由“栏目三个月未更新”改为“&lt;b&gt;栏目&lt;/b&gt;未更新”" in section
    assert section.index("修改") < section.index("登记")
    assert section.count("张科员") == 2
    assert "<h2>环节成绩：专业测评</h2>" in page
    assert "<h2>证据：通报</h2>" in page
    assert "<h2>评议票：互评</h2>" in page
    zhang.change("evidence: [e2]", "evidence: [e1]")
    zhang.change(
        "    reason: <b>栏目</b>未更新\n",
        "    reason: <b>栏目</b>未更新\n    rectified: {note: 已改, date: 2019-07-30}\n",
    )
    page = desk.page("/past/2019/jia/")
    assert "证据由“通报”改为“报告”" in page
    assert "整改情况由“（没有）”改为“整改说明：已改，整改完成日期：2019-07-30”" in page
    objection = "{id: o1, about: agency, date: 2020-01-10, statement: 少算一项, outcome: 待定}"
    zhang.write(JIA, f"{zhang.text()}objections:\n  - {objection}\n")
    assert "：专业测评</h2>" in desk.page("/past/2019/jia/").partition("<h2>申诉")[2][:20]
    assert desk.get("/past/2019/nobody/").status_code == 404
    assert desk.get("/past/2017/jia/").status_code == 404

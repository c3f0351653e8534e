"""The person's own branch at the desk: taken back, brought up to date field by field, handed in."""

import html
import re
from pathlib import Path

import pytest

from assessment.change.ground import Ground
from assessment.errors import RequestError
from assessment.period import Period
from tests.branches.office import LI, ZHANG, Offices
from tests.desk.conftest import Clerk
from tests.desk.test_file_forms import save
from tests.repository.county import County

NEW = "/2019/jia/deductions/+?clause=第2项"
ENTRY = {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备", "evidence": "e2"}
MINE = {"-name": ZHANG.name, "-email": ZHANG.email}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the person who runs the tests."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    monkeypatch.delenv("HAND_IN_TOKEN", raising=False)


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path)


@pytest.fixture
def mine(offices: Offices) -> Clerk:
    """A clerk at the desk of a clone, who has recorded a deduction."""
    clerk = Clerk(offices.clerk("zhang", ZHANG).data)
    assert clerk.post(NEW, {**ENTRY, **MINE}).status_code == 303
    return clerk


def said(clerk: Clerk, location: str) -> str:
    return html.unescape(clerk.page(location))


def test_a_change_is_taken_back(mine: Clerk) -> None:
    after = mine.record("jia")
    page = said(mine, "/mine")
    commit = page.partition('name="-commit" value="')[2][:40]
    answer = mine.post("/mine", {"-commit": commit}, "take-back")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "已经照办" in said(mine, answer.headers["Location"])
    assert mine.record("jia") != after
    assert "没有报备" not in mine.record("jia")
    assert "已收回" in said(mine, "/mine")
    assert mine.post("/mine", {"-commit": "0" * 40}, "take-back").status_code == 400


def test_what_was_taken_back_is_restored(mine: Clerk) -> None:
    after = mine.record("jia")
    for act in ("收回", "恢复", "收回"):
        page = said(mine, "/mine")
        [first, *_] = re.findall(
            'name="-commit" value="([^"]+)"><button class="quiet" type="submit" aria-label="([^：]+)', page
        )
        assert first[1] == act
        assert mine.post("/mine", {"-commit": first[0]}, "take-back").status_code == 303
        assert (mine.record("jia") == after) == (act == "恢复")


def test_what_cannot_be_taken_back_is_called_by_its_name(mine: Clerk) -> None:
    """Beside the changes, so that the person goes on from there."""
    [commit] = re.findall('name="-commit" value="([^"]+)"', said(mine, "/mine"))
    [entry] = re.findall("id: (d[0-9a-f]{8})", mine.record("jia"))
    changed = {"clause": "第2项", "date": "2019-08-02", "reason": "没有报备", "evidence": "e2"}
    assert mine.post(f"/2019/jia/deductions/{entry}", changed).status_code == 303
    answer = mine.post("/mine", {"-commit": commit}, "take-back")
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 400
    assert "收不回：2019年甲镇的扣分记录“第2项，2019-08-02”后来又改过；请先收回后来的改动" in page
    assert "scores/" not in page
    assert "没有办成" not in page


def test_errors_that_taking_back_leaves_are_told(mine: Clerk) -> None:
    evidence = {"title": "照片", "kind": "截图", "source": "机构", "captured": "2019-08-01", "url": "/zp"}
    assert mine.post("/2019/jia/evidence/+", evidence).status_code == 303
    [id] = re.findall("id: (e[0-9a-f]{8})", mine.record("jia"))
    cites = {"clause": "第1项", "level": "省", "date": "2019-08-02", "reason": "没有更新", "evidence": id}
    assert mine.post("/2019/jia/deductions/+?clause=第1项", cites).status_code == 303
    [_, commit, *_] = re.findall('name="-commit" value="([^"]+)"', said(mine, "/mine"))
    answer = mine.post("/mine", {"-commit": commit}, "take-back")
    page = said(mine, answer.headers["Location"])
    assert "数据多了1处错误" in page
    assert '<a href="/2019/">看要改的地方</a>' in page


def take_back(clerk: Clerk, commit: str) -> str:
    """What the page says once the change of a commit is taken back."""
    answer = clerk.post("/mine", {"-commit": commit}, "take-back")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return said(clerk, answer.headers["Location"])


def test_errors_are_told_of_whatever_year_depends_on_a_file(county: County) -> None:
    """A unit that is taken back leaves the ballots that it gave; no record of a unit is in that commit."""
    county.change("years/2019.yaml", "provenance: sample", "provenance: real")
    for unit in ("jia", "yi", "bing", "ding"):
        county.change(f"scores/2019/{unit}.yaml", "provenance: sample", "provenance: real")
    county.commit()
    clerk = Clerk(county.data)
    save(clerk, "/roster/+", {"name": "戊镇", "id": "wu", "-group": "town"})
    [new, *_] = re.findall('name="-commit" value="([^"]+)"', said(clerk, "/mine"))
    ballot = {"rater": "wu", "date": "2020-01-06", "marks": "90"}
    assert clerk.post("/2019/ding/ballots/peer/+", ballot).status_code == 303
    page = take_back(clerk, new)
    assert "数据多了1处错误" in page
    assert '<a href="/2019/">看要改的地方</a>' in page


def test_what_was_taken_back_is_not_said_to_have_failed(mine: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after may fail: the commit stands."""
    [commit] = re.findall('name="-commit" value="([^"]+)"', said(mine, "/mine"))
    ground, looks = mine.place.ground, []

    def failing(period: Period) -> Ground:
        looks.append(period)
        if len(looks) > 1:
            raise RequestError("版本库坏了")
        return ground(period)

    monkeypatch.setattr(mine.place, "ground", failing)
    page = take_back(mine, commit)
    assert "已经照办" in page
    assert "看不出有没有错误" in page


def test_a_branch_is_handed_in(mine: Clerk, offices: Offices) -> None:
    page = said(mine, "/hand-in")
    assert "2019年 甲镇：新增 1 条扣分记录" in page
    done = mine.post("/hand-in", {}, "hand-in")
    assert done.status_code == 200
    assert "已经推送到" in done.get_data(as_text=True)
    assert "已推送" in said(mine, "/mine")
    offices.merge("records/zhang")
    answer = mine.post("/update", {}, "learn")
    assert answer.status_code in (200, 303)


def test_what_both_changed_is_shown_side_by_side(mine: Clerk, offices: Offices) -> None:
    assert mine.post("/2019/jia/marks/agency", {"mark": "71", **MINE}).status_code == 303
    li = offices.clerk("li", LI)
    li.change("mark: 90", "mark: 85")
    li.git("push", "--quiet", "origin", "HEAD")
    offices.merge("records/li")
    page = mine.post("/update", {}, "learn").get_data(as_text=True)
    assert "最终成绩" in page
    for mark in ("90", "71", "85"):
        assert mark in page
    assert mine.post("/update", _seen(page), "join").status_code == 400
    answer = mine.post("/update", {**_seen(page), "-choice-0": "theirs"}, "join")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "已经并入" in said(mine, answer.headers["Location"])
    assert "mark: 85" in mine.record("jia")
    assert "没有报备" in mine.record("jia")


def test_a_choice_about_an_older_state_is_refused(mine: Clerk, offices: Offices) -> None:
    li = offices.clerk("li", LI)
    li.change("source: 机构", "source: 测评机构")
    li.git("push", "--quiet", "origin", "HEAD")
    offices.merge("records/li")
    before = mine.record("jia")
    assert mine.post("/update", {"-mine": "0" * 40, "-theirs": "0" * 40}, "join").status_code == 400
    assert mine.record("jia") == before
    assert mine.post("/update", {}, "learn").status_code == 303
    assert "测评机构" in mine.record("jia")


def test_there_is_no_place_to_hand_in_to(clerk: Clerk) -> None:
    assert clerk.post(NEW, ENTRY).status_code == 303
    answer = clerk.post("/hand-in", {}, "hand-in")
    assert answer.status_code == 400
    assert "没有远程仓库" in answer.get_data(as_text=True)


def test_there_is_nothing_to_hand_in(clerk: Clerk) -> None:
    answer = clerk.get("/hand-in")
    assert answer.status_code == 400
    assert "没有要交的改动" in answer.get_data(as_text=True)


def _seen(page: str) -> dict[str, str]:
    """What the page says of the two sides that were compared."""
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("-mine", "-theirs")}

"""Taking back one change: what came before and after stays, and where that cannot be it is said in plain words."""

from pathlib import Path

import pytest

from assessment.branches.steps import steps
from assessment.branches.take_back import take_back
from assessment.branches.work_tree import WorkTree
from assessment.errors import RequestError
from tests.branches.office import JIA, LI, WHEN, ZHANG, Clerk, Offices
from tests.repository.county import BONUS, DEDUCTION


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path)


@pytest.fixture
def zhang(offices: Offices) -> Clerk:
    clerk = offices.clerk("zhang", ZHANG)
    clerk.write("scores/2019/yi.yaml", clerk.text("scores/2019/yi.yaml") + BONUS, "登记加分")
    return clerk


def taken_back(clerk: Clerk, commit: str) -> WorkTree:
    return take_back(clerk.now(), commit, clerk.author, WHEN)


def test_what_came_before_and_after_stays(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    zhang.change("mark: 90\n", "mark: 91  # 终评\n")
    (zhang.data / "units" / "yi.yaml").write_text("正在写", encoding="utf-8")
    before = zhang.text()
    tree = taken_back(zhang, wrong.commit)
    assert zhang.text() == before.replace(DEDUCTION, "")
    assert zhang.status() == "M data/units/yi.yaml"
    assert [(step.subject, step.is_taken_back, step.takes_back) for step in steps(tree)] == [
        ("收回：记一次扣分", False, wrong.commit),
        ("改一处", False, ""),
        ("记一次扣分", True, ""),
        ("登记加分", False, ""),
    ]
    assert DEDUCTION in zhang.git("show", f"{wrong.commit}:data/{JIA}") + "\n", "it stays in the history"


def test_an_entry_of_several_and_a_field_of_an_entry(zhang: Clerk) -> None:
    two = DEDUCTION + DEDUCTION.partition("\n")[2].replace("d1", "d2")
    zhang.write(JIA, zhang.text() + two)
    changed = zhang.write(
        JIA, zhang.text().replace("level: 省\n    date: 2019-07-03", "level: 国家\n    date: 2019-07-03", 1)
    )
    gone = zhang.write(JIA, zhang.text().replace(two.partition("d1")[2].partition("  - id: d2")[2], "@"))
    del gone
    taken_back(zhang, zhang.now().commit)
    taken_back(zhang, changed.commit)
    assert zhang.text().count("level: 省") == 2


def test_taking_back_is_taken_back(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    text = zhang.text()
    back = taken_back(zhang, wrong.commit)
    tree = taken_back(zhang, back.commit)
    assert zhang.text() == text
    assert [step.is_taken_back for step in steps(tree)] == [False, True, False, False]
    taken_back(zhang, wrong.commit)
    assert DEDUCTION not in zhang.text()


def test_a_new_file_goes_and_one_that_was_removed_comes_again(zhang: Clerk) -> None:
    new = zhang.write("evidence/2019/jia/e1.txt", "通报")
    (zhang.data / "units/ding.yaml").unlink()
    gone = zhang.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    taken_back(zhang, new.commit)
    assert not (zhang.data / "evidence").exists()
    assert gone.commit != new.commit


def test_what_was_changed_again_is_named(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    now = zhang.change("level: 省", "level: 国家")
    with pytest.raises(
        RequestError,
        match=r"^“记一次扣分”收不回：data/scores/2019/jia\.yaml 扣分记录 d1后来又改过；请先收回后来的改动，或者直接改",
    ):
        taken_back(zhang, wrong.commit)
    assert (zhang.now(), zhang.status()) == (now, "")


def test_what_was_undone_by_hand_is_no_change(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    zhang.write(JIA, zhang.text().replace(DEDUCTION, ""))
    with pytest.raises(RequestError, match="“记一次扣分”后来已经改了回去"):
        taken_back(zhang, wrong.commit)


def test_only_ones_own_that_is_not_handed_in_and_only_once(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    for commit in (zhang.git("rev-parse", "origin/main"), "0" * 40):
        with pytest.raises(RequestError, match="不是这个分支上还没有合并的改动"):
            taken_back(zhang, commit)
    zhang.author = LI
    with pytest.raises(RequestError, match="“记一次扣分”是 张科员 改的，只能由本人收回"):
        taken_back(zhang, wrong.commit)
    zhang.author = ZHANG
    taken_back(zhang, wrong.commit)
    with pytest.raises(RequestError, match="已经收回了"):
        taken_back(zhang, wrong.commit)
    again = zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.git("push", "--quiet", "origin", again.branch)
    with pytest.raises(RequestError, match="已经交审核，收不回"):
        taken_back(zhang, again.commit)
    zhang.git("switch", "--quiet", "main")
    with pytest.raises(RequestError, match="不是这个分支上"):
        taken_back(zhang, again.commit)


def test_what_is_not_committed_is_not_overwritten(zhang: Clerk) -> None:
    wrong = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    (zhang.data / JIA).write_text("正在写", encoding="utf-8")
    with pytest.raises(RequestError, match="有没有提交的修改"):
        taken_back(zhang, wrong.commit)
    assert zhang.text() == "正在写"
    assert zhang.now().commit == wrong.commit

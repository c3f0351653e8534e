"""A person's own branch: made without touching a file, one commit for one change, nothing else taken along."""

from pathlib import Path

import pytest

from assessment.branches.making import Author
from assessment.branches.own_branch import branch_name, own_branch
from assessment.branches.save import save
from assessment.branches.steps import steps
from assessment.branches.work_tree import work_tree
from assessment.errors import RequestError
from assessment.history.kinds import Key, Kind, What
from tests.branches.office import JIA, LI, WHEN, ZHANG, Clerk, Offices
from tests.repository.county import BONUS, DEDUCTION


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path)


@pytest.fixture
def zhang(offices: Offices) -> Clerk:
    return offices.clerk("zhang", ZHANG)


def files(clerk: Clerk) -> dict[str, tuple[bytes, int]]:
    """Every file of the working tree, with when it was last written."""
    found = (path for path in clerk.top.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Zhang.San@example.org", "records/zhang-san"),
        ("li", "records/li"),
        ("张三", "records/work"),
        ("--", "records/work"),
    ],
)
def test_what_it_is_called(person: str, name: str) -> None:
    assert branch_name(person) == name


def test_it_is_made_from_main_and_no_file_is_touched(zhang: Clerk) -> None:
    (zhang.data / JIA).write_text("正在写", encoding="utf-8")
    before = files(zhang)
    tree = zhang.begin()
    assert (tree.branch, tree.main, tree.remote) == ("records/zhang", "main", "origin")
    assert tree.commit == tree.main_commit == zhang.git("rev-parse", "origin/main")
    assert files(zhang) == before
    assert zhang.begin() == tree


def test_another_branch_than_main_is_ones_own(zhang: Clerk) -> None:
    zhang.git("switch", "--quiet", "--create", "some/branch")
    assert zhang.begin().branch == "some/branch"


def test_it_is_found_again_with_all_that_was_saved_on_it(zhang: Clerk) -> None:
    saved = zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.git("switch", "--quiet", "main")
    assert "d1" not in zhang.text()
    assert zhang.begin().commit == saved.commit
    assert "d1" in zhang.text()
    assert zhang.status() == ""


def test_what_is_not_committed_is_not_overwritten_on_the_way_to_it(zhang: Clerk) -> None:
    zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.git("switch", "--quiet", "main")
    (zhang.data / JIA).write_text("正在写", encoding="utf-8")
    with pytest.raises(RequestError, match=r"data/scores/2019/jia\.yaml 有没有提交的修改"):
        zhang.begin()
    assert zhang.text() == "正在写"
    assert zhang.now().branch == "main"


def test_an_old_branch_that_main_contains_goes_on_from_main(offices: Offices, zhang: Clerk) -> None:
    saved = zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.git("push", "--quiet", "origin", saved.branch)
    offices.merge(saved.branch)
    zhang.git("switch", "--quiet", "main")
    zhang.git("pull", "--quiet")
    tree = zhang.begin()
    assert tree.commit == tree.main_commit != saved.commit
    assert steps(tree) == ()


def test_a_commit_holds_the_files_that_are_named_and_no_other(zhang: Clerk) -> None:
    tree = zhang.begin()
    (zhang.data / JIA).write_text(zhang.text() + DEDUCTION, encoding="utf-8")
    (zhang.data / "units" / "jia.yaml").write_text("id: jia\nname: 甲镇政府\n", encoding="utf-8")
    (zhang.data / "units" / "yi.yaml").write_text("id: yi\nname: 乙镇政府\n", encoding="utf-8")
    (zhang.top / "notes.txt").write_text("自己的", encoding="utf-8")
    zhang.git("add", "data/units/jia.yaml")
    (zhang.data / "scores/2019/ding.yaml").unlink()
    saved = save(tree, [f"data/{JIA}", "data/scores/2019/ding.yaml"], "记一次扣分\n\n说明", ZHANG, WHEN)
    assert zhang.status().splitlines() == ["M  data/units/jia.yaml", " M data/units/yi.yaml", "?? notes.txt"]
    assert zhang.git("show", "--name-status", "--format=%an <%ae> %aI%n%cn %cI%n%B", saved.commit).splitlines() == [
        "张科员 <zhang@example.org> 2020-03-20T09:30:00+08:00",
        "张科员 2020-03-20T09:30:00+08:00",
        "记一次扣分",
        "",
        "说明",
        "",
        "",
        "D\tdata/scores/2019/ding.yaml",
        "M\tdata/scores/2019/jia.yaml",
    ]


def test_the_same_change_at_the_same_time_is_the_same_commit(offices: Offices) -> None:
    clerks = [offices.clerk(name, ZHANG) for name in ("one", "two")]
    assert len({clerk.write(JIA, clerk.text() + DEDUCTION).commit for clerk in clerks}) == 1


def test_no_change_is_no_commit(zhang: Clerk) -> None:
    tree = zhang.begin()
    assert save(tree, [f"data/{JIA}", "data/none.yaml"], "没有改", ZHANG, WHEN) == tree


def test_nothing_is_committed_on_main_or_on_what_has_moved(zhang: Clerk) -> None:
    (zhang.data / JIA).write_text(zhang.text() + DEDUCTION, encoding="utf-8")
    with pytest.raises(RequestError, match="在主分支 main 上"):
        save(work_tree(zhang.data), [f"data/{JIA}"], "改", ZHANG, WHEN)
    before = zhang.begin()
    saved = save(before, [f"data/{JIA}"], "改", ZHANG, WHEN)
    (zhang.data / JIA).write_text(zhang.text() + BONUS, encoding="utf-8")
    with pytest.raises(RequestError, match="刚才有了新的提交"):
        save(before, [f"data/{JIA}"], "改", ZHANG, WHEN)
    assert zhang.now().commit == saved.commit


@pytest.mark.parametrize("author", [Author("", "a@example.org"), Author("甲", ""), Author("<>", "a@example.org")])
def test_somebody_without_a_name_is_asked_for_it(zhang: Clerk, author: Author) -> None:
    tree = zhang.begin()
    (zhang.data / JIA).write_text(zhang.text() + DEDUCTION, encoding="utf-8")
    with pytest.raises(RequestError, match="请先登记姓名和邮箱"):
        save(tree, [f"data/{JIA}"], "改", author, WHEN)


def test_a_name_breaks_no_commit(zhang: Clerk) -> None:
    zhang.author = Author("张<三>\nparent 1\x00", "a@b>\n\nx")
    saved = zhang.write(JIA, zhang.text() + DEDUCTION)
    zhang.git("fsck", "--strict")
    assert zhang.git("show", "--no-patch", "--format=%an|%ae", saved.commit) == "张三 parent 1|a@b x"


def test_hooks_and_settings_of_the_repository_run_nothing_but_what_keeps_files(zhang: Clerk, tmp_path: Path) -> None:
    for hook in (
        "pre-commit",
        "commit-msg",
        "post-commit",
        "post-index-change",
        "reference-transaction",
        "post-checkout",
    ):
        path = zhang.top / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{hook}\n")
        path.chmod(0o755)
    zhang.write(JIA, zhang.text() + DEDUCTION)
    assert [*tmp_path.glob("ran-*")] == []


def test_what_git_lfs_keeps_is_committed_as_what_stands_for_it(zhang: Clerk) -> None:
    """As ``git add`` does: by the filter of the person's settings."""
    (zhang.top / ".gitattributes").write_text("data/evidence/** filter=lfs -text\n")
    zhang.git("config", "filter.lfs.clean", "echo stand-in; cat >/dev/null")
    saved = zhang.write("evidence/2019/jia/e1.txt", "很大的文件")
    assert zhang.git("show", f"{saved.commit}:data/evidence/2019/jia/e1.txt") == "stand-in"


def test_what_was_done_and_is_not_handed_in(offices: Offices, zhang: Clerk) -> None:
    tree = zhang.begin()
    assert steps(tree) == ()
    one = zhang.write(JIA, zhang.text() + DEDUCTION, "记一次扣分")
    two = zhang.change("mark: 90\n", "mark: 91\n", message="改成绩")
    three = zhang.write("units/jia.yaml", "id: jia\nname: 甲镇政府\n", "改名")
    found = steps(three)
    assert [(step.commit, step.subject) for step in found] == [
        (three.commit, "改名"),
        (two.commit, "改成绩"),
        (one.commit, "记一次扣分"),
    ]
    assert [step.files for step in found] == [("data/units/jia.yaml",), (f"data/{JIA}",), (f"data/{JIA}",)]
    lines = [[(one.period, one.unit, one.key, one.what) for one in step.records] for step in found]
    assert lines == [
        [],
        [("2019", "jia", Key(Kind.MARK, "agency"), What.CHANGED)],
        [("2019", "jia", Key(Kind.DEDUCTION, "d1"), What.RECORDED)],
    ]
    assert {(step.author, step.email, step.when) for step in found} == {("张科员", "zhang@example.org", WHEN)}
    assert [step.is_handed_in for step in found] == [False, False, False]
    zhang.git("push", "--quiet", "origin", f"{two.commit}:refs/heads/{two.branch}")
    assert [step.is_handed_in for step in steps(zhang.now())] == [False, True, True]
    offices.merge(two.branch)
    zhang.git("fetch", "--quiet")
    assert [step.subject for step in steps(zhang.now())] == ["改名"]


def test_a_repository_without_a_remote_has_its_own_main(tmp_path: Path) -> None:
    clerk = Clerk(Offices(tmp_path).county.top, LI)
    tree = own_branch(clerk.data, "li")
    assert (tree.branch, tree.main, tree.remote, tree.handed_in) == ("records/li", "main", "", "")
    clerk.write(JIA, clerk.text() + DEDUCTION)
    assert [step.is_handed_in for step in steps(clerk.now())] == [False]


def test_a_repository_without_a_main_branch_says_so(tmp_path: Path) -> None:
    clerk = Clerk(Offices(tmp_path).county.top, LI)
    clerk.git("branch", "--move", "main", "trunk")
    with pytest.raises(RequestError, match="没有主分支"):
        clerk.begin()

"""Several persons on one server: a tree and a branch for each, and what the others are at."""

from pathlib import Path

import pytest

from assessment.branches.open_branches import open_branches
from assessment.branches.person_tree import person_tree
from assessment.branches.save import save
from assessment.branches.work_tree import WorkTree
from assessment.errors import RequestError
from assessment.history.kinds import Kind
from tests.branches.office import JIA, LI, WHEN, ZHANG, Clerk, Offices
from tests.repository.county import BONUS, DEDUCTION


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return Offices(tmp_path)


@pytest.fixture
def server(offices: Offices) -> Clerk:
    return offices.clerk("server", ZHANG)


def tree_of(server: Clerk, person: str) -> WorkTree:
    return person_tree(server.now(), server.top.parent / "trees", person)


def write(tree: WorkTree, more: str, unit: str = "jia") -> WorkTree:
    path = tree.clone.data / f"scores/2019/{unit}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    author = ZHANG if tree.branch == "records/zhang" else LI
    return save(tree, [f"data/scores/2019/{unit}.yaml"], "改", author, WHEN)


def test_each_has_a_tree_and_a_branch(server: Clerk) -> None:
    zhang, li = tree_of(server, "zhang"), tree_of(server, "li@example.org")
    assert (zhang.branch, li.branch) == ("records/zhang", "records/li")
    assert zhang.top == server.top.parent / "trees" / "zhang"
    assert zhang.main_commit == zhang.commit == server.now().commit
    saved = write(zhang, DEDUCTION)
    assert (li.clone.data / JIA).read_text(encoding="utf-8") == server.text()
    assert tree_of(server, "zhang") == saved
    assert server.now().branch == "main"
    assert server.status() == ""


def test_one_who_has_a_branch_goes_on_with_it(offices: Offices, server: Clerk) -> None:
    """Be it the server's own, or one that was handed in from another machine."""
    li = offices.clerk("li", LI)
    handed = li.write(JIA, li.text() + BONUS)
    li.git("push", "--quiet", "origin", handed.branch)
    server.git("fetch", "--quiet")
    assert tree_of(server, "li").commit == handed.commit
    server.git("branch", "records/zhao", "origin/records/li")
    assert tree_of(server, "zhao").commit == handed.commit


def test_trees_stand_outside_of_the_repository_and_are_its_own(server: Clerk, tmp_path: Path) -> None:
    for folder in (server.top, server.top / "trees", server.data / "trees"):
        with pytest.raises(RequestError, match="在版本库自己的文件夹里"):
            person_tree(server.now(), folder, "zhang")
    with pytest.raises(RequestError, match="不是这个版本库的工作区"):
        person_tree(server.now(), tmp_path, "first")
    (tmp_path / "plain").mkdir()
    with pytest.raises(RequestError, match="不是这个版本库的工作区"):
        person_tree(server.now(), tmp_path, "plain")
    server.git("switch", "--quiet", "--create", "records/zhang")
    with pytest.raises(RequestError, match="没有建成工作区"):
        tree_of(server, "zhang")


def test_what_the_others_are_at(offices: Offices, server: Clerk) -> None:
    zhang, li = tree_of(server, "zhang"), tree_of(server, "li")
    assert open_branches(zhang) == ()
    write(zhang, DEDUCTION)
    li = write(li, BONUS, "yi")
    write(li, BONUS)
    far = offices.clerk("far", LI)
    far.git("switch", "--quiet", "--create", "records/far")
    far.write("scores/2019/bing.yaml", far.text("scores/2019/bing.yaml") + BONUS)
    far.git("push", "--quiet", "origin", "records/far")
    server.git("fetch", "--quiet")
    found = {one.name: one for one in open_branches(tree_of(server, "zhang"))}
    assert {name: sorted(one.unit for one in branch.records) for name, branch in found.items()} == {
        "records/li": ["jia", "yi"],
        "records/far": ["bing"],
    }
    assert [name for name, branch in found.items() if branch.touches("2019", "jia")] == ["records/li"]
    assert {one.key.kind for one in found["records/li"].records} == {Kind.BONUS}
    assert (found["records/li"].author, found["records/li"].when) == ("李科员", WHEN)


def test_what_main_has_by_now_is_not_open(offices: Offices, server: Clerk) -> None:
    """Merged with all its commits, or squashed into one that leads back to none of them."""
    for name, text in (("merged", DEDUCTION), ("squashed", BONUS)):
        clerk = offices.clerk(name, LI)
        clerk.git("switch", "--quiet", "--create", f"records/{name}")
        clerk.write(JIA, clerk.text() + text)
        clerk.git("push", "--quiet", "origin", f"records/{name}")
        if name == "merged":
            offices.merge("records/merged")
        else:
            clerk.git("fetch", "--quiet")
            clerk.git("switch", "--quiet", "--detach", "origin/main")
            clerk.git("merge", "--quiet", "--squash", "records/squashed")
            clerk.git("commit", "--quiet", "--message", "压缩合并")
            clerk.git("push", "--quiet", "origin", "HEAD:main")
    server.git("fetch", "--quiet")
    assert open_branches(server.now()) == ()

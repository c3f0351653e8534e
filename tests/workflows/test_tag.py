"""A tag is published only if its commit is in the history of the main branch; the step is run in real repositories."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.workflows.test_workflows import FOLDER, jobs

STEPS = jobs(FOLDER / "annual.yml")["publish"]["steps"]
NAME = "核对标签在主分支上"


class Remote:
    """A repository in which tags are made, and what a workflow takes out of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "remote"
        self.out = folder / "out"
        self.home = folder / "home"
        for path in (self.folder, self.out, self.home):
            path.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        for message in ("first", "second", "third"):
            self.commit(message)

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run Git as nobody in particular."""
        who = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        known = {"PATH": os.environ["PATH"], "HOME": str(self.home), **who}
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.folder, env=known, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def publish(self, tag: str, main: str, depth: str = "") -> tuple[int, str]:
        """Take a tag out as actions/checkout does; run the step; return its status and what it says."""
        self.git("init", "--quiet", cwd=self.out)
        self.git("remote", "add", "origin", str(self.folder), cwd=self.out)
        heads, tags = "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"
        what = [depth, "origin", f"+refs/tags/{tag}:refs/tags/{tag}"] if depth else ["origin", heads, tags]
        self.git("fetch", "--quiet", "--no-tags", *what, cwd=self.out)
        self.git("checkout", "--quiet", "--force", f"refs/tags/{tag}", cwd=self.out)
        [step] = [step for step in STEPS if step.get("name") == NAME]
        assert step["env"] == {"MAIN": "${{ github.event.repository.default_branch }}"}
        known = {"PATH": os.environ["PATH"], "HOME": str(self.home), "GITHUB_WORKSPACE": str(self.out), "MAIN": main}
        done = subprocess.run(
            ["sh", "-e", "-c", step["run"]], cwd=self.out, env=known, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote(tmp_path)


@pytest.mark.parametrize("how", ["plain", "annotated", "earlier", "merged", "old name of the branch"])
def test_a_tag_on_the_main_branch_is_published(remote: Remote, how: str) -> None:
    main = "main"
    match how:
        case "plain":
            remote.git("tag", "2019")
        case "annotated":
            remote.git("tag", "--annotate", "--message", "x", "2019")
        case "earlier":
            remote.git("tag", "2019", "HEAD~2")
        case "merged":
            remote.git("checkout", "--quiet", "-b", "side", "HEAD~1")
            remote.commit("aside")
            remote.git("tag", "2019")
            remote.git("checkout", "--quiet", "main")
            remote.git("merge", "--quiet", "--no-edit", "side")
        case _:
            main = "trunk"
            remote.git("branch", "--move", "main", "trunk")
            remote.git("tag", "2019")
    assert remote.publish("2019", main) == (0, "")


@pytest.mark.parametrize(
    "how",
    [
        "not merged",
        "ahead of it",
        "unrelated",
        "a tag named as the branch",
        "a branch of another name",
        "a branch below the name",
        "squashed",
        "branch unknown",
        "branch not named",
        "shallow",
    ],
)
def test_a_tag_outside_of_it_is_refused(remote: Remote, how: str) -> None:
    main, depth = "main", ""
    remote.git("checkout", "--quiet", "-b", "side", "HEAD~1")
    remote.commit("aside")
    match how:
        case "ahead of it":
            remote.git("checkout", "--quiet", "-B", "side", "main")
            remote.commit("ahead")
        case "unrelated":
            remote.git("checkout", "--quiet", "--orphan", "other")
            remote.commit("elsewhere")
        case "a tag named as the branch":
            for name in ("main", "origin/main", "refs/remotes/origin/main"):
                remote.git("tag", name)
        case "a branch of another name":
            remote.git("branch", "--move", "main", "trunk")
            remote.git("branch", "main")
            main = "trunk"
        case "a branch below the name":
            remote.git("branch", "origin/main")
            remote.git("branch", "refs/remotes/origin/main")
        case "squashed":
            remote.git("checkout", "--quiet", "main")
            remote.git("merge", "--quiet", "--squash", "side")
            remote.commit("squashed")
            remote.git("checkout", "--quiet", "side")
        case "branch unknown":
            main = "master"
        case "branch not named":
            main = ""
        case "shallow":
            remote.git("checkout", "--quiet", "main")
            depth = "--depth=1"
    remote.git("tag", "2019")
    status, said = remote.publish("2019", main, depth)
    assert (status, said.startswith("::error::标签所在的提交不在主分支")) == (1, True)


def test_nothing_of_the_repository_runs_before() -> None:
    names = [step["name"] for step in STEPS]
    assert names[:2] == ["取出仓库", NAME]
    assert STEPS[0]["with"]["fetch-depth"] == 0, "the main branch is fetched, too"

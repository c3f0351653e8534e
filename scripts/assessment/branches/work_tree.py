"""A working tree: the branch that it stands on, and the main branch that all work is handed in to."""

from dataclasses import dataclass
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.clone import Clone, needed_clone
from assessment.repository.git import UNKNOWN, GitError, run
from assessment.repository.repository import GIT, Repository

BRANCHES = "refs/heads/"
_REMOTES = "refs/remotes/"
_MAIN_NAMES = ("main", "master")


@dataclass(frozen=True)
class WorkTree:
    """A working tree as it stands."""

    clone: Clone
    branch: str
    """Name of the branch; empty where it stands on none."""
    main: str
    """Name of the main branch."""
    main_commit: str
    """Its newest commit that is known here; of a repository with a remote, the remote's as last fetched."""
    remote: str
    """Name of the remote; empty where there is none."""

    @property
    def repository(self) -> Repository:
        """The repository at the commit that the working tree stands at."""
        return self.clone.repository

    @property
    def commit(self) -> str:
        """Full id of the commit that the working tree stands at."""
        return self.clone.commit

    @property
    def top(self) -> Path:
        """The top of the working tree."""
        return self.clone.repository.top

    @property
    def is_own(self) -> bool:
        """Whether it stands on a branch that is not the main one."""
        return self.branch not in ("", self.main)

    @property
    def handed_in(self) -> str:
        """The newest commit of the branch that the remote is known to have; empty for none."""
        return commit_at(self.top, f"{_REMOTES}{self.remote}/{self.branch}") if self.remote and self.branch else ""


def work_tree(data: Path) -> WorkTree:
    """Return the working tree that holds a data folder.

    Raises:
        NoGitError: if git is not installed.
        RequestError: if the folder lies in no repository that has commits, or there is no main branch.
    """
    clone = needed_clone(data)
    top = clone.repository.top
    remote = _remote(top)
    main, main_commit = _main(top, remote)
    return WorkTree(clone, _branch(top), main, main_commit, remote)


def commit_at(top: Path, name: str) -> str:
    """Return the full id of the commit that the full name of a branch leads to; empty where there is no such branch."""
    question = ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return _ask(top, *question, fine=(0, UNKNOWN, 128))


def _remote(top: Path) -> str:
    names = _ask(top, "remote").split("\n")
    return "origin" if "origin" in names else names[0]


def _main(top: Path, remote: str) -> tuple[str, str]:
    """Return the name and the commit of the main branch: the remote's where there is one."""
    places = [f"{_REMOTES}{remote}/"] if remote else []
    for place in (*places, BRANCHES):
        named = _ask(top, "symbolic-ref", "--quiet", f"{place}HEAD", fine=(0, 1, 128)) if place != BRANCHES else ""
        for name in (*([named.removeprefix(place)] if named else []), *_MAIN_NAMES):
            if commit := commit_at(top, place + name):
                return name, commit
    raise RequestError("版本库里没有主分支（main 或 master），请先建立主分支并提交")


def _branch(top: Path) -> str:
    return _ask(top, "symbolic-ref", "--quiet", "HEAD", fine=(0, 1)).removeprefix(BRANCHES)


def _ask(top: Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
    """Return what the repository says of its own names, which runs nothing."""
    return run(top / GIT, top, arguments, fine=fine).decode("utf-8", "surrogateescape").strip()


def move_branch(top: Path, name: str, new: str, old: str, why: str) -> None:
    """Let a branch lead to another commit.

    Args:
        top: the top of the working tree.
        name: its full name, or HEAD for the branch that the working tree stands on.
        new: full id of the commit.
        old: full id of the commit that it has led to until now; empty where it was not there.
        why: what the repository notes of it.

    Raises:
        RequestError: if it has led elsewhere meanwhile.
    """
    try:
        run(top / GIT, top, ("update-ref", "-m", why, name, new, old or "0" * len(new)))
    except GitError as fault:
        raise RequestError("分支刚才被别人改动了，没有写入；请刷新以后再试一次") from fault

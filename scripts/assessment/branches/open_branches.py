"""What is being worked on elsewhere: every other branch, and the records on it that main has otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assessment.branches.lay_out import differing
from assessment.branches.steps import RecordStep, record_steps
from assessment.branches.work_tree import BRANCHES, WorkTree
from assessment.repository.git import run
from assessment.repository.repository import GIT
from assessment.repository.revision import common_start

_MOST = 200
"""How many branches are looked at, those that were worked on last."""
_FORM = "%(refname)%00%(objectname)%00%(authorname)%00%(committerdate:iso-strict)"


@dataclass(frozen=True)
class OpenBranch:
    """A branch with changes that are not in main."""

    name: str
    commit: str
    """Full id of its newest commit."""
    author: str
    """Of that commit."""
    when: datetime
    records: tuple[RecordStep, ...]
    """The records that it changed and that main has otherwise."""

    def touches(self, period: str, unit: str) -> bool:
        """Tell whether it has changes of a unit's records of a year or round."""
        return any((one.period, one.unit) == (period, unit) for one in self.records)


def open_branches(tree: WorkTree) -> tuple[OpenBranch, ...]:
    """Return the branches, but for the working tree's own and main, that have changes of records, newest first.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    found: dict[str, OpenBranch] = {}
    for name, commit, author, when in _branches(tree):
        if name in (tree.branch, tree.main) or name in found:
            continue
        start = common_start(tree.clone, tree.main_commit, commit)
        if start in (None, commit):
            continue
        files = tuple(differing(tree, start, commit))
        # What main has in the same words by now was put there another way, as by a merge that leaves no trace.
        left = {(one.period, one.unit, one.key) for one in record_steps(tree, tree.main_commit, commit, files)}
        own = record_steps(tree, start, commit, files)
        records = tuple(one for one in own if (one.period, one.unit, one.key) in left)
        if records:
            found[name] = OpenBranch(name, commit, author, datetime.fromisoformat(when), records)
    return tuple(found.values())


def _branches(tree: WorkTree) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, commit, author and time of each branch here and of the remote, newest first."""
    shared = f"refs/remotes/{tree.remote}/"
    places = (BRANCHES, shared) if tree.remote else (BRANCHES,)
    question = ("for-each-ref", f"--count={_MOST}", "--sort=-committerdate", f"--format={_FORM}", *places)
    for line in run(tree.top / GIT, tree.top, question).decode("utf-8", "surrogateescape").splitlines():
        reference, commit, author, when = line.split("\0")
        name = reference.removeprefix(BRANCHES).removeprefix(shared)
        if name != "HEAD":
            yield name, commit, author, when

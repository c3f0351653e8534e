"""Bringing a person's branch up to date with main: nothing that either has done is lost, whatever is chosen.

What only one of them changed is taken. What both changed is told field by field and waits for a choice. The result is a
commit made from both, so that every version stays in the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.branches.joining import Joined, Meeting, PlaceInFile, joined
from assessment.branches.lay_out import lay_out
from assessment.branches.making import Author, making
from assessment.branches.work_tree import WorkTree, move_branch, work_tree
from assessment.edit.files import writing
from assessment.edit.three_ways import Whose
from assessment.errors import RequestError
from assessment.repository.revision import common_start


@dataclass(frozen=True)
class Behind:
    """How a branch stands to main."""

    mine: str
    """Full id of the newest commit of the branch."""
    theirs: str
    """Full id of the newest commit of main."""
    is_behind: bool
    """Whether main has commits that the branch has not."""
    meetings: tuple[Meeting, ...]
    """What both changed, and not alike."""
    comments: tuple[tuple[str, str], ...]
    """Comments that will stand in the history only, each behind its file."""


def behind(tree: WorkTree) -> Behind:
    """Return how the branch of a working tree stands to main, and what there would be to decide; nothing is changed.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    mine, theirs = tree.commit, tree.main_commit
    start = common_start(tree.clone, mine, theirs)
    if start in (mine, theirs):
        return Behind(mine, theirs, start != theirs, (), ())
    whole = joined(tree, mine, theirs, {})
    return Behind(mine, theirs, True, whole.meetings, whole.comments)


def bring_up_to_date(
    tree: WorkTree, seen: Behind, choices: Mapping[PlaceInFile, Whose], author: Author, when: datetime
) -> WorkTree:
    """Put what main has into the branch of a working tree.

    Args:
        tree: the working tree on a branch of the person's own.
        seen: how it stood to main when the choices were made.
        choices: whose version is taken of each field that both changed.
        author: who brings it up to date.
        when: the time, with its zone.

    Returns:
        The working tree at the new commit, or as it was if main had nothing new.

    Raises:
        RequestError: if a choice is missing, if either has moved since, or if what is not committed is in the way; then
            nothing has changed.
    """
    with writing(tree.clone.data):
        now = work_tree(tree.clone.data)
        if not now.is_own:
            raise RequestError(f"现在在主分支 {now.main} 上，没有自己的分支要更新")
        if (now.commit, now.main_commit) != (seen.mine, seen.theirs):
            raise RequestError("刚才又有了新的提交，请重新比较以后再选")
        if not seen.is_behind:
            return now
        if common_start(now.clone, now.commit, now.main_commit) == now.commit:
            return _moved(now, now.main_commit)
        whole = joined(now, now.commit, now.main_commit, choices)
        _refuse_undecided(whole, choices)
        with making(now.repository) as maker:
            message = f"并入主分支 {now.main}"
            commit = maker.commit(whole.tree, [now.commit, now.main_commit], message, author, when)
        return _moved(now, commit)


def _moved(tree: WorkTree, commit: str) -> WorkTree:
    lay_out(tree, commit)
    move_branch(tree.top, "HEAD", commit, tree.commit, "merge: 更新到主分支")
    return work_tree(tree.clone.data)


def _refuse_undecided(whole: Joined, choices: Mapping[PlaceInFile, Whose]) -> None:
    left = [one for one in whole.meetings if (one.file, one.keys) not in choices]
    if left:
        named = "、".join(" ".join(word for word in (one.file, one.record, one.field) if word) for one in left)
        raise RequestError(f"还有 {len(left)} 处两边都改了，没有选用哪一边：{named}")

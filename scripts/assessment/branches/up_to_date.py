"""Bringing a person's branch up to date: nothing that either side has done is lost, whatever is chosen.

What only one of them changed is taken. What both changed is told field by field and waits for a choice. The result is a
commit made from both, so that every version stays in the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.branches.join_commits import CommitMerge, Meeting, PlaceInFile, join_commits
from assessment.branches.lay_out import lay_out
from assessment.branches.making import Author, making
from assessment.branches.work_tree import WorkTree, move_branch, work_tree
from assessment.edit.files import writing
from assessment.edit.three_ways import Whose
from assessment.errors import RequestError
from assessment.repository.revision import common_start


@dataclass(frozen=True)
class Behind:
    """How a branch stands to what it has to take in: first to the shared copy of itself, then to main."""

    mine: str
    """Full id of the newest commit of the branch."""
    theirs: str
    """Full id of the newest commit of the other one."""
    name: str
    """What people call the other one."""
    is_behind: bool
    """Whether it has commits that the branch has not."""
    meetings: tuple[Meeting, ...]
    """What both changed, and not alike."""
    comments: tuple[tuple[str, str], ...]
    """Comments that will stand in the history only, each behind its file."""


def behind(tree: WorkTree) -> Behind:
    """Return what the branch of a working tree has to take in, and what there would be to decide; nothing is changed.

    A person who works at two machines has the branch in the shared repository, too, with what came from the other one.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    mine, copy = tree.commit, tree.handed_in
    if copy and common_start(tree.clone, mine, copy) != copy:
        theirs, name = copy, f"共享仓库里的 {tree.branch}"
    else:
        theirs, name = tree.main_commit, f"主分支 {tree.main}"
    start = common_start(tree.clone, mine, theirs)
    if start in (mine, theirs):
        return Behind(mine, theirs, name, start != theirs, (), ())
    whole = join_commits(tree, mine, theirs, {})
    return Behind(mine, theirs, name, True, whole.meetings, whole.comments)


def bring_up_to_date(
    tree: WorkTree, seen: Behind, choices: Mapping[PlaceInFile, Whose], author: Author, when: datetime
) -> WorkTree:
    """Put into the branch of a working tree what it has to take in.

    Args:
        tree: the working tree on a branch of the person's own.
        seen: how it stood when the choices were made.
        choices: whose version is taken of each field that both changed.
        author: who brings it up to date.
        when: the time, with its zone.

    Returns:
        The working tree at the new commit, or as it was if there was nothing new.

    Raises:
        RequestError: if a choice is missing, if either has moved since, or if what is not committed is in the way; then
            nothing has changed.
    """
    with writing(tree.clone.data):
        now = work_tree(tree.clone.data)
        if not now.is_own:
            raise RequestError(f"现在在主分支 {now.main} 上，没有自己的分支要更新")
        if now.commit != seen.mine or seen.theirs not in (now.main_commit, now.handed_in):
            raise RequestError("刚才又有了新的提交，请重新比较以后再选")
        if not seen.is_behind:
            return now
        if common_start(now.clone, seen.mine, seen.theirs) == seen.mine:
            return _moved(now, seen.theirs)
        whole = join_commits(now, seen.mine, seen.theirs, choices)
        _refuse_undecided(whole, choices)
        with making(now.repository) as maker:
            commit = maker.commit(whole.tree, [seen.mine, seen.theirs], f"并入{seen.name}", author, when)
        return _moved(now, commit)


def _moved(tree: WorkTree, commit: str) -> WorkTree:
    lay_out(tree, commit)
    move_branch(tree.top, "HEAD", commit, tree.commit, "merge: 更新")
    return work_tree(tree.clone.data)


def _refuse_undecided(whole: CommitMerge, choices: Mapping[PlaceInFile, Whose]) -> None:
    left = [one for one in whole.meetings if (one.file, one.keys) not in choices]
    if left:
        named = "、".join(" ".join(word for word in (one.file, one.record, one.field) if word) for one in left)
        raise RequestError(f"还有 {len(left)} 处两边都改了，没有选用哪一边：{named}")

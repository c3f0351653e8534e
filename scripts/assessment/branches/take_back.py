"""Taking back one commit that is not handed in: a new commit that undoes it and keeps everything that came after."""

from datetime import datetime

from assessment.branches.join_commits import Meeting, join_commits
from assessment.branches.lay_out import lay_out
from assessment.branches.making import Author, making
from assessment.branches.steps import TAKES_BACK, BranchStep, steps
from assessment.branches.work_tree import WorkTree, move_branch, work_tree
from assessment.edit.files import writing
from assessment.errors import RequestError

_BACK, _AGAIN = "收回：", "恢复："


def take_back(tree: WorkTree, commit: str, author: Author, when: datetime) -> WorkTree:
    """Undo one commit of the branch; what was done before and after it stays, and so does the commit in the history.

    Args:
        tree: the working tree on a branch of the person's own.
        commit: full id of the commit.
        author: who takes it back.
        when: the time, with its zone.

    Returns:
        The working tree at the new commit.

    Raises:
        RequestError: if the commit is none of those that can be taken back, or if what it changed was changed again
            since, saying which record and field.
    """
    with writing(tree.clone.data):
        step = _step(tree, commit, author)
        with making(tree.repository) as maker:
            # The state that the commit left is what the two others are made from: the one of now, and the one before it.
            left = maker.commit(maker.tree_of(commit), [], "", author, when)
            now = maker.commit(maker.tree_of(tree.commit), [left], "", author, when)
            before = maker.commit(maker.tree_of(step.parent), [left], "", author, when)
            without = join_commits(tree, now, before, {})
            if without.meetings:
                raise RequestError(
                    f"“{step.subject}”收不回：{_changed_since(without.meetings)}后来又改过；请先收回后来的改动，或者直接改那一处"
                )
            if without.tree == maker.tree_of(tree.commit):
                raise RequestError(f"“{step.subject}”后来已经改了回去，没有什么要收回的")
            message = f"{_act(step)}\n\n{TAKES_BACK}: {commit}"
            new = maker.commit(without.tree, [tree.commit], message, author, when)
        lay_out(tree, new)
        move_branch(tree.top, "HEAD", new, tree.commit, "commit: 收回一处改动")
        return work_tree(tree.clone.data)


def _act(step: BranchStep) -> str:
    """Return what is done by taking back a step, in one line; what takes back is undone by restoring."""
    for sign, other in ((_BACK, _AGAIN), (_AGAIN, _BACK)):
        if step.takes_back and step.subject.startswith(sign):
            return f"{other}{step.subject.removeprefix(sign)}"
    return f"{_BACK}{step.subject}"


def _step(tree: WorkTree, commit: str, author: Author) -> BranchStep:
    """Return the step of a commit that its author can take back."""
    step = next((step for step in steps(tree) if step.commit == commit), None) if tree.is_own else None
    if step is None:
        raise RequestError(f"{commit[:10]} 不是这个分支上还没有合并的改动，收不回")
    if step.email != author.email:
        raise RequestError(f"“{step.subject}”是 {step.author} 改的，只能由本人收回")
    if step.is_handed_in:
        raise RequestError(f"“{step.subject}”已经交审核，收不回；请再改一次，一起交审核")
    if step.is_taken_back:
        raise RequestError(f"“{step.subject}”已经收回了")
    return step


def _changed_since(meetings: tuple[Meeting, ...]) -> str:
    words = (" ".join(word for word in (one.file, one.record, one.field) if word) for one in meetings)
    return "、".join(dict.fromkeys(words))

"""Writing files, and committing them as one change on the person's own branch."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.branches.making import Author
from assessment.branches.own_branch import own_branch
from assessment.branches.save import save
from assessment.branches.work_tree import WorkTree, work_tree
from assessment.clock import now
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.repository.ignored import is_to_be_committed


@dataclass(frozen=True)
class Saved:
    """The change was written."""

    outcome: str
    """What there is to say of it."""
    branch: str
    """Where it was committed; empty where it was not."""

    @property
    def sentence(self) -> str:
        """What a page says of it."""
        return f"{self.outcome}，记在分支 {self.branch} 上，还没有交审核。" if self.branch else f"{self.outcome}。"


def branch_or_why_not(data: Path, person: Author) -> tuple[WorkTree | None, str]:
    """Return the person's own branch; where there can be none, nothing and why."""
    try:
        return own_branch(data, person.email), ""
    except RequestError as fault:
        return None, f"已经保存在文件里，没有提交：{fault}"


def commit(tree: WorkTree, paths: Iterable[str], what: str, person: Author) -> Saved:
    """Commit files, named from the data folder, as they are now."""
    try:
        return Saved("已经保存", save(tree, [from_top(tree, path) for path in paths], what, person, now()).branch)
    except RequestError as fault:
        return Saved(f"已经保存在文件里，没有提交：{fault}", "")


def commit_written(tree: WorkTree | None, why_not: str, files: Iterable[Path], what: str, person: Author) -> Saved:
    """Commit files as they are now, those apart that the repository does not hold.

    Args:
        tree: as it was before they were written; None for none.
        why_not: why there is none.
        files: data and evidence.
        what: what was done, in one line.
        person: who did it.
    """
    if tree is None:
        return Saved(why_not, "")
    real = [Path(os.path.realpath(file)) for file in files]
    held = [file for file in real if file.is_relative_to(tree.top) and is_to_be_committed(file)]
    try:
        return Saved("已经保存", save(tree, [tree.repository.below(file) for file in held], what, person, now()).branch)
    except RequestError as fault:
        return Saved(f"已经保存在文件里，没有提交：{fault}", "")


def write_and_commit(
    data: Path, person: Author, what: str, files_of: Callable[[], Mapping[str, str]], stale: Iterable[str] = ()
) -> Saved | None:
    """Write files, and commit them on the person's own branch; None where nothing differs from what is there.

    Args:
        data: the data folder.
        person: who does it.
        what: what is done, in one line.
        files_of: gives the texts by path below the data folder, once the branch is the person's own.
        stale: files that are removed.

    Raises:
        RequestError: if they cannot be written; then nothing has changed.
    """
    with writing(data):
        tree, why_not = branch_or_why_not(data, person)
        files = files_of()
        if not write_all(data, files, stale):
            return None
        return Saved(why_not, "") if tree is None else commit(tree, [*files, *stale], what, person)


def from_top(tree: WorkTree, path: str) -> str:
    """Return the path from the top of a repository of a file that is named from the data folder."""
    below = tree.repository.below(Path(os.path.realpath(tree.clone.data)))
    return f"{below}/{path}" if below else path


def tree_or_none(data: Path) -> WorkTree | None:
    """Return the working tree of a data folder; None where there is none."""
    try:
        return work_tree(data)
    except RequestError:
        return None

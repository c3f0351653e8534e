"""Saving: some files, as they are now, become a commit on the person's own branch."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assessment.branches.lay_out import differing, note_in_index
from assessment.branches.making import Author, making
from assessment.branches.own_git import own_git
from assessment.branches.work_tree import WorkTree, move_branch, work_tree
from assessment.edit.files import writing
from assessment.errors import RequestError
from assessment.repository.git import GitError


def save(tree: WorkTree, paths: Sequence[str], message: str, author: Author, when: datetime) -> WorkTree:
    """Commit files as they are now; whatever else was changed or staged stays so. Nothing is committed for no change.

    Args:
        tree: the working tree on a branch of the person's own, as it was when the files were written.
        paths: files from the top; one that is no longer there is removed.
        message: what was done, its first line in short.
        author: who did it.
        when: the time of the commit, with its zone.

    Returns:
        The working tree at the new commit.

    Raises:
        RequestError: if it stands on the main branch, or was moved meanwhile.
    """
    data = tree.clone.data
    with writing(data):
        if not tree.is_own:
            raise RequestError(f"现在在主分支 {tree.main} 上，请先建立自己的分支再提交")
        now = work_tree(data)
        if (now.branch, now.commit) != (tree.branch, tree.commit):
            raise RequestError("版本库刚才有了新的提交，没有再提交；请刷新以后核对")
        content = _tree_with(tree, paths)
        files = differing(tree, tree.commit, content)
        if not files:
            return tree
        with making(tree.repository) as maker:
            commit = maker.commit(content, [tree.commit], message, author, when)
        note_in_index(tree, files)
        move_branch(tree.top, "HEAD", commit, tree.commit, "commit: 保存")
        return work_tree(data)


def _tree_with(tree: WorkTree, paths: Sequence[str]) -> str:
    """Return the id of the tree of the commit, but with some files as they are now."""
    listed = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        for arguments in (
            ("read-tree", tree.commit),
            ("update-index", "--add", "--remove", "--replace", "-z", "--stdin"),
            ("write-tree",),
        ):
            answer = own_git(tree.top, arguments, stdin=listed, GIT_INDEX_FILE=str(Path(folder, "index")))
            if answer.status != 0:
                raise GitError(f"git 没有收下改动：{' '.join(answer.words.split())}")
    return answer.out.decode("ascii").strip()

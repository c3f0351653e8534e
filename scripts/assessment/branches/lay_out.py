"""Putting a working tree's files to those of another commit: the files that differ, all or none, and no other."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assessment.branches.making import TreeFile, index_lines
from assessment.branches.own_git import own_git
from assessment.branches.work_tree import WorkTree
from assessment.edit.journal import FileChange, put
from assessment.errors import RequestError
from assessment.repository.changed import is_changed
from assessment.repository.git import GitError, run
from assessment.repository.repository import GIT, ask
from assessment.system_faults import reason_of

_EXECUTABLE = "100755"
_FILES = ("100644", _EXECUTABLE)


def differing(tree: WorkTree, old: str, new: str) -> dict[str, TreeFile | None]:
    """Return the files that differ between two trees or commits, as the new one holds them; None for what it has not."""
    options = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    words = ask(tree.repository, "diff-tree", *options, old, new).decode("utf-8", "surrogateescape").split("\0")
    found: dict[str, TreeFile | None] = {}
    for head, path in zip(words[0::2], words[1::2], strict=False):
        _, mode, _, id, _ = head.split(" ")
        found[path] = None if set(mode) == {"0"} else TreeFile(mode, id)
    return found


def lay_out(tree: WorkTree, commit: str) -> None:
    """Put the files and the index of a working tree, which is held for writing, to those of a commit.

    Files that are alike in both commits stay as they are, whatever was done to them.

    Raises:
        RequestError: if a file that differs has changes that are not committed, or cannot be written; then nothing has
            changed.
    """
    files = differing(tree, tree.commit, commit)
    _refuse_changed(tree, files)
    odd = [path for path, file in files.items() if file is not None and file.mode not in _FILES]
    if odd:
        raise RequestError(f"{'、'.join(odd)} 是链接或另一个版本库，请维护人员用 git 处理")
    wanted = [path for path, file in files.items() if file is not None]
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        aside = _write_aside(tree, commit, wanted, Path(folder))
        contents = {path: aside / path if file else None for path, file in files.items()}
        changes = [FileChange(tree.top, path, content) for path, content in contents.items()]
        try:
            if changes:
                put(tree.clone.data, changes)
        except OSError as fault:
            raise RequestError(f"不能写入 {tree.top}：{reason_of(fault)}") from fault
    for path, file in files.items():
        if file is not None:
            _set_mode(tree.top / path, is_run=file.mode == _EXECUTABLE)
    note_in_index(tree, files)


def note_in_index(tree: WorkTree, files: Mapping[str, TreeFile | None]) -> None:
    """Have the index of a working tree hold files as a commit has them; what else is staged stays staged.

    Raises:
        RequestError: if another git holds it.
    """
    lines = index_lines(files, len(tree.commit))
    question = ("update-index", "-z", "--index-info")
    try:
        run(tree.top / GIT, tree.top, question, stdin=lines, GIT_WORK_TREE=str(tree.top))
    except GitError as fault:
        raise RequestError(
            "另一个 git 正在使用这个版本库，没有写入；请稍后再试（仍然这样的，请维护人员看一看 index.lock）"
        ) from fault


def _refuse_changed(tree: WorkTree, files: Mapping[str, TreeFile | None]) -> None:
    if not files or not is_changed(tree.repository, [*files]):
        return
    own = "、".join(path for path in files if is_changed(tree.repository, [path]))
    raise RequestError(f"{own} 有没有提交的修改，请先提交或者改回去")


def _set_mode(path: Path, *, is_run: bool) -> None:
    """Let those run a file who may read it, or nobody."""
    mode = path.stat().st_mode
    path.chmod(mode | (mode & 0o444) >> 2 if is_run else mode & ~0o111)


def _write_aside(tree: WorkTree, commit: str, paths: list[str], folder: Path) -> Path:
    """Write files of a commit below another folder, as they are kept in a working tree; return where."""
    listed = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    index, aside = str(folder / "index"), folder / "files"
    for arguments in (("read-tree", commit), ("checkout-index", "-z", "--stdin", f"--prefix={aside}{os.sep}")):
        answer = own_git(tree.top, arguments, stdin=listed, GIT_INDEX_FILE=index)
        if answer.status != 0:
            raise GitError(f"git 取不出版本 {commit[:10]} 的文件：{' '.join(answer.words.split())}")
    return aside

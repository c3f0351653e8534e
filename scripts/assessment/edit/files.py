"""Writing data files: one command at a time, and all of its files or none, whatever happens on the way."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessment.edit.journal import FileChange, Folders, clear_away, put, undo
from assessment.errors import RequestError
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.lock import Use, is_writing, locked


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold a data folder for writing: from before it is read what is to be changed until the change is written.

    What a command that was killed has left half written is taken back first.

    Raises:
        RequestError: if it cannot be taken back.
    """
    with locked(data, Use.WRITING):
        folders = _folders(data)
        try:
            undone = undo(folders)
            clear_away(folders)
        except OSError as fault:
            raise RequestError(f"上一个命令写到一半就中断了，不能还原 {data}：{fault.strerror}") from fault
        if undone.back:
            sys.stderr.write(f"上一个命令写到一半就中断了，{len(undone.back)} 个文件已还原到写之前。\n")
        for path in undone.kept:
            sys.stderr.write(f"{path} 此后又改过，没有还原，请核对。\n")
        yield


def write_all(
    data: Path,
    files: Mapping[str, str | bytes],
    stale: Iterable[str] = (),
    kept: Mapping[str, bytes | Path] | None = None,
) -> int:
    """Write the files that differ, by path below the data folder, and remove stale ones and the folders they leave empty.

    Return how many files changed.

    Args:
        data: a folder that is held for writing.
        kept: evidence by path below the evidence folder: what it holds, or the file that holds this.

    Raises:
        RequestError: if they cannot be written; then nothing has changed.
    """
    if not is_writing(data):
        raise RuntimeError(f"{data} is not held for writing")
    folders = _folders(data)
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    changes = [FileChange(f"evidence:{path}", content) for path, content in (kept or {}).items()]
    changes += [FileChange(f"data:{path}", text) for path, text in wanted.items() if _bytes(data / path) != text]
    changes += [FileChange(f"data:{path}", None) for path in stale]
    if not changes:
        return 0
    try:
        put(folders, changes)
    except OSError as fault:
        in_evidence = str(fault.filename).startswith(f"{folders.evidence}{os.sep}")
        raise RequestError(f"不能写入 {folders.evidence if in_evidence else data}：{fault.strerror}") from fault
    return len(changes) - len(kept or {})


def _folders(data: Path) -> Folders:
    return Folders(data, evidence_folder_of(data))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None

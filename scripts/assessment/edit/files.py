"""Writing data files: one command at a time, and all of its files or none, whatever happens on the way."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessment.edit.journal import FileChange, put, undo
from assessment.errors import RequestError
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.lock import Use, is_writing, locked
from assessment.system_faults import reason_of


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold a data folder for writing: from before a file is read until its change is written.

    What a command that was killed has left half written is taken back first.

    Raises:
        RequestError: if it cannot be taken back.
    """
    with locked(data, Use.WRITING):
        try:
            undone = undo(data)
        except OSError as fault:
            raise RequestError(f"上一个命令写到一半就中断了，不能还原 {data}：{reason_of(fault)}") from fault
        if undone.back:
            sys.stderr.write(f"上一个命令写到一半就中断了，{len(undone.back)} 个文件已还原到写之前。\n")
        for kept in undone.kept:
            before = f"（写之前的内容在 {kept.before}）" if kept.before else ""
            sys.stderr.write(f"{kept.path} 此后又改过，没有还原{before}，请核对。\n")
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
        FaultyDataError: if there is evidence, and what the county says of where it is kept has faults.
    """
    if not is_writing(data):
        raise RuntimeError(f"{data} is not held for writing")
    # Only evidence asks where it is kept: a county's file with faults can be written anew.
    evidence = evidence_folder_of(data) if kept else data / "evidence"
    wanted = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    changes = [FileChange(evidence, path, content) for path, content in (kept or {}).items()]
    changes += [FileChange(data, path, text) for path, text in wanted.items() if _bytes(data / path) != text]
    changes += [FileChange(data, path, None) for path in stale]
    if not changes:
        return 0
    try:
        put(data, changes)
    except OSError as fault:
        in_evidence = str(fault.filename).startswith(f"{evidence.resolve()}{os.sep}")
        raise RequestError(f"不能写入 {evidence if in_evidence else data}：{reason_of(fault)}") from fault
    return len(changes) - len(kept or {})


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None

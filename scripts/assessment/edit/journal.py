"""Putting several files in their places so that, whatever happens on the way, all of them can be taken back.

New contents are laid beside, and with them what was there before and a list of both: the journal. From the moment that
it bears its name until it loses it again, everything can be undone by whoever comes next; before and after, nothing has
to be.
"""

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from assessment.digests import digest_of
from assessment.errors import RequestError
from assessment.load.unfinished import UNFINISHED

_LIST = "journal.json"


@dataclass(frozen=True)
class Folders:
    """Where files are written."""

    data: Path
    evidence: Path

    def of(self, path: str) -> tuple[Path, str]:
        """Return the folder of a path as journals write it, and the path below."""
        name, _, below = path.partition(":")
        return (self.evidence if name == "evidence" else self.data), below

    def target(self, path: str) -> Path:
        """Return the file of a path as journals write it."""
        folder, below = self.of(path)
        return folder / below

    @property
    def beside(self) -> str:
        """The beginning of the names of what is not in its place yet; two data folders may share an evidence folder."""
        return f".writing-{hashlib.sha256(bytes(self.data.resolve())).hexdigest()[:8]}-"


@dataclass(frozen=True)
class FileChange:
    """A file that is to be written or removed."""

    path: str
    """``data:`` or ``evidence:``, and the path below that folder."""
    content: bytes | Path | None
    """What it is to hold, or the file that holds this; None where it is to be removed."""


@dataclass(frozen=True)
class _Swap:
    """A change in the journal."""

    path: str
    old: str
    """Name of what was there before, in the journal's folder; empty where nothing was."""
    new: str
    """SHA-256 of what is written; empty where nothing is."""


@dataclass(frozen=True)
class Undone:
    """What was taken back."""

    back: tuple[Path, ...]
    """Files that are again as they were."""
    kept: tuple[Path, ...]
    """Files that somebody has changed since, which stay as they are."""


def put(folders: Folders, changes: Sequence[FileChange]) -> None:
    """Write and remove files, all of them or none.

    Raises:
        OSError: if it cannot be done; then nothing has changed.
    """
    name = f"{folders.beside}{secrets.token_hex(4)}"
    try:
        entries = list(_lay_out(folders, name, changes))
        beside = folders.data / name
        _write(beside / _LIST, json.dumps([asdict(entry) for entry in entries], ensure_ascii=False).encode())
        for folder in {folders.of(change.path)[0] for change in changes} | {folders.data}:
            _settle(folder / name)
        beside.rename(folders.data / UNFINISHED)
        _settle(folders.data)
        for number, (entry, change) in enumerate(zip(entries, changes, strict=True)):
            _place(folders, name, number, entry, change)
        _settle_folders(folders, (entry.path for entry in entries))
        _close(folders)
    except BaseException:
        undo(folders)
        raise
    finally:
        clear_away(folders)


def _lay_out(folders: Folders, name: str, changes: Sequence[FileChange]) -> Iterator[_Swap]:
    """Lay new and old contents out beside, and yield what the journal has to say of them."""
    _make_folder(folders.data / name)
    for number, change in enumerate(changes):
        folder, _ = folders.of(change.path)
        target, old, new = folders.target(change.path), "", ""
        if os.path.lexists(target):
            old = f"{number}.old"
            _copy_old(target, folders.data / name / old)
        if change.content is not None:
            _make_folder(folder / name)
            new = _write(folder / name / f"{number}.new", change.content)
        yield _Swap(change.path, old, new)


def _make_folder(folder: Path) -> None:
    """Make a folder that Git does not see."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n", encoding="ascii")


def _copy_old(target: Path, copy: Path) -> None:
    try:
        # The name is what is replaced, never the content below it.
        os.link(target, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(target, copy, follow_symlinks=False)
        _settle(copy)


def _write(path: Path, content: bytes | Path) -> str:
    """Write a file, to be there when the power goes; return its digest."""
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_bytes(content)
    _settle(path)
    return digest_of(path)


def _place(folders: Folders, name: str, number: int, entry: _Swap, change: FileChange) -> None:
    target = folders.target(entry.path)
    if change.content is None:
        target.unlink()
        _remove_empty(target.parent, folders.of(entry.path)[0])
        return
    folder, _ = folders.of(entry.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / (UNFINISHED if folder == folders.data else name) / f"{number}.new").replace(target)


def undo(folders: Folders) -> Undone:
    """Take back what was not written to the end.

    What neither is as it was nor as it was to become was changed by somebody since, and is left alone.

    Raises:
        OSError: if it cannot be done; then it can be tried again.
        RequestError: if no command of this program has left what there is.
    """
    journal = folders.data / UNFINISHED
    if not os.path.lexists(journal):
        return Undone((), ())
    back, kept = [], []
    for entry in reversed(_entries(folders, journal)):
        target, old = folders.target(entry.path), journal / entry.old
        now = digest_of(target) if os.path.lexists(target) else ""
        if now in (entry.new, ""):
            if entry.old and os.path.lexists(old):
                target.parent.mkdir(parents=True, exist_ok=True)
                old.replace(target)
                back.append(target)
            elif now and not entry.old:
                target.unlink()
                _remove_empty(target.parent, folders.of(entry.path)[0])
                back.append(target)
        elif not entry.old or (os.path.lexists(old) and now != digest_of(old)):
            kept.append(target)
    _settle_folders(folders, (entry.path for entry in _entries(folders, journal)))
    _close(folders)
    return Undone(tuple(back), tuple(kept))


def clear_away(folders: Folders) -> None:
    """Remove what commands have laid beside that were killed before it counted or after it had counted."""
    for folder in (folders.data, folders.evidence):
        for left in folder.glob(f"{folders.beside}*"):
            shutil.rmtree(left, ignore_errors=True)


def _close(folders: Folders) -> None:
    """Let everything stand as it is: in one step the journal is none any more."""
    (folders.data / UNFINISHED).rename(folders.data / f"{folders.beside}{secrets.token_hex(4)}")
    _settle(folders.data)


def _entries(folders: Folders, journal: Path) -> list[_Swap]:
    """Return what a journal says; one that leads elsewhere is not ours."""
    try:
        if journal.is_symlink():
            raise ValueError(journal)
        entries = [_Swap(**entry) for entry in json.loads((journal / _LIST).read_text(encoding="utf-8"))]
        for entry in entries:
            folder, below = folders.of(entry.path)
            plain = all(part not in ("", "..") and not part.startswith(".") for part in below.split("/"))
            inside = folders.target(entry.path).parent.resolve().is_relative_to(folder.resolve())
            if not (plain and inside and PurePosixPath(entry.old).name == entry.old and isinstance(entry.new, str)):
                raise ValueError(entry)
    except (OSError, ValueError, TypeError, AttributeError) as fault:
        message = f"{journal} 不是本程序留下的，没有照它还原；请把它移走，再用 git status 核对数据文件"
        raise RequestError(message) from fault
    return entries


def _settle_folders(folders: Folders, paths: Iterable[str]) -> None:
    """Have the names of files on the disk, and those of the folders above them."""
    above = {
        parent
        for path in paths
        for parent in folders.target(path).parents
        if parent.is_relative_to(folders.of(path)[0]) and parent.is_dir()
    }
    for folder in above:
        _settle(folder)


def _settle(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk, so that a machine that loses power keeps it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        # Some shares keep the names in a folder by themselves, and refuse to be asked.
        if not (path.is_dir() and fault.errno in (errno.EINVAL, errno.EBADF, errno.ENOTSUP)):
            raise
    finally:
        os.close(descriptor)


def _remove_empty(path: Path, above: Path) -> None:
    while path != above and not any(path.iterdir()):
        path.rmdir()
        path = path.parent

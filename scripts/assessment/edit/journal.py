"""Putting several files in their places so that, whatever happens on the way, all of them can be taken back.

New contents are laid beside their places, on the same file system, and with them what was there before. The journal, a
file of this machine, says what lies where. From the moment that it bears its name until it loses it again, everything
can be undone by whoever comes next; before and after, there is only to be cleared away what lies beside.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assessment.digests import digest_of
from assessment.errors import RequestError
from assessment.load.journal_folder import JOURNAL, journal_folders, make_journal_folder

_DRAFT = "draft.json"
"""The journal while it does not count."""


@dataclass(frozen=True)
class FileChange:
    """A file to write or to remove."""

    folder: Path
    """The folder of the data or of the evidence."""
    path: str
    """The path below it."""
    content: bytes | Path | None
    """What it is to hold, or the file that holds this; None where it is to be removed."""


@dataclass(frozen=True)
class _Swap:
    """A change in the journal, with real paths."""

    target: str
    above: str
    """The folder of the data or of the evidence, which stays although it may be empty."""
    beside: str
    """The folder in which the contents lie until they are in their places."""
    old: str
    """Digest of what was there before; empty where nothing was."""
    new: str
    """Digest of what is written; empty where nothing is."""


@dataclass(frozen=True)
class LeftAlone:
    """A file that somebody has changed since, which stays as it is."""

    path: Path
    before: Path | None
    """Where there is now what it held before the command; None where there is nothing."""


@dataclass(frozen=True)
class Undone:
    """What was taken back."""

    back: tuple[Path, ...]
    """Files that are again as they were."""
    kept: tuple[LeftAlone, ...]


def put(data: Path, changes: Sequence[FileChange]) -> None:
    """Write and remove files, all of them or none.

    Raises:
        OSError: if it cannot be done; then nothing has changed.
        RequestError: if there is no place for a journal.
    """
    name = f".writing-{secrets.token_hex(8)}"
    entries = [_entry(name, change) for change in changes]
    try:
        journal = make_journal_folder(data)
        _draw_up(journal, entries)
        for number, (entry, change) in enumerate(zip(entries, changes, strict=True)):
            _lay_out(number, entry, change)
        for beside in {Path(entry.beside) for entry in entries}:
            _settle(beside)
            _settle(beside.parent)
        _rename(journal, _DRAFT, JOURNAL)
        for number, entry in enumerate(entries):
            _place(number, entry)
        _settle_folders(entries)
        _rename(journal, JOURNAL, _DRAFT)
    except BaseException:
        undo(data)
        raise
    with contextlib.suppress(OSError):
        # All is written; what lies beside can still be cleared away by the next command.
        _clear_away(journal)


def undo(data: Path) -> Undone:
    """Take back what was not written to the end, and clear away what lies beside.

    What neither is as it was nor as it was to become was changed by somebody since, and is left alone.

    Raises:
        OSError: if it cannot be done; then it can be tried again.
        RequestError: if a journal cannot be read.
    """
    back: list[Path] = []
    kept: list[LeftAlone] = []
    for journal in journal_folders(data):
        if (journal / JOURNAL).exists():
            entries = _entries(journal / JOURNAL)
            for number, entry in reversed([*enumerate(entries)]):
                _take_back(number, entry, back, kept)
            _settle_folders(entries)
            _rename(journal, JOURNAL, _DRAFT)
        _clear_away(journal)
    return Undone(tuple(back), tuple(kept))


def _entry(name: str, change: FileChange) -> _Swap:
    target = change.folder / change.path
    real = target.parent.resolve() / target.name
    # New folders are made on the file system of the lowest one that is there.
    beside = next(parent for parent in real.parents if parent.is_dir()) / name
    match change.content:
        case None:
            new = ""
        case bytes() as content:
            new = hashlib.sha256(content).hexdigest()
        case Path() as file:
            new = digest_of(file)
    return _Swap(str(real), str(change.folder.resolve()), str(beside), _state(real), new)


def _draw_up(journal: Path, entries: Sequence[_Swap]) -> None:
    """Note what will lie beside, before it does."""
    draft = journal / f"{_DRAFT}.new"
    draft.write_text(json.dumps([asdict(entry) for entry in entries]), encoding="utf-8")
    _settle(draft)
    _rename(journal, draft.name, _DRAFT)


def _lay_out(number: int, entry: _Swap, change: FileChange) -> None:
    """Lay new and old contents beside, where Git does not see them."""
    beside = Path(entry.beside)
    beside.mkdir(exist_ok=True)
    (beside / ".gitignore").write_text("*\n", encoding="ascii")
    if entry.old:
        _copy_old(Path(entry.target), beside / f"{number}.old")
    if change.content is None:
        return
    new = beside / f"{number}.new"
    if isinstance(change.content, Path):
        shutil.copyfile(change.content, new)
    else:
        new.write_bytes(change.content)
    _settle(new)


def _copy_old(target: Path, copy: Path) -> None:
    try:
        # The name is what is replaced, never the content below it.
        os.link(target, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(target, copy, follow_symlinks=False)
        if not copy.is_symlink():
            _settle(copy)


def _place(number: int, entry: _Swap) -> None:
    target = Path(entry.target)
    if not entry.new:
        target.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    (Path(entry.beside) / f"{number}.new").replace(target)


def _take_back(number: int, entry: _Swap, back: list[Path], kept: list[LeftAlone]) -> None:
    target, copy = Path(entry.target), Path(entry.beside) / f"{number}.old"
    now = _state(target)
    if now == entry.old:
        return
    is_ours = now == entry.new and target.parent.resolve() == target.parent
    if is_ours and not entry.old:
        target.unlink()
        back.append(target)
    elif is_ours and _state(copy) == entry.old:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy.replace(target)
        back.append(target)
    else:
        kept.append(LeftAlone(target, _keep(copy, target.name)))


def _keep(copy: Path, name: str) -> Path | None:
    """Move what a file held before out of the folder that is cleared away; return where it is now."""
    if not os.path.lexists(copy):
        return None
    kept = copy.parent.with_name(f".before-{secrets.token_hex(4)}-{name}")
    return copy.rename(kept)


def _clear_away(journal: Path) -> None:
    """Remove what lies beside, the folders that are left empty, and the journal's own."""
    (journal / f"{_DRAFT}.new").unlink(missing_ok=True)
    draft = journal / _DRAFT
    if draft.exists():
        entries = _entries(draft)
        for beside in {entry.beside for entry in entries}:
            shutil.rmtree(beside, ignore_errors=True)
        for entry in entries:
            _remove_empty(Path(entry.target).parent, Path(entry.above))
        draft.unlink()
    journal.rmdir()


def _entries(journal: Path) -> list[_Swap]:
    try:
        return [_Swap(**entry) for entry in json.loads(journal.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as fault:
        raise RequestError(f"{journal} 读不懂，没有照它还原；请把它移走，再用 git status 核对数据文件") from fault


def _rename(folder: Path, name: str, other: str) -> None:
    (folder / name).rename(folder / other)
    _settle(folder)


def _settle_folders(entries: Iterable[_Swap]) -> None:
    """Have the names of files on the disk, and those of the folders above them."""
    above = {
        parent
        for entry in entries
        for parent in Path(entry.target).parents
        if parent.is_relative_to(entry.above) and parent.is_dir()
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


def _state(path: Path) -> str:
    """Return what tells the content of a file, or what a link says; empty where nothing is."""
    if path.is_symlink():
        return f"link {hashlib.sha256(bytes(path.readlink())).hexdigest()}"
    if path.is_dir():
        return "folder"
    try:
        return digest_of(path)
    except FileNotFoundError:
        return ""


def _remove_empty(path: Path, above: Path) -> None:
    """Remove a folder and those above it as far as they are empty."""
    for folder in (path, *path.parents):
        if folder == above or not folder.is_relative_to(above):
            return
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            return

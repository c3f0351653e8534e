"""What stands in folders: files by their contents, or by their stamps where they are too many or too large to be read."""

import os
from collections.abc import Iterator
from pathlib import Path

from assessment.digests import digest_of

_BY_PYTHON = "__pycache__"
"""What Python writes beside modules, made from them."""


class UnknownContentError(OSError):
    """What stands there cannot be told, and neither can whether it has changed."""


def contents_in(path: Path, leave_out: Path | None = None) -> Iterator[tuple[str, str]]:
    """Yield name and digest of each file at or below a path, nothing where nothing is there; of folders the name alone.

    Args:
        path: of a file or a folder.
        leave_out: a folder that is not looked into.

    Raises:
        OSError: if a file is none or cannot be read, or a folder is a link, which may lead anywhere.
    """
    if not path.is_dir():
        yield from [(path.name, _digest(path))] if os.path.lexists(path) else []
        return
    for folder, folders, files in os.walk(path, onerror=_fail):
        here = Path(folder)
        folders[:] = [name for name in sorted(folders) if name != _BY_PYTHON and here / name != leave_out]
        yield f"{here.relative_to(path).as_posix()}/", ""
        for name in sorted(files):
            yield (here / name).relative_to(path).as_posix(), _digest(here / name)
        for name in folders:
            if (here / name).is_symlink():
                raise UnknownContentError(here / name)


def stamps_in(folder: Path) -> Iterator[str]:
    """Yield name, size, number and times of all that stands below a folder, and of what links lead to.

    Nothing changes and keeps the last time.

    Raises:
        OSError: if a folder cannot be read, or is a link.
    """
    waiting = [os.fspath(folder)] if folder.exists() else []
    yield from waiting
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            status = entry.stat(follow_symlinks=False)
            if entry.is_dir() and entry.name != _BY_PYTHON:
                if entry.is_symlink():
                    raise UnknownContentError(entry.path)
                waiting.append(entry.path)
            yield f"{entry.path} {_facts(status)}"
            if entry.is_symlink() and (path := Path(entry.path)).exists():
                yield _facts(path.stat())


def _facts(status: os.stat_result) -> str:
    facts = (status.st_mode, status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
    return " ".join(map(str, facts))


def _digest(path: Path) -> str:
    if not path.is_file():
        # To open a pipe could last for ever.
        raise UnknownContentError(path)
    mode = "link" if path.is_symlink() else ""
    return f"{mode}{digest_of(path)}"


def _fail(fault: OSError) -> None:
    raise fault

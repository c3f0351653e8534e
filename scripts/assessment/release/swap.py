"""Replace an output folder only by a whole one: build beside it, then exchange the two in one step."""

import contextlib
import ctypes
import errno
import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from assessment.bundle.sums import MARKER
from assessment.errors import RequestError
from assessment.system_faults import reason_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No room on the disk, in a quota, or below the greatest size that a file may have (``ulimit -f``)."""


class OutputError(RequestError):
    """The output folder cannot be used; the message says why."""


@contextlib.contextmanager
def replacing(output: Path, marker: str = MARKER) -> Iterator[Path]:
    """Yield an empty folder beside ``output`` that takes its place when the block ends well.

    On any failure the folder is removed and ``output`` stays as it was; what a killed build has left is removed by the
    next one. Two builds of one output wait for each other.

    Args:
        output: the folder.
        marker: the file by which a folder is known that a build of this kind has made.

    Raises:
        OutputError: if ``output`` holds something that no build has made, or cannot be written.
    """
    output = Path.cwd() / output
    with _preparing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    with held(output):
        with _preparing(output):
            _restore(output)
            _refuse_foreign(output, marker)
            remove_leftovers(output)
        try:
            with working(output) as staging:
                yield staging
                _settle(staging)
                _exchange(staging, output)
        except OSError as fault:
            if fault.errno in _FULL:
                raise _full(output) from fault
            raise


@contextlib.contextmanager
def held(output: Path) -> Iterator[None]:
    """Hold an output until the block ends, by a file beside it that is there no longer than that."""
    path = _beside(output, "lock")
    while True:
        with _preparing(output):
            lock = path.open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_at(path, lock.fileno()):
            break
        # Whoever held it has removed it: another file is there by now, or none.
        lock.close()
    with lock:
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _is_at(path: Path, descriptor: int) -> bool:
    """Tell whether a file that is open still stands at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def remove_leftovers(output: Path) -> None:
    """Remove what killed builds have left beside an output that is held."""
    for left in output.parent.glob(f"{glob.escape(_beside(output, 'new').name)}-*"):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def working(output: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``output`` that is removed when the block ends, or by the next build.

    Raises:
        OutputError: if it cannot be made.
    """
    output = Path.cwd() / output
    folder = _beside(output, f"new-{secrets.token_hex(4)}")
    with _preparing(output):
        # Not a private folder: it becomes the output, which others may read as far as the umask allows.
        folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _beside(output: Path, what: str) -> Path:
    return output.parent / f".{output.name}.{what}"


@contextlib.contextmanager
def _preparing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise _full(output) from fault
        raise OutputError(f"不能写入 {output.parent}：{reason_of(fault)}") from fault


def _full(output: Path) -> OutputError:
    return OutputError(f"磁盘空间或限额不足，{output.name}/ 保持原样")


def _refuse_foreign(output: Path, marker: str) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError(f"{output} 不是文件夹，请换一个输出位置")
    if output.is_dir() and any(output.iterdir()) and not (output / marker).is_file():
        raise OutputError(f"{output} 里有别的文件，不会覆盖；请换一个空的输出位置")


def _settle(folder: Path) -> None:
    """Have what was written on the disk, so that a machine that loses power has not exchanged mere names.

    The whole file system at once: some hundred files one by one take seconds.

    Raises:
        OSError: if something cannot be kept that seemed to be written, as on a full disk of another machine.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(descriptor) != 0:
            fault = ctypes.get_errno()
            raise OSError(fault, os.strerror(fault), folder)
    finally:
        os.close(descriptor)


def _exchange(new: Path, output: Path) -> None:
    """Put ``new`` in the place of ``output``; afterwards ``new`` is the old one or gone."""
    if not output.exists():
        new.rename(output)
    elif not _exchanged(new, output):
        # Some file systems cannot exchange: two renames, with a moment between in which neither name is there.
        output.rename(_beside(output, "old"))
        new.rename(output)
        shutil.rmtree(_beside(output, "old"), ignore_errors=True)


def _exchanged(new: Path, output: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(output), _RENAME_EXCHANGE) == 0)


def _restore(output: Path) -> None:
    """Undo half an exchange of a build that was killed in that moment."""
    old = _beside(output, "old")
    if not old.is_dir():
        return
    if output.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(output)

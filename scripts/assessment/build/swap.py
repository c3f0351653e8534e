"""Replace an output folder only by a whole one: build beside it, then exchange the two in one step."""

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assessment.errors import RequestError

MARKER = "manifest.json"
"""Every finished output holds this file; a folder with other contents is never replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class OutputError(RequestError):
    """The output folder cannot be used; the message says why."""


@contextlib.contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``output`` that takes its place when the block ends well.

    On any failure the folder is removed and ``output`` stays as it was. Two builds of one output wait for each other.

    Raises:
        OutputError: if ``output`` holds something that no build has made, or cannot be written.
    """
    output = Path.cwd() / output
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock = (output.parent / f".{output.name}.lock").open("w")
    except OSError as fault:
        raise OutputError(f"不能写入 {output.parent}：{fault.strerror}") from fault
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _refuse_foreign(output)
        for left in output.parent.glob(f".{output.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
        try:
            yield staging
            staging.chmod(0o755)
            _exchange(staging, output)
        except OSError as fault:
            if fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise OutputError(f"磁盘空间不足，{output.name}/ 保持原样") from fault
            raise
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError(f"{output} 不是文件夹，请换一个输出位置")
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise OutputError(f"{output} 里有别的文件，不会覆盖；请换一个空的输出位置")


def _exchange(new: Path, output: Path) -> None:
    """Put ``new`` in the place of ``output``; afterwards ``new`` is the old one or gone."""
    if not output.exists():
        new.rename(output)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is not None:
        done = renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(output), _RENAME_EXCHANGE)
        if done == 0:
            return
    # Some file systems cannot exchange: two renames, with a moment between in which neither name is there.
    old = new.with_name(new.name + "-old")
    output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)

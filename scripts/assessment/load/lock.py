"""One command at a time changes a data folder, and none reads it meanwhile.

The lock is on the folder itself: it leaves no file behind, and it ends with the process that holds it.
"""

import fcntl
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path


class Use(IntEnum):
    """What a folder is locked for; the greater use includes the other."""

    READING = 0
    WRITING = 1


_FLAGS = {Use.READING: fcntl.LOCK_SH, Use.WRITING: fcntl.LOCK_EX}

_held: ContextVar[Mapping[tuple[int, int], Use]] = ContextVar("_held", default={})  # noqa: B039
"""What this thread has locked, by device and number of the folder."""


@contextmanager
def locked(data: Path, use: Use) -> Iterator[None]:
    """Hold a data folder until the block ends, having waited for whoever holds it.

    A block within another one needs no second lock. A folder that is not there is not held.

    Raises:
        RuntimeError: if what is locked for reading is to be written; between the two somebody else could write.
    """
    try:
        descriptor = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield
        return
    try:
        key = _key(descriptor)
        mine = _held.get().get(key)
        if mine is not None and mine < use:
            raise RuntimeError(f"{data} is locked for reading only")
        if mine is not None:
            yield
            return
        with _lock(descriptor, data, use):
            before = _held.set({**_held.get(), key: use})
            try:
                yield
            finally:
                _held.reset(before)
    finally:
        os.close(descriptor)


def is_writing(data: Path) -> bool:
    """Tell whether this thread holds a data folder for writing."""
    status = data.stat()
    return _held.get().get((status.st_dev, status.st_ino)) is Use.WRITING


def _key(descriptor: int) -> tuple[int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino


@contextmanager
def _lock(descriptor: int, data: Path, use: Use) -> Iterator[None]:
    try:
        _take(descriptor, data, use)
    except OSError:
        # Some network file systems lock no folder: a file of this machine stands for it.
        device, number = _key(descriptor)
        name = f"assessment-{os.geteuid()}-{device}-{number}.lock"
        descriptor = os.open(Path(tempfile.gettempdir(), name), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            _take(descriptor, data, use)
            yield
        finally:
            os.close(descriptor)
        return
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _take(descriptor: int, data: Path, use: Use) -> None:
    try:
        fcntl.flock(descriptor, _FLAGS[use] | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write(f"另一个命令正在使用 {data}，等它结束……\n")
        sys.stderr.flush()
        fcntl.flock(descriptor, _FLAGS[use])

"""Which files are shown: those of the build that are whole, and those of the last output for all others."""

import os
import stat
from enum import Enum
from pathlib import Path
from threading import Lock

from assessment.addresses import ELDER, FRAGMENTS

MOST_OPEN = 3
"""How many pages and documents somebody is taken to have open: the last that were asked for."""


class BuildState(Enum):
    """How far the build is, as somebody sees it who has one file open."""

    WHOLE = "whole"
    """There is no build, and the last one went well."""
    WAITS = "waits"
    """The file is still to come."""
    THERE = "there"
    """The file is new, others are still to come."""
    FAILED = "failed"
    """The last build has failed, and what was there before is shown again."""


class ShownSite:
    """What is served: threads of a server ask for files while a build tells which are whole."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._is_building = self._has_failed = False
        self._folder = -1
        """The folder of the build, open: it is the output at the end, under another name."""
        self._whole: set[str] = set()
        self._open: dict[str, None] = {}
        """What was asked for, the newest last."""
        self._lock = Lock()

    def begin(self) -> None:
        """A build begins."""
        self._is_building, self._has_failed = True, False

    def show(self, folder: Path, path: str) -> None:
        """A file of the build is whole."""
        with self._lock:
            if self._folder < 0:
                self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            self._whole.add(path)

    def settle(self, *, well: bool) -> None:
        """Show the output alone, which is the new one if the build has gone ``well``, and else the last."""
        with self._lock:
            self._whole.clear()
            if self._folder >= 0:
                os.close(self._folder)
                self._folder = -1
        self._is_building, self._has_failed = False, not well

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return the content of a file and which of its versions that is; None where it is not there.

        Args:
            path: below the output.
        """
        descriptor = self._descriptor_of(path)
        if descriptor < 0:
            return None
        with os.fdopen(descriptor, "rb") as file:
            return file.read(), _version(descriptor)

    def version_of(self, path: str) -> str:
        """Return which version of a file is shown; empty where it is not there."""
        descriptor = self._descriptor_of(path)
        if descriptor < 0:
            return ""
        try:
            return _version(descriptor)
        finally:
            os.close(descriptor)

    def state_of(self, path: str) -> BuildState:
        """Return how far the build is for somebody who has a file open."""
        if self._has_failed:
            return BuildState.FAILED
        if not self._is_building:
            return BuildState.WHOLE
        return BuildState.THERE if path in self._whole else BuildState.WAITS

    def note(self, path: str) -> None:
        """Note that somebody has a page or a document open, where there is one."""
        if path.endswith((".html", ".pdf")) and self.version_of(path):
            path = path.removeprefix(ELDER).removeprefix(FRAGMENTS)
            with self._lock:
                self._open.pop(path, None)
                self._open[path] = None
                while len(self._open) > MOST_OPEN:
                    del self._open[next(iter(self._open))]

    @property
    def first(self) -> tuple[str, ...]:
        """What somebody has open, each page by the path of its usual version, the last first."""
        with self._lock:
            return tuple(reversed(self._open))

    def _descriptor_of(self, path: str) -> int:
        """Open a file: that of the build where it is whole, else that of the output; negative where there is none.

        What does not lead below the output is not there, whatever the machine has at such a path.
        """
        if not path or path.startswith("/"):
            return -1
        with self._lock:
            # A build that has failed leaves nothing by the time that it is told.
            found = _opened(path, self._folder) if path in self._whole else -1
        return found if found >= 0 else _opened(str(self._output / path), None)


def _opened(path: str, folder: int | None) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY, dir_fd=folder)
    except (OSError, ValueError):
        return -1
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    return -1


def _version(descriptor: int) -> str:
    status = os.fstat(descriptor)
    return f"{status.st_ino:x}-{status.st_mtime_ns:x}"

"""Processes that stay from one build to the next with all that they have loaded, as long as that is what stands there."""

from contextlib import ExitStack
from types import TracebackType

from assessment.cache import ground
from assessment.cache.key import key_of
from assessment.executor.processes import OwnProcesses, own_processes

MOST_BUILDS = 50
"""After so many builds new ones start: what they load for each is not given back."""


class KeptProcesses:
    """Gives each build processes: the same as the last had, or new ones where those could do other work than new ones."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._processes: OwnProcesses | None = None
        self._ground = ""
        self._builds = 0

    def __enter__(self) -> "KeptProcesses":
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.drop()

    def for_build(self) -> OwnProcesses:
        """Return the processes for a build that begins."""
        now = _ground()
        if self._processes is None or not now or now != self._ground or self._builds >= MOST_BUILDS:
            self.drop()
            self._processes, self._ground, self._builds = self._open.enter_context(own_processes()), now, 0
        self._builds += 1
        return self._processes

    def drop(self) -> None:
        """End the processes, as after a build that failed: one that was killed breaks all."""
        self._processes = None
        self._open.close()


def _ground() -> str:
    """Return the digest of what processes load and find, which have it for good; empty where it cannot be told."""
    try:
        return key_of((ground.program(), ground.surroundings()))
    except OSError:
        return ""

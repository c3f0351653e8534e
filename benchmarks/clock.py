"""Run a command, and count what it and every process that it starts take of the processor."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessment.errors import RequestError

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): a process whose parent ended is handed to this one, with the time it took."""


@dataclass(frozen=True)
class Spent:
    """What a command took."""

    cpu: float
    """Seconds of all processors together, in the program and in the system."""
    wall: float
    """Seconds by the clock."""


class CommandError(RequestError):
    """A command that is measured has failed; the message is what it said at its end."""


def spend(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None, at: Path | None = None
) -> Spent:
    """Run a command to the end of its last process, its words in a file.

    Args:
        command: the program and its arguments.
        log: is written over.
        environment: all of it; None for that of this process.
        at: the folder in which it runs.

    Raises:
        CommandError: if it ends with another status than 0.
    """
    with _adopting(), log.open("wb") as words:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, env=environment, cwd=at, start_new_session=True
        )
        try:
            cpu, status = _reap(process.pid)
        except BaseException:
            # Ctrl+C does not reach a group of its own.
            os.killpg(process.pid, signal.SIGKILL)
            _reap(process.pid)
            process.returncode = -signal.SIGKILL
            raise
        wall = time.perf_counter() - begun
        # It was waited for here.
        process.returncode = status
    if status != 0:
        raise CommandError(f"{' '.join(command)}\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Spent(cpu, wall)


def _reap(leader: int) -> tuple[float, int]:
    """Wait for every process of a group; return the time of all, and the status of the one that leads it."""
    cpu, status = 0.0, 0
    while True:
        try:
            pid, ended, usage = _wait_for(leader)
        except ChildProcessError:
            return cpu, status
        cpu += usage
        if pid == leader:
            status = os.waitstatus_to_exitcode(ended)


def _wait_for(group: int) -> tuple[int, int, float]:
    pid, ended, usage = os.wait4(-group, 0)
    return pid, ended, usage.ru_utime + usage.ru_stime


@contextmanager
def _adopting() -> Iterator[None]:
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_ADOPT_ORPHANS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    try:
        yield
    finally:
        kernel.prctl(_ADOPT_ORPHANS, 0, 0, 0, 0)

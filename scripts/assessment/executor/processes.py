"""Jobs done by processes of this machine: by process, because a font configuration shared by threads crashes."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import ParamSpec

from assessment.executor.job import write_result

P = ParamSpec("P")


@dataclass
class OwnProcesses:
    """Does jobs in processes that stay, so that what a job has loaded is there for the next."""

    count: int
    _pool: ProcessPoolExecutor | None = None
    """Opened with the first job: one that was killed before has nothing to clear away."""

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Queue a job."""
        with _deaf_to_interruption():
            if self._pool is None:
                spawn = get_context("spawn")
                self._pool = ProcessPoolExecutor(self.count, mp_context=spawn, initializer=_end_after_the_build)
            return self._pool.submit(_do, target, partial(task, *given, **named))

    def close(self) -> None:
        """End the processes; jobs that nobody has begun are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def own_processes(count: int | None = None) -> Iterator[OwnProcesses]:
    """Yield processes, which start with the first jobs and end with the block; jobs that nobody has begun are dropped.

    Args:
        count: how many; None for one on each core that this process may use.
    """
    with closing(OwnProcesses(len(os.sched_getaffinity(0)) if count is None else count)) as processes:
        yield processes


def _do(target: Path, work: Callable[[], bytes]) -> None:
    write_result(target, work())


@contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Let processes that start in the block not hear Ctrl+C, which the build answers for them, nor print its trace."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_after_the_build() -> None:
    """Have this process end when the build was killed, which nothing else would tell it."""
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    build = parent_process()
    if build is not None:
        build.join()
        os._exit(1)

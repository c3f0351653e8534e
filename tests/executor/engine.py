"""A real engine on this machine: a scheduler and workers of dask, each a process of its own."""

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from tests.built import ROOT

Process = subprocess.Popen[str]


@contextmanager
def scheduler() -> Iterator[str]:
    """Run a scheduler; yield its address."""
    with _running("scheduler", "--host", "127.0.0.1", "--port", "0") as process:
        yield _wait(process, "Scheduler at:").split()[-1]


@contextmanager
def workers(address: str, *each: tuple[str, ...], **environment: str) -> Iterator[list[Process]]:
    """Run a worker for each list of options, with one thread where none says otherwise; yield them once all are there."""
    with ExitStack() as stack:
        common = (address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
        processes = [stack.enter_context(_running("worker", *common, *options, **environment)) for options in each]
        for process in processes:
            _wait(process, "Registered to:")
        yield processes


@contextmanager
def _running(*command: str, **environment: str) -> Iterator[Process]:
    own = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}",
        "DASK_DISTRIBUTED__DASHBOARD__LINK": "",
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", command[0], "--no-dashboard", *command[1:]],
        env=own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait(process: Process, words: str) -> str:
    """Read what a process says until it says something; return that line. What it says later is nobody's."""
    assert process.stderr is not None
    before = []
    for line in process.stderr:
        before.append(line)
        if words in line:
            # A full pipe would stop the process.
            threading.Thread(target=_read_out, args=(process.stderr,), daemon=True).start()
            return line
    raise AssertionError("".join(before))


def _read_out(stream: TextIO) -> None:
    with stream:
        deque(stream, maxlen=0)

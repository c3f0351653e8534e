"""Programs that are ended by force: at a step of their own, or stopped and then killed by the test that started them."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.cache.place import ELSEWHERE
from tests.built import ROOT

HANGS = 240
"""Seconds after which a process that ought to end by itself is taken for one that does not."""

REPLACER = """\
import sys
from pathlib import Path
from assessment.bundle.sums import MARKER
from assessment.release.swap import replacing
output, word, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    with replacing(output) as staging:
        for page in range(20):
            (staging / f"{page}.html").write_text(f"{word}{number}")
        (staging / MARKER).write_text(f"{word}{number}")
        assert [*output.parent.glob(f".{output.name}.new-*")] == [staging], "another one is at work"
"""
"""Replaces an output many times by twenty pages that all say the same."""


@contextmanager
def program(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run Python with these arguments beside the test, and end it at the latest when the block ends."""
    environment = {"PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT}", "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
    environment[ELSEWHERE] = os.environ[ELSEWHERE]
    environment["MPLCONFIGDIR"] = str(ROOT / ".cache" / "matplotlib")
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Watch without a pause until a process has come so far; it must not end before."""
    while not reached():
        os.sched_yield()
        assert process.poll() is None, (process.stderr.read() if process.stderr else b"").decode()


def until_stopped(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process stops itself; it must not end before."""
    ended = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    assert ended is not None
    assert ended.si_code == os.CLD_STOPPED, (process.stderr.read() if process.stderr else b"").decode()


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Open the processes that a process has started, so that their end can be waited for."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [os.pidfd_open(int(child)) for child in children]


def until_ended(opened: Iterable[int]) -> None:
    """Wait until processes that were opened have ended by themselves; those that go on are killed."""
    going_on = 0
    for process in opened:
        ended, _, _ = select.select([process], [], [], HANGS)
        if not ended:
            signal.pidfd_send_signal(process, signal.SIGKILL)
            going_on += 1
        os.close(process)
    assert going_on == 0


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a process of its own that kills itself before a step, counted from 0.

    A step is whatever Python announces before it does it, such as opening, renaming or removing a file. Tell whether the
    work was killed: where it has fewer steps, it was done.
    """
    process = os.fork()
    if process == 0:
        _work_until(step, work)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _work_until(step: int, work: Callable[[], object]) -> None:
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        # To kill is a step, too.
        if left == -1:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


def left_behind(output: Path) -> list[Path]:
    """Return what stands beside an output that is not whole."""
    return list(output.parent.glob(f".{output.name}.new-*"))

"""Builds that are killed: started beside the test, watched by what they have written, and ended by force."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.built import ROOT

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
"""
"""Replaces an output many times by twenty pages that all say the same."""


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run Python with these arguments beside the test, and end it at the latest when the block ends."""
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"}
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


def left_behind(output: Path) -> list[Path]:
    """Return what stands beside an output that is not whole."""
    return list(output.parent.glob(f".{output.name}.new-*"))


def files_left_behind(output: Path) -> int:
    """Return how many files are seen in what is not whole, at one look."""
    try:
        return max(len(list(folder.iterdir())) for folder in left_behind(output))
    except (ValueError, FileNotFoundError):
        return -1

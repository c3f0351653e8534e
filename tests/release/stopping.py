"""A build that stops itself at a point: ``python -m tests.release.stopping POINT OUTPUT [options of the build]``.

Whoever started it looks at what is there, and kills it. A build that never comes to the point ends by itself.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from assessment.bundle.sums import MARKER
from assessment.commands.build import main
from tests.release.killed import left_behind

POINTS: dict[str, Callable[[Path, list[Path]], bool]] = {
    "nothing yet": lambda _, left: bool(left),
    "results": lambda year, _: (year / "results.csv").exists(),
    "fonts": lambda _, left: any((folder / "Hei.otf").exists() for folder in left),
    "first page": lambda year, _: any(year.parent.rglob("*.html")),
    "unit pages": lambda year, _: len(list((year / "units").glob("*/index.html"))) > 2,
    "laid out": lambda year, _: (year / "jia.pdf").exists(),
    "finished": lambda year, _: (year / "pdf" / "jia.pdf").exists(),
    "index": lambda year, _: (year.parent / "search" / "pagefind").exists(),
    "sums": lambda year, _: (year.parent / MARKER).exists(),
}
"""How far a build is, by its year's folder and all folders beside the output."""

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "subprocess.Popen"}
"""What Python announces before it does it, often enough to stop soon after a point."""


def stop_at(point: str, output: Path) -> None:
    """Have this process stop before its first step at a point."""
    build = os.getpid()

    def look(step: str, _: object) -> None:
        if step in STEPS and os.getpid() == build:
            left = left_behind(output)
            if any(POINTS[point](folder / "2019", left) for folder in left):
                os.kill(build, signal.SIGSTOP)

    sys.addaudithook(look)


if __name__ == "__main__":
    stop_at(sys.argv[1], Path(sys.argv[2]))
    sys.exit(main(["--output", *sys.argv[2:]]))

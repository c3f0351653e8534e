"""scripts/benchmark: build into a folder that is thrown away, and say where the time went.

With ``--table`` it starts ``benchmarks/``, which measures commands from outside.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from assessment.commands.options import parser_of_years, years_of
from assessment.commands.running import run
from assessment.desk.waiting import waiting_times
from assessment.disclosure.publication import Audience
from assessment.errors import RequestError
from assessment.executor.processes import own_processes
from assessment.release.pipeline import build
from assessment.release.plan import BuildPlan
from assessment.root import IS_INSTALLED, ROOT


class Stopwatch:
    """Notes when each part of a build began."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, float]] = []

    def phase(self, name: str, steps: int) -> None:
        """Note the time."""
        del steps
        self.begun.append((name, time.perf_counter()))

    def step(self) -> None:
        """Steps are not timed."""

    def show(self, folder: Path, path: str) -> None:
        """Nobody looks at the files."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = parser_of_years("benchmark", "在临时文件夹里生成一次，显示各步用时和内存。")
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="不生成 PDF")
    parser.add_argument(
        "--table",
        nargs=argparse.REMAINDER,
        metavar="选项",
        help="改为用示例数据量各种情况，与别的软件比较，记入历史；选项见 --table --help",
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    if options.table is not None:
        return run(lambda: _measure_table(options.table))
    return run(lambda: _benchmark(options), options.data)


def _measure_table(words: list[str]) -> int:
    """Start ``benchmarks/``, and return its status.

    Raises:
        RequestError: if it is not there, as in an installed package.
    """
    if IS_INSTALLED:
        raise RequestError("安装成软件包的程序里没有 benchmarks/，请在程序的仓库里运行 scripts/benchmark --table")
    paths = os.pathsep.join((str(ROOT / "scripts"), str(ROOT)))
    command = (sys.executable, "-P", "-m", "benchmarks", *words)
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False).returncode


def _benchmark(options: argparse.Namespace) -> int:
    # Before the build, which reads the year, too.
    desk, watch = waiting_times(options.data), Stopwatch()
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder, own_processes() as executor:
        plan = BuildPlan(
            options.data,
            years_of(options),
            Audience.PUBLIC,
            Path(folder) / "output",
            only="",
            pdf=options.pdf,
            cache=None,
        )
        start = time.perf_counter()
        built = build(plan, watch, executor)
        end = time.perf_counter()
    marks = [*watch.begun, ("", end)]
    for (name, began), (_, ended) in pairwise(marks):
        sys.stdout.write(f"{ended - began:8.2f} 秒  {name}\n")
    sys.stdout.write(f"{end - start:8.2f} 秒  合计（{built.pages} 个网页，{built.documents} 份 PDF）\n")
    for waiting in desk:
        sys.stdout.write(f"{waiting.seconds:8.2f} 秒  {waiting.what}（目标 {waiting.goal:g} 秒以内）\n")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(f"内存峰值：主进程 {own:.0f} MiB，最大的子进程 {others:.0f} MiB\n")
    sys.stdout.write("PDF 在后台与网站同时生成，“PDF”一行只是网站完成之后还要等的时间。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

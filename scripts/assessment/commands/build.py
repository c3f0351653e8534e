"""scripts/build: check the data, compute, and write the site and the PDFs; nothing where nothing has changed."""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from assessment.cache.place import cache_folder
from assessment.commands.command_line import Parser
from assessment.commands.options import parser_of_years, years_of
from assessment.commands.running import run
from assessment.disclosure.publication import Audience
from assessment.executor.executor import Executor
from assessment.period import Period
from assessment.release.last_build import last_build
from assessment.release.plan import BuildPlan
from assessment.root import own_place

OUTPUTS = {Audience.PUBLIC: "output", Audience.OFFICE: "output-office"}
"""The office's build has a folder of its own, so that nobody uploads it by mistake."""


def parser_of(command: str, what: str) -> Parser:
    """Return a parser with the options that say what to build."""
    parser = parser_of_years(command, what)
    parser.add_argument(
        "--audience",
        type=Audience,
        choices=list(Audience),
        default=Audience.PUBLIC,
        metavar="public|office",
        help="给谁看：public 公众（默认，只含按规定可以公开的内容），office 主办单位（全部内容，注明内部资料）",
    )
    parser.add_argument("--output", type=Path, metavar="文件夹", help="输出位置，默认 output（office 为 output-office）")
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="不用缓存，全部重新生成")
    parser.add_argument("--only", default="", metavar="单位", help="只生成这个单位的 PDF，写编号或名称；网站照常生成")
    return parser


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = parser_of("build", "检查数据、计算成绩，生成网站和 PDF。")
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="不生成 PDF")
    parser.add_argument(
        "--cluster",
        default="",
        metavar="地址",
        help="把排 PDF 等任务交给集群，写它的调度器的地址，各台机器要有同一个共享文件夹",
    )
    parser.add_argument(
        "--counties",
        type=Path,
        metavar="文件夹",
        help="一次生成几个地区：每个地区一个文件夹，各有自己的数据和说明；另生成首页，默认放在这个文件夹的 output",
    )
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="个数", help="与 --counties 一起用：同时生成几个地区，默认1"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    if options.counties is None:
        return carry_out(options, executor=lambda: _executor_at(options.cluster))
    # Only whoever has several counties loads what they take.
    from assessment.commands.build_counties import build_several

    return run(lambda: build_several(options), options.data)


def _executor_at(address: str) -> AbstractContextManager[Executor]:
    # Nobody else pays for loading processes or engines.
    from assessment.executor.choice import executor_at

    return executor_at(address)


def carry_out(
    options: argparse.Namespace,
    show: Callable[[Path, str], None] = lambda *_: None,
    executor: Callable[[], AbstractContextManager[Executor]] | None = None,
    first: tuple[str, ...] = (),
) -> int:
    """Build, tell how it went, and return the exit status.

    Args:
        options: what to build.
        show: is called with the folder that becomes the output, and the path of each file below it that is whole.
        executor: gives what does the jobs of a build; None for processes that end with it.
        first: pages and PDFs that somebody has open, which are written first.
    """
    return run(lambda: _build(replace(plan_of(options), first=first), show, executor), options.data)


def plan_of(options: argparse.Namespace) -> BuildPlan:
    """Return the plan that the options describe."""
    output = options.output or own_place(OUTPUTS[options.audience])
    years = years_of(options)
    only = _unit(options.data, years[0], options.only) if options.only else ""
    cache = cache_folder() if options.cache else None
    return BuildPlan(options.data, years, options.audience, output, only, options.pdf, cache)


def _unit(data: Path, period: Period, name: str) -> str:
    # Reading units and their names takes longer than to see that nothing has changed.
    from assessment.commands.units import unit_id

    return unit_id(data, period, name)


def _build(
    plan: BuildPlan,
    show: Callable[[Path, str], None],
    executor: Callable[[], AbstractContextManager[Executor]] | None,
) -> int:
    begun = time.monotonic()
    last = last_build(plan)
    warnings = None if last is None else last.warnings()
    if warnings is None:
        # These load all that a build needs.
        from assessment.commands.building import build_whole
        from assessment.executor.processes import own_processes

        with (executor or own_processes)() as at_work:
            build_whole(plan, last, at_work, show)
        return 0
    sys.stderr.write(warnings)
    unchanged = f"没有任何变化，{plan.output}/ 里每个文件都还是现在的数据生成的，没有重新生成"
    sys.stdout.write(f"{unchanged}（{time.monotonic() - begun:.1f} 秒）；打开 {plan.output / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""scripts/build: check the data, compute, and write the site and the PDFs."""

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assessment.addresses import Addresses
from assessment.cache.place import cache_folder
from assessment.commands.command_line import Parser
from assessment.commands.options import parser_of_years, years_of
from assessment.commands.running import run
from assessment.commands.units import unit_id
from assessment.disclosure.publication import Audience, Publication
from assessment.findings import Format, findings_text
from assessment.period import spaced_list
from assessment.release.pipeline import Built, build
from assessment.release.plan import BuildPlan
from assessment.render.words import LEVELS, STAGES, notices
from assessment.repository.ignored import is_to_be_committed
from assessment.root import own_place

OUTPUTS = {Audience.PUBLIC: "output", Audience.OFFICE: "output-office"}
"""The office's build has a folder of its own, so that nobody uploads it by mistake."""


class Bars:
    """Shows the parts of a build as progress bars on a terminal."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def phase(self, name: str, steps: int) -> None:
        """Finish the bar before and begin a new one."""
        if self.task is not None:
            total = self.progress.tasks[self.task].total
            self.progress.update(self.task, completed=total)
        self.task = self.progress.add_task(name, total=steps)

    def step(self) -> None:
        """Move the bar on."""
        if self.task is not None:
            self.progress.advance(self.task)


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
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    return carry_out(arguments(argv))


def carry_out(options: argparse.Namespace) -> int:
    """Build, tell how it went, and return the exit status."""
    return run(lambda: _build(options))


def plan_of(options: argparse.Namespace) -> BuildPlan:
    """Return the plan that the options describe."""
    output = options.output or own_place(OUTPUTS[options.audience])
    years = years_of(options)
    only = unit_id(options.data, years[0], options.only)
    cache = cache_folder() if options.cache else None
    return BuildPlan(options.data, years, options.audience, output, only, options.pdf, cache)


def _build(options: argparse.Namespace) -> int:
    plan = plan_of(options)
    begun = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        reporter = Bars(progress)
        built = build(plan, reporter)
        reporter.phase("完成", 1)
        reporter.step()
    sys.stderr.write(findings_text(built.warnings, Format.TEXT))
    sys.stdout.write(summary(plan, built, time.monotonic() - begun))
    return 0


def summary(plan: BuildPlan, built: Built, seconds: float) -> str:
    """Return what was built, where, how long it took, and what to open."""
    publications = built.column.publications
    pdf = plan.output / Addresses(built.column.front.period).annual
    lines = [
        f"已生成政务公开考评 {spaced_list(publication.period for publication in publications)}",
        *(
            f"  {publication.period.spaced}：{len(publication.units)} 个单位，{_state(publication)}"
            for publication in publications
        ),
        f"  内容：{built.pages} 个网页（另有长辈版和供门户粘贴的片段），{built.documents} 份 PDF",
        f"  位置：{plan.output}/",
        f"  用时：{seconds:.1f} 秒",
        f"  打开：{plan.output / 'index.html'}" + (f"，{pdf}" if pdf.is_file() else ""),
    ]
    if is_to_be_committed(plan.output):
        how = f"请在 .gitignore 加一行 {plan.output.name}/"
        lines.append(f"  注意：{plan.output}/ 在版本库里，没有被忽略，会被一起提交；{how}")
    if built.damaged:
        lines.append(f"  注意：缓存里有 {built.damaged} 份文件损坏或者不是原来的，已经删去并重新生成")
    warnings = dict.fromkeys(notice for publication in publications for notice in notices(publication))
    lines += [f"  注意：{notice}" for notice in warnings]
    return "\n".join(lines) + "\n"


def _state(publication: Publication) -> str:
    for_office = publication.audience is Audience.OFFICE
    return f"{STAGES[publication.stage]}，{'供内部使用' if for_office else LEVELS[publication.disclosure]}"


if __name__ == "__main__":
    sys.exit(main())

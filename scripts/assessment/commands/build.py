"""scripts/build: check the data, compute, and write the site and the PDFs."""

import argparse
import json
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assessment.build.pipeline import Built, Plan, build
from assessment.build.swap import MARKER
from assessment.commands.options import Parser, parser, year_of
from assessment.commands.running import run
from assessment.disclosure.publication import Audience
from assessment.errors import RequestError
from assessment.findings import Format, told
from assessment.render.site.addresses import Addresses
from assessment.render.words import LEVELS, STAGES, notices

OUTPUTS = {Audience.PUBLIC: Path("output"), Audience.OFFICE: Path("output-office")}
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
    made = parser(command, what)
    made.add_argument(
        "--audience",
        type=Audience,
        choices=list(Audience),
        default=Audience.PUBLIC,
        metavar="public|office",
        help="给谁看：public 公众（默认，只含按规定可以公开的内容），office 县政府办（全部内容，注明内部资料）",
    )
    made.add_argument("--output", type=Path, metavar="文件夹", help="输出位置，默认 output（office 为 output-office）")
    made.add_argument("--only", default="", metavar="单位编号", help="只生成这个单位的 PDF，网站照常生成")
    return made


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    made = parser_of("build", "检查数据、计算成绩，生成网站和 PDF。")
    made.add_argument("--no-pdf", dest="pdf", action="store_false", help="不生成 PDF")
    return made.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    return carry_out(arguments(argv))


def carry_out(asked: argparse.Namespace) -> int:
    """Build, tell how it went, and return the exit status."""
    return run(lambda: _build(asked))


def plan_of(asked: argparse.Namespace) -> Plan:
    """Return the plan that the options describe."""
    output = asked.output or OUTPUTS[asked.audience]
    year = year_of(asked)
    there = _year_of_output(output)
    if asked.year is None and there not in (None, year):
        said = f"{output}/ 里是 {there} 年的网站，不写 --year 会换成 {year} 年"
        raise RequestError(f"{said}；请写明 --year，或用 --output 另选位置")
    return Plan(asked.data, year, asked.audience, output, asked.only, asked.pdf)


def _year_of_output(output: Path) -> int | None:
    """Return the year of an earlier build, None where there is none or its manifest cannot be read."""
    try:
        manifest = json.loads((output / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    year = manifest.get("year") if isinstance(manifest, dict) else None
    return year if isinstance(year, int) else None


def _build(asked: argparse.Namespace) -> int:
    plan = plan_of(asked)
    begun = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        reporter = Bars(progress)
        built = build(plan, reporter)
        reporter.phase("完成", 1)
        reporter.step()
    sys.stderr.write(told(built.warnings, Format.TEXT))
    sys.stdout.write(summary(plan, built, time.monotonic() - begun))
    return 0


def summary(plan: Plan, built: Built, seconds: float) -> str:
    """Return what was built, where, how long it took, and what to open."""
    publication = built.publication
    pdf = plan.output / Addresses(publication.year).annual
    for_office = publication.audience is Audience.OFFICE
    state = f"{STAGES[publication.stage]}，{'供办公室内部使用' if for_office else LEVELS[publication.disclosure]}"
    lines = [
        f"已生成 {publication.year} 年政务公开考评（{state}）",
        f"  内容：{len(publication.units)} 个单位，{built.pages} 个网页，{built.documents} 份 PDF",
        f"  位置：{plan.output}/",
        f"  用时：{seconds:.1f} 秒",
        f"  打开：{plan.output / 'index.html'}" + (f"，{pdf}" if pdf.is_file() else ""),
    ]
    lines += [f"  注意：{notice}" for notice in notices(publication)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

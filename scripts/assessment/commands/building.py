"""The heavy half of scripts/build: what it loads takes a second, which nobody waits for where nothing has changed."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from assessment.addresses import Addresses
from assessment.disclosure.publication import Audience, Publication
from assessment.executor.executor import Executor
from assessment.findings import Format, findings_text
from assessment.period import spaced_list
from assessment.release.last_build import LastBuild
from assessment.release.pipeline import Built, build
from assessment.release.plan import BuildPlan
from assessment.render.words import LEVELS, STAGES, notices
from assessment.repository.ignored import is_to_be_committed
from assessment.unchanged.evidence_elsewhere import evidence_elsewhere

Show = Callable[[Path, str], None]


class Bars:
    """Shows the parts of a build as progress bars on a terminal."""

    def __init__(self, progress: Progress, show: Show) -> None:
        self.progress = progress
        self.show = show
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


def build_whole(plan: BuildPlan, last: LastBuild | None, executor: Executor, show: Show) -> None:
    """Build, tell how it went, and keep what it was made from.

    Args:
        plan: what to build.
        last: what is known of the last build of the same.
        executor: does the jobs that can be done apart from each other.
        show: is called with the folder that becomes the output, and the path of each file below it that is whole.

    Raises:
        FaultyDataError, RequestError: as ``build``.
    """
    begun = time.monotonic()
    evidence = None if last is None else evidence_elsewhere(plan.data)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        reporter = Bars(progress, show)
        built = build(plan, reporter, executor)
        reporter.phase("完成", 1)
        reporter.step()
    warnings = findings_text(built.warnings, Format.TEXT)
    if last is not None:
        last.keep(warnings, built.sums, evidence)
    sys.stderr.write(warnings)
    sys.stdout.write(summary(plan, built, time.monotonic() - begun))


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

"""scripts/build --counties: several counties, one after the other or some at a time, and the front page of all."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from assessment.commands.build import OUTPUTS
from assessment.commands.running import CRASHED
from assessment.counties.build import CountyBuild, build_counties, front_of
from assessment.counties.folder import CountyFolder, county_folders
from assessment.counties.front import Front
from assessment.counties.publish import publish_front, refuse_foreign
from assessment.counties.settings import FILE, KIND, CountiesSettings, load_settings
from assessment.errors import RequestError
from assessment.load.json_schema import schema_of
from assessment.root import DATA, own_place


def build_several(options: argparse.Namespace) -> int:
    """Build every county of a folder and their front page; return the exit status.

    Raises:
        RequestError: if the options do not fit together, or nothing can be built at all.
        FaultyDataError: if the settings of the folder have errors.
    """
    _refuse_others(options)
    begun = time.monotonic()
    folder: Path = options.counties
    output = options.output or folder / OUTPUTS[options.audience]
    settings = load_settings(folder)
    counties = county_folders(folder, settings)
    refuse_foreign(output)
    output.mkdir(parents=True, exist_ok=True)
    failed: list[CountyBuild] = []
    for place, done in enumerate(build_counties(counties, lambda of: command_of(of, options, output), options.jobs), 1):
        if done.status:
            failed.append(done)
        sys.stderr.write(_outcome(done, place, len(counties)))
    front, unreadable = front_of(counties, settings, options.audience, output)
    publish_front(front, output)
    sys.stderr.write(_blanks(settings))
    sys.stderr.write("".join(f"{fault}\n" for fault in unreadable.values()))
    sys.stdout.write(_summary(front, output, failed, time.monotonic() - begun))
    if any(done.status == CRASHED for done in failed):
        return CRASHED
    return 1 if failed or unreadable else 0


def _refuse_others(options: argparse.Namespace) -> None:
    if options.only:
        raise RequestError("--only 只生成一个单位，不能和 --counties 一起用")
    if options.data != own_place(DATA):
        raise RequestError("--data 是一个地区的数据，不能和 --counties 一起用")
    if options.jobs < 1:
        raise RequestError("--jobs 至少是 1")


def command_of(of: CountyFolder, options: argparse.Namespace, output: Path) -> Sequence[str]:
    """Return the command line that builds one county as if it stood alone."""
    years = [word for year in options.year or () for word in ("--year", str(year))]
    return [
        sys.executable,
        "-P",
        "-m",
        "assessment.commands",
        "build",
        *("--data", str(of.data)),
        *("--output", str(output / of.folder)),
        *("--audience", options.audience.value),
        *([] if options.pdf else ["--no-pdf"]),
        *([] if options.cache else ["--no-cache"]),
        *(["--cluster", options.cluster] if options.cluster else []),
        *years,
    ]


def _outcome(done: CountyBuild, place: int, number: int) -> str:
    how = "没有生成，原有的输出保持不变" if done.status else f"已生成，用时 {done.seconds:.1f} 秒"
    return f"（{place}/{number}）{done.of.name}：{how}\n{indent(done.messages, '  ')}"


def _blanks(settings: CountiesSettings) -> str:
    """Return what the settings leave to be filled in, which the front page shows as a gap."""
    known = (schema_of(KIND, field) for field, _ in settings.front.blanks())
    titles = [str(field["title"]) for field in known if field]
    return f"首页上还是“待填”或者例子：{'、'.join(titles)}；请在 {FILE} 填写\n" if titles else ""


def _summary(front: Front, output: Path, failed: Sequence[CountyBuild], seconds: float) -> str:
    number = len(front.counties)
    lines = [f"已生成 {number - len(failed)} 个地区" + (f"，共 {number} 个" if failed else "")]
    if failed:
        lines.append(f"  没有生成：{'、'.join(done.of.name for done in failed)}；首页上是它们以前公布的内容")
    shown = sum(one is not None for _, one in front.counties)
    lines += [
        f"  首页：{shown} 个地区，{len(front.years)} 个年度的比较",
        f"  位置：{output}/",
        f"  用时：{seconds:.1f} 秒",
        f"  打开：{output / 'index.html'}",
    ]
    return "\n".join(lines) + "\n"

"""scripts/evidence: register a file or a web page as evidence of a unit."""

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from assessment.approval.record import record_path
from assessment.clock import today
from assessment.commands.options import parser_of_year, refuse_future, written_day
from assessment.commands.running import run
from assessment.commands.units import unit_id
from assessment.commands.which_year import choose_open_year
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.errors import RequestError
from assessment.period import Period
from assessment.visible import printable
from assessment.year.reading import read_units

FEW = 5
"""How many places that were left out are named."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    what = "登记一份证据：留存文件或抓取网页，算出校验值，写进单位的记录。"
    parser = parser_of_year("evidence", what, "还没有审定的那一年")
    parser.add_argument("action", choices=("add",), metavar="add", help="登记一份证据")
    parser.add_argument("--unit", default="", metavar="单位", help="哪个单位的证据，写编号或名称，例如 建平镇")
    parser.add_argument("--file", type=Path, metavar="文件", help="要留存的文件")
    parser.add_argument("--url", default="", metavar="网址", help="证据的网址；不写 --file 时抓取这个网页")
    parser.add_argument("--title", default="", metavar="标题", help="这份证据是什么；不写就用网页标题或文件名")
    kinds = tuple(kind.value for kind in EvidenceKind)
    parser.add_argument("--kind", choices=kinds, metavar="种类", help=f"{'、'.join(kinds)}之一；不写就按文件判断")
    parser.add_argument("--source", default="", metavar="来源", help="从哪里来，例如 省政府办公厅通报")
    parser.add_argument("--date", type=written_day, metavar="日期", help="取得文件的日期，写作 2019-07-05；默认今天")
    parser.add_argument("--internal", action="store_true", help="仅供内部，任何时候都不公开")
    parser.add_argument(
        "--intranet", action="store_true", help="网页就在本机或内网；不写时，网页里指向本机和内网的内容一律不取"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _add(options), options.data)


def _add(options: argparse.Namespace) -> int:
    from assessment.evidence.keep import NewEvidence, keep, kind_of
    from assessment.evidence.size import HOW, too_large

    source = options.source or _host(options.url)
    year, unit = _chosen(options, source)
    wanted = NewEvidence(
        file=options.file,
        url=options.url,
        title=options.title,
        kind=EvidenceKind(options.kind) if options.kind else kind_of(options.file),
        source=source,
        captured=options.date or today(),
        visibility=Visibility.INTERNAL if options.internal else Visibility.PUBLIC,
        intranet=options.intranet,
    )
    kept = keep(options.data, year, unit, wanted)
    sys.stdout.write(f"已登记 {year.spaced} {read_units(options.data, year)[unit].name}的 {kept.id}：{kept.title}\n")
    for path in kept.files:
        sys.stdout.write(f"  文件：{path}\n")
    for folder in dict.fromkeys(path.parent for path in kept.files):
        for name, size in too_large(folder, (path.name for path in kept.files if path.parent == folder)).items():
            sys.stdout.write(f"注意：{name} 有 {size}，多数平台不接受 100 MB 以上的文件，提交后可能推送不了；{HOW}\n")
    if kept.left_out:
        places = "、".join(printable(address, lambda _: "␣") for address in kept.left_out[:FEW]) + (
            "等" if len(kept.left_out) > FEW else ""
        )
        sys.stdout.write(
            f"网页里指向本机或内网的 {len(kept.left_out)} 处没有留存：{places}；确实要留存的请加 --intranet\n"
        )
    if (options.data / record_path(year)).exists():
        sys.stdout.write(f"{year.spaced}已经审定：引用之后要用 scripts/amend 记一次更正。\n")
    sys.stdout.write(f"在 {kept.record} 的扣分或加分记录里写 evidence: [{kept.id}]，就引用了这份证据。\n")
    return 0


def _chosen(options: argparse.Namespace, source: str) -> tuple[Period, str]:
    """Return the year and the unit that are meant.

    Raises:
        RequestError: naming everything that stands in the way.
    """
    obstacles: list[str] = []
    if not options.unit:
        obstacles.append("请用 --unit 写明单位，例如 --unit 建平镇")
    if options.file is None and not options.url:
        obstacles.append("请用 --file 指明文件，或用 --url 指明网页")
    if options.file is not None and not options.file.exists():
        obstacles.append(f"没有 {options.file} 这个文件")
    elif options.file is not None and not options.file.is_file():
        obstacles.append(f"{options.file} 不是文件；几个文件请逐个登记，或打成一个压缩包")
    elif options.file is not None and not options.file.stat().st_size:
        obstacles.append(f"{options.file} 是空的，没有登记；请核对文件")
    if options.file is None and options.date is not None:
        obstacles.append("抓取网页的日期就是抓取的那一天，不能另写 --date")
    if not source:
        obstacles.append("请用 --source 写明证据从哪里来")
    year, unit = None, ""
    try:
        if options.date is not None:
            refuse_future(options.date)
    except RequestError as fault:
        obstacles.append(str(fault))
    try:
        year = choose_open_year(options, "登记证据")
        unit = unit_id(options.data, year, options.unit) if options.unit else ""
    except RequestError as fault:
        obstacles.append(str(fault))
    if year is None or obstacles:
        raise RequestError("；".join(obstacles))
    return year, unit


def _host(url: str) -> str:
    """Return the host of an address; nothing where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


if __name__ == "__main__":
    sys.exit(main())

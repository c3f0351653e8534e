"""scripts/new-year: open the next year with the scheme and the units of the last, and say what is still to be decided."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from assessment.beginning.beginning import OpenDecision
from assessment.beginning.begun_year import record_files, refuse_fixed
from assessment.beginning.next_round import next_round
from assessment.beginning.next_year import next_year
from assessment.beginning.roster import refuse_faults, unit_changes, with_roster
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.edit.files import write_all
from assessment.errors import FaultyDataError, RequestError
from assessment.period import Period, period_of, written_period
from assessment.year.reading import read_year


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "new-year",
        "开始新的考评年度：复制方案，建立空白的年度文件和各单位记录，列出还要决定的事。"
        "年度已经开始的，只给方案里新列入的单位补上记录文件。",
    )
    parser.add_argument("new", metavar="年度", help="要开始的年度，例如 2020；或一轮，例如 2023-q2")
    parser.add_argument(
        "--from",
        type=written_period,
        dest="old",
        metavar="年度",
        help="照哪一年或哪一轮，不写就用之前最近的",
    )
    parser.add_argument("--scheme", default="", metavar="编号", help="一轮用哪个现有的方案，不写就照上一轮")
    parser.add_argument(
        "--roster", type=Path, metavar="名单", help="考评对象有变化时，这一年的名单（写法同 scripts/new-county 的名单）"
    )
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _begin(options)), options.data)


def _begin(options: argparse.Namespace) -> int:
    data, new = options.data, period_of(options.new)
    if new is None:
        raise RequestError(f"年度应为四位数字，例如 2020，不能是 {options.new}；一轮写作 2023-q2、2023-m04、2023-h1")
    if (data / "years" / f"{new}.yaml").is_file():
        return _complete(data, new, options.roster)
    if not new.is_round and options.scheme:
        raise RequestError("--scheme 只用于开始一轮；新的一年照上一年复制方案")
    if new.is_round and options.roster is not None:
        raise RequestError("开始一轮不用 --roster：考评对象照方案，有变化的先改方案的 groups")
    return _open_round(options, new) if new.is_round else _open(options, new)


def _open_round(options: argparse.Namespace, new: Period) -> int:
    begun = next_round(options.data, new, options.old, options.scheme)
    write_all(options.data, begun.files)
    like = f"照 {begun.before.spaced}" if begun.before is not None else ""
    sys.stderr.write(f"已{like}建立 {new.spaced}：{len(begun.files)} 个文件（采集中、不公开），用方案 {begun.scheme}。\n")
    return 0


def _open(options: argparse.Namespace, new: Period) -> int:
    begun = next_year(options.data, new, options.old, options.roster)
    write_all(options.data, begun.files)
    sys.stdout.write("".join(f"{line}\n" for line in (*begun.notes, *_to_decide(new, begun.to_decide))))
    like = f"照 {begun.before.spaced}" if begun.before is not None else ""
    scheme = options.data / "schemes" / f"{begun.scheme}.yaml"
    sys.stderr.write(
        f"已{like}建立 {new.spaced}：{len(begun.files)} 个文件（采集中、不公开）。"
        f"scripts/validate 逐项提示待定的部分，改定后从 {scheme} 的 undecided 中删去。\n"
    )
    return 0


def _to_decide(new: Period, decisions: Iterable[OpenDecision]) -> Iterator[str]:
    yield f"{new.year} 年还要决定："
    for number, one in enumerate(decisions, 1):
        yield f"{number}. {one.what}{one.where}{'：' if one.parts else ''}"
        yield from (f"   - {part}" for part in one.parts)


def _complete(data: Path, period: Period, roster: Path | None) -> int:
    """Write what the units of a year that has begun lack: record files, and what a list of units changes.

    Raises:
        RequestError: if nothing is missing, or the year is approved or a sample.
    """
    year = read_year(data, period)
    if year.readable is None or year.gaps.units:
        raise FaultyDataError([*year.findings])
    before = year.whole
    path = f"schemes/{before.year.scheme}.yaml"
    whole = with_roster(data, period, path, (data / path).read_bytes().decode("utf-8-sig"), roster)
    records = record_files(year, whole.scheme, whole.units)
    files = {**records.new, **whole.files}
    if roster is not None and whole.scheme.groups != before.scheme.groups:
        files[path] = whole.text
    if not files:
        raise RequestError(f"已有 {data / 'years'}/{period}.yaml，考评对象的记录文件也不缺，没有改动任何文件")
    refuse_fixed(year)
    refuse_faults(data, period, files, records.stale, whole.lost_group)
    write_all(data, files, records.stale)
    sys.stdout.write("".join(f"{line}\n" for line in unit_changes(before.scheme, whole)))
    gone = f"；删去空白的 {'、'.join(records.stale)}" if records.stale else ""
    sys.stderr.write(f"已补上 {period.spaced}的 {len(files)} 个文件：{'、'.join(sorted(files))}{gone}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""scripts/new-scheme: a year with a first scheme, from a sheet of assessment rules or from answers at a terminal."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment.check.trial import faults_of
from assessment.commands.alone import alone
from assessment.commands.asking import is_terminal
from assessment.commands.asking_groups import ask_groups
from assessment.commands.asking_parts import ask_components
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Stage
from assessment.edit.empty import empty_files
from assessment.edit.files import write_all
from assessment.edit.new_county import unit_files, units_of
from assessment.edit.new_scheme import MOST_GROUPS, DraftGroup
from assessment.edit.table_scheme import table_scheme
from assessment.errors import FaultyDataError, RequestError
from assessment.folding import folded
from assessment.imports.opening import open_sheets
from assessment.imports.scheme_sheet import SchemeSheet, read_scheme_sheet
from assessment.imports.unit_sheet import draft_groups, read_unit_list
from assessment.load.county import FILE, load_county
from assessment.load.data_files import place_of, years
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.year.reading import read_units, read_year

_HEAD = frozenset(("unit", "year", "provenance"))
"""What a record says before anything is recorded."""


@dataclass(frozen=True)
class _Assessed:
    """The units of a scheme that begins."""

    groups: Sequence[DraftGroup]
    units: Mapping[str, Unit]
    files: Mapping[str, str]
    """The files of units that had none."""
    notes: Sequence[str]


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "new-scheme",
        "起草一个年度的方案：照细则表（一级指标、二级指标、分值、评分细则、考评对象），或在终端里逐项回答。"
        "没有决定的列在 undecided，由办公室逐项核对。已有的方案不改动，只有还没有记录的草案可以重新起草。",
    )
    parser.add_argument("year", type=int, metavar="年度", help="例如 2020")
    parser.add_argument(
        "--table", type=Path, metavar="表格", help="细则表（.xlsx 或 .csv），照印发的样子；不写就在终端里逐项询问"
    )
    parser.add_argument(
        "--as-issued", action="store_true", help="表里各项合计与标示的分值不符、原文就是这样的，照原文起草，由解读决定"
    )
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="名单",
        help="考评对象名单（写法同 scripts/new-county）；不写就沿用这一年的草案或上一年的分组",
    )
    add_data(parser)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _make(options)), options.data)


def _make(options: argparse.Namespace) -> int:
    data, year = options.data, options.year
    if not 2000 <= year <= 2999:
        raise RequestError(f"年度应为四位数字，例如 2020，不能是 {year}")
    period = Period(year)
    if not (data / FILE).is_file():
        raise RequestError(f"{data} 里没有 {FILE}，请先运行 scripts/new-county")
    if options.table is None and not is_terminal():
        raise RequestError("请用 --table 写明细则表；在终端里运行会逐项询问")
    _refuse_begun(data, period)
    assessed = _assessed(data, period, options.roster)
    if len(assessed.groups) > MOST_GROUPS:
        raise RequestError(f"考评对象分成了 {len(assessed.groups)} 组，最多 {MOST_GROUPS} 组")
    names = {group.id: group.name for group in assessed.groups}
    sheet = _sheet(options.table, names, as_issued=options.as_issued)
    if sheet.findings:
        raise FaultyDataError(sheet.findings)
    issuer = load_county(data).county.organiser.name or "政府办公室"
    text = table_scheme(year, issuer, assessed.groups, sheet.components, sheet.title)
    path = f"schemes/{year}.yaml"
    scheme = _scheme(text, place_of(data, data / path).file)
    files = {path: text, **assessed.files, **empty_files(period, scheme, assessed.units)}
    faults = faults_of(data, period, files, {})
    if faults:
        raise FaultyDataError(faults)
    write_all(data, files)
    sys.stdout.write("".join(f"{line}\n" for line in (*assessed.notes, *sheet.notes, *_drafted(scheme))))
    sys.stderr.write(
        f"已起草 {year} 年的方案：{data / path}，共 {len(files)} 个文件（采集中、不公开）。写法见 docs/schemes.md；"
        f"scripts/validate 逐项提示待定的部分，核对后从 undecided 中删去。\n"
    )
    return 0


def _sheet(table: Path | None, names: Mapping[str, str], *, as_issued: bool) -> SchemeSheet:
    if table is not None:
        return read_scheme_sheet(open_sheets(table), names, as_issued=as_issued)
    return SchemeSheet(components=ask_components(names))


def _refuse_begun(data: Path, period: Period) -> None:
    """Refuse to write over a scheme that somebody has decided, and over records.

    Raises:
        RequestError: if there is anything but a draft of which nothing is decided.
    """
    path = data / "schemes" / f"{period}.yaml"
    if not path.is_file() and not (data / "years" / f"{period}.yaml").is_file():
        return
    read = read_year(data, period) if (data / "years" / f"{period}.yaml").is_file() else None
    if read is None or read.readable is None or read.readable.year.stage is not Stage.COLLECTING:
        raise RequestError(f"已有 {path}，没有改动任何文件")
    if "components" not in read.readable.scheme.undecided:
        raise RequestError(f"已有 {path}，它的环节不再是待定的草案（undecided 里没有 components），没有改动任何文件")
    for file, document in read.documents.items():
        recorded = document is None or not isinstance(document.data, dict) or document.data.keys() - _HEAD
        if file.startswith("scores/") and recorded:
            raise RequestError(f"已有记录 {data / file}，没有改动任何文件；确实要重新起草的，请先移走记录")


def _assessed(data: Path, period: Period, roster: Path | None) -> _Assessed:
    """Return the groups of a list, of the draft of the year, of the year before, or such as somebody names.

    Raises:
        FaultyDataError: if the list is at fault.
        RequestError: if there is none of them.
    """
    units = read_units(data, period)
    before = next((one for one in years(data) if one <= period), None)
    read = None if before is None else read_year(data, before)
    if roster is not None or (read is None and is_terminal()):
        book = ask_groups() if roster is None else open_sheets(roster)
        known = {folded(name): unit.id for unit in units.values() for name in (unit.name, unit.full_name) if name}
        listed = read_unit_list(book, known)
        if listed.findings:
            raise FaultyDataError(listed.findings)
        files = unit_files(unit.fields for group in listed.groups for unit in group.units if unit.fields)
        return _Assessed(draft_groups(listed.groups), {**units, **units_of(files, period.year)}, files, listed.notes)
    if read is None or read.readable is None:
        raise RequestError("不知道考评对象分哪几组：请用 --roster 写明名单（“名称”“组别”两列）")
    scheme = read.readable.scheme
    missing = [unit for group in scheme.groups for unit in group.units if unit not in units]
    if missing:
        raise RequestError(f"没有单位文件：{'、'.join(missing)}，请先补上，或用 --roster 写明名单")
    groups = [
        DraftGroup(group.id, group.name, group.units, [_called(units[unit]) for unit in group.units])
        for group in scheme.groups
    ]
    return _Assessed(
        groups, units, {}, [f"考评对象沿用 {read.period.spaced}：{'、'.join(group.name for group in groups)}"]
    )


def _called(unit: Unit) -> str:
    return f"{unit.name}（{'、'.join(unit.plates)}）" if unit.plates else unit.name


def _scheme(text: str, file: str) -> Scheme:
    document, findings = parse(text, file)
    scheme = None if document is None else scheme_of(document)[0]
    if scheme is None:
        raise AssertionError(f"the draft of a scheme is at fault: {findings}")
    return scheme


def _drafted(scheme: Scheme) -> Iterator[str]:
    """Yield what was drafted, a component a line."""
    for component in scheme.components:
        leaves = [*component.leaves()]
        read = sum(bool(leaf.rules) for leaf in leaves)
        marks = "、".join(dict.fromkeys(f"{full:f}" for g in scheme.groups if (full := component.points_of(g.id))))
        worth = f"{marks}分，" if marks else ""
        yield f"{component.name}：{worth}{len(leaves)} 项，其中 {read} 项由文字读出了计分规则，请逐项核对"


if __name__ == "__main__":
    sys.exit(main())

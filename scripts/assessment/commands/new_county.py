"""scripts/new-county: begin a county from the list of its units, or write its settings alone, old ones moved."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.beginning.first_year import county_name, first_year, first_year_number, refuse_existing, rooms_in
from assessment.commands.asking import ask, is_terminal
from assessment.commands.asking_groups import ask_groups
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.edit.county_file import county_text
from assessment.edit.files import write_all, writing
from assessment.edit.layout import inline
from assessment.edit.old_settings import OldSettings, old_settings
from assessment.errors import RequestError
from assessment.evidence.unchanged import how_to_keep
from assessment.findings import Finding, Format, findings_text
from assessment.imports.opening import open_sheets
from assessment.imports.unit_sheet import UnitList, book_of_lines
from assessment.load.county import FILE, KIND
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.json_schema import checked, title_of
from assessment.render.site.build import SETTINGS
from assessment.repository.attributes import changeable
from assessment.root import DATA, ROOT
from assessment.system_faults import reason_of
from assessment.workbooks.grid import Workbook

_UNITS_LINE = re.compile(r"\s*([^：:]+)[：:](.+)")


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "new-county",
        "在空的数据文件夹里建立一个县：本地设置、方案草案、单位、年度和每个单位的记录文件。"
        "没有写明的，在终端里逐项询问。已有数据的，只补上本地设置 county.yaml；已有的文件不改动。",
    )
    parser.add_argument("--name", default="", metavar="县名", help="写全，例如 广德市")
    parser.add_argument("--year", type=int, metavar="年度", help="第一个考评年度，例如 2020")
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="名单",
        help="考评对象名单，每个单位一行：“名称”一列，还可以有“组别”“简称”“全称”“牌子”“网址”“编号”",
    )
    parser.add_argument(
        "--units",
        action="append",
        default=[],
        metavar="组别：单位、单位",
        help="没有名单表格时，每组写一次，例如 --units 乡镇：桃州镇、柏垫镇",
    )
    parser.add_argument(
        "--from", type=Path, dest="old", metavar="文件", help="把旧版本写在 pelicanconf.py 里的本地设置移过来；只读不运行"
    )
    add_data(parser)
    options = parser.parse_args(argv)
    options.is_placed = options.data is not parser.get_default("data")
    return options


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    begins = options.name or options.roster or options.units
    # A county is begun in the current folder, whatever data stands in where there is none here.
    data = Path(DATA) if begins and not options.is_placed else options.data
    return run(lambda: _make(options, data), data)


def _make(options: argparse.Namespace, data: Path) -> int:
    if (data / FILE).exists():
        raise RequestError(f"已有 {data / FILE}，没有改动任何文件；要另建一个县，请用 --data 写明新的文件夹")
    begun = rooms_in(data)
    flags = [f"--{name}" for name in ("name", "year", "roster", "units") if getattr(options, name)]
    if flags and (begun or options.old is not None):
        why = f"{data} 里已有 {'、'.join(begun)}" if begun else "写了 --from 就只建立本地设置"
        raise RequestError(f"{why}，{'、'.join(flags)} 只用于新建一个县；没有改动任何文件")
    if begun or options.old is not None:
        return _settings_alone(data, options.old)
    return _begin(data, *_answers(options))


def _answers(options: argparse.Namespace) -> tuple[str, int, Workbook]:
    """Return name, year and list of units, asked for where they are not written.

    Raises:
        RequestError: if something is missing and nobody is there to answer.
    """
    if options.roster is not None and options.units:
        raise RequestError("--roster 和 --units 写一种就够了")
    listed = options.roster is not None or options.units
    missing = [
        word
        for word, there in (
            ("--name 县名", options.name),
            ("--year 年度", options.year is not None),
            ("--roster 名单.xlsx（或 --units 乡镇：某镇、某乡）", listed),
        )
        if not there
    ]
    if missing and not is_terminal():
        raise RequestError(f"要新建一个县，请写明 {'、'.join(missing)}；在终端里运行会逐项询问")
    name = county_name(options.name) if options.name else ask("县名，写全，例如 广德市", county_name)
    question = "第一个考评年度，例如 2020"
    year = first_year_number(str(options.year)) if options.year is not None else ask(question, first_year_number)
    if options.roster is not None:
        return name, year, open_sheets(options.roster)
    if options.units:
        return name, year, book_of_lines([*map(_split_line, options.units)])
    question = "考评对象名单的表格文件（.xlsx 或 .csv，每个单位一行，有“名称”“组别”两列）；没有就直接回车"
    book = ask(question, lambda line: open_sheets(Path(line)) if line else None)
    return name, year, book if book is not None else ask_groups()


def _split_line(line: str) -> tuple[str, str]:
    found = _UNITS_LINE.fullmatch(line)
    if found is None:
        raise RequestError(f"--units 写作 组别：单位、单位，例如 乡镇：桃州镇、柏垫镇，不能是“{line}”")
    return found[1].strip(), found[2]


def _begin(data: Path, name: str, year: int, book: Workbook) -> int:
    try:
        begun = first_year(data, name, year, book)
    except RequestError as fault:
        raise RequestError(f"{fault}；也可以不用表格，每组写一次 --units 乡镇：桃州镇、柏垫镇") from fault
    files = begun.files
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise RequestError(f"不能建立文件夹 {data}：{fault.strerror}") from fault
    with writing(data):
        refuse_existing(data, files)
        write_all(data, files)
    sys.stdout.write("".join(f"{line}\n" for line in _next_steps(data, year, begun.listed)))
    sys.stderr.write(f"已建立{name} {year} 年：{len(files)} 个文件（采集中、不公开）。\n")
    return 0


def _next_steps(data: Path, year: int, listed: UnitList) -> Iterator[str]:
    yield from listed.notes
    for group in listed.groups:
        yield f"{group.name} {len(group.units)} 个："
        yield from (f"  {unit.id}　{unit.called}" for unit in group.units)
    yield "接下来："
    yield f"1. {data / FILE}：填写网址、标识码、联系方式等，每一栏都有说明"
    yield f"2. {data / 'schemes'}/{year}.yaml：现在是草案，照印发的文件改；改定一处，从 undecided 中删去一行"
    yield f"3. {data / 'units'}/：编号由名称的拼音而来，要换的现在换，连同文件名、记录文件名和方案里的编号"
    yield f"4. scripts/validate --data {data}：逐项提示还没有改定的部分"
    evidence = evidence_folder_of(data)
    if changeable(evidence, ("e",)):
        yield f"5. 登记证据以前：{how_to_keep(evidence)}"


def _settings_alone(data: Path, old: Path | None) -> int:
    if not data.is_dir():
        raise RequestError(f"没有文件夹 {data}，请核对 --data")
    with writing(data):
        if (data / FILE).exists():
            raise RequestError(f"已有 {data / FILE}，没有改动任何文件")
        moved = _Moved({}, (), ()) if old is None else _move(old)
        write_all(data, {FILE: county_text(moved.values)})
    sys.stdout.write("".join(f"{line}\n" for line in _report(moved)))
    sys.stderr.write(f"已建立 {data / FILE}，照里面的说明填写；填好以后运行 scripts/validate。\n")
    return 0


@dataclass(frozen=True)
class _Moved:
    """What an old file gives."""

    values: Mapping[str, object]
    lines: tuple[str, ...]
    """What was moved, a line each."""
    left: tuple[Finding, ...]
    """What was not, and why."""


def _move(path: Path) -> _Moved:
    try:
        text, program = path.read_bytes(), (ROOT / SETTINGS).read_bytes()
    except OSError as fault:
        raise RequestError(f"{path} 读不出来：{reason_of(fault)}") from fault
    settings = old_settings(text, path.name, program)
    if not settings.names:
        raise RequestError(f"{path} 里没有本地设置，没有建立文件；不写 --from 就建立空白的")
    sound, faults = checked(settings.document, KIND)
    values = sound.data if sound is not None and isinstance(sound.data, dict) else {}
    return _Moved(values, tuple(_lines(settings, values)), (*settings.left, *faults))


def _lines(settings: OldSettings, values: Mapping[str, object]) -> Iterator[str]:
    for field, name in settings.names.items():
        held: object = values
        for step in field:
            held = held.get(step) if isinstance(held, dict) else None
        if held:
            yield f"{name} → {title_of(KIND, field)}（{'.'.join(field)}）：{inline(held)}"


def _report(moved: _Moved) -> Iterator[str]:
    if moved.lines:
        yield f"移过来 {len(moved.lines)} 项："
        yield from (f"  {line}" for line in moved.lines)
    if moved.left:
        yield f"没有移的 {len(moved.left)} 项，请核对后自己填写："
        yield from (f"  {line}" for line in findings_text(moved.left, Format.TEXT).splitlines())


if __name__ == "__main__":
    sys.exit(main())

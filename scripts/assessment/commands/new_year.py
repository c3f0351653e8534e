"""scripts/new-year: open the next year with the scheme and the units of the last, and say what is still to be decided."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from assessment.check.trial import faults_of
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.running import run
from assessment.dataset.scheme import Scheme
from assessment.edit.empty import empty_files
from assessment.edit.files import write_all
from assessment.edit.next_scheme import next_scheme
from assessment.errors import FaultyDataError, RequestError
from assessment.load.data_files import place_of, years
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.year.reading import read_units, read_year


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = Parser("new-year", "开始新的考评年度：复制方案，建立空白的年度文件和各单位记录，列出还要决定的事。")
    parser.add_argument("new", type=int, metavar="年度", help="要开始的年度，例如 2020")
    parser.add_argument("--from", type=int, dest="old", metavar="年度", help="复制哪一年的方案，不写就用之前最近的一年")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="文件夹", help="数据所在的文件夹，默认 data")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _open(options.data, options.new, options.old)))


def _open(data: Path, new: int, old: int | None) -> int:
    old = _year_before(data, new, old)
    _refuse_existing(data, new)
    year = read_year(data, old)
    if year.readable is None or year.gaps.units:
        raise FaultyDataError([*year.findings])
    source = data / "schemes" / f"{year.whole.year.scheme}.yaml"
    path = f"schemes/{new}.yaml"
    file = place_of(data, data / path).file
    text = next_scheme(source.read_bytes().decode("utf-8-sig"), file, new)
    document, _ = parse(text, file)
    scheme, _, findings = (None, (), []) if document is None else scheme_of(document)
    if scheme is None:
        raise FaultyDataError(findings)
    units = read_units(data, new)
    missing = [unit for group in scheme.groups for unit in group.units if unit not in units]
    if missing:
        raise RequestError(f"没有单位文件：{'、'.join(missing)}，请先补上")
    files = {path: text} | empty_files(scheme, units)
    faults = faults_of(data, new, files, {})
    if faults:
        raise FaultyDataError(faults)
    write_all(data, files)
    sys.stdout.write("".join(f"{line}\n" for line in _to_decide(scheme, year.whole.scheme, data)))
    sys.stderr.write(
        f"已建立 {new} 年：{len(files)} 个文件（采集中、不公开）。scripts/validate 逐项提示待定的部分，"
        f"改定后从 {data / path} 的 undecided 中删去。\n"
    )
    return 0


def _year_before(data: Path, new: int, old: int | None) -> int:
    if not 2000 <= new <= 2999:
        raise RequestError(f"年度应为四位数字，例如 2020，不能是 {new}")
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    if old is not None:
        if old not in known:
            raise RequestError(f"没有 {old} 年的年度文件，现有：{'、'.join(str(one) for one in known)}")
        return old
    before = [year for year in known if year < new]
    if not before:
        raise RequestError(f"没有 {new} 年以前的年度，请用 --from 写明复制哪一年的方案")
    return before[0]


def _refuse_existing(data: Path, new: int) -> None:
    for path in (data / "years" / f"{new}.yaml", data / "schemes" / f"{new}.yaml", data / "scores" / str(new)):
        if path.is_file() or (path.is_dir() and any(path.iterdir())):
            raise RequestError(f"已有 {path}，没有改动任何文件")


def _to_decide(scheme: Scheme, last: Scheme, data: Path) -> Iterator[str]:
    """Yield what nobody can decide but the office, and where it is written."""
    year, at = scheme.year, data / "schemes" / f"{scheme.year}.yaml"
    yield f"{year} 年还要决定："
    yield f"1. 文件：标题、印发日期、原文。现照 {last.year} 年，见 {at}（title、issued、source、clauses）"
    yield "2. 测评时间，现按上年顺延："
    for component in scheme.components:
        yield f"   - {component.name}：{component.window.first} 至 {component.window.last}"
    groups = "、".join(f"{group.name} {len(group.units)} 个" for group in scheme.groups)
    yield f"3. 考评对象：现有{groups}；单位新设、更名、撤并的，改 groups 和 {data / 'units'}/"
    yield f"4. 解读共 {len(scheme.readings)} 条，有其他选择的现沿用："
    for reading in scheme.readings:
        if len(reading.options) > 1:
            yield f"   - {reading.question}　{reading.chosen.text}"
    year_file = data / "years" / f"{year}.yaml"
    yield f"5. 由外部评定成绩的，由谁给出（agency），写在 {year_file}"
    listed = [item for _, item in scheme.items() if item.eligible_listed]
    for item in listed:
        yield f"6. “{item.name}”（{item.clause}）适用于哪些单位，写在 {year_file} 的 eligible，现为空"
    if scheme.conversion_full is None:
        yield f"{7 if listed else 6}. 计入绩效考核怎样折算（conversion_full），现按总分原样"


if __name__ == "__main__":
    sys.exit(main())

"""scripts/new-year: open the next year with the scheme and the units of the last, and say what is still to be decided."""

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.check.trial import faults_of
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.new_round import new_round, refuse_far_year
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Provenance
from assessment.edit.empty import empty_files, empty_record_text
from assessment.edit.files import write_all
from assessment.edit.new_county import unit_files, units_of
from assessment.edit.next_groups import with_groups
from assessment.edit.next_scheme import next_scheme
from assessment.errors import FaultyDataError, RequestError
from assessment.folding import folded
from assessment.imports.opening import open_sheets
from assessment.imports.unit_sheet import UnitList, draft_groups, read_unit_list
from assessment.load.data_files import place_of, years
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.period import Period, period_of, written_period
from assessment.year.reading import read_units, read_year
from assessment.year.year import Year

_HEAD = frozenset(("unit", "year", "provenance"))
"""What a record says before anything is recorded."""


@dataclass(frozen=True)
class _Roster:
    """The units that a list gives a scheme."""

    listed: UnitList
    text: str
    """The scheme with their groups."""
    scheme: Scheme
    files: Mapping[str, str]
    """The files of units that had none."""
    units: Mapping[str, Unit]
    """All units of the scheme."""


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
    return run(lambda: alone(options.data, lambda: _begin(options)))


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
    return new_round(data, new, options.old, options.scheme) if new.is_round else _open(options, new)


def _open(options: argparse.Namespace, new: Period) -> int:
    data, roster = options.data, options.roster
    old = _year_before(data, new, options.old)
    _refuse_existing(data, new)
    year = read_year(data, old)
    if year.readable is None or year.gaps.units:
        raise FaultyDataError([*year.findings])
    source = data / "schemes" / f"{year.whole.year.scheme}.yaml"
    path = f"schemes/{new}.yaml"
    text = next_scheme(
        source.read_bytes().decode("utf-8-sig"),
        place_of(data, data / path).file,
        str(new),
        new.year,
        12 * (new.year - year.whole.scheme.year),
    )
    whole = _with_roster(data, new, path, text, roster)
    files = {path: whole.text, **whole.files, **empty_files(new, whole.scheme, whole.units)}
    _refuse_faults(data, new, files)
    write_all(data, files)
    lines = [*_changes(year.whole.scheme, whole), *_to_decide(whole.scheme, year.whole.scheme, data)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stderr.write(
        f"已照 {old.spaced}建立 {new.spaced}：{len(files)} 个文件（采集中、不公开）。"
        f"scripts/validate 逐项提示待定的部分，改定后从 {data / path} 的 undecided 中删去。\n"
    )
    return 0


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
    whole = _with_roster(data, period, path, (data / path).read_bytes().decode("utf-8-sig"), roster)
    listed = [unit for group in whole.scheme.groups for unit in group.units]
    records = {f"scores/{period}/{unit}.yaml": unit for unit in listed}
    files = {
        name: empty_record_text(period, whole.scheme, whole.units[unit])
        for name, unit in records.items()
        if name not in year.documents
    }
    files |= whole.files
    stale = [*_not_listed(year, whole.scheme)]
    if roster is not None and whole.scheme.groups != before.scheme.groups:
        files[path] = whole.text
    if not files:
        raise RequestError(f"已有 {data / 'years'}/{period}.yaml，考评对象的记录文件也不缺，没有改动任何文件")
    if before.year.stage.is_approved or before.year.provenance is Provenance.SAMPLE:
        why = "已审定" if before.year.stage.is_approved else "是示例数据"
        raise RequestError(f"{period.spaced}{why}，不能再增减考评对象，没有改动任何文件")
    _refuse_faults(data, period, files, stale)
    write_all(data, files, stale)
    sys.stdout.write("".join(f"{line}\n" for line in _changes(before.scheme, whole)))
    gone = f"；删去空白的 {'、'.join(stale)}" if stale else ""
    sys.stderr.write(f"已补上 {period.spaced}的 {len(files)} 个文件：{'、'.join(sorted(files))}{gone}\n")
    return 0


def _not_listed(year: Year, scheme: Scheme) -> Iterator[str]:
    """Yield the records of units that a scheme does not list any more, in which nothing is recorded.

    Raises:
        RequestError: if something is.
    """
    for unit in (unit for group in year.whole.scheme.groups for unit in group.units if scheme.group_of(unit) is None):
        path = f"scores/{year.period}/{unit}.yaml"
        record = year.documents.get(path)
        if path in year.documents and (record is None or not isinstance(record.data, dict) or record.data.keys() - _HEAD):
            why = f"名单里没有“{year.whole.units[unit].name}”，它已有记录 {path}"
            raise RequestError(f"{why}；确实不再考评的，请先移走这个文件")
        if path in year.documents:
            yield path


def _with_roster(data: Path, period: Period, path: str, text: str, roster: Path | None) -> _Roster:
    """Return a scheme with the units of a list, or with its own where there is none.

    Raises:
        FaultyDataError: if the scheme or the list is at fault.
        RequestError: if a unit of the scheme has no file.
    """
    file = place_of(data, data / path).file
    scheme, units = _scheme(text, file), read_units(data, period)
    listed, files = UnitList(), dict[str, str]()
    if roster is not None:
        names = {folded(name): unit.id for unit in units.values() for name in _names(unit)}
        known = {name.removeprefix("县"): id for name, id in names.items()} | names
        listed = read_unit_list(open_sheets(roster), known)
        if listed.findings:
            raise FaultyDataError(listed.findings)
        text = with_groups(text, file, scheme.groups, draft_groups(listed.groups))
        files = unit_files(unit.fields for group in listed.groups for unit in group.units if unit.fields)
        scheme, units = _scheme(text, file), {**units, **units_of(files, period.year)}
    missing = [unit for group in scheme.groups for unit in group.units if unit not in units]
    if missing:
        raise RequestError(f"没有单位文件：{'、'.join(missing)}，请先补上，或用 --roster 写明名单")
    return _Roster(listed, text, scheme, files, units)


def _names(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name in (unit.name, unit.full_name, *unit.aliases) if name and name not in unit.plates)


def _scheme(text: str, file: str) -> Scheme:
    document, faults = parse(text, file)
    scheme, _, findings = (None, (), faults) if document is None else scheme_of(document)
    if scheme is None:
        raise FaultyDataError(findings)
    return scheme


def _refuse_faults(data: Path, period: Period, files: Mapping[str, str], stale: Collection[str] = ()) -> None:
    gone = {place_of(data, data / path).file for path in stale}
    faults = [fault for fault in faults_of(data, period, files, {}) if fault.place.file not in gone]
    if faults:
        raise FaultyDataError(faults)


def _changes(old: Scheme, whole: _Roster) -> Iterator[str]:
    """Yield in words which units a scheme has that another has not, and the other way round."""
    yield from whole.listed.notes
    before, after = ({unit for group in scheme.groups for unit in group.units} for scheme in (old, whole.scheme))
    for what, units in (("新列入", after - before), ("不再列入", before - after)):
        if units:
            named = (whole.units[unit].name if unit in whole.units else unit for unit in sorted(units))
            yield f"考评对象{what} {len(units)} 个：{'、'.join(named)}"
    if before - after and after - before:
        yield "其中更名的不是新单位：请撤回这次改动，改原来的单位文件（原名写入 earlier），再来一次"
    known = {group.id for group in old.groups}
    for group in whole.scheme.groups:
        if group.id not in known:
            yield f"新的组“{group.name}”暂写作条款“{group.clause}”，请改成方案里列出它的条款"


def _year_before(data: Path, new: Period, old: Period | None) -> Period:
    refuse_far_year(new)
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    if old is not None:
        if old not in known:
            raise RequestError(f"没有 {old.spaced}的年度文件，现有：{'、'.join(str(one) for one in known)}")
        return old
    before = [year for year in known if year < new and not year.is_round]
    if not before:
        raise RequestError(f"没有 {new.spaced}以前的年度，请用 --from 写明复制哪一年的方案")
    return before[0]


def _refuse_existing(data: Path, new: Period) -> None:
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
    chosen = [reading for reading in scheme.readings if len(reading.options) > 1]
    yield f"4. 解读共 {len(scheme.readings)} 条，{'有其他选择的现沿用：' if chosen else '都没有其他选择'}"
    yield from (f"   - {reading.question}　{reading.chosen.text}" for reading in chosen)
    year_file = data / "years" / f"{year}.yaml"
    yield f"5. 由外部评定成绩的，由谁给出（agency），写在 {year_file}"
    listed = [item for _, item in scheme.items() if item.eligible_listed]
    for item in listed:
        yield f"6. “{item.name}”（{item.clause}）适用于哪些单位，写在 {year_file} 的 eligible，现为空"
    if scheme.conversion_full is None:
        yield f"{7 if listed else 6}. 计入绩效考核怎样折算（conversion_full），现按总分原样"


if __name__ == "__main__":
    sys.exit(main())

"""scripts/sample: make the sample years, or clear them away for real marks. Real data is never touched."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from assessment.approval.record import record_path
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import add_data, named_year
from assessment.commands.running import run
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.edit.empty import empty_files
from assessment.edit.files import write_all
from assessment.errors import FaultyDataError, RequestError
from assessment.load.data_files import place_of, years
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.source import source_text
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document, read
from assessment.period import Period, written_period
from assessment.sample import INVENTED, SAMPLE, SAMPLE_YEARS, OtherSchemeError, sample_files


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser("sample", "生成示例数据，或清除示例数据、换成空白的真实记录；真实数据一律不动。")
    parser.add_argument("action", choices=("make", "clear"), metavar="make|clear", help="make 生成，clear 清除")
    parser.add_argument("--year", type=written_period, metavar="年度", help="考评年度，不写就是全部示例年度")
    add_data(parser)
    parser.add_argument("--seed", default="", metavar="文字", help="随机种子，只用于 make；不写就生成仓库里的示例")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    act = _make if options.action == "make" else _clear
    return run(lambda: alone(options.data, lambda: act(options)), options.data)


def _make(options: argparse.Namespace) -> int:
    data = options.data
    files: dict[str, str] = {}
    stale: list[str] = []
    for year in _years_to_make(data, options.year):
        existing = _existing(data, Period(year))
        real = [path for path, provenance in existing.items() if provenance != "sample"]
        if real:
            more = f"等 {len(real)} 个文件" if len(real) > 1 else ""
            raise RequestError(f"{data / real[0]} {more}不是示例数据，没有生成示例，也没有改动任何文件")
        try:
            files |= sample_files(*_basis(data, str(year)), options.seed)
        except OtherSchemeError as fault:
            raise RequestError(str(fault)) from fault
        stale += [*existing, *_evidence(data, Period(year), existing)]
    changed = write_all(data, files, [path for path in stale if path not in files])
    return _finish(f"示例数据已生成，更新 {changed} 个文件。" if changed else "示例数据已是最新，没有改动。")


def _years_to_make(data: Path, chosen: Period | None) -> list[int]:
    """Return the chosen year, or the sample years whose schemes are there."""
    if chosen is not None and (chosen.is_round or chosen.year not in SAMPLE_YEARS):
        known = "、".join(str(year) for year in SAMPLE_YEARS)
        raise RequestError(f"示例数据只为 {known} 年的方案编写，不能用于 {chosen.spaced}")
    if chosen is not None:
        return [chosen.year]
    there = [year for year in SAMPLE_YEARS if (data / "schemes" / f"{year}.yaml").exists()]
    if not there:
        raise RequestError(f"{data}/schemes/ 里没有示例年度的方案，请核对 --data")
    return there


def _clear(options: argparse.Namespace) -> int:
    data = options.data
    files: dict[str, str] = {}
    stale: list[str] = []
    lines = []
    chosen = named_year(options)
    for period in years(data) if chosen is None else [chosen]:
        existing = _existing(data, period)
        sample = [path for path, provenance in existing.items() if provenance == "sample"]
        if not sample:
            continue
        stale += [*sample, *_evidence(data, period, sample)]
        head = _fields(data, data / "years" / f"{period}.yaml")
        named = head.get("scheme")
        scheme, units, documents = _basis(data, str(named))
        if INVENTED in scheme.title and len(sample) == len(existing):
            stale.append(next(path for path in documents if path.startswith("schemes/")))
            lines.append(f"{period.spaced}的方案也是示例，整年删除")
            continue
        empty = empty_files(period, scheme, units, _mapping(head.get("round")))
        files |= {path: text for path, text in empty.items() if path in sample or path not in existing}
        lines.append(f"{period.spaced} {len(sample)} 个文件换成空白的真实记录，可以开始录入")
    if not lines:
        return _finish("没有示例数据，没有改动任何文件。")
    write_all(data, files, [path for path in stale if path not in files])
    return _finish(f"示例数据已清除：{'；'.join(lines)}。")


def _finish(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 0


def _existing(data: Path, period: Period) -> dict[str, object]:
    """Return what the year's files say they are, by path below the data folder.

    Raises:
        RequestError: if a file cannot be read, and so may be real.
    """
    paths = sorted((data / "scores" / str(period)).glob("*.yaml"))
    paths += [path for path in (data / "years" / f"{period}.yaml", data / record_path(period)) if path.exists()]
    return {path.relative_to(data).as_posix(): _fields(data, path).get("provenance") for path in paths}


def _evidence(data: Path, period: Period, records: Iterable[str]) -> list[str]:
    """Return the records' files of evidence that say that they are samples, by path below the data folder."""
    folders = (data / "evidence" / str(period) / Path(record).stem for record in records)
    kept = (path for folder in folders for path in sorted(folder.glob("*.txt")) if path.is_file())
    head = f"{SAMPLE}\n".encode()
    return [path.relative_to(data).as_posix() for path in kept if path.read_bytes().startswith(head)]


def _mapping(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, dict) else None


def _fields(data: Path, path: Path) -> Mapping[str, object]:
    document, findings = read(path, place_of(data, path).file)
    if document is None or findings or not isinstance(document.data, dict):
        raise RequestError(f"{path} 读不出来，无法确认是不是示例数据；请先运行 scripts/validate 并改正")
    return document.data


def _basis(data: Path, scheme_id: str) -> tuple[Scheme, Mapping[str, Unit], Mapping[str, Document]]:
    """Read the scheme and its units; return their files too, by path below the data folder.

    Raises:
        FaultyDataError: if any of their files has a fault.
        RequestError: if a unit has no file.
    """
    scheme_path = f"schemes/{scheme_id}.yaml"
    documents = {scheme_path: _good(data, data / scheme_path, "scheme")}
    scheme, _, findings = scheme_of(documents[scheme_path])
    if scheme is None or findings:
        raise FaultyDataError(findings)
    if scheme.source:
        path = f"schemes/{scheme.source}"
        if (source := source_text(data / path, place_of(data, data / path).file)) is None:
            raise RequestError(f"没有方案写明的原文底稿 {data / path}，请先补上")
        documents[path] = source
    units = {}
    for unit in (unit for group in scheme.groups for unit in group.units):
        path = f"units/{unit}.yaml"
        if not (data / path).exists():
            raise RequestError(f"没有单位文件 {data / path}，请先补上")
        documents[path] = _good(data, data / path, "unit")
        units[unit] = unit_of(documents[path], scheme.year)
    return scheme, units, documents


def _good(data: Path, path: Path, kind: str) -> Document:
    if not path.exists():
        raise RequestError(f"没有文件 {path}，请核对 --data")
    document, findings = read(path, place_of(data, path).file)
    if document is not None and not findings:
        document, findings = checked(document, kind)
    if document is None or findings:
        raise FaultyDataError(findings)
    return document


if __name__ == "__main__":
    sys.exit(main())

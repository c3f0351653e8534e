"""scripts/export: results, recorded marks, lists of deductions and remedies, the annual report's paragraph."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessment.check import check
from assessment.commands.options import parser_of_year
from assessment.commands.running import run
from assessment.commands.units import unit_id
from assessment.commands.which_year import choose_year
from assessment.dataset import Dataset
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition
from assessment.errors import FaultyDataError, RequestError
from assessment.exports.annual_report import annual_report
from assessment.exports.deduction_list import deduction_list
from assessment.exports.performance import performance
from assessment.findings import has_errors
from assessment.imports.template import marks_sheets
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.repository.clone import clone_of
from assessment.repository.ignored import is_to_be_committed
from assessment.scoring.assessment import Assessment, assess
from assessment.whole_file import write_whole
from assessment.workbooks.writing import workbook_bytes
from assessment.year.reading import read_year


@dataclass(frozen=True)
class _Export:
    """Something that other offices get of a year."""

    help: str
    ending: str
    content: Callable[[Dataset, Assessment, Edition, str], bytes]
    """Returns the file, of one unit, or of marks of one component, where its id is not empty."""
    is_list: bool = False
    """Whether it is a list that units work on: wanted of one of them, too, and before the results are approved."""
    is_of_records: bool = False
    """Whether it holds what is recorded and no results: wanted while records come in, and of one component."""


def _performance(dataset: Dataset, assessment: Assessment, edition: Edition, _: str) -> bytes:
    return performance(disclose(dataset, assessment, Audience.OFFICE, edition))


def _deductions(dataset: Dataset, assessment: Assessment, edition: Edition, unit: str) -> bytes:
    return deduction_list(dataset, assessment, unit, edition.short)


def _report(dataset: Dataset, assessment: Assessment, edition: Edition, _: str) -> bytes:
    audience = Audience.PUBLIC if dataset.year.stage.is_approved else Audience.OFFICE
    return annual_report(disclose(dataset, assessment, audience, edition)).encode()


def _marks(dataset: Dataset, _: Assessment, __: Edition, component: str) -> bytes:
    return workbook_bytes(marks_sheets(dataset, component, with_records=True))


_EXPORTS = {
    "performance": _Export("考评结果，供绩效考核", ".xlsx", _performance),
    "deductions": _Export("扣分清单和整改清单", ".xlsx", _deductions, is_list=True),
    "marks": _Export(
        "登记的成绩和数量，分轮次、分对象列出，可以用 scripts/import agency 导回",
        ".xlsx",
        _marks,
        is_of_records=True,
    ),
    "report": _Export("政府信息公开工作年度报告中的一段", ".md", _report),
}


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = parser_of_year("export", "导出给其他部门用的材料；不改动数据。", "有结果可以导出的那一年")
    parser.add_argument(
        "what",
        choices=tuple(_EXPORTS),
        metavar="|".join(_EXPORTS),
        help="；".join(f"{name}：{export.help}（{export.ending}）" for name, export in _EXPORTS.items()),
    )
    parser.add_argument("--output", type=Path, required=True, metavar="文件", help="写到哪里；已有的文件会被替换")
    parser.add_argument("--unit", default="", metavar="单位", help="清单只要这个单位的，写编号或名称")
    parser.add_argument("--component", default="", metavar="环节编号", help="成绩（marks）只要这个环节的")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _export(options), options.data)


def _export(options: argparse.Namespace) -> int:
    output: Path = options.output
    export = _EXPORTS[options.what]
    if output.suffix.lower() != export.ending:
        raise RequestError(f"文件名要以 {export.ending} 结尾：{output}")
    if options.unit and not export.is_list:
        raise RequestError("--unit 只用于 deductions")
    if options.component and not export.is_of_records:
        raise RequestError("--component 只用于 marks")
    year = _year(options, export)
    write_whole(output, _content(options, export, year))
    sys.stderr.write(f"已导出 {year.spaced}的 {output}\n")
    if is_to_be_committed(output):
        sys.stderr.write(f"注意：{output} 在版本库里，没有被忽略，请不要一起提交。\n")
    return 0


def _year(options: argparse.Namespace, export: _Export) -> Period:
    """Return the year to export: of results an approved one, if there is any."""
    if export.is_list or export.is_of_records:
        return choose_year(options, "导出", lambda _: True)
    return choose_year(options, "导出", lambda record: record.stage.is_approved, lambda _: True)


def _content(options: argparse.Namespace, export: _Export, period: Period) -> bytes:
    year = read_year(options.data, period)
    findings = check(year)
    if has_errors(findings):
        raise FaultyDataError(findings)
    dataset = year.whole
    unit = unit_id(options.data, year.period, options.unit)
    if unit and dataset.scheme.group_of(unit) is None:
        raise RequestError(f"“{dataset.units[unit].name}”不在 {year.period.spaced}的考评名单里")
    return export.content(dataset, assess(dataset), edition_of(clone_of(options.data)), unit or options.component)


if __name__ == "__main__":
    sys.exit(main())

"""scripts/export: results for the performance office, lists of deductions and remedies, the annual report's paragraph."""

import argparse
import sys
from pathlib import Path

from assessment.check import check
from assessment.commands.options import parser_of_year
from assessment.commands.running import run
from assessment.commands.units import unit_id
from assessment.commands.which_year import choose_year
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.errors import FaultyDataError, RequestError
from assessment.exports.annual_report import annual_report
from assessment.exports.deduction_list import deduction_list
from assessment.exports.performance import performance
from assessment.findings import has_errors
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.repository.clone import clone_of
from assessment.repository.ignored import is_to_be_committed
from assessment.scoring.assessment import assess
from assessment.whole_file import write_whole
from assessment.year.reading import read_year

ENDINGS = {"performance": ".xlsx", "deductions": ".xlsx", "report": ".md"}


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = parser_of_year("export", "导出给其他部门用的材料；不改动数据。", "有结果可以导出的那一年")
    parser.add_argument(
        "what",
        choices=tuple(ENDINGS),
        metavar="performance|deductions|report",
        help="performance：考评结果，供绩效考核（.xlsx）；deductions：扣分清单和整改清单（.xlsx）；"
        "report：政府信息公开工作年度报告中的一段（.md）",
    )
    parser.add_argument("--output", type=Path, required=True, metavar="文件", help="写到哪里；已有的文件会被替换")
    parser.add_argument("--unit", default="", metavar="单位", help="清单只要这个单位的，写编号或名称")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _export(options))


def _export(options: argparse.Namespace) -> int:
    output: Path = options.output
    if output.suffix.lower() != ENDINGS[options.what]:
        raise RequestError(f"文件名要以 {ENDINGS[options.what]} 结尾：{output}")
    if options.unit and options.what != "deductions":
        raise RequestError("--unit 只用于 deductions")
    year = _year(options)
    write_whole(output, _content(options, year))
    sys.stderr.write(f"已导出 {year.spaced}的 {output}\n")
    if is_to_be_committed(output):
        sys.stderr.write(f"注意：{output} 在版本库里，没有被忽略，请不要一起提交。\n")
    return 0


def _year(options: argparse.Namespace) -> Period:
    """Return the year to export: of results an approved one, if there is any; lists are also worked on before."""
    if options.what == "deductions":
        return choose_year(options, "导出", lambda _: True)
    return choose_year(options, "导出", lambda record: record.stage.is_approved, lambda _: True)


def _content(options: argparse.Namespace, period: Period) -> bytes:
    year = read_year(options.data, period)
    findings = check(year)
    if has_errors(findings):
        raise FaultyDataError(findings)
    dataset = year.whole
    unit = unit_id(options.data, year.period, options.unit)
    if unit and dataset.scheme.group_of(unit) is None:
        raise RequestError(f"“{dataset.units[unit].name}”不在 {year.period.spaced}的考评名单里")
    assessment, edition = assess(dataset), edition_of(clone_of(options.data))
    if options.what == "performance":
        return performance(disclose(dataset, assessment, Audience.OFFICE, edition))
    if options.what == "deductions":
        return deduction_list(dataset, assessment, unit, edition.short)
    audience = Audience.PUBLIC if dataset.year.stage.is_approved else Audience.OFFICE
    return annual_report(disclose(dataset, assessment, audience, edition)).encode()


if __name__ == "__main__":
    sys.exit(main())

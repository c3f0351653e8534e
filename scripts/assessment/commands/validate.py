"""scripts/validate: check the data and say everything that is wrong with it."""

import argparse
import sys

from assessment.check import check
from assessment.commands.options import parser_of_years, years_of
from assessment.commands.running import run
from assessment.commands.whereabouts import whereabouts
from assessment.findings import Finding, Format, findings_text, has_errors, tally
from assessment.history.shallow import shallow
from assessment.load.lock import Use, locked
from assessment.period import spaced_list
from assessment.year.reading import read_year

_OF_PLATFORMS = (Format.GITHUB, Format.GITLAB)


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = parser_of_years("validate", "检查数据，一次列出全部问题；不改动任何文件。")
    parser.add_argument(
        "--format",
        type=Format,
        choices=list(Format),
        default=Format.TEXT,
        metavar="text|github|gitlab|json",
        help="输出格式：text 文字（默认），github 合并请求上的批注，gitlab 代码质量报告，json 供程序读取",
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _validate(options), options.data, for_platform=options.format in _OF_PLATFORMS)


def _validate(options: argparse.Namespace) -> int:
    chosen = sorted(years_of(options))
    with locked(options.data, Use.READING):
        findings = [
            one for year in chosen for one in (*check(read_year(options.data, year)), *shallow(options.data, year))
        ]
    placed = map(whereabouts(options.data, for_platform=options.format in _OF_PLATFORMS).of_finding, findings)
    sys.stdout.write(findings_text(placed, options.format))
    if options.format is Format.TEXT:
        done = spaced_list(chosen)
        sys.stderr.write(f"{done}的数据{_verdict(findings)}。\n")
    return 1 if has_errors(findings) else 0


def _verdict(findings: list[Finding]) -> str:
    if not findings:
        return "没有问题"
    return f"共有 {tally(findings)}" if has_errors(findings) else f"没有错误，有 {tally(findings)}"


if __name__ == "__main__":
    sys.exit(main())

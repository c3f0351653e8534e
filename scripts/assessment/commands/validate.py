"""scripts/validate: check the data and say everything that is wrong with it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment.cache.place import cache_folder
from assessment.commands.options import parser_of_years, years_of
from assessment.commands.running import run
from assessment.commands.whereabouts import whereabouts
from assessment.findings import Finding, Format, findings_in, findings_text, has_errors, tally
from assessment.period import Period, spaced_list
from assessment.unchanged.dependencies import CommandCall
from assessment.unchanged.last_answer import last_answer

_OF_PLATFORMS = (Format.GITHUB, Format.GITLAB)

_AUDIENCE = "office"
"""Whose part of the cache holds what was found: it quotes records."""

_FOUND = "findings"


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
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="不用缓存，全部重新检查")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _validate(options), options.data, for_platform=options.format in _OF_PLATFORMS)


def _validate(options: argparse.Namespace) -> int:
    chosen = sorted(years_of(options))
    findings = _findings(options.data, chosen, cache_folder() if options.cache else None)
    placed = map(whereabouts(options.data, for_platform=options.format in _OF_PLATFORMS).of_finding, findings)
    sys.stdout.write(findings_text(placed, options.format))
    if options.format is Format.TEXT:
        done = spaced_list(chosen)
        sys.stderr.write(f"{done}的数据{_verdict(findings)}。\n")
    return 1 if has_errors(findings) else 0


def _findings(data: Path, chosen: Sequence[Period], cache: Path | None) -> list[Finding]:
    """Return what is wrong with some years: what was found last, where nothing has changed since."""
    last = last_answer(CommandCall(("validate", *map(str, chosen)), data), cache, _AUDIENCE)
    known = None if last is None else last.read()
    if known is not None:
        return findings_in(known[_FOUND])
    from assessment.commands.checking import check_years

    findings, evidence = check_years(data, chosen)
    if last is not None:
        last.keep({_FOUND: findings_text(findings, Format.JSON)}, evidence)
    return findings


def _verdict(findings: list[Finding]) -> str:
    if not findings:
        return "没有问题"
    return f"共有 {tally(findings)}" if has_errors(findings) else f"没有错误，有 {tally(findings)}"


if __name__ == "__main__":
    sys.exit(main())

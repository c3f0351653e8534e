"""scripts/compare: what a change of the data does to the results."""

import argparse
import sys
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.commands.options import add_data, named_period
from assessment.commands.running import run
from assessment.compare.comparison import Comparison
from assessment.compare.markdown import markdown
from assessment.compare.page import page
from assessment.compare.revisions import compare_revisions
from assessment.compare.rounds import compare_rounds
from assessment.errors import RequestError
from assessment.period import Period, written_period
from assessment.whole_file import write_whole


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    parser = Parser(
        "compare", "比较两个版本：改了哪些记录，总分和名次怎样变，为什么。不运行旧版本的程序，不改动任何文件。"
    )
    parser.add_argument("base", nargs="?", metavar="基准", help="分支、标签或提交，例如 origin/main")
    parser.add_argument("head", nargs="?", default="", metavar="改动后", help="分支、标签或提交，不写就是现在的文件")
    parser.add_argument(
        "--year", type=written_period, metavar="年度", help="只比较这一年或这一季、一月、半年，不写就比较全部年度"
    )
    parser.add_argument(
        "--round", type=written_period, metavar="轮次", help="不比较版本，把这一轮（例如 2023-q2）与上一轮比较"
    )
    add_data(parser)
    parser.add_argument("--html", type=Path, metavar="文件", help="同时写一个完整的网页，可以打印")
    options = parser.parse_intermixed_args(argv)
    if options.base is None and options.round is None:
        parser.error("缺少 基准")
    return options


def main(argv: list[str] | None = None) -> int:
    """Run the command; what it says goes into a pull request, whose reader stands at the top of the repository."""
    options = arguments(argv)
    return run(lambda: _compare(options), options.data, for_platform=True)


def _compare(options: argparse.Namespace) -> int:
    comparison, years = _chosen(options)
    sys.stdout.write(markdown(comparison, years))
    if options.html is not None:
        write_whole(options.html, page(comparison, years).encode())
    return 0


def _chosen(options: argparse.Namespace) -> tuple[Comparison, frozenset[Period]]:
    if options.round is None:
        return compare_revisions(options.data, options.base, options.head, options.year)
    if options.base is not None or options.year is not None:
        raise RequestError("--round 只比较同一份文件里的两轮，不写基准和 --year")
    return compare_rounds(options.data, named_period(options.data, options.round)), frozenset({options.round})


if __name__ == "__main__":
    sys.exit(main())

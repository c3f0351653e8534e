"""scripts/compare: what a change of the data does to the results."""

import argparse
import sys
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.commands.options import add_data
from assessment.commands.running import run
from assessment.compare.markdown import markdown
from assessment.compare.page import page
from assessment.compare.revisions import compare_revisions
from assessment.whole_file import write_whole


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = Parser(
        "compare", "比较两个版本：改了哪些记录，总分和名次怎样变，为什么。不运行旧版本的程序，不改动任何文件。"
    )
    parser.add_argument("base", metavar="基准", help="分支、标签或提交，例如 origin/main")
    parser.add_argument("head", nargs="?", default="", metavar="改动后", help="分支、标签或提交，不写就是现在的文件")
    parser.add_argument("--year", type=int, metavar="年度", help="只比较这一年，不写就比较全部年度")
    add_data(parser)
    parser.add_argument("--html", type=Path, metavar="文件", help="同时写一个完整的网页，可以打印")
    return parser.parse_intermixed_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _compare(options))


def _compare(options: argparse.Namespace) -> int:
    comparison, years = compare_revisions(options.data, options.base, options.head, options.year)
    sys.stdout.write(markdown(comparison, years))
    if options.html is not None:
        write_whole(options.html, page(comparison, years).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())

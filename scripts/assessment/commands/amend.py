"""scripts/amend: record what was changed after approval as a numbered amendment, with the old values."""

import argparse
import sys

from assessment.approval.acts import is_changed
from assessment.commands.alone import alone
from assessment.commands.approve import BEFORE_PUBLISHING, add_date_and_key, day_and_key, finish
from assessment.commands.options import parser_of_year
from assessment.commands.running import run
from assessment.commands.which_year import choose_year
from assessment.dataset.year import Stage
from assessment.errors import RequestError
from assessment.period import Period
from assessment.sealing.steps import amend_year
from assessment.year.reading import read_year


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    what = "先改数据，再运行本命令：把审定以后的改动记成一次更正，写明原值、现值和原因。"
    parser = parser_of_year("amend", what, "审定以后改过的那一年")
    parser.add_argument("--reason", required=True, metavar="原因", help="为什么更正，一两句话说清楚")
    parser.add_argument("--document", default="", metavar="文号", help="作出更正的会议纪要或文件编号")
    add_date_and_key(parser, "更正的日期，例如 2020-03-10")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: alone(options.data, lambda: _amend(options)), options.data)


def _amend(options: argparse.Namespace) -> int:
    day, key = day_and_key(options)
    reason: str = options.reason.strip()
    if not reason:
        raise RequestError("--reason 不能为空，请写明为什么更正")
    year = read_year(options.data, _year(options))
    files = amend_year(year, reason, day, options.document.strip(), key)
    published = year.whole.year.stage is Stage.PUBLISHED
    mistaken = "更正记错了的，把数据改回，再记一次更正。" if published else BEFORE_PUBLISHING
    return finish(year, files, "更正已记录", mistaken, "没有发现改动，没有记更正")


def _year(options: argparse.Namespace) -> Period:
    """Return the year to amend: the approved one that was changed."""
    return choose_year(
        options,
        "更正",
        lambda record: record.stage.is_approved and is_changed(read_year(options.data, record.period)),
        otherwise="审定以后改了数据的年度才更正；还没有审定的，直接修改即可",
    )


if __name__ == "__main__":
    sys.exit(main())

"""scripts/approve: record that a year was approved or published, or that its approval is taken back."""

import argparse
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assessment.approval.acts import NamedRanks
from assessment.check.approval_days import TOO_EARLY
from assessment.check.days import FUTURE
from assessment.commands.alone import alone
from assessment.commands.command_line import Parser
from assessment.commands.options import parser_of_year, refuse_future, written_day
from assessment.commands.running import run
from assessment.commands.which_year import Fits, YearProgress, choose_year
from assessment.dataset.year import Approval, Disclosure, Stage
from assessment.edit.files import write_all
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding
from assessment.load.data_files import place_of
from assessment.sealing.steps import approve_year, faults_after, publish_year, withdraw_approval
from assessment.workbooks.place import CellPlace
from assessment.year.reading import read_year
from assessment.year.year import Year

BEFORE_PUBLISHING = "公布以前发现有错的，提交以后也可以用 scripts/approve --withdraw 撤回。"
"""How an approval, and the amendments on it, are taken back."""


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    what = "记录成绩的审定；加 --publish 记录公布，加 --withdraw 撤回还没有公布的审定。此后数据有改动，检查都会指出。"
    parser = parser_of_year("approve", what, "这一步适用的那一年")
    parser.add_argument("--body", metavar="机构", help="审定机构，例如 政务公开工作领导机构")
    parser.add_argument("--document", metavar="文号", help="会议纪要或文件编号")
    parser.add_argument("--publish", action="store_true", help="记录公布，或调整已经公布的公开程度")
    parser.add_argument(
        "--disclosure",
        type=Disclosure,
        choices=list(Disclosure),
        metavar="公开程度",
        help="与 --publish 同用：none、names、grades、totals、components 或 full",
    )
    parser.add_argument("--leading", type=int, metavar="名次", help="与 --disclosure names 同用：每组公布前几名")
    parser.add_argument("--trailing", type=int, metavar="名次", help="与 --disclosure names 同用：每组另公布后几名")
    parser.add_argument("--withdraw", action="store_true", help="撤回还没有公布的审定；年度回到审核中，改好以后再审定")
    parser.add_argument("--reason", default="", metavar="原因", help="与 --withdraw 同用：为什么撤回，一两句话说清楚")
    add_date_and_key(parser, "审定、公布或撤回的日期，例如 2020-02-20")
    return parser.parse_args(argv)


def add_date_and_key(parser: Parser, what: str) -> None:
    """Add the options that every act has."""
    parser.add_argument("--date", required=True, metavar="日期", help=what)
    parser.add_argument("--key", default="", metavar="密钥", help="64 位十六进制，默认随机生成；只在测试时指定")


def day_and_key(options: argparse.Namespace) -> tuple[date, str]:
    """Return the date and the key of the act.

    Raises:
        RequestError: if either is written wrong.
    """
    try:
        day = written_day(options.date)
    except ValueError:
        raise RequestError(f"--date 不是日期：“{options.date}”；请写年月日，例如 2020-02-20") from None
    refuse_future(day)
    key: str = options.key or secrets.token_hex(32)
    if not re.fullmatch("[0-9a-f]{64}", key):
        raise RequestError("--key 应当是 64 位十六进制数字（0-9、a-f）")
    return day, key


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    act = _publish if options.publish else _withdraw if options.withdraw else _approve
    return run(lambda: alone(options.data, lambda: act(options)), options.data)


def _approve(options: argparse.Namespace) -> int:
    if options.reason:
        raise RequestError("--reason 只与 --withdraw 同用")
    if not options.body or not options.document:
        raise RequestError("审定要写明 --body 机构和 --document 文号；公布请加 --publish")
    if options.disclosure is not None or _names(options):
        raise RequestError("--disclosure、--leading、--trailing 只与 --publish 同用")
    day, key = day_and_key(options)
    hint = "采集完成的，先把 stage 改为 under-review（审核中）"
    fits = (_is_at(Stage.UNDER_REVIEW), _is_at(Stage.APPROVED))
    year = read_year(options.data, choose_year(options, "审定", *fits, otherwise=hint))
    files = approve_year(year, Approval(options.body, day, options.document), key)
    return finish(year, files, "审定已记录", BEFORE_PUBLISHING)


def _publish(options: argparse.Namespace) -> int:
    if options.disclosure is None:
        raise RequestError("公布要写明 --disclosure 公开程度：none、names、grades、totals、components 或 full")
    if options.body or options.document or options.withdraw or options.reason:
        raise RequestError("公布时不写 --body、--document、--withdraw、--reason")
    day, key = day_and_key(options)
    fits = (lambda record: _is_to_publish(record, options), _is_at(Stage.PUBLISHED))
    year = read_year(options.data, choose_year(options, "公布", *fits, otherwise="公布之前先审定"))
    files = publish_year(year, day, options.disclosure, NamedRanks(options.leading, options.trailing), key)
    return finish(year, files, "公布已记录", "公布不能撤回；要改公开程度，再用 --publish 记一次。")


def _withdraw(options: argparse.Namespace) -> int:
    reason: str = options.reason.strip()
    if not reason:
        raise RequestError("撤回要用 --reason 写明为什么撤回")
    if options.body or options.document or options.disclosure is not None or _names(options):
        raise RequestError("撤回时只写 --date 和 --reason")
    day, _ = day_and_key(options)
    hint = "已经公布的不能撤回，用 scripts/amend 更正"
    year = read_year(options.data, choose_year(options, "撤回审定", _is_at(Stage.APPROVED), otherwise=hint))
    files = withdraw_approval(year, reason, day)
    return finish(year, files, "撤回已记录，年度回到审核中；改好以后再用 scripts/approve 审定")


def _is_at(stage: Stage) -> Fits:
    """Return what tells whether a year is at a stage."""
    return lambda record: record.stage is stage


def _is_to_publish(record: YearProgress, options: argparse.Namespace) -> bool:
    """Tell whether a year waits to be published, or would be published to another level than it is."""
    if record.stage is not Stage.PUBLISHED:
        return record.stage is Stage.APPROVED
    choices = (options.leading, record.leading), (options.trailing, record.trailing)
    return record.disclosure is not options.disclosure or any(wanted not in (None, is_so) for wanted, is_so in choices)


def _names(options: argparse.Namespace) -> bool:
    """Tell whether the options say how many ranks are named."""
    return options.leading is not None or options.trailing is not None


def finish(
    year: Year, files: Mapping[str, str], done: str, mistaken: str = "", nothing: str = "与已有的记录相同，没有改动"
) -> int:
    """Write the files; say what to do with them, and what to do where the act was a mistake.

    Raises:
        FaultyDataError: if what is tolerable before the act is not after it.
    """
    if not files:
        sys.stderr.write(f"{year.period.spaced}{nothing}。\n")
        return 0
    if faults := faults_after(year, files):
        raise FaultyDataError(_of_the_command(faults, year))
    write_all(year.data, files)
    listed = "、".join(str(year.data / path) for path in files)
    sys.stderr.write(f"{year.period.spaced}{done}。请把 {listed} 和改过的数据文件一起提交。{mistaken}\n")
    return 0


def _of_the_command(faults: list[Finding], year: Year) -> list[Finding]:
    """Return faults, those of the date of the act at the option that says it: the file does not hold it yet."""
    file = place_of(year.data, year.data / "years" / f"{year.period}.yaml").file
    new = (FUTURE, TOO_EARLY)
    return [
        replace(fault, place=CellPlace("--date", 0, 0)) if fault.code in new and fault.place.file == file else fault
        for fault in faults
    ]


if __name__ == "__main__":
    sys.exit(main())

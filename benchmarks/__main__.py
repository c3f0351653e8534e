"""What ``scripts/benchmark --table`` starts: measures, shows the table, and adds a line to the history."""

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from assessment.clock import now
from assessment.commands.command_line import Parser
from assessment.commands.running import run
from benchmarks import peers
from benchmarks.clock import Spent
from benchmarks.county import LEAST, shipped
from benchmarks.history import HISTORY, Conditions, add_line
from benchmarks.machine import load, machine, program
from benchmarks.report import table
from benchmarks.rows import Order, Round, rows_of


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """Return the options of a command line."""
    what = "按种子生成任意大小的示例县，量各种情况的用时，与 Typst、Hugo 同场比较，记入 history.jsonl。"
    parser = Parser("benchmark", what, "--table --units 42 --size 84 --rounds 3")
    parser.prog += " --table"
    parser.add_argument(
        "--units", type=_units, default=42, metavar="个数", help=f"一个县的单位，至少{LEAST}个；不写就是42个"
    )
    parser.add_argument("--size", type=_units, action="append", metavar="个数", help="另量有这么多单位的县，可以写几次")
    parser.add_argument(
        "--check", type=_units, action="append", metavar="个数", help="另有这么多单位的县，只量 validate，可以写几次"
    )
    parser.add_argument(
        "--counties", type=_positive, default=0, metavar="个数", help="另量这么多个县一起生成；不写就不量"
    )
    parser.add_argument(
        "--rounds", type=_positive, default=3, metavar="遍数", help="各项轮流量几遍，取中位数；不写就是3遍"
    )
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="不生成 PDF")
    parser.add_argument("--seed", default="benchmark", metavar="文字", help="随机种子")
    parser.add_argument(
        "--history", type=Path, default=HISTORY, metavar="文件", help="记入哪个文件；不写就是 benchmarks/history.jsonl"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command."""
    options = arguments(argv)
    return run(lambda: _measure(options))


def _units(text: str) -> int:
    number = int(text)
    if number < LEAST:
        raise ValueError(text)
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _measure(options: argparse.Namespace) -> int:
    sizes, checks = tuple(options.size or ()), tuple(options.check or ())
    order = Order(options.units, sizes, checks, options.counties, options.pdf, options.seed)
    typst, hugo = peers.typst(), peers.hugo()
    ground, began, before = shipped(), now(), load()
    measures: dict[str, list[Spent]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        for number in range(1, options.rounds + 1):
            for key, spent in Round(order, ground, typst, hugo, Path(folder) / str(number)).spend():
                measures[key].append(spent)
                sys.stderr.write(f"第{number}遍  {key}：{spent.cpu:.2f} 处理器秒，{spent.wall:.2f} 秒\n")
    there = {peer.name: peer.version for peer in (typst, hugo) if peer is not None}
    conditions = Conditions(began, *program(), (before, load()), machine(), there)
    add_line(options.history, conditions, order, measures)
    absent = [name for name in ("Typst", "Hugo") if name not in there]
    sys.stdout.write(table(rows_of(order), measures, order.units, absent))
    if absent:
        sys.stdout.write(f"安装：{peers.how_to_install()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

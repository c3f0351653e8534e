"""The options that several commands share."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from assessment.commands.command_line import Parser
from assessment.errors import RequestError
from assessment.load.data_files import years


def parser_of_year(command: str, what: str) -> Parser:
    """Return a parser with the options for choosing the data of one year."""
    parser = Parser(command, what)
    parser.add_argument("--year", type=int, metavar="年度", help="考评年度，不写就用数据里最近的一年")
    return _with_data(parser)


def parser_of_years(command: str, what: str) -> Parser:
    """Return a parser with the options for choosing the data of several years."""
    parser = Parser(command, what)
    parser.add_argument(
        "--year",
        type=int,
        action="append",
        metavar="年度",
        help="只要这个年度，可以写几次；不写就是数据里的全部年度",
    )
    return _with_data(parser)


def _with_data(parser: Parser) -> Parser:
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="文件夹", help="数据所在的文件夹，默认 data")
    return parser


def year_of(chosen: argparse.Namespace) -> int:
    """Return the chosen year, or the newest one.

    Raises:
        RequestError: if the data folder holds none, or not the chosen one.
    """
    year: int | None = chosen.year
    return _check_years(chosen.data, () if year is None else (year,))[0]


def years_of(chosen: argparse.Namespace) -> tuple[int, ...]:
    """Return the chosen years, or all, newest first.

    Raises:
        RequestError: if the data folder holds none, or not one of the chosen ones.
    """
    return _check_years(chosen.data, chosen.year or ())


def _check_years(data: Path, chosen: Iterable[int]) -> tuple[int, ...]:
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    for year in chosen:
        if year not in known:
            raise RequestError(f"没有 {year} 年的年度文件，现有：{'、'.join(str(one) for one in known)}")
    return tuple(year for year in known if year in chosen) or tuple(known)

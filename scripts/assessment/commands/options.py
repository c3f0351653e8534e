"""The options that several commands share."""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from assessment.clock import today
from assessment.commands.command_line import Parser
from assessment.errors import RequestError
from assessment.imports.days import day_of_text
from assessment.load.data_files import years
from assessment.period import Period, written_period
from assessment.repository.repository import without_links
from assessment.root import DATA, IS_INSTALLED, own_place


def parser_of_year(command: str, what: str, which: str) -> Parser:
    """Return a parser with the options for choosing the data of one year.

    Args:
        command: its name.
        what: what it does.
        which: the years that it may choose from where none is named, as said in the help.
    """
    parser = Parser(command, what)
    parser.add_argument(
        "--year",
        type=written_period,
        metavar="年度",
        help=f"考评年度，或 2023-q2 这样的一轮；不写就用{which}，不止一年时要写明",
    )
    add_data(parser)
    return parser


def parser_of_years(command: str, what: str) -> Parser:
    """Return a parser with the options for choosing the data of several years."""
    parser = Parser(command, what)
    parser.add_argument(
        "--year",
        type=written_period,
        action="append",
        metavar="年度",
        help="只要这个年度（季度、月度、半年写作 2023-q2、2023-m04、2023-h1），可以写几次；不写就是数据里的全部年度",
    )
    add_data(parser)
    return parser


def add_data(parser: Parser) -> None:
    """Add the option that says where the data is: below the current folder, or by a full path."""
    parser.add_argument(
        "--data",
        type=_data_folder,
        default=own_place(DATA),
        metavar="文件夹",
        help=f"数据所在的文件夹；不写就用当前文件夹或它上层里的 data{'' if IS_INSTALLED else '，没有就用仓库里的'}",
    )


def _data_folder(text: str) -> Path:
    """Return the path of a data folder, which ends in the name that findings call it by."""
    path = Path(text)
    return path if path.name not in ("", "..") else without_links(path)


def written_day(text: str) -> date:
    """Return a day that is written with its year, in one of the ways of offices, such as 2020-02-20 or 2020年2月20日.

    Raises:
        ValueError: if it is written otherwise, or there is no such day.
    """
    day = day_of_text(text)
    if day is None:
        raise ValueError(text)
    return day


def refuse_future(day: date) -> None:
    """Refuse a day of the command line that has not come.

    Raises:
        RequestError: saying what day it is.
    """
    if day > today():
        raise RequestError(f"--date 写的 {day} 还没有到，今天是 {today()}，请核对")


def named_year(chosen: argparse.Namespace) -> Period | None:
    """Return the year or round that is named; None where none is.

    Raises:
        RequestError: if the data folder holds no year, or not the named one.
    """
    year: Period | None = chosen.year
    _check_years(chosen.data, () if year is None else (year,))
    return year


def named_period(data: Path, period: Period) -> Period:
    """Return a year or round that is there.

    Raises:
        RequestError: if it is not.
    """
    _check_years(data, (period,))
    return period


def years_of(chosen: argparse.Namespace) -> tuple[Period, ...]:
    """Return the chosen years, or all, newest first.

    Raises:
        RequestError: if the data folder holds none, or not one of the chosen ones.
    """
    return _check_years(chosen.data, chosen.year or ())


def refuse_without_years(data: Path) -> None:
    """Refuse a data folder that holds no year.

    Raises:
        RequestError: saying what is there.
    """
    _check_years(data, ())


def _check_years(data: Path, chosen: Iterable[Period]) -> tuple[Period, ...]:
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件{_instead(data)}，请核对 --data")
    for year in chosen:
        if year not in known:
            raise RequestError(f"没有 {year.spaced}的年度文件，现有：{'、'.join(str(one) for one in known)}")
    return tuple(year for year in known if year in chosen) or tuple(known)


def _instead(data: Path) -> str:
    """Return what is there in place of the files of years."""
    others = sorted(path.name for path in (data / "years").glob("*"))
    return f"（只有 {'、'.join(others)}；名称应当像 2019.yaml、2023-q2.yaml）" if others else ""

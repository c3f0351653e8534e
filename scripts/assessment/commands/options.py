"""The options that several commands share, and a parser that explains itself in Chinese."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from assessment.errors import RequestError
from assessment.load.files import years

CHINESE = {
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "expected one argument": "后面缺少内容",
    "expected at most one argument": "后面至多写一项",
    "expected at least one argument": "后面至少写一项",
    "expected %s arguments": "后面要写%s项",
    "ignored explicit argument %r": "后面不能写“%s”",
    "invalid %(type)s value: %(value)r": "不能是“%(value)s”",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是“%(value)s”",
    "not allowed with argument %s": "不能和 %s 一起用",
    "one of the arguments %s is required": "缺少 %s 中的一项",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "不认识“%s”",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
}

# The two names by which argparse asks gettext for its words.
vars(argparse).update(
    _=lambda message: CHINESE.get(message, message),
    ngettext=lambda _, several, __: CHINESE.get(several, several),
)


class Parser(argparse.ArgumentParser):
    """Tells what is wrong with a command line in one Chinese line, and ends with status 1."""

    def __init__(self, command: str, what: str) -> None:
        super().__init__(prog=f"scripts/{command}", description=what, allow_abbrev=False)

    def format_help(self) -> str:
        """Return the help, headed in Chinese; argparse itself counts on the length of its own heading."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, how it is written and how to learn more."""
        told = next((action for action in self._actions if message.startswith(f"{_name(action)} ")), None)
        form = f"，写法是 {_form(told)}{_allowed(told)}" if told else ""
        self.exit(1, f"{' '.join(message.split())}{form}；运行 {self.prog} --help 查看用法\n")


def _name(action: argparse.Action) -> str:
    """Return what messages call an argument."""
    return "/".join(action.option_strings) or str(action.metavar)


def _form(action: argparse.Action) -> str:
    return " ".join([*action.option_strings[-1:], *([str(action.metavar)] if action.nargs != 0 else [])])


def _allowed(action: argparse.Action) -> str:
    """Return what an argument may be, where its form does not say so."""
    if action.metavar == "日期":
        return "，例如 --date 2019-07-05"
    listed = "、".join(str(getattr(choice, "value", choice)) for choice in action.choices or ())
    return f"（{listed}之一）" if listed and "|" not in str(action.metavar) else ""


def parser(command: str, what: str) -> Parser:
    """Return a parser with the options for choosing the data of one year."""
    made = Parser(command, what)
    made.add_argument("--year", type=int, metavar="年度", help="考评年度，不写就用数据里最近的一年")
    return _with_data(made)


def parser_of_years(command: str, what: str) -> Parser:
    """Return a parser with the options for choosing the data of several years."""
    made = Parser(command, what)
    made.add_argument(
        "--year",
        type=int,
        action="append",
        metavar="年度",
        help="只要这个年度，可以写几次；不写就是数据里的全部年度",
    )
    return _with_data(made)


def _with_data(made: Parser) -> Parser:
    made.add_argument("--data", type=Path, default=Path("data"), metavar="文件夹", help="数据所在的文件夹，默认 data")
    return made


def year_of(chosen: argparse.Namespace) -> int:
    """Return the chosen year, or the newest one.

    Raises:
        RequestError: if the data folder holds none, or not the chosen one.
    """
    year: int | None = chosen.year
    return _known(chosen.data, () if year is None else (year,))[0]


def years_of(chosen: argparse.Namespace) -> tuple[int, ...]:
    """Return the chosen years, or all, newest first.

    Raises:
        RequestError: if the data folder holds none, or not one of the chosen ones.
    """
    return _known(chosen.data, chosen.year or ())


def _known(data: Path, chosen: Iterable[int]) -> tuple[int, ...]:
    known = years(data)
    if not known:
        raise RequestError(f"{data}/years/ 里没有年度文件，请核对 --data")
    for year in chosen:
        if year not in known:
            raise RequestError(f"没有 {year} 年的年度文件，现有：{'、'.join(str(one) for one in known)}")
    return tuple(year for year in known if year in chosen) or tuple(known)

"""The options that several commands share, and a parser that explains itself in Chinese."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from assessment.errors import RequestError
from assessment.load.files import years


class Parser(argparse.ArgumentParser):
    """Tells what is wrong with a command line in one Chinese line, and ends with status 1."""

    def __init__(self, command: str, what: str) -> None:
        super().__init__(prog=f"scripts/{command}", description=what, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """Return the help, headed in Chinese; argparse itself counts on the length of its own heading."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more."""
        said = " ".join(self._in_chinese(message).split())
        self.exit(1, f"{said}；运行 {self.prog} --help 查看用法\n")

    def _in_chinese(self, message: str) -> str:
        if named := re.fullmatch(r"argument (\S+): (.*)", message, re.DOTALL):
            name, fault = named.groups()
            return f"{self._about_one(name, fault)}，写法是 {self._form(name)}{self._allowed(name)}"
        if listed := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
            return f"不认识“{listed[1]}”"
        if listed := re.fullmatch(r"the following arguments are required: (.*)", message):
            return f"缺少 {listed[1]}"
        return f"用法有误：{message}"

    def _about_one(self, name: str, fault: str) -> str:
        if re.match(r"expected .*argument", fault):
            return f"{name} 后面缺少内容"
        if explicit := re.fullmatch(r"ignored explicit argument '(.*)'", fault, re.DOTALL):
            return f"{name} 后面不能写“{explicit[1]}”"
        if invalid := re.match(r"invalid .*?: '(.*?)'(?: \(choose from .*\))?$", fault, re.DOTALL):
            return f"{name} 不能是“{invalid[1]}”"
        return f"{name} 有误（{fault}）"

    def _form(self, name: str) -> str:
        """Return how an argument, named as messages name it, is written."""
        action = self._action(name)
        if action is None:
            return name
        return " ".join([*action.option_strings[-1:], *([str(action.metavar)] if action.nargs != 0 else [])])

    def _allowed(self, name: str) -> str:
        """Return what an argument may be, where its form does not say so."""
        action = self._action(name)
        if action is None:
            return ""
        if action.metavar == "日期":
            return "，例如 --date 2019-07-05"
        listed = "、".join(str(getattr(choice, "value", choice)) for choice in action.choices or ())
        return f"（{listed}之一）" if listed and "|" not in str(action.metavar) else ""

    def _action(self, name: str) -> argparse.Action | None:
        known = (action for action in self._actions if name in ("/".join(action.option_strings), action.metavar))
        return next(known, None)


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

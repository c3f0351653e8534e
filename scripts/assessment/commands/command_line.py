"""A parser of command lines that explains itself in Chinese."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NoReturn

from assessment.commands.listing import COMMANDS
from assessment.nearest import nearest
from assessment.period import HOW, period_of

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

_DASHES = "-—–－"
"""What is typed for the sign before an option."""

# The two names by which argparse asks gettext for its words.
vars(argparse).update(
    _=lambda message: CHINESE.get(message, message),
    ngettext=lambda _, several, __: CHINESE.get(several, several),
)


class Parser(argparse.ArgumentParser):
    """Tells what is wrong with a command line in one Chinese line, and ends with status 1."""

    def __init__(self, command: str, what: str, example: str = "") -> None:
        """Take the command and what it does; ``example`` is shown in place of the one that is listed."""
        super().__init__(prog=f"scripts/{command}", description=what, allow_abbrev=False)
        self._example = f"{self.prog} {example or COMMANDS[command].example}".rstrip()
        self._words: list[str] = []

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse what can be written down again: what is no UTF-8 cannot be put into a record or a message."""
        self._words = words = sys.argv[1:] if args is None else list(args)
        for word in words:
            if any("\ud800" <= letter <= "\udfff" for letter in word):
                shown = word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                self.exit(1, f"“{shown}”不是 UTF-8 编码；文件名用别的编码写的，请先改名\n")
        return super().parse_known_args(words, namespace)

    def format_help(self) -> str:
        """Return the help, headed in Chinese; argparse itself counts on the length of its own heading.

        The example stands in one line, to be copied.
        """
        return super().format_help().replace("usage: ", "用法：", 1) + f"\n例如：{self._example}\n"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, how it is written and how to learn more."""
        argument = next((action for action in self._actions if message.startswith(f"{_name(action)} ")), None)
        form = f"，写法是 {_form(argument)}{_allowed(argument)}" if argument else ""
        meant = "".join(f"；{hint}" for hint in (*self._meant_options(), *self._meant_year()))
        self.exit(1, f"{' '.join(message.split())}{form}{meant}；运行 {self.prog} --help 查看用法\n")

    def _meant_options(self) -> Iterator[str]:
        """Yield what options that there are not most likely stand for."""
        known = [option.lstrip("-") for option in self._option_string_actions if option.startswith("--")]
        for word in dict.fromkeys(self._words):
            name = word.lstrip(_DASHES).partition("=")[0]
            if word[:1] not in tuple(_DASHES) or not name or (name in known and word.startswith("--")):
                continue
            begun = [option for option in known if option.startswith(name)] if len(name) > 1 else []
            near = begun[0] if len(begun) == 1 else nearest(name, known)
            if near is not None:
                yield f"是不是 --{near}"

    def _meant_year(self) -> Iterator[str]:
        """Yield how a year is written that stands by itself."""
        if "--year" in self._option_string_actions:
            for before, word in pairwise(["", *self._words]):
                if not before.startswith(tuple(_DASHES)) and period_of(word.removesuffix("年")) is not None:
                    yield f"年度写作 --year {word.removesuffix('年')}"
                    return


def _name(action: argparse.Action) -> str:
    """Return what messages call an argument."""
    return "/".join(action.option_strings) or str(action.metavar)


def _form(action: argparse.Action) -> str:
    return " ".join([*action.option_strings[-1:], *([str(action.metavar)] if action.nargs != 0 else [])])


def _allowed(action: argparse.Action) -> str:
    """Return what an argument may be, where its form does not say so."""
    if action.metavar == "日期":
        return "，例如 --date 2019-07-05"
    if action.metavar == "年度":
        return f"；{HOW}"
    listed = "、".join(str(getattr(choice, "value", choice)) for choice in action.choices or ())
    return f"（{listed}之一）" if "、" in listed and "|" not in str(action.metavar) else ""

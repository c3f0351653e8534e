"""A parser of command lines that explains itself in Chinese."""

import argparse
import re
from typing import NoReturn


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

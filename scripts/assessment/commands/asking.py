"""Asking at a terminal what the command line left open."""

import sys
from collections.abc import Callable
from typing import TypeVar

from assessment.errors import RequestError

_Answer = TypeVar("_Answer")


def is_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], _Answer]) -> _Answer:
    """Ask until the answer can be read; what is wrong with one is said, and it is asked again.

    Raises:
        RequestError: if nobody answers any more.
    """
    while True:
        sys.stderr.write(f"{question}：")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise RequestError("没有回答，没有建立任何文件")
        try:
            return read(line.strip())
        except RequestError as fault:
            sys.stderr.write(f"{fault}\n")

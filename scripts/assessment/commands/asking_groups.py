"""Asking at a terminal which units are assessed, group by group."""

from collections.abc import Iterator

from assessment.commands.asking import ask
from assessment.errors import RequestError
from assessment.imports.unit_sheet import book_of_lines
from assessment.workbooks.grid import Workbook


def ask_groups() -> Workbook:
    """Return the groups that somebody names with their units, as a list of units is read.

    Raises:
        RequestError: if nobody answers any more.
    """
    return book_of_lines([*_groups()])


def _groups() -> Iterator[tuple[str, str]]:
    group = ask("第一组叫什么，例如 乡镇", _something)
    while group:
        yield group, ask(f"“{group}”有哪些单位，用顿号隔开", _something)
        group = ask("下一组叫什么，例如 县直单位；没有了就直接回车", str)


def _something(line: str) -> str:
    if not line:
        raise RequestError("不能为空")
    return line

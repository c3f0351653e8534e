"""The first year of a county, with the units of a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.check.trial import faults_of
from assessment.edit.new_county import new_county_files
from assessment.edit.new_scheme import MOST_GROUPS
from assessment.errors import FaultyDataError, RequestError
from assessment.imports.unit_sheet import UnitList, draft_groups, read_unit_list
from assessment.load.county import FILE
from assessment.period import Period
from assessment.workbooks.grid import Workbook

_ROOMS = ("schemes", "units", "years", "scores", "approvals")
"""The folders that a county's data has as soon as it is begun."""
_COUNTY = re.compile(r"[^\s/、，,]{1,15}[县市区旗]")


@dataclass(frozen=True)
class FirstYear:
    """The files of a county, none of which is written yet."""

    files: Mapping[str, str]
    """By path below the data folder."""
    listed: UnitList


def first_year(data: Path, name: str, year: int, book: Workbook) -> FirstYear:
    """Return the files of a county that begins.

    Args:
        name: of the county, such as 广德市.
        book: the list of its units.

    Raises:
        RequestError: if the list cannot be read.
        FaultyDataError: if it is at fault.
    """
    listed = read_unit_list(book, {})
    if listed.findings:
        raise FaultyDataError(listed.findings)
    if len(listed.groups) > MOST_GROUPS:
        raise RequestError(f"名单分成了 {len(listed.groups)} 组，最多 {MOST_GROUPS} 组；请核对“组别”一列")
    new = [unit.fields for group in listed.groups for unit in group.units]
    files = new_county_files(name, year, draft_groups(listed.groups), new)
    faults = faults_of(data, Period(year), files, {})
    if faults:
        raise FaultyDataError(faults)
    return FirstYear(files, listed)


def refuse_existing(data: Path, files: Mapping[str, str]) -> None:
    """Refuse files of which one is there already.

    Raises:
        RequestError: naming it.
    """
    there = next((path for path in files if (data / path).exists()), None)
    if there is not None:
        raise RequestError(f"已有 {data / there}，没有改动任何文件")


def rooms_in(data: Path) -> list[str]:
    """Return the folders of a county's data that are there: it is begun already where one is."""
    return [room for room in _ROOMS if (data / room).exists()]


def refuse_begun(data: Path) -> None:
    """Refuse a folder in which a county is begun already.

    Raises:
        RequestError: naming what is there.
    """
    there = [*rooms_in(data), *(name for name in (FILE,) if (data / name).exists())]
    if there:
        raise RequestError(f"{data} 里已有 {'、'.join(there)}，不能再新建一个县；没有改动任何文件")


def county_name(text: str) -> str:
    """Return the name of a county that somebody wrote.

    Raises:
        RequestError: if it is not written in full.
    """
    if not _COUNTY.fullmatch(text):
        raise RequestError(f"县名要写全，以县、市、区或旗结尾，例如 广德市，不能是“{text}”")
    return text


def first_year_number(text: str) -> int:
    """Return the year with which a county begins that somebody wrote.

    Raises:
        RequestError: if it is none.
    """
    if not re.fullmatch("2[0-9]{3}", text, re.ASCII):
        raise RequestError(f"年度应为四位数字，例如 2020，不能是“{text}”")
    return int(text)

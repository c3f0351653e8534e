"""Rosters in the shapes of offices: every column of names is read, and what is not used is said."""

from pathlib import Path

import pytest

from assessment.imports.unit_sheet import UnitList, read_unit_list
from assessment.workbooks.grid import Workbook
from tests.imports.sheets import Merges, Rows, grid


def listed(rows: Rows, merges: Merges = ()) -> UnitList:
    return read_unit_list(Workbook(Path("名单.xlsx"), (grid("表1", rows, merges),), ()), {})


def groups(read: UnitList) -> dict[str, list[str]]:
    return {group.name: [unit.called for unit in group.units] for group in read.groups}


@pytest.mark.parametrize("heads", [("乡镇", "部门"), ("一、乡镇（2个）", "二、部门（1个）")])
def test_a_column_a_group(heads: tuple[str, str]) -> None:
    read = listed([["考评对象"], [*heads], ["桃州镇", "县发改委"], ["柏垫镇"]])
    assert read.findings == []
    assert groups(read) == {"乡镇": ["桃州镇", "柏垫镇"], "部门": ["县发改委"]}


def test_columns_that_go_on_beside_each_other() -> None:
    read = listed([["序号", "单位", "序号", "单位"], [1, "桃州镇", 3, "县发改委"], [2, "柏垫镇"]])
    assert read.findings == []
    assert groups(read) == {"乡镇": ["桃州镇", "柏垫镇"], "县直单位": ["县发改委"]}


def test_a_name_merged_over_two_columns_is_one_column() -> None:
    read = listed([["单位", None, "组别"], ["桃州镇", None, "乡镇"]], merges=[(1, 1, 1, 2), (2, 1, 2, 2)])
    assert groups(read) == {"乡镇": ["桃州镇"]}


def test_columns_that_are_not_used_are_said() -> None:
    assert (
        "名单里没有使用的列：联系人、电话"
        in listed([["序号", "单位", "联系人", "电话"], [1, "桃州镇", "甲", "乙"]]).notes
    )

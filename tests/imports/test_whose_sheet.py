"""A sheet of another year, and units that it puts into other groups, are questioned before anything is recorded."""

from dataclasses import replace

import pytest

from tests.imports.sheets import OPTIONS, Desk, faults

ROWS = [["单位", "得分"], ["建平镇", 90]]
CERTAIN = replace(OPTIONS, as_written=True)


@pytest.mark.parametrize(
    "title", ["2018年度测评得分表", "某县２０１８年成绩", "二〇一八年度成绩", "2018年1—12月得分", "2020年度得分表"]
)
def test_a_title_of_another_year_is_questioned_once(desk: Desk, title: str) -> None:
    sheet = [[title, None], *ROWS]
    for draft in (desk.read("agency", sheet, merges=[(1, 1, 1, 2)]), desk.read("agency", sheet)):
        assert faults(draft) == ["第1行A列 another-year"]
        assert [finding.code for finding in draft.findings] == ["another-year"]
        assert "写的是别的年度，现在导入的是 2019 年" in draft.findings[0].message
    assert desk.finals(sheet, CERTAIN) == {"建平镇": 90}


@pytest.mark.parametrize(
    "title",
    [
        "2019年度政务公开测评得分表",
        "政务公开测评得分表",
        "制表日期：2020年1月5日",
        "二〇二〇年一月",
        "附件2018",
        "2018—2019年度成绩",
    ],
)
def test_a_title_of_this_year_or_of_none_is_not(desk: Desk, title: str) -> None:
    assert desk.finals([[title, None], *ROWS]) == {"建平镇": 90}


def test_one_title_of_this_year_is_enough(desk: Desk) -> None:
    assert desk.finals([["依据2017年印发的办法", None], ["2019年度测评得分", None], *ROWS]) == {"建平镇": 90}


def test_the_name_of_a_sheet_is_a_title(desk: Desk) -> None:
    draft = desk.read("agency", ROWS, name="2018年")
    assert [str(fault.place) for fault in draft.findings] == ["表.xlsx 表“2018年”"]


def test_ballots_and_lists_of_deductions_are_questioned_too(desk: Desk) -> None:
    ballots = [["2018年度互评表", None, None], ["评议单位", "被评单位", "分数"], ["县财政局", "建平镇", 90]]
    entries = [
        ["2018年度台账", None, None, None, None],
        ["单位", "日期", "条款", "级别", "扣分原因"],
        ["建平镇", "2019-05-12", "附件2第4项", "省", "未更新"],
    ]
    for kind, rows in (("ballots", ballots), ("ledger", entries)):
        assert "第1行A列 another-year" in faults(desk.read(kind, rows))
        assert "another-year" not in " ".join(faults(desk.read(kind, rows, CERTAIN)))


def test_a_group_in_a_column_is_held_against_the_roster(desk: Desk) -> None:
    head = ["类别", "单位", "得分"]
    wrong = [head, ["县直单位", "建平镇", 90], ["乡镇", "十字镇", 80], ["各乡镇", "县财政局", 70]]
    assert faults(desk.read("agency", wrong)) == ["第2行A列 wrong-group", "第4行A列 wrong-group"]
    merged = [head, ["县直部门", "建平镇", 90], [None, "县财政局", 80]]
    assert faults(desk.read("agency", merged, merges=[(2, 1, 3, 1)])) == ["第2行A列 wrong-group"]
    assert len(desk.finals(wrong, words={"类别": "不导入"})) == 3


def test_a_column_that_names_the_right_groups_or_something_else_is_not_questioned(desk: Desk) -> None:
    for message in (("乡镇", "县直单位"), ("一、乡镇", "县直部门"), ("A类", "B类"), ("优秀", "乡镇工作")):
        rows = [["类别", "单位", "得分"], [message[0], "建平镇", 90], [message[1], "县财政局", 80]]
        assert len(desk.finals(rows)) == 2

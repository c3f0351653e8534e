"""A number in a merged cell that stands for several units, or several columns, is a fault and nobody's mark."""

import pytest

from tests.imports.sheets import Desk, Merges, Rows, faults, finals

UNITS = ["单位", "最终成绩"]
ITEMS = ["单位", "指标", "得分", "最终成绩"]


@pytest.mark.parametrize(
    ("kind", "rows", "merges", "fault"),
    [
        ("agency", [UNITS, ["建平镇", 88], ["十字镇"], ["涛城镇", 86]], [(2, 2, 3, 2)], "第3行B列"),
        ("agency", [["单位", "建平镇", "十字镇"], ["最终成绩", 88, None]], [(2, 2, 2, 3)], "第2行C列"),
        ("ballots", [["评议单位", "建平镇", "十字镇"], ["县发改委", 90, None]], [(2, 2, 2, 3)], "第2行C列"),
        ("ballots", [["评议单位", "建平镇"], ["县发改委", 90], ["县教体局"]], [(2, 2, 3, 2)], "第3行B列"),
        (
            "ballots",
            [["评议单位", "被评单位", "分数"], ["县发改委", "建平镇", 90], [None, "十字镇"]],
            [(2, 1, 3, 1), (2, 3, 3, 3)],
            "第3行C列",
        ),
        (
            "ledger",
            [
                ["日期", "单位", "条款", "级别", "次数", "原因"],
                ["2019-07-03", "建平镇", "附件2第4项", "省", 2, "一"],
                ["2019-07-04", "十字镇", "附件2第4项", "省", None, "二"],
            ],
            [(2, 5, 3, 5)],
            "第3行E列",
        ),
    ],
)
def test_it_is_a_fault_of_the_cell_that_it_only_spreads_over(
    desk: Desk, kind: str, rows: Rows, merges: Merges, fault: str
) -> None:
    draft = desk.read(kind, rows, merges=merges)
    assert [str(found.place).removeprefix("表.xlsx 表“表1” ") for found in draft.findings] == [fault]
    assert [found.code for found in draft.findings] == ["merged-mark"]


def test_the_final_mark_of_a_unit_with_a_row_an_item_stands_for_all_of_them(desk: Desk) -> None:
    rows = [ITEMS, ["建平镇", "附件3第一类第1项", 4, 90], [None, "附件3第一类第2项", 5]]
    draft = desk.read("agency", rows, merges=[(2, 1, 3, 1), (2, 4, 3, 4)])
    assert faults(draft) == []
    assert finals(draft) == {"建平镇": 90}


def test_a_mark_over_two_items_is_neither_s(desk: Desk) -> None:
    rows = [ITEMS, ["建平镇", "附件3第一类第1项", 4, 90], ["建平镇", "附件3第一类第2项", None, 90]]
    assert faults(desk.read("agency", rows, merges=[(2, 3, 3, 3)])) == ["第3行C列 merged-mark"]


def test_a_day_over_all_rows_is_everybody_s(desk: Desk) -> None:
    rows = [[*UNITS, "日期"], ["建平镇", 88, "2019-12-20"], ["十字镇", 87]]
    assert finals(desk.read("agency", rows, merges=[(2, 3, 3, 3)])) == {"建平镇": 88, "十字镇": 87}

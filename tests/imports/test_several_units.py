"""A cell that names several units is nobody's record; no single one of them is offered in their place."""

import pytest

from tests.imports.sheets import Desk

LISTS = [
    "建平镇、十字镇",
    "建平镇，十字镇",
    "建平镇 十字镇",
    "建平镇\n十字镇",
    "建平镇和十字镇",
    "建平镇十字镇",
    "县发改委/建平镇等单位",
]
EVERY = ["各乡镇", "全县各单位", "建平镇等3个镇", "有关部门", "各有关单位"]


@pytest.mark.parametrize("text", [*LISTS, *EVERY])
def test_it_is_a_fault_that_says_what_to_do(desk: Desk, text: str) -> None:
    for kind, head, more in (
        ("ledger", ["日期", "单位", "条款", "级别", "原因"], ["附件2第4项", "省", "未更新"]),
        ("ballots", ["评议单位", "被评单位", "分数"], []),
    ):
        row = ["2019-07-03", text, *more] if more else ["县发改委", text, 90]
        draft = desk.read(kind, [head, row])
        assert [fault.code for fault in draft.findings if fault.place.column == 2] == ["several-units"]
        [fault] = (fault for fault in draft.findings if fault.code == "several-units")
        assert fault.hint == "请每个单位写一行"
        assert text not in LISTS or "几个单位：" in fault.message


@pytest.mark.parametrize("text", ["建平镇（县司法局）", "郎溪县建平镇", "建平镇★", "县人力资源和社会保障局"])
def test_one_unit_is_none_of_several(desk: Desk, text: str) -> None:
    draft = desk.read("agency", [["单位", "最终成绩"], [text, 88], ["涛城镇", 87]])
    assert "several-units" not in {fault.code for fault in draft.findings}

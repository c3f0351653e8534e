"""A sheet that is brought to the wrong command is sent to the right one; one without anything to record is said to be."""

import pytest

from tests.office import Office

SHEETS: dict[str, list[list[object]]] = {
    "agency": [["单位", "最终成绩"], ["建平镇", 88]],
    "ballots": [["评议单位", "建平镇", "十字镇"], ["县发改委", 90, 91], ["县教体局", 92, 93]],
    "ledger": [
        ["日期", "单位", "条款", "级别", "原因", "证据名称", "证据来源", "证据取得日期", "证据网址"],
        ["2019-07-03", "建平镇", "附件2第4项", "省", "未更新", "通报", "省", "2019-07-05", "https://example.org/"],
    ],
}
CALLED = {"agency": "成绩表", "ballots": "评议票", "ledger": "扣分、加分台账"}
MORE = ("--source", "某机构", "--date")


def days(kind: str) -> str:
    return "2020-01-08" if kind == "ballots" else "2019-12-20"


@pytest.mark.parametrize(("kind", "sheet"), [(kind, sheet) for kind in SHEETS for sheet in SHEETS if kind != sheet])
def test_the_command_for_it_is_named(office: Office, kind: str, sheet: str) -> None:
    book = office.book(SHEETS[sheet])
    said = office.refused(kind, book, *MORE, days(sheet))
    assert said[0] == f"像是{CALLED[sheet]}，不是{CALLED[kind]}；请用 scripts/import {sheet} 表.xlsx"


@pytest.mark.parametrize("kind", SHEETS)
def test_a_head_alone_is_said_to_be_one(office: Office, kind: str) -> None:
    status, words, said = office.run(kind, office.book(SHEETS[kind][:1]), *MORE, days(kind))
    assert (status, words, said[-1]) == (0, [], "没有变化。")
    assert any(line.endswith("没有可以导入的内容；请核对文件") for line in said)


def test_the_other_kinds_are_tried_without_trace(office: Office) -> None:
    office.refused("agency", office.book(SHEETS["ledger"]), *MORE, days("ledger"))
    assert office.imported("agency", office.book(SHEETS["agency"]), *MORE, days("agency"))[-1].startswith("建平镇：")

"""Which rows of a sheet are records: those about units, and nothing that stands around them."""

import pytest

from assessment.imports.asides import is_note, is_summary
from tests.imports.sheets import TOWNS, Desk, deductions, faults

SUMMARIES = [
    "合计",
    "总计",
    "小计",
    "平均分",
    "平均得分",
    "全县平均",
    "乡镇平均分",
    "满分",
    "最高分",
    "最低分",
    "合计：2条",
    "均分",
]
SUMMARIES += ["本页小计", "县直单位平均", "标准分", "中位数", "得分率", "优秀率", "得分总和", "参评单位数", "AVERAGE"]
NOTES = [
    "制表人：李四      审核人：王五",
    "填报单位：县政府办",
    "经办人：张三",
    "某某咨询有限公司（盖章）",
    "第1页 共3页",
    "★表示重点",
]
NOTES += [
    "注：数据截至12月31日",
    "备注：机构盖章有效",
    "填表说明：1.……",
    "数据来源：省厅通报",
    "附：证据清单",
    "以上扣分已核实",
    "※仅供内部使用",
]
NOTES += [
    "负责人签字：",
    "联系电话：0563-1",
    "填表日期：2019年12月20日",
    "单位（公章）",
    "复核人：",
    "统计人：赵六",
    "评议人签名：",
    "复核人",
]
BODY = [[number, town, 95] for number, town in enumerate(TOWNS, start=1)]


def test_what_is_no_record_by_its_words(desk: Desk) -> None:
    assert [text for text in SUMMARIES if not is_summary(text)] == []
    assert [text for text in NOTES if not is_note(text)] == []
    names = [form for unit in desk.year.whole.units.values() for form in (unit.name, unit.full_name, *unit.aliases)]
    assert [name for name in names if is_summary(name) or is_note(name)] == []


@pytest.mark.parametrize(
    "text", [*SUMMARIES, *NOTES, "2020年1月5日", "某某咨询有限公司", "一句没有见过的话", "乡镇（9个）"]
)
@pytest.mark.parametrize("form", ["merged", "first", "unit"])
def test_a_row_below_the_table_is_never_a_record(desk: Desk, text: str, form: str) -> None:
    below: list[object] = [None, text, None] if form == "unit" else [text, None, None]
    rows = [["序号", "单位", "得分"], *BODY, below]
    draft = desk.read("agency", rows, merges=[(5, 1, 5, 3)] if form == "merged" else ())
    assert (draft.findings, len(draft.texts)) == ([], 3)
    assert any("不是记录、没有读的行：第5行" in note for note in draft.notes), "nothing is passed over in silence"


@pytest.mark.parametrize("text", [text for text in SUMMARIES if ":" not in text and "：" not in text])
def test_a_sum_with_its_number_is_never_a_record(desk: Desk, text: str) -> None:
    for row in ([None, text, 94], [text, None, 94]):
        draft = desk.read("agency", [["序号", "单位", "得分"], *BODY, row])
        assert (draft.findings, len(draft.texts)) == ([], 3)


def test_signatures_spread_over_cells(desk: Desk) -> None:
    draft = desk.read("agency", [["序号", "单位", "得分"], *BODY, ["制表人：", "李四", "审核人：", "王五"]])
    assert draft.findings == []


def test_a_unit_that_nobody_knows_is_never_passed_over(desk: Desk) -> None:
    draft = desk.read("agency", [["序号", "单位", "得分"], *BODY, [4, "无名镇", 90]])
    assert faults(draft) == ["第5行B列 unknown-unit"]


@pytest.mark.parametrize("remark", ["评分(100分)", "测评(市级)", "评价：较好", "评议人(3人)", "打分人：3人"])
def test_a_remark_behind_a_unit_that_nobody_knows_passes_over_nothing(desk: Desk, remark: str) -> None:
    draft = desk.read("agency", [["序号", "单位", "得分", "备注"], *BODY, [4, "无名镇", 90, remark]])
    assert faults(draft) == ["第5行B列 unknown-unit"]


@pytest.mark.parametrize("text", ["评分(100分)", "测评(市级)", "评价：较好", "打分(一)"])
def test_what_only_begins_like_a_signature_is_no_note(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    "text", ["乡镇", "Ⅰ乡镇", "乡 镇", "乡镇组", "各乡镇", "（一）乡镇", "一、乡镇", "乡镇（9个）", "1.乡镇：", "乡镇类"]
)
def test_headings_of_groups(desk: Desk, text: str) -> None:
    head = [["序号", "单位", "得分"], [text, None, None]]
    assert desk.finals([*head, *BODY], merges=[(2, 1, 2, 3)]) == dict.fromkeys(TOWNS, 95)
    draft = desk.read("agency", [*head, *BODY, [4, "县财政局", 80]], merges=[(2, 1, 2, 3)])
    assert faults(draft) == ["第6行B列 wrong-group"]
    rows = [*head, *BODY, ["二、县直单位（33个）"], [4, "县财政局", 80]]
    assert desk.read("agency", rows).findings == []


@pytest.mark.parametrize("text", NOTES)
def test_notes_below_a_register(desk: Desk, text: str) -> None:
    head = ["序号", "日期", "单位", "条款", "原因", "证据编号"]
    rows = [head, [1, "2019-07-03", "建平镇", "附件2第2项", "缺席", "e01"], [text, *[None] * 5]]
    for merges in ((), [(3, 1, 3, 6)]):
        draft = desk.read("ledger", rows, merges=merges)
        assert (draft.findings, len(deductions(draft, "jianping"))) == ([], 1)

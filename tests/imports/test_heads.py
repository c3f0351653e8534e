"""Heads are understood by what they mean: words of a kind combine, and what is not understood is asked about once."""

import pytest

from assessment.folding import folded
from assessment.imports import vocabulary as words
from assessment.imports.vocabulary import ColumnKind, final_heading
from tests.imports.sheets import TOWNS, Desk, deductions, faults, finals, votes

FINAL = final_heading("专业机构测评")
MARKS = [
    "最终成绩",
    "测评得分",
    "综合得分",
    "专业机构测评得分",
    "专业机构测评",
    "合计",
    "总分（100分）",
    "2019年得分",
    "年度得分",
]
MARKS += [
    "评估得分",
    "考核得分",
    "第三方评估得分",
    "最终考核成绩",
    "合计得分",
    "2019年度综合得分",
    "得 分",
    "1.总分",
    "考评总分",
]
NO_MARKS = ["排名", "名次", "满分", "分值", "折合得分", "得分率", "扣分", "小计", "序号", "失分原因", "备注"]
UNITS = [
    "单位",
    "单  位",
    "参评单位",
    "单位/部门",
    "乡镇",
    "受评单位",
    "对象",
    "测评对象",
    "被评估单位",
    "责任部门",
    "考评单位名称",
]
UNITS += [
    "被考核单位",
    "乡镇（街道）",
    "部门名称",
    "县直单位",
    "单位名称（全称）",
    "被检查单位",
    "乡镇、部门",
    "涉及单位",
]
NO_UNITS = ["序号", "得分", "单位负责人", "组别", "类别", "排名", "单位得分"]
CLAUSES = ["条款", "扣分依据", "扣分项", "细则", "考评项目", "考核内容", "对应条款", "扣分项目", "评分标准", "指标"]
REASONS = ["原因", "主要问题", "扣分事由", "存在的主要问题", "具体情况", "扣分原因", "问题描述", "扣分说明", "具体问题"]
DAYS = ["日期", "发现时间", "扣分日期", "通报时间", "时间", "检查日期", "发生时间", "认定日期", "时间点"]
RATERS = [
    "评议单位",
    "评议单位名称",
    "打分单位",
    "评分人",
    "所在单位",
    "您所在的单位",
    "评价单位",
    "填报单位",
    "打分人所在单位",
]


def meant(heading: ColumnKind, name: str) -> bool:
    return heading.rank((folded(name),)) is not None


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        (FINAL, MARKS),
        (words.UNIT, UNITS),
        (words.CLAUSE, CLAUSES),
        (words.REASON, REASONS),
        (words.DAY, DAYS),
        (words.RATER, RATERS),
    ],
)
def test_names_that_mean_the_same(heading: ColumnKind, names: list[str]) -> None:
    assert [name for name in names if not meant(heading, name)] == []


@pytest.mark.parametrize(("heading", "names"), [(FINAL, NO_MARKS), (words.UNIT, NO_UNITS)])
def test_names_that_mean_something_else(heading: ColumnKind, names: list[str]) -> None:
    assert [name for name in names if meant(heading, name)] == []


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("unit", ["单位", "受评单位"])
def test_a_sheet_with_such_heads_is_read(desk: Desk, unit: str, mark: str) -> None:
    assert desk.finals([[unit, mark], ["建平镇", 90]]) == {"建平镇": 90}


def test_units_are_found_under_a_head_that_nobody_knows(desk: Desk) -> None:
    assert desk.finals([["序号", "哪一家", "得分"], [1, "建平镇", 90], [2, "十字镇", 91]]) == {"建平镇": 90, "十字镇": 91}


def test_the_surest_of_several_marks_counts(desk: Desk) -> None:
    rows = [["单位", "日常得分", "得分", "最终成绩", "折合得分"], ["建平镇", 1, 2, 90, 36]]
    assert desk.finals(rows) == {"建平镇": 90}


def test_two_marks_that_are_as_sure_are_one_fault(desk: Desk) -> None:
    draft = desk.read("agency", [["单位", "综合得分", "总分"], ["建平镇", 90, 91], ["十字镇", 90, 91]])
    assert faults(draft) == ["第1行C列 repeated-head"]
    assert "--map 总分=不导入" in draft.findings[0].hint
    rows = [["单位", "综合得分", "总分"], ["建平镇", 90, 91]]
    assert desk.finals(rows, words={"总分": "不导入"}) == {"建平镇": 90}


def test_an_unknown_mark_is_one_fault_at_its_cell(desk: Desk) -> None:
    rows = [["序号", "单位", "评定情况甲"], *([number, town, 90] for number, town in enumerate(TOWNS))]
    draft = desk.read("agency", rows)
    [fault] = draft.findings
    assert faults(draft) == ["第1行C列 unknown-head"]
    assert fault.message == ("表头里没有认出“最终成绩”；有这些列：A列“序号”、B列“单位”、C列“评定情况甲”；认出“单位”")
    assert "--map 评定情况甲=最终成绩" in fault.hint
    assert "综合得分" in fault.hint
    assert desk.finals(rows, words={"评定情况甲": "最终成绩"}) == dict.fromkeys(TOWNS, 90)


def test_heads_of_a_register(desk: Desk) -> None:
    for day, unit, clause, reason in zip(DAYS, UNITS, CLAUSES, REASONS, strict=False):
        rows = [["序号", day, unit, clause, reason, "证据编号"], [1, "2019-07-03", "建平镇", "附件2第2项", "缺席", "e01"]]
        draft = desk.read("ledger", rows)
        assert draft.findings == [], (day, unit, clause, reason)
        assert [entry["reason"] for entry in deductions(draft, "jianping")] == ["缺席"]


def test_the_clause_is_where_clauses_are_named(desk: Desk) -> None:
    head = ["日期", "单位", "扣分内容", "扣分依据", "证据编号"]
    draft = desk.read("ledger", [head, ["2019-07-03", "建平镇", "缺席", "附件2第2项", "e01"]])
    assert [(entry["clause"], entry["reason"]) for entry in deductions(draft, "jianping")] == [("附件2第2项", "缺席")]


@pytest.mark.parametrize("name", RATERS)
def test_heads_of_ballots(desk: Desk, name: str) -> None:
    draft = desk.read("ballots", [["序号", name, "建平镇", "十字镇"], [1, "县财政局", 90, 80]])
    assert (votes(draft, "jianping"), votes(draft, "shizi")) == ({"caizhengju": [90]}, {"caizhengju": [80]})


def test_a_persons_name_under_such_a_head_is_never_kept(desk: Desk) -> None:
    rows = [
        ["评分人", "所在单位", "评议对象", "得分"],
        ["张三", "县财政局", "建平镇", 90],
        ["李四", "县财政局", "建平镇", 80],
    ]
    draft = desk.read("ballots", rows)
    assert votes(draft, "jianping") == {"caizhengju": [80, 90]}
    assert not any(name in "".join(draft.texts.values()) for name in ("张三", "李四"))


def test_nothing_is_asked_of_a_sheet_that_was_mapped_before(desk: Desk) -> None:
    draft = desk.read("agency", [["哪家", "几分"], ["建平", 90]], words={"哪家": "单位", "几分": "最终成绩"})
    assert (draft.findings, finals(draft)) == ([], {"建平镇": 90})

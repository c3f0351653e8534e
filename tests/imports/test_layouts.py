"""Layouts are recognised by their structure, whatever their words are."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.errors import RequestError
from tests.imports.sheets import OPTIONS, TOWNS, Desk, Rows, faults, finals, items, votes
from tests.imports.test_agency import LEAVES

NAMES = [name for name, _ in LEAVES.values()]
FULLS = [full for _, full in LEAVES.values()]
FULL_ROW = [[name, full, full, None] for name, full in LEAVES.values()]


def all_marked(desk: Desk, rows: Rows, **more: object) -> None:
    """Every item of two towns has its full marks."""
    draft = desk.read("agency", rows, **more)  # type: ignore[arg-type]
    assert draft.findings == []
    for unit in ("jianping", "shizi"):
        assert [(item["clause"], item["mark"]) for item in items(draft, unit)] == list(zip(LEAVES, FULLS, strict=True))
    assert [finals(draft)[town] for town in TOWNS[:2]] == [Decimal(100), Decimal(100)]


@pytest.mark.parametrize("form", ["{}", "{}（5分）", "1.{}", "（2）{}", "{}5", "{} 5分", "三、{}", "{}得分"])
def test_items_across(desk: Desk, form: str) -> None:
    head = ["单位", *(form.format(name) for name in NAMES), "总分"]
    all_marked(desk, [head, *([town, *FULLS, 100] for town in TOWNS)])


def test_a_short_form_of_an_item_is_read_and_said(desk: Desk) -> None:
    names = ["行政执法公开" if name == "行政执法信息公开" else name for name in NAMES]
    rows = [["单位", *names, "总分"], *([town, *FULLS, 100] for town in TOWNS)]
    all_marked(desk, rows)
    assert "表“表1”的列“行政执法公开”当作 附件3第二类第3项" in desk.read("agency", rows).notes


@pytest.mark.parametrize("corner", ["指标", "单位", None, "项目/单位"])
def test_items_down_and_units_across(desk: Desk, corner: str | None) -> None:
    rows = [[corner, *TOWNS], *([name, full, full, full] for name, full in LEAVES.values()), ["最终成绩", 100, 100, 100]]
    all_marked(desk, rows)


def test_faults_of_a_turned_sheet_stand_where_the_clerk_sees_them(desk: Desk) -> None:
    draft = desk.read("agency", [["指标", "建平镇", "十字镇"], ["最终成绩", 90, "九十"]])
    assert faults(draft) == ["第2行C列 not-a-number"]


def test_a_row_an_item(desk: Desk) -> None:
    rows: list[object] = [["序号", "单位", "一级指标", "二级指标", "分值", "得分", "扣分原因"]]
    rows += [[1, town, "类", name, full, full, None] for town in TOWNS[:2] for name, full in LEAVES.values()]
    all_marked(desk, rows)
    assert "2 个单位的表中没有最终成绩" in "".join(desk.read("agency", rows).notes)


def test_a_row_an_item_with_the_unit_once_and_its_total(desk: Desk) -> None:
    rows: list[list[object]] = [["单位", "指标", "得分", "扣分原因"]]
    for town in TOWNS[:2]:
        rows += [[town if not number else None, name, full, None] for number, (name, full) in enumerate(LEAVES.values())]
        rows += [[None, "合计", 100, None]]
    all_marked(desk, rows)


@pytest.mark.parametrize("title", ["{}政务公开测评得分表", "被测评单位：{}", "{}"])
def test_a_sheet_a_unit(desk: Desk, title: str) -> None:
    def rows(town: str) -> list[object]:
        body = [[number, *row] for number, row in enumerate(FULL_ROW, start=1)]
        return [[title.format(town)], ["序号", "指标", "分值", "得分", "扣分原因"], *body, [None, "总分", 97, 100, None]]

    all_marked(desk, rows(TOWNS[0]), 第二张=rows(TOWNS[1]))


@pytest.mark.parametrize("beside", [["总分", None, None], ["合计", None, 97], [None, "合计得分", None]])
def test_the_total_of_a_unit_is_read_wherever_it_is_named(desk: Desk, beside: list[object]) -> None:
    def rows(town: str) -> list[object]:
        body = [[number, *row] for number, row in enumerate(FULL_ROW, start=1)]
        head = ["序号", "指标", "分值", "得分", "扣分原因"]
        return [[f"{town}测评得分表"], head, *body, [*beside, 100, None]]

    all_marked(desk, rows(TOWNS[0]), 第二张=rows(TOWNS[1]))
    notes = desk.read("agency", rows(TOWNS[0]), 第二张=rows(TOWNS[1])).notes
    assert "没有最终成绩" not in "".join(notes)


@pytest.mark.parametrize("form", ["{}（自评）", "{}自评得分", "自查分（{}）", "{}自测"])
@pytest.mark.parametrize("first", [True, False])
def test_what_units_say_of_themselves_is_no_mark(desk: Desk, form: str, first: bool) -> None:
    own = [form.format(name) for name in NAMES]
    head = [*own, *NAMES] if first else [*NAMES, *own]
    said = [0] * len(NAMES)
    rows = [["单位", *head, "总分"], *([town, *(said + FULLS if first else FULLS + said), 100] for town in TOWNS)]
    all_marked(desk, rows)
    assert "没有使用的列：" in "".join(desk.read("agency", rows).notes), "it is said that the column was left out"


def test_what_units_say_of_themselves_below_an_item_is_no_mark(desk: Desk) -> None:
    rows = [
        ["单位", *NAMES, "总分"],
        ["单位", *("自评得分" for _ in NAMES), "总分"],
        *([town, *FULLS, 97] for town in TOWNS),
    ]
    draft = desk.read("agency", rows)
    assert items(draft, "jianping") == []
    assert finals(draft)["建平镇"] == Decimal(97)


def test_losses_stand_for_what_is_left(desk: Desk) -> None:
    rows: list[object] = [["单位", *(f"{name}扣分" for name in NAMES), "总分", "主要扣分点"]]
    rows += [["建平镇", 1, *[None] * 15, 99, "解读不到位"], ["十字镇", -1, *[0] * 15, 99, "没有解读"]]
    draft = desk.read("agency", rows)
    assert draft.findings == []
    for unit, reason in (("jianping", "解读不到位"), ("shizi", "没有解读")):
        first, *others = items(draft, unit)
        assert (first["mark"], first["reason"]) == (14, reason)
        assert not any("reason" in other for other in others)


def test_one_column_of_reasons_stands_for_the_losses_of_its_row(desk: Desk) -> None:
    rows = [
        ["单位", *NAMES, "最终成绩", "主要扣分点"],
        ["建平镇", Decimal("13.5"), *FULLS[1:], Decimal("98.5"), "未关联"],
    ]
    draft = desk.read("agency", rows)
    assert draft.findings == []
    assert [item.get("reason") for item in items(draft, "jianping")] == ["未关联", *[None] * 15]


def test_only_the_final_marks(desk: Desk) -> None:
    rows = [["单位", *NAMES, "最终成绩"], ["建平镇", 1, *FULLS[1:], 86]]
    draft = desk.read("agency", rows, replace(OPTIONS, final_only=True))
    assert (finals(draft), items(draft, "jianping")) == ({"建平镇": 86}, [])


def test_tables_side_by_side(desk: Desk) -> None:
    rows = [
        ["序号", "单位", "得分", None, "序号", "单位", "得分"],
        [1, "建平镇", 90, None, 1, "县财政局", 80],
        [2, "十字镇", 91, None, 2, "县公安局", 81],
        [None, None, None, None, 3, "县民政局", 82],
    ]
    expected = {"建平镇": 90, "十字镇": 91, "县财政局": 80, "县公安局": 81, "县民政局": 82}
    assert desk.finals(rows) == expected
    close = [row[1:3] + row[5:] for row in rows if isinstance(row, list)]
    assert desk.finals(close) == expected


def test_tables_side_by_side_under_different_heads(desk: Desk) -> None:
    rows = [["名次", "乡镇", "得分", "名次", "部门", "成绩"], [1, "建平镇", 90, 1, "县财政局", 80], [2, "十字镇", 89]]
    assert desk.finals(rows) == {"建平镇": 90, "十字镇": 89, "县财政局": 80}


@pytest.mark.parametrize("full", ["总分", "合计", "测评总分"])
def test_a_column_of_full_marks_is_none_of_marks(desk: Desk, full: str) -> None:
    rows = [["单位", full, "得分"], ["建平镇", 100, 90], ["十字镇", 100, 80]]
    assert desk.finals(rows) == {"建平镇": 90, "十字镇": 80}
    assert desk.finals([["单位", full], ["建平镇", 100], ["十字镇", 100]]) == {"建平镇": 100, "十字镇": 100}


def test_a_final_mark_that_is_full_for_all_is_no_column_of_full_marks(desk: Desk) -> None:
    rows = [["单位", "网站得分", "最终成绩"], ["建平镇", 95, 100], ["十字镇", 96, 100]]
    assert desk.finals(rows) == {"建平镇": 100, "十字镇": 100}
    past = [["单位", "2018年得分", "2019年得分"], ["建平镇", 95, 100], ["十字镇", 96, 100]]
    assert desk.finals(past) == {"建平镇": 100, "十字镇": 100}


def test_what_may_be_full_marks_or_the_whole_is_questioned(desk: Desk) -> None:
    rows = [["单位", "网站得分", "总分"], ["建平镇", 95, 100], ["十字镇", 96, 100]]
    assert faults(desk.read("agency", rows)) == ["第1行C列 all-full-marks"]
    assert desk.read("agency", rows).findings[0].code == "all-full-marks"
    assert desk.finals(rows, words={"总分": "最终成绩"}) == {"建平镇": 100, "十字镇": 100}
    assert desk.finals(rows, words={"总分": "不导入"}) == {"建平镇": 95, "十字镇": 96}
    assert desk.finals(rows, replace(OPTIONS, as_written=True)) == {"建平镇": 100, "十字镇": 100}


def test_the_whole_counts_beside_its_parts(desk: Desk) -> None:
    rows = [["单位", "线上得分", "线下得分", "综合得分"], ["建平镇", 95, 85, 90], ["十字镇", 90, 70, 80]]
    assert desk.finals(rows) == {"建平镇": 90, "十字镇": 80}


def test_tables_below_each_other(desk: Desk) -> None:
    first = [["一、乡镇"], ["单位", "得分"], ["建平镇", 90], []]
    rows = [*first, ["二、县直单位"], ["序号", "部门名称", "测评得分"], [1, "县财政局", 80]]
    assert desk.finals(rows) == {"建平镇": 90, "县财政局": 80}


def test_a_head_over_two_rows_that_are_not_merged(desk: Desk) -> None:
    rows = [["序号", "测评对象", "测评结果", None], [None, None, "得分", "排名"], [1, "建平镇", 90, 1]]
    assert desk.finals(rows) == {"建平镇": 90}


def test_a_title_over_all_columns_is_no_head(desk: Desk) -> None:
    rows = [["专业机构测评得分", None, None], ["序号", "单位", "得分"], [1, "建平镇", 90]]
    assert desk.finals(rows, merges=[(1, 1, 1, 3)]) == {"建平镇": 90}
    assert desk.finals(rows) == {"建平镇": 90}


def test_a_unit_merged_over_two_columns_is_one(desk: Desk) -> None:
    rows = [["单位", None, "得分"], ["乡镇", "建平镇", 90], ["县直", "县财政局", 80]]
    assert desk.finals(rows, merges=[(1, 1, 1, 2)]) == {"建平镇": 90, "县财政局": 80}


def test_a_summary_says_the_same_again(desk: Desk) -> None:
    detail = [["单位", *NAMES, "总分"], ["建平镇", *FULLS, 100]]
    draft = desk.read("agency", [["单位", "最终成绩"], ["建平镇", 100]], 明细=detail)
    assert (draft.findings, len(items(draft, "jianping"))) == ([], 16)
    draft = desk.read("agency", [["单位", "最终成绩"], ["建平镇", 99]], 明细=detail)
    assert [(str(fault.place), fault.code) for fault in draft.findings] == [
        ("表.xlsx 表“明细” 第2行A列", "repeated-unit")
    ]


def test_marks_that_look_like_parts_are_questioned(desk: Desk) -> None:
    rows = [["单位", "得分"], ["建平镇", 0.95], ["十字镇", 1]]
    assert faults(desk.read("agency", rows)) == ["第1行B列 parts-of-a-whole"]
    assert desk.finals(rows, replace(OPTIONS, as_written=True)) == {"建平镇": Decimal("0.95"), "十字镇": 1}
    assert desk.finals([["单位", "得分"], ["建平镇", 0.95], ["十字镇", 80]])["十字镇"] == 80


FORM = [["序号", "被评议单位", "得分"], [1, "建平镇", 90], [2, "十字镇", 80], ["评议人签名："]]


@pytest.mark.parametrize(
    "title",
    ["评议单位：县财政局", "县财政局评议票", "打分单位 县财政局", "参加评议单位：县财政局", "参与测评单位:县财政局"],
)
def test_a_form_a_rater(desk: Desk, title: str) -> None:
    draft = desk.read("ballots", [[title], *FORM])
    assert (votes(draft, "jianping"), votes(draft, "shizi")) == ({"caizhengju": [90]}, {"caizhengju": [80]})


def test_the_rater_by_the_name_of_the_sheet_or_by_the_command(desk: Desk) -> None:
    assert votes(desk.read("ballots", FORM, name="县公安局"), "jianping") == {"gonganju": [90]}
    assert votes(desk.read("ballots", FORM, replace(OPTIONS, rater="财政局")), "jianping") == {"caizhengju": [90]}
    draft = desk.read("ballots", FORM)
    assert faults(draft) == ["第1行B列 no-rater"]
    assert "--rater" in draft.findings[0].hint


@pytest.mark.parametrize("heads", [("乡镇", "评分"), ("单位", "得分"), ("名称", "评议得分"), ("部门/乡镇", "打分情况")])
def test_a_form_under_any_head_of_units(desk: Desk, heads: tuple[str, str]) -> None:
    rows = [["县财政局评议票"], [*heads], ["建平镇", 90], ["十字镇", 80], ["评议人签名：", "日期："]]
    draft = desk.read("ballots", rows)
    assert (draft.findings, votes(draft, "jianping")) == ([], {"caizhengju": [90]})


@pytest.mark.parametrize("title", ["被评单位：县财政局", "参评单位：县财政局", "受评对象：县财政局"])
def test_the_unit_that_is_rated_is_not_the_rater(desk: Desk, title: str) -> None:
    assert faults(desk.read("ballots", [[title], ["单位", "得分"], ["建平镇", 90]])) == ["第2行A列 no-rater"]


def test_a_misspelt_unit_over_a_column_of_ballots_is_a_fault(desk: Desk) -> None:
    rows = [["评议单位", "建平镇", "十子镇", "平均分", "备注"], ["县财政局", 90, 91, 90.5, "无"]]
    draft = desk.read("ballots", rows)
    assert faults(draft) == ["第1行C列 unknown-unit"]
    assert "“十字镇”" in draft.findings[0].hint
    draft = desk.read("ballots", rows, words={"十子镇": "不导入"})
    assert (draft.findings, votes(draft, "jianping")) == ([], {"caizhengju": [90]})


def test_a_column_a_ballot(desk: Desk) -> None:
    rows = [["被评单位", "票1", "票2", "票3", "平均分"], *([town, 90, 91, 92, 91] for town in TOWNS)]
    assert faults(desk.read("ballots", rows)) == ["第1行A列 no-rater"]
    assert votes(desk.read("ballots", rows, replace(OPTIONS, rater="县财政局")), "shizi") == {"caizhengju": [90, 91, 92]}


def test_rows_of_several_raters_of_one_unit(desk: Desk) -> None:
    rows = [["评议单位", *TOWNS], *(["县财政局", 90, 80, 70], ["县公安局", 60, 50, 40]) * 2]
    assert faults(desk.read("ballots", rows)) == ["第4行B列 repeated-ballot"]
    draft = desk.read("ballots", rows, replace(OPTIONS, ballot_a_row=True))
    assert votes(draft, "jianping") == {"caizhengju": [90, 90], "gonganju": [60, 60]}


@pytest.mark.parametrize(
    ("title", "rater"), [("县直单位对乡镇评分表", "caizhengju"), ("乡镇评县直部门", "jianping"), ("评分表", "caizhengju")]
)
def test_the_title_says_who_rates_whom(desk: Desk, title: str, rater: str) -> None:
    draft = desk.read("ballots", [[title], ["单位名称", "建平镇", "十字镇"], ["县财政局", 90, 80]])
    rated = "jianping" if rater == "caizhengju" else "caizhengju"
    assert rater in votes(draft, rated)


def test_an_export_of_a_questionnaire(desk: Desk) -> None:
    head = ["序号", "提交答卷时间", "来自IP", "1、您所在的单位：", "2、请打分—建平镇", "2、请打分—十字镇"]
    draft = desk.read("ballots", [head, [1, "2020/1/8 9:30:11", "10.0.0.1", "县财政局", 90, 91]])
    assert (draft.findings, votes(draft, "jianping"), votes(draft, "shizi")) == (
        [],
        {"caizhengju": [90]},
        {"caizhengju": [91]},
    )


def test_grades_are_asked_for_once(desk: Desk) -> None:
    rows = [["评议单位", *TOWNS], ["县财政局", "满意", "基本满意", "满意"]]
    draft = desk.read("ballots", rows)
    assert {(str(fault.place), fault.message) for fault in draft.findings} == {
        ("表.xlsx 表“表1” 第2行B列", "“满意”、“基本满意”不是数字，共 3 格")
    }
    draft = desk.read("ballots", rows, words={"满意": "95", "基本满意": "80"})
    assert (draft.findings, votes(draft, "jianping")) == ([], {"caizhengju": [95]})


ITEMS = [["指标", "得分"], *([name, full] for name, full in LEAVES.values())]
SAID: list[tuple[str, Rows, str]] = [
    ("agency", ITEMS, "第1行A列: no-unit: 表里没有写是哪个单位的成绩（请在表名或标题里写明单位，或增加“单位”一列）"),
    (
        "agency",
        [["单位", "得分"], ["建平镇", 0.5]],
        "第1行B列: parts-of-a-whole: 这一列的成绩都在 0 到 1 之间",
    ),
    ("agency", [["单位", "得分"], ["一、乡镇"], ["县财政局", 9]], "第3行A列: wrong-group: “县财政局”列在“乡镇”下面"),
    ("ballots", FORM, "第1行B列: no-rater: 表里没有写是哪个单位的票"),
    ("ballots", [["评议单位", "被评单位"], ["县财政局", "建平镇"]], "第1行B列: unknown-head: 表头里没有认出“分数”"),
]


@pytest.mark.parametrize(("kind", "rows", "said"), SAID)
def test_what_is_said(desk: Desk, kind: str, rows: Rows, said: str) -> None:
    [fault] = desk.read(kind, rows).findings
    assert str(fault).removeprefix("表.xlsx 表“表1” ").startswith(said)


@pytest.mark.parametrize("columns", [("2018年得分", "2019年得分"), ("2019年度得分", "2018年度得分")])
def test_the_column_of_another_year_is_no_mark_of_this_one(desk: Desk, columns: tuple[str, str]) -> None:
    marks = [70 if "2018" in column else 90 for column in columns]
    assert desk.finals([["单位", *columns], ["建平镇", *marks]]) == {"建平镇": Decimal(90)}
    last = desk.read("agency", [["单位", "2018年得分"], ["建平镇", 70]])
    assert [fault.code for fault in last.findings] == ["unknown-head"]


def test_a_title_over_a_sheet_on_its_side_is_of_no_column(desk: Desk) -> None:
    rows = [["2019年测评成绩"], ["单位", "满分", *TOWNS], ["总分", 100, 91, 92, 93]]
    draft = desk.read("agency", rows, merges=[(1, 1, 1, 5)])
    assert draft.findings == []
    assert finals(draft) == dict(zip(TOWNS, (Decimal(mark) for mark in (91, 92, 93)), strict=True))
    assert "表“表1”中不是记录、没有读的列：B列“满分”" in draft.notes
    assert not any("2019年测评成绩" in note for note in draft.notes)


def test_a_title_alone_is_half_of_no_head(desk: Desk) -> None:
    rows = [["单位"], ["甲", "乙", "丙"], ["一", "二", "三"]]
    with pytest.raises(RequestError, match="没有找到表头"):
        desk.read("agency", rows, merges=[(1, 1, 1, 3)])


@pytest.mark.parametrize("tick", ["√", "✓", "●", "V"])
def test_ticks_are_no_marks(desk: Desk, tick: str) -> None:
    rows = [["被评单位", "优秀", "良好"], ["建平镇", tick], ["十字镇", None, tick]]
    [fault] = desk.read("ballots", rows, replace(OPTIONS, rater="县发改委")).findings
    assert str(fault).startswith("表.xlsx 表“表1” 第2行B列: ticked: 这张表用勾选的办法打等次")


@pytest.mark.parametrize(
    "head",
    [
        "◆县直部门",
        "第二组：县直单位",
        "甲、县直部门",
        "【县直单位】",
        "B组：县直单位",
        "■ 县直单位（33个）",
        "（二）县直单位",
    ],
)
def test_heads_of_groups_in_many_forms_tell_the_group(desk: Desk, head: str) -> None:
    assert faults(desk.read("agency", [["单位", "得分"], [head], ["建平镇", 9]])) == ["第3行A列 wrong-group"]
    assert desk.finals([["单位", "得分"], [head], ["县财政局", 9]]) == {"县财政局": 9}

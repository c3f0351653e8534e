"""scripts/import ballots: votes of units about units, of which no person's name remains."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import Office

LONG = ["评议单位", "被评单位", "票号", "分数"]


def cast(office: Office, unit: str) -> dict[str, list[Decimal | None]]:
    """The marks that a unit was given, by rater."""
    return {ballots.rater: list(ballots.marks) for ballots in office.record(unit).ballots}


def test_a_row_a_ballot(office: Office) -> None:
    rows = [
        LONG,
        ["县财政局", "建平镇", 1, "９０"],
        ["国资委", "建平镇", 2, 85.5],
        ["县公安局", "建平镇", 1, "弃权"],
        ["建平镇", "县财政局", 1, 88],
    ]
    words = office.imported("ballots", office.book(rows))
    assert words == ["建平镇：双向互评 2 个评议单位的 3 张票", "县财政局：双向互评 1 个评议单位的 1 张票"]
    assert cast(office, "jianping") == {"caizhengju": [Decimal("85.5"), Decimal(90)], "gonganju": [None]}
    assert cast(office, "caizhengju") == {"jianping": [Decimal(88)]}
    assert office.imported("ballots", office.book(rows)) == []


def test_the_order_of_rows_leaves_no_trace(office: Office) -> None:
    rows = [["县财政局", "建平镇", number, mark] for number, mark in enumerate([90, 70, 80], start=1)]
    office.imported("ballots", office.book([LONG, *rows]))
    before = office.state()
    assert office.imported("ballots", office.book([LONG, *reversed(rows)])) == []
    assert office.state() == before
    assert cast(office, "jianping") == {"caizhengju": [70, 80, 90]}


def test_names_of_people_are_dropped_and_that_is_said(office: Office) -> None:
    rows = [
        ["评议单位", "姓名", "联系电话", "被评单位", "得分", "意见"],
        ["县财政局", "张三", "13800000000", "建平镇", 90, "好"],
        ["县财政局", "李四", "13900000000", "建平镇", 80, ""],
    ]
    status, words, said = office.run("ballots", office.book(rows))
    assert (status, words) == (0, ["建平镇：双向互评 1 个评议单位的 2 张票"])
    assert said[:2] == [
        "注意：表“表1”中“姓名、联系电话”没有导入：评议票只记评议单位和分数",
        "注意：表“表1”中没有使用的列：意见",
    ]
    everything = b"".join(office.state().values()).decode()
    assert all(word not in everything for word in ("张三", "李四", "13800000000"))
    assert cast(office, "jianping") == {"caizhengju": [80, 90]}


def test_a_matrix_of_raters_and_rated(office: Office) -> None:
    rows = [
        ["县直单位对乡镇评分表"],
        ["评议单位", "建平镇", "十字镇", "平均"],
        ["县财政局", "86、９０", 77, 80],
        ["县公安局", "弃权", "—", None],
        ["合计", 1, 2, 3],
    ]
    status, words, said = office.run("ballots", office.book(rows), "--date", "2020-01-08")
    assert (status, len(words)) == (0, 2)
    assert said[0] == "注意：表“表1”中没有使用的列：平均"
    assert cast(office, "jianping") == {"caizhengju": [86, 90], "gonganju": [None]}
    assert cast(office, "shizi") == {"caizhengju": [77]}
    assert office.record("shizi").ballots[0].date == date(2020, 1, 8)


def test_a_matrix_the_other_way_round_and_two_sheets(office: Office) -> None:
    def title(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["B1"] = "评议单位"
        sheet.merge_cells("B1:C1")
        sheet["A1"] = "被评单位"
        sheet.merge_cells("A1:A2")

    down = [[None, "县财政局", "县公安局"], ["建平镇", 80, 90]]
    file = office.book(down, title, 乡镇评部门=[["评议单位", "县财政局"], ["建平镇", 70]])
    office.imported("ballots", file)
    assert cast(office, "jianping") == {"caizhengju": [80], "gonganju": [90]}
    assert cast(office, "caizhengju") == {"jianping": [70]}


def test_a_second_sheet_replaces_the_ballots_of_its_raters_only(office: Office) -> None:
    office.imported("ballots", office.book([LONG, ["县财政局", "建平镇", 1, 90], ["县公安局", "建平镇", 1, 80]]))
    path = office.data / "scores/2019/jianping.yaml"
    text = path.read_text(encoding="utf-8").replace("marks: [80]}", "marks: [80]} # 原票已核对")
    path.write_text(text, encoding="utf-8")
    words = office.imported("ballots", office.book([LONG, ["县财政局", "建平镇", 1, 60]]))
    assert words == ["建平镇：双向互评 1 个评议单位的 1 张票，其中 1 个单位原有的票被替换"]
    assert cast(office, "jianping") == {"caizhengju": [60], "gonganju": [80]}
    assert path.read_text(encoding="utf-8") == text.replace("[90]", "[60]")


def test_faults(office: Office) -> None:
    rows = [
        [*LONG, "日期"],
        ["县财政局", "县公安局", 1, 90],
        ["建平镇", "建平镇", 1, 90],
        ["县财政局", "建平镇", 1, 101],
        ["县财政局", "建平镇", 1, 90],
        ["县财政局", "十字镇", 1, "优"],
        ["县财政局", "涛城镇", 1, 90, "2019-12-31"],
        ["某局", "无名镇", 1, 90],
    ]
    faults = office.refused("ballots", office.book(rows))
    assert [fault.split("（")[0] for fault in faults] == [
        "表“表1” 第2行A列: wrong-rater-group: “县财政局”属于“县直单位”，不能评议“县公安局”",
        "表“表1” 第3行A列: wrong-rater-group: “建平镇”属于“乡镇”，不能评议“建平镇”",
        "表“表1” 第4行D列: mark-above-full: 打分 101 超过满分 100",
        "表“表1” 第5行: repeated-ballot: “县财政局”对“建平镇”的票与第4行重复",
        "表“表1” 第6行D列: not-a-number: “优”不是数字",
        "表“表1” 第7行E列: outside-window: 2019-12-31 不在“双向互评”的测评时间",
        "表“表1” 第8行A列: unknown-unit: 找不到单位“某局”",
        "表“表1” 第8行B列: unknown-unit: 找不到单位“无名镇”",
        "有 3 个写法没有认出：加 --mapping 对照.yaml 写出对照表，核对后再用同一个命令导入，以后不用再写",
        "没有导入：有 8 处错误，没有改动任何文件。",
    ]


@pytest.mark.parametrize(
    ("cell", "code"), [("80、101", "mark-above-full"), ("80、优", "not-a-number"), ("80、90%", "not-a-number")]
)
def test_faults_inside_a_cell_of_several_ballots(office: Office, cell: str, code: str) -> None:
    faults = office.refused("ballots", office.book([["评议单位", "建平镇"], ["县财政局", cell]]))
    assert faults[0].startswith(f"表“表1” 第2行B列: {code}: ")


def test_ballots_twice_in_one_workbook(office: Office) -> None:
    file = office.book([LONG, ["县财政局", "建平镇", 1, 90]], 又一张=[LONG, ["县财政局", "建平镇", 1, 90]])
    faults = office.refused("ballots", file)
    assert faults[0].startswith("表“又一张” 第2行D列: repeated-ballot: “县财政局”对“建平镇”的票在另一张表里已有")


def test_a_unit_in_two_columns(office: Office) -> None:
    faults = office.refused("ballots", office.book([["评议单位", "县发改委", "县粮储局"], ["建平镇", 80, 90]]))
    assert faults[0].startswith("表“表1” 第1行B列: repeated-head: “县发改委”有两列，同样的还有 1 处：第1行C列")


RATED_BY_LEADERS = "      town:\n        - department\n        - leaders\n"


def with_leaders(office: Office) -> None:
    """Let leaders, who are not assessed, rate the towns."""
    office.folder.change("schemes/2019.yaml", "      town:\n        - department\n", RATED_BY_LEADERS)
    path = office.data / "schemes/2019.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"outside_raters: [{{id: leaders, name: 县领导}}]\n{text}", encoding="utf-8")


def test_those_who_are_not_assessed_rate_by_the_name_of_the_scheme(office: Office) -> None:
    with_leaders(office)
    rows = [LONG, ["县领导", "建平镇", 1, 90], ["县领导", "建平镇", 2, 80], ["县财政局", "建平镇", 1, 70]]
    assert office.imported("ballots", office.book(rows)) == ["建平镇：双向互评 2 个评议单位的 3 张票"]
    assert cast(office, "jianping") == {"leaders": [80, 90], "caizhengju": [70]}
    matrix = [["评议单位", "建平镇", "十字镇"], ["县领导", 85, 75]]
    office.imported("ballots", office.book(matrix))
    assert cast(office, "jianping") == {"leaders": [85], "caizhengju": [70]}
    assert cast(office, "shizi") == {"leaders": [75]}


def test_nobody_rates_those_who_are_not_assessed(office: Office) -> None:
    with_leaders(office)
    listed = office.refused("ballots", office.book([LONG, ["县财政局", "县领导", 1, 90]]))
    assert "表“表1” 第2行B列: unknown-unit: 找不到单位“县领导”" in listed[0]
    across = office.refused("ballots", office.book([["评议单位", "建平镇", "县领导"], ["县财政局", 85, 75]]))
    assert across[0] == "表“表1” 第2行C列: unknown-unit: “县领导”不是考评对象，不受评议（请核对谁评谁）"

"""scripts/import agency: marks of the agency, from sheets as agencies send them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from assessment.dataset.record import Absent, Visibility
from assessment.imports.roster import UNIT_HINT
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.office import Office
from tests.scoring.shipped import full_of

OPTIONS_OF_IMPORT = ("--source", "某测评机构", "--date", "2019-12-20")
HEAD = ["单位", "最终成绩"]
SCHEME = read_year(DATA, Period(2019)).whole.scheme
LEAVES = {leaf.clause: (leaf.name, full_of(leaf)) for leaf in SCHEME.components[0].leaves()}


def marks(office: Office) -> dict[str, object]:
    """Every unit's mark of the agency."""
    records = read_year(office.data, Period(2019)).whole.records
    return {name: given.mark for name, record in records.items() for given in record.marks}


def test_a_plain_sheet(office: Office) -> None:
    words = office.imported("agency", office.book([HEAD, ["建平镇", 94.57], ["县财政局", 88]]), *OPTIONS_OF_IMPORT)
    assert words == [
        "建平镇：登记证据 e…《2019年度专业机构测评成绩表》",
        "建平镇：专业机构测评成绩 94.57",
        "县财政局：登记证据 e…《2019年度专业机构测评成绩表》",
        "县财政局：专业机构测评成绩 88",
    ]
    record = office.record("jianping")
    [given] = record.marks
    [piece] = record.evidence
    assert (given.mark, given.date, given.evidence) == (Decimal("94.57"), date(2019, 12, 20), (piece.id,))
    assert (piece.source, piece.visibility) == ("某测评机构", Visibility.INTERNAL)
    [kept] = piece.files
    assert (office.data / "evidence" / kept.path).read_bytes() == (office.path / "表.xlsx").read_bytes()


def test_whom_the_scheme_names_as_giver_is_the_source(office: Office) -> None:
    path = office.data / "schemes" / "2019.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    method: given\n", "    method: given\n    giver: 某评估组\n"), encoding="utf-8")
    office.imported("agency", office.book([HEAD, ["建平镇", 94.57]]), "--date", "2019-12-20")
    [piece] = office.record("jianping").evidence
    assert piece.source == "某评估组"


def test_a_second_time_changes_nothing(office: Office) -> None:
    file = office.book([HEAD, ["建平镇", 94.57]])
    office.imported("agency", file, *OPTIONS_OF_IMPORT)
    before = office.state()
    status, words, said = office.run("agency", file, *OPTIONS_OF_IMPORT)
    assert (status, words, said[-1]) == (0, [], "没有变化。")
    assert office.state() == before


def test_a_dry_run_says_and_leaves(office: Office) -> None:
    before = office.state()
    status, words, said = office.run("agency", office.book([HEAD, ["建平镇", 90]]), *OPTIONS_OF_IMPORT, "--dry-run")
    assert (status, words[-1]) == (0, "建平镇：专业机构测评成绩 90")
    assert said[-1] == "以上是试运行：会改动 1 个文件，现在没有改动。"
    assert office.state() == before


def test_a_corrected_sheet_changes_only_the_mark(office: Office) -> None:
    office.imported("agency", office.book([HEAD, ["建平镇", 90], ["十字镇", 80]]), *OPTIONS_OF_IMPORT)
    words = office.imported("agency", office.book([HEAD, ["建平镇", 90.5], ["十字镇", 80]]), *OPTIONS_OF_IMPORT)
    assert words == [
        "建平镇：登记证据 e…《2019年度专业机构测评成绩表》",
        "建平镇：专业机构测评成绩 90 改为 90.5",
    ]
    record = office.record("jianping")
    assert record.marks[0].evidence == tuple(piece.id for piece in record.evidence)
    assert len(record.evidence) == 2


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("９５．５", "95.5"),
        (" 95.5 ", "95.5"),
        ("95.50分", "95.50"),
        ("95.5%", "95.5"),
        ("９５．５％", "95.5"),
        (28.299999999999997, "28.3"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_numbers_as_they_are_written(office: Office, written: object, mark: str) -> None:
    office.imported("agency", office.book([HEAD, ["建平镇", written]]), *OPTIONS_OF_IMPORT)
    assert marks(office) == {"jianping": Decimal(mark)}


def test_a_number_shown_as_a_percentage(office: Office) -> None:
    def shown(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0.00%"

    office.imported("agency", office.book([HEAD, ["建平镇", 0.9457]], shown), *OPTIONS_OF_IMPORT)
    assert marks(office) == {"jianping": Decimal("94.57")}


@pytest.mark.parametrize("nothing", [None, "", "—", "－", "-", "/", "无", "　"])
def test_no_mark_is_never_0(office: Office, nothing: object) -> None:
    status, _, said = office.run("agency", office.book([HEAD, ["建平镇", nothing], ["十字镇", 80]]), *OPTIONS_OF_IMPORT)
    assert status == 0
    assert marks(office) == {"shizi": Decimal(80)}
    assert said[0].startswith("注意：表中没有成绩的单位：建平镇、")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("县发改委", "fagaiwei"),
        ("县发改委（县粮储局）", "fagaiwei"),
        ("县发改委(县粮储局)", "fagaiwei"),
        ("县粮储局", "fagaiwei"),
        ("发改委", "fagaiwei"),
        (" 建 平 镇 ", "jianping"),
        ("郎溪县建平镇人民政府", "jianping"),
        ("县国资委", "caizhengju"),
    ],
)
def test_units_by_any_of_their_names(office: Office, name: str, unit: str) -> None:
    office.imported("agency", office.book([HEAD, [name, 80]]), *OPTIONS_OF_IMPORT)
    assert list(marks(office)) == [unit]


def test_titles_above_totals_and_notes_below(office: Office) -> None:
    rows = [
        ["2019年度政务公开测评成绩表"],
        ["填表单位：某测评机构"],
        [],
        ["序号", "单 位", "最终成绩（分）"],
        ["一、乡镇"],
        [1, "建平镇", 90],
        ["二、县直单位："],
        [2, "县财政局", 80],
        ["序号", "单 位", "最终成绩（分）"],
        [3, "县公安局", 70],
        [None, "合计", 240],
        ["平均分", None, 80],
        ["注：本表由测评机构提供"],
        ["制表人：张三"],
    ]
    office.imported("agency", office.book(rows), *OPTIONS_OF_IMPORT)
    assert marks(office) == {"jianping": Decimal(90), "caizhengju": Decimal(80), "gonganju": Decimal(70)}


def test_a_note_merged_over_the_whole_width(office: Office) -> None:
    rows = [["成绩表", None], HEAD, ["建平镇", 90], ["备注：机构盖章有效", None]]

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A4:B4")

    office.imported("agency", office.book(rows, merge), *OPTIONS_OF_IMPORT)
    assert marks(office) == {"jianping": Decimal(90)}


def test_items_under_a_head_of_two_rows(office: Office) -> None:
    top: list[object] = ["单位", "最终成绩"]
    below: list[object] = [None, None]
    row: list[object] = ["建平镇", 98]
    for clause, (name, full) in LEAVES.items():
        top += [f"{clause} {name}", None]
        below += ["得分", "失分原因"]
        row += [full, None]
    row[2], row[3] = 13, "一份文件没有解读。\n另一份解读不完整"

    # 13 of 15, all else full; the third block of 33 counts as 36, so that 100 - 2 = 98.
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")
        for column in range(3, 3 + 2 * len(LEAVES), 2):
            sheet.merge_cells(start_row=1, start_column=column, end_row=1, end_column=column + 1)

    words = office.imported("agency", office.book([top, below, row], merge), *OPTIONS_OF_IMPORT)
    assert words[-1].startswith("建平镇：专业机构测评指标得分 16 项：附件3第一类第1项、")
    record = office.record("jianping")
    items, [piece] = record.marks[0].items, record.evidence
    assert [item.clause for item in items] == list(LEAVES)
    assert (items[0].mark, items[0].reason) == (Decimal(13), "一份文件没有解读。另一份解读不完整")
    assert items[0].evidence == (piece.id,)


def item_row(*changes: tuple[int, object]) -> list[list[object]]:
    """A head with all items by name and their reasons, and a row with full marks but for the changes."""
    head: list[object] = [*HEAD]
    row: list[object] = ["建平镇", 100]
    for name, full in LEAVES.values():
        head += [f"{name}（{full}分）", f"{name}失分原因"]
        row += [full, None]
    for index, value in changes:
        row[index] = value
    return [head, row]


def test_an_item_that_does_not_apply(office: Office) -> None:
    office.imported("agency", office.book(item_row((2, "不涉及"), (3, "不制定政策"))), *OPTIONS_OF_IMPORT)
    item = office.record("jianping").marks[0].items[0]
    assert isinstance(item.mark, Absent)
    assert item.mark.reason == "不制定政策"


def test_item_marks_that_do_not_add_up_are_told_by_the_check(office: Office) -> None:
    faults = office.refused("agency", office.book(item_row((1, 90))), *OPTIONS_OF_IMPORT)
    assert faults[0].startswith("表“表1” 第2行B列: does-not-reconcile: 指标得分合计 100，与最终成绩 90 不一致")
    assert faults[-1] == "没有导入：有 1 处错误，没有改动任何文件。"


def test_all_faults_at_once(office: Office) -> None:
    rows = [
        ["成绩表"],
        ["单位", "最终成绩", "日期", "备注"],
        ["建平镇", "九十", "2019-12-20"],
        ["无名镇", 90, "2019-12-20"],
        ["十字镇", 101, "2018-12-20"],
        ["涛城镇", -1, "2019年2月30日"],
        ["梅渚镇", "未参评"],
        ["新发镇", "#N/A"],
        ["县财政局", 80],
        ["县国资委", 81],
    ]
    assert office.refused("agency", office.book(rows), "--source", "某机构") == [
        "表“表1” 第3行B列: not-a-number: “九十”不是数字（请填数字，例如 85.5；没有成绩的留空）",
        f"表“表1” 第4行A列: unknown-unit: 找不到单位“无名镇”（{UNIT_HINT.replace('data/', f'{office.data}/')}）",
        "表“表1” 第5行B列: mark-above-full: 成绩 101 超过满分 100（请核对提供的成绩）",
        "表“表1” 第5行C列: outside-window: 2018-12-20 不在“专业机构测评”的测评时间（2019-12-01 至 2019-12-31）之内"
        "（请核对日期：写成绩出具的那一天）",
        "表“表1” 第6行B列: too-small: “最终成绩”太小：“-1”，至少为 0（外部给出的最终成绩。）",
        "表“表1” 第6行C列: not-a-date: “2019年2月30日”不是日期（请写成 2019-05-03 或 2019年5月3日）",
        "表“表1” 第7行D列: empty: 没有写未参评的原因（请在这一行的“备注”列写明，没有这一列的加上）",
        "表“表1” 第8行B列: formula-failed: 公式出错：#N/A（请改正公式或直接填写数值）",
        "表“表1” 第9行C列: empty: 没有写成绩表的出具日期（请用 --date 写明，或在表中增加“日期”一列）",
        "表“表1” 第10行A列: repeated-unit: “县财政局”的成绩出现了两次，第9行已有（请只留一行）",
        "没有导入：有 10 处错误，没有改动任何文件。",
    ]


def test_faults_of_items(office: Office) -> None:
    faults = office.refused("agency", office.book(item_row((2, 14), (4, 5.1))), *OPTIONS_OF_IMPORT)
    assert [fault.split(": ")[:2] for fault in faults if ": " in fault] == [
        ["表“表1” 第2行D列", "unexplained-loss"],
        ["表“表1” 第2行E列", "mark-above-full"],
    ]
    faults = office.refused("agency", office.book(item_row((4, "—"))), *OPTIONS_OF_IMPORT)
    assert faults[0].startswith("表“表1” 第2行: incomplete-items: 指标得分不全，缺 附件3第一类第2项")


def test_a_formula_without_a_value_is_told_and_never_0(office: Office) -> None:
    faults = office.refused("agency", office.book([HEAD, ["建平镇", "=90+5"], ["十字镇", 80]]), *OPTIONS_OF_IMPORT)
    assert faults[0] == (
        "表“表1” 第2行B列: no-value: 公式没有计算结果（请用 Excel 或 WPS 打开并保存一次，或把公式改成数值）"
    )


def test_what_is_hidden(office: Office) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book = sheet.parent
        assert book is not None
        book["底稿"].sheet_state = "hidden"

    file = office.book([HEAD, ["建平镇", 90], ["十字镇", 80]], hide, 底稿=[HEAD, ["涛城镇", 70]])
    assert office.refused("agency", file, *OPTIONS_OF_IMPORT) == [
        "表“表1” 第1行B列: hidden-column: 这一列被隐藏了（请取消隐藏，核对后再导入）",
        "表“表1” 第3行: hidden-row: 这一行被隐藏了（请取消隐藏或筛选，核对后再导入；不要的行请删去）",
        "注意：没有读取隐藏的表“底稿”",
        "没有导入：有 2 处错误，没有改动任何文件。",
    ]


def test_dates_in_the_sheet(office: Office) -> None:
    rows = [
        ["单位", "最终成绩", "日期"],
        ["建平镇", 1, "2019-12-3"],
        ["十字镇", 2, "2019年12月4日"],
        ["涛城镇", 3, "2019.12.5"],
        ["梅渚镇", 4, "２０１９／１２／６"],
        ["新发镇", 5, datetime(2019, 12, 7)],
        ["飞鲤镇", 6, 20191208],
    ]
    office.imported("agency", office.book(rows), "--source", "某机构")
    records = read_year(office.data, Period(2019)).whole.records
    days = {given.date.day for record in records.values() for given in record.marks if given.date}
    assert days == {3, 4, 5, 6, 7, 8}


def test_not_assessed_with_a_reason(office: Office) -> None:
    file = office.book([[*HEAD, "备注"], ["建平镇", "未参评", "年中撤并"]])
    assert office.imported("agency", file, *OPTIONS_OF_IMPORT) == ["建平镇：专业机构测评记为未参评，原因：年中撤并"]
    assert office.record("jianping").not_assessed["agency"].reason == "年中撤并"
    assert office.imported("agency", file, *OPTIONS_OF_IMPORT) == []


def test_evidence_that_is_listed_already(office: Office) -> None:
    report = "evidence:\n  - {id: e07, title: 报告, kind: 文件, source: 某机构, captured: 2019-12-20, url: /r}\n"
    office.folder.record("jianping", report)
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    words = office.imported("agency", office.book([HEAD, ["建平镇", 90]]), "--evidence", "e07")
    assert words == ["建平镇：专业机构测评成绩 90"]
    assert office.record("jianping").marks[0].evidence == ("e07",)
    faults = office.refused("agency", office.book([HEAD, ["十字镇", 90]]), "--evidence", "e07")
    assert faults[0].startswith("表“表1” 第2行: unknown-evidence: 证据清单里没有“e07”")


def test_what_a_sheet_cannot_say_has_to_be_asked_for(office: Office) -> None:
    file = office.book([HEAD, ["建平镇", 90]])
    assert "--source" in office.refused("agency", file, "--date", "2019-12-20")[0]
    assert "--date" in office.refused("agency", file, "--source", "某机构")[0]


def test_what_an_editor_wrote_stays(office: Office) -> None:
    office.folder.record(
        "jianping",
        "# 手写的说明\nmarks:\n  agency:\n    mark: 90  # 初步\n    evidence: [e01]\nevidence:\n"
        "  - {id: e01, title: 报告, kind: 文件, source: 某机构, captured: 2019-12-20, url: /r}\n",
    )
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    office.imported("agency", office.book([HEAD, ["建平镇", 91]]), "--evidence", "e01")
    text = (office.data / "scores/2019/jianping.yaml").read_text(encoding="utf-8")
    assert "# 手写的说明\nmarks:\n  agency:\n    mark: 91  # 初步\n    evidence: [e01]\n" in text


def test_a_sheet_without_a_head(office: Office) -> None:
    assert office.refused("agency", office.book([["建平镇", 90]]), *OPTIONS_OF_IMPORT) == [
        "里没有找到表头，表头应有“单位”和“最终成绩”（没有读取表“表1”：没有找到表头）；"
        "空白表可用 scripts/import template 生成"
    ]


def test_a_corrected_item_changes_only_itself(office: Office) -> None:
    first, second, *_ = LEAVES
    office.imported("agency", office.book(item_row((1, 98), (2, 13), (3, "缺解读"))), *OPTIONS_OF_IMPORT)
    path = office.data / "scores/2019/jianping.yaml"
    remedy = "        rectified: {note: 已补发}  # 已核实\n"
    text = path.read_text(encoding="utf-8").replace("        reason: 缺解读\n", f"        reason: 缺解读\n{remedy}")
    path.write_text(text, encoding="utf-8")
    rows = item_row((1, 97), (2, 12), (3, "缺解读"))
    rows[0].append("日期")
    rows[1].append("2019-12-21")
    assert office.imported("agency", office.book(rows), "--source", "某测评机构") == [
        "建平镇：登记证据 e…《2019年度专业机构测评成绩表》",
        "建平镇：专业机构测评成绩 98 改为 97",
        f"建平镇：专业机构测评指标得分 1 项：{first}",
        "建平镇：专业机构测评出具日期 2019-12-20 改为 2019-12-21",
    ]
    new = path.read_text(encoding="utf-8")
    assert remedy in new
    record = office.record("jianping")
    [given], [first_sheet, second_sheet] = record.marks, (piece.id for piece in record.evidence)
    assert [item.clause for item in given.items] == list(LEAVES)
    assert [(item.mark, item.evidence) for item in given.items[:2]] == [
        (Decimal(12), (first_sheet, second_sheet)),
        (LEAVES[second][1], ()),
    ]
    gone = [line for line in text.splitlines() if line not in new.splitlines()]
    evidence = f"evidence: [{first_sheet}]"
    assert sorted(line.strip() for line in gone) == ["date: 2019-12-20", evidence, evidence, "mark: 13", "mark: 98"]


def test_two_columns_of_one_item(office: Office) -> None:
    rows = item_row()
    rows[0].append(f"{next(iter(LEAVES))}得分")
    faults = office.refused("agency", office.book(rows), *OPTIONS_OF_IMPORT)
    assert faults[0].startswith("表“表1” 第1行AI列: repeated-head: “附件3第一类第1项”有两列")


def test_a_difference_is_recorded_with_its_reason(office: Office) -> None:
    rows = item_row((1, 99))
    rows[0].append("差额说明")
    rows[1].append("另扣投诉1分")
    office.imported("agency", office.book(rows), *OPTIONS_OF_IMPORT)
    assert office.record("jianping").marks[0].difference == "另扣投诉1分"


def test_comments_on_cells_are_said(office: Office) -> None:
    def noted(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("此分为暂定", "张三")

    status, _, said = office.run("agency", office.book([["单位", "最终成绩"], ["建平镇", 88]], noted), *OPTIONS_OF_IMPORT)
    assert status == 0
    assert "注意：表“表1”中的批注没有导入，请看是否影响成绩：第2行B列“此分为暂定”" in said

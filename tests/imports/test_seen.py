"""Sheets that hide or dress their values: what a person would not see never becomes a record without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import Office

OPTIONS_OF_IMPORT = ("--source", "某机构", "--date", "2019-12-20")
HEAD = ["单位", "最终成绩"]
ROWS = [HEAD, ["建平镇", 88], ["十字镇", 77]]
LEDGER = ["日期", "单位", "条款", "原因", "证据名称", "证据来源", "证据取得日期", "证据网址"]
ENTRY = ["2019-07-03", "建平镇", "附件2第1项", "未整改", "通报", "县政府办", "2019-07-04", None]


def number_format(code: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].number_format = code

    return change


@pytest.mark.parametrize(
    ("code", "mark", "line"),
    [
        (";;;", 88, "hidden-value: 这一格看上去是空白，其实存着“88”"),
        ("0.0;-0.0;;@", 0, "hidden-value: 这一格看上去是空白，其实存着“0”"),
        ('0"."0', 88, 'shown-otherwise: 这一格显示为“8.8”，存的却是 88（单元格格式是“0"."0”'),
        ("yyyy/m/d", 88, "not-a-number: “1900-03-28”不是数字（这一格的格式是日期"),
    ],
)
def test_a_mark_that_nobody_sees(office: Office, code: str, mark: float, line: str) -> None:
    file = office.book([HEAD, ["建平镇", mark], ["十字镇", 77]], number_format(code))
    [first, *_] = office.refused("agency", file, *OPTIONS_OF_IMPORT)
    assert first.startswith(f"表“表1” 第2行B列: {line}")


def test_a_part_of_a_name_that_nobody_sees(office: Office) -> None:
    white = TextBlock(InlineFont(color=Color("FFFFFFFF")), "（作废）")
    [line, *_] = office.refused("agency", office.book([HEAD, [CellRichText("建平镇", white), 88]]), *OPTIONS_OF_IMPORT)
    assert line.startswith(
        "表“表1” 第2行A列: shown-otherwise: 这一格显示为“建平镇”，存的却是 建平镇（作废）（有的字和底色一样"
    )


@pytest.mark.parametrize(("column", "text"), [(2, "\u202e镇平建"), (4, "未\u202e改整")])
def test_letters_that_are_turned_round(office: Office, column: int, text: str) -> None:
    row = [*ENTRY[:7], "https://example.org/a"]
    row[column - 1] = text
    [line, *_] = office.refused("ledger", office.book([LEDGER, row]))
    assert "shown-otherwise: 这一格显示为“" in line
    assert "方向颠倒的符号（U+202E）" in line


def test_a_mark_that_is_shown_rounded_is_taken_whole_with_a_word(office: Office) -> None:
    status, words, said = office.run(
        "agency", office.book([HEAD, ["建平镇", 87.405]], number_format("0.0")), *OPTIONS_OF_IMPORT
    )
    assert (status, words[-1]) == (0, "建平镇：专业机构测评成绩 87.405")
    assert said[0].startswith("注意：表.xlsx 表“表1” 第2行B列: shown-rounded: 显示为 87.4，实际是 87.405；")


def test_zeros_in_rows_that_look_empty_are_no_records(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.sheet_view.showZeros = False

    rows = [HEAD, ["建平镇", 88], [None, 0], [None, 0]]
    assert office.imported("agency", office.book(rows, change), *OPTIONS_OF_IMPORT)[-1] == "建平镇：专业机构测评成绩 88"
    [line, *_] = office.refused("agency", office.book([HEAD, ["建平镇", 0]], change), *OPTIONS_OF_IMPORT)
    assert line.startswith("表“表1” 第2行B列: hidden-value")


def test_a_row_that_is_struck_through_is_one_fault(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    lines = office.refused("agency", office.book(ROWS, change), *OPTIONS_OF_IMPORT)
    hint = "不作数的请删去；作数的请取消删除线"
    assert lines == [
        f"表“表1” 第3行: struck-through: 这一行里有带删除线的内容（{hint}）",
        "没有导入：有 1 处错误，没有改动任何文件。",
    ]


@pytest.mark.parametrize("mark", ["9\n5", "8 5", "⑨", "8.5¹"])
def test_digits_are_never_joined(office: Office, mark: str) -> None:
    assert "not-a-number" in office.refused("agency", office.book([HEAD, ["建平镇", mark]]), *OPTIONS_OF_IMPORT)[0]


def test_a_picture_is_named_and_never_a_title(office: Office) -> None:
    picture = '=_xlfn.DISPIMG("ID_0A1B",1)'
    lines = office.refused("ledger", office.book([LEDGER, [*ENTRY[:4], picture, *ENTRY[5:]]]))
    assert any(line.startswith("表“表1” 第2行E列: picture-in-cell: 这一格里是嵌入的图片") for line in lines)
    assert "注意：表.xlsx 表“表1” 第2行E列 嵌入的图片没有读取" in lines
    _, _, said = office.run("agency", office.book([[*HEAD, "备注"], ["建平镇", 88, picture]]), *OPTIONS_OF_IMPORT)
    assert said[0] == "注意：表.xlsx 表“表1” 第2行C列 嵌入的图片没有读取"


@pytest.mark.parametrize(("column", "text"), [(8, "点击查看"), (5, "通报")])
def test_a_link_of_a_cell_is_kept_as_the_address_of_the_evidence(office: Office, column: int, text: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, column, text).hyperlink = "https://example.org/a"

    office.imported("ledger", office.book([LEDGER, ENTRY], change))
    [piece] = office.record("jianping").evidence
    assert piece.url == "https://example.org/a"


def test_an_address_that_is_written_counts_before_the_link_behind_it(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, 8, "https://example.org/a").hyperlink = "https://example.org/b"

    office.imported("ledger", office.book([LEDGER, ENTRY], change))
    assert office.record("jianping").evidence[0].url == "https://example.org/a"


@pytest.mark.parametrize(
    "text", ["https://a.cn/1；https://a.cn/2", "https://a.cn/1\nhttps://a.cn/2", "http://a.cn，http://b.cn"]
)
def test_several_addresses_in_a_cell(office: Office, text: str) -> None:
    [line, *_] = office.refused("ledger", office.book([LEDGER, [*ENTRY[:-1], text]]))
    assert line.startswith("表“表1” 第2行H列: several-addresses: 这一格里有几个网址")


def merged_head(sheet: Worksheet) -> None:
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")


def test_a_head_merged_over_two_columns_is_one_column(office: Office) -> None:
    file = office.book([["单位", None, "最终成绩", None], ["建平镇", None, 88]], merged_head)
    status, words, said = office.run("agency", file, *OPTIONS_OF_IMPORT)
    assert (status, words[-1]) == (0, "建平镇：专业机构测评成绩 88")
    assert not any("没有使用的列" in line for line in said)


@pytest.mark.parametrize("more", [[], ["十字镇", None, 77, None], ["十字镇", None, None, 77]])
def test_a_head_merged_over_two_columns_is_the_one_with_content(office: Office, more: list[object]) -> None:
    """Where both have some, the sheet is refused: nothing tells which of them is meant."""
    file = office.book([["单位", None, "最终成绩", None], ["建平镇", None, None, 88], more], merged_head)
    if more[2:3] == [77]:
        [line, *_] = office.refused("agency", file, *OPTIONS_OF_IMPORT)
        assert line.startswith("表“表1” 第1行D列: repeated-head: 有两列都是“最终成绩”")
    else:
        assert "建平镇：专业机构测评成绩 88" in office.imported("agency", file, *OPTIONS_OF_IMPORT)


def test_a_head_merged_over_two_columns_of_marks_is_two(office: Office) -> None:
    file = office.book([["单位", None, "最终成绩", None], ["建平镇", None, 35.2, 88]], merged_head)
    [line, *_] = office.refused("agency", file, *OPTIONS_OF_IMPORT)
    assert line.startswith("表“表1” 第1行D列: repeated-head: 有两列都是“最终成绩”")


def test_what_binary_arithmetic_left_over_is_asked_about(office: Office) -> None:
    [line, *_] = office.refused("agency", office.book([HEAD, ["建平镇", 5.55e-17]]), *OPTIONS_OF_IMPORT)
    hint = "多半是公式计算留下的误差，本应是 0；请核对后改成应有的数"
    assert line == f"表“表1” 第2行B列: not-a-number: “5.55E-17”不是数字（{hint}）"
    words = office.imported(
        "agency", office.book([HEAD, ["建平镇", 0.1 + 0.2], ["十字镇", 100 - 99.9]]), *OPTIONS_OF_IMPORT, "--as-written"
    )
    assert [words[1], words[3]] == ["建平镇：专业机构测评成绩 0.3", "十字镇：专业机构测评成绩 0.1"]


def test_a_file_that_is_no_workbook_is_one_line(office: Office) -> None:
    path: Path = office.path / "表.xlsx"
    path.write_bytes(b"<html><table></table></html>")
    before = office.state()
    status, words, said = office.run("agency", path, *OPTIONS_OF_IMPORT)
    assert (status, words, len(said)) == (1, [], 1)
    assert said[0].startswith("表.xlsx 其实是网页（HTML）")
    assert office.state() == before

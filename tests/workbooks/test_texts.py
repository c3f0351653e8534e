"""Texts of cells: as Excel shows them, whatever stands in the file."""

from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.workbooks.reading import read_workbook
from assessment.workbooks.writing import NewColumn, NewSheet, workbook_bytes
from tests.workbooks.raw import raw_book, raw_grid, text_cell

ESCAPES = [
    ("一_x000D_\n二", "一\n二"),
    ("一_x000d_\n二", "一\n二"),
    ("一_x000B_二", "一\n二"),
    ("一_x000b_二", "一\n二"),
    ("一_x0007_二", "一二"),
    ("_x4E2D_国", "中国"),
    ("_x4e2d_国", "中国"),
    ("_xD842__xDFB7_村", "𠮷村"),
    ("_x005F_x000D_", "_x000D_"),
    ("_x005f_x000d_", "_x000d_"),
    ("a_x005F_x0041_b", "a_x0041_b"),
    ("a_x0041_b", "aAb"),
    ("_X000D_", "_X000D_"),
    ("_x00D_", "_x00D_"),
    ("x005F_", "x005F_"),
    ("网\xad站", "网站"),
    ("一\u2028二", "一\n二"),
]


@pytest.mark.parametrize(("written", "text"), ESCAPES)
def test_escapes(written: str, text: str, tmp_path: Path) -> None:
    shared = f'<si><t xml:space="preserve">{written}</t></si>'
    rows = f'<row>{text_cell(written)}<c t="s"><v>0</v></c><c t="str"><f>A1</f><v>{written}</v></c></row>'
    grid = raw_grid(tmp_path, rows, strings=shared)
    assert [(cell.value, cell.shown) for cell in grid.rows[1].values()] == [(text, None)] * 3


def run(text: str, look: str = "") -> str:
    return f'<r><rPr>{look}</rPr><t xml:space="preserve">{text}</t></r>'


SUPER, SUB, STRIKE = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>', "<strike/>"


@pytest.mark.parametrize(
    ("runs", "text", "is_struck"),
    [
        (run("8.5") + run("1", SUPER), "8.5¹", False),
        (run("CO") + run("2", SUB), "CO₂", False),
        (run("9") + run(".5", SUPER), "9^.⁵", False),
        (run("建平镇") + run("注", SUPER), "建平镇^注", False),
        (run("80", STRIKE) + run("90"), "8090", True),
        (run("90", '<strike val="0"/>'), "90", False),
        (run(" ", STRIKE) + run("90"), "90", False),
        ("<r><t>建平</t></r><rPh><t>jianping</t></rPh><phoneticPr/>", "建平", False),
        ("<t>甲</t>" + run("乙", '<vertAlign val="baseline"/>'), "甲乙", False),
    ],
)
def test_rich_texts(runs: str, text: str, is_struck: bool, tmp_path: Path) -> None:
    rows = f'<row><c t="inlineStr"><is>{runs}</is></c><c t="s"><v>0</v></c></row>'
    cells = raw_grid(tmp_path, rows, strings=f"<si>{runs}</si>").rows[1].values()
    assert [(cell.value, cell.is_struck) for cell in cells] == [(text, is_struck)] * 2


def test_what_looks_like_an_escape_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = ["_x000D_", "a_x000b_b_x4E2D_", "_x005F_", "_x_"]
    path.write_bytes(workbook_bytes([NewSheet("表", ["题"], [NewColumn("名称", 10)], [[text] for text in texts])]))
    [grid] = read_workbook(path).grids
    assert [grid.rows[row][1].value for row in range(3, 7)] == texts


def test_a_text_longer_than_a_cell_holds(tmp_path: Path) -> None:
    fits, more = "字" * 32_767, "字" * 32_768
    grid = raw_grid(tmp_path, f"<row>{text_cell(fits)}</row>")
    assert grid.rows[1][1].value == fits
    for rows, strings in ((f"<row>{text_cell(more)}</row>", ""), ("<row/>", f"<si><t>{more}</t></si>")):
        with pytest.raises(RequestError, match="里有一格超过 32767 个字"):
            read_workbook(raw_book(tmp_path / "b.xlsx", rows, strings=strings))

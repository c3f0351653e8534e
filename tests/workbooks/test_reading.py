"""Sheets as programs write or break them: read to the last cell, or refused in one clear line with nothing written."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import Office

HEAD = ["单位", "最终成绩"]
OPTIONS_OF_IMPORT = ("--source", "某机构", "--date", "2019-12-20")


def archive(parts: dict[str, bytes], compressed: bool = True) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return buffer.getvalue()


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def with_sheet(office: Office, old: bytes, new: bytes) -> Path:
    """A workbook in whose sheet something is put in place of something else."""
    path = office.book([HEAD, ["建平镇", 90]])
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert old in sheet
    path.write_bytes(archive(parts | {"xl/worksheets/sheet1.xml": sheet.replace(old, new)}))
    return path


def test_no_such_file(office: Office) -> None:
    status, _, said = office.run("agency", office.path / "没有.xlsx")
    assert (status, said) == (1, [f"没有这个文件：{office.path / '没有.xlsx'}"])


def test_a_bomb_of_entities(office: Office) -> None:
    lol = b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 1000 + b'">'
    for before, name in zip("abcdef", "bcdefg", strict=True):
        lol += f'<!ENTITY {name} "{f"&{before};" * 20}">'.encode()
    path = with_sheet(office, b"<worksheet ", lol + b"]><worksheet ")
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<v>90</v>", b"<v>&g;</v>")
    path.write_bytes(archive(parts | {"xl/worksheets/sheet1.xml": sheet}))
    assert "不合格式" in office.refused("agency", path, *OPTIONS_OF_IMPORT)[0]


@pytest.mark.parametrize("row", [b"1048576", b"999999999999"])
def test_a_row_far_down_costs_nothing(office: Office, row: bytes) -> None:
    path = with_sheet(office, b'<row r="2">', b'<row r="' + row + b'">')
    assert office.imported("agency", path, *OPTIONS_OF_IMPORT)[-1] == "建平镇：专业机构测评成绩 90"


def test_a_merged_range_over_everything(office: Office) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    assert len(office.imported("agency", with_sheet(office, b"</sheetData>", merged), *OPTIONS_OF_IMPORT)) == 2


def test_100_000_rows(office: Office) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(3, 100_003))
    assert office.refused("agency", with_sheet(office, b"</sheetData>", rows + b"</sheetData>"), *OPTIONS_OF_IMPORT) == [
        "表“表1”超过 20000 行，不像要导入的表；请核对文件"
    ]


def test_many_rows_without_content(office: Office) -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 30_000))
    path = with_sheet(office, b"</sheetData>", blank + b"</sheetData>")
    assert len(office.imported("agency", path, *OPTIONS_OF_IMPORT)) == 2


def test_more_columns_than_any_sheet_has(office: Office) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.cell(2, 301, "远")

    assert office.refused("agency", office.book([HEAD, ["建平镇", 90]], write), *OPTIONS_OF_IMPORT) == [
        "表“表1”第2行超过 300 列，不像要导入的表；请核对文件"
    ]


def test_a_formula_with_an_empty_text_as_its_value_is_blank(office: Office) -> None:
    path = with_sheet(office, b"<v>90</v>", b'<f>IF(A1="","","")</f><v></v>')
    assert "no-value" in office.refused("agency", path, *OPTIONS_OF_IMPORT)[0]
    path = with_sheet(office, b'<c r="B2" t="n"><v>90</v>', b'<c r="B2" t="str"><f>IF(A1="","","")</f><v></v>')
    assert office.run("agency", path, *OPTIONS_OF_IMPORT)[0] == 0


def test_a_formula_with_its_value(office: Office) -> None:
    path = with_sheet(office, b"<v>90</v>", b"<f>45*2</f><v>90</v>")
    assert office.imported("agency", path, *OPTIONS_OF_IMPORT)[-1] == "建平镇：专业机构测评成绩 90"


def test_what_cannot_be_seen_is_left_out(office: Office) -> None:
    rows = [[*HEAD, "备注"], ["建\u200b平镇", "未参评", "年中\u202d撤并"]]
    assert office.imported("agency", office.book(rows), *OPTIONS_OF_IMPORT) == [
        "建平镇：专业机构测评记为未参评，原因：年中撤并"
    ]

"""Files that are no sheets of the office end in one clear line; nothing hangs, and nothing is written."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import Office

HEAD = ["单位", "最终成绩"]
ASKED = ("--source", "某机构", "--date", "2019-12-20")
SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx"


def archive(parts: dict[str, bytes], compressed: bool = True) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return made.getvalue()


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


def encrypted() -> bytes:
    """A zip file that says it needs a password."""
    raw = bytearray(archive({"xl/workbook.xml": b"<a/>"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", raw, raw.index(sign) + offset, 1)
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f"表.xlsx 不是 .xlsx 文件；{SAVE_AS}"),
        ("单位,最终成绩\n建平镇,90\n".encode("gb18030"), f"表.xlsx 不是 .xlsx 文件；{SAVE_AS}"),
        (b"<html><table></table></html>", f"表.xlsx 不是 .xlsx 文件；{SAVE_AS}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            "表.xlsx 是旧格式（.xls）或加了密码的文件，读不出来；请去掉密码，另存为 .xlsx 后再试",
        ),
        (encrypted(), "表.xlsx 加了密码，读不出来；请去掉密码后再试"),
        (b"PK\x03\x04 cut short", f"表.xlsx 已损坏，读不出来；{SAVE_AS}"),
        (archive({"a.txt": b"a"}), f"表.xlsx 已损坏或不是完整的 .xlsx 文件，读不出来；{SAVE_AS}"),
        (archive({"[Content_Types].xml": b"<a"}), f"表.xlsx 已损坏或不是完整的 .xlsx 文件，读不出来；{SAVE_AS}"),
        (archive({"xl/a.xml": bytes(61_000_000)}), "表.xlsx 展开后太大；请删去空行和无关的表，只留要导入的内容后再试"),
        (b"PK" + bytes(20_000_001), "表.xlsx 太大，超过 20 MB；请删去图片和无关的表后再试"),
    ],
    ids=["empty", "csv", "html", "xls", "password", "cut", "zip", "xml", "bomb", "large"],
)
def test_files_that_are_no_workbooks(office: Office, content: bytes, said: str) -> None:
    path = office.path / "表.xlsx"
    path.write_bytes(content)
    before = office.state()
    assert office.run("agency", path, *ASKED) == (1, [], [said])
    assert office.state() == before


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
    assert "读不出来" in office.refused("agency", path, *ASKED)[0]


@pytest.mark.parametrize("row", [b"1048576", b"999999999999"])
def test_a_row_far_down_costs_nothing(office: Office, row: bytes) -> None:
    path = with_sheet(office, b'<row r="2">', b'<row r="' + row + b'">')
    assert office.imported("agency", path, *ASKED)[-1] == "建平镇：专业机构测评成绩 90"


def test_a_merged_range_over_everything(office: Office) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    assert len(office.imported("agency", with_sheet(office, b"</sheetData>", merged), *ASKED)) == 2


def test_100_000_rows(office: Office) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(3, 100_003))
    assert office.refused("agency", with_sheet(office, b"</sheetData>", rows + b"</sheetData>"), *ASKED) == [
        "表“表1”超过 20000 行，不像要导入的表；请核对文件"
    ]


def test_many_rows_without_content(office: Office) -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(3, 30_000))
    path = with_sheet(office, b"</sheetData>", blank + b"</sheetData>")
    assert len(office.imported("agency", path, *ASKED)) == 2


def test_more_columns_than_any_sheet_has(office: Office) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.cell(2, 301, "远")

    assert office.refused("agency", office.book([HEAD, ["建平镇", 90]], write), *ASKED) == [
        "表“表1”第2行超过 300 列，不像要导入的表；请核对文件"
    ]


def test_a_formula_with_an_empty_text_as_its_value_is_blank(office: Office) -> None:
    path = with_sheet(office, b"<v>90</v>", b'<f>IF(A1="","","")</f><v></v>')
    assert "no-value" in office.refused("agency", path, *ASKED)[0]
    path = with_sheet(office, b'<c r="B2" t="n"><v>90</v>', b'<c r="B2" t="str"><f>IF(A1="","","")</f><v></v>')
    assert office.run("agency", path, *ASKED)[0] == 0


def test_a_formula_with_its_value(office: Office) -> None:
    path = with_sheet(office, b"<v>90</v>", b"<f>45*2</f><v>90</v>")
    assert office.imported("agency", path, *ASKED)[-1] == "建平镇：专业机构测评成绩 90"


def test_what_cannot_be_seen_is_left_out(office: Office) -> None:
    rows = [[*HEAD, "备注"], ["建\u200b平镇", "未参评", "年中\u202e撤并"]]
    assert office.imported("agency", office.book(rows), *ASKED) == ["建平镇：专业机构测评记为未参评，原因：年中撤并"]

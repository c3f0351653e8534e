"""Files that are no workbooks, whatever they are called: one line says what each is and the way out."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.workbooks import package
from assessment.workbooks.reading import read_workbook
from tests.workbooks.raw import STRICT, raw_book, text_cell

SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OTHER = "不是表格；请换成 .xlsx 表格"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as into:
        for name, raw in parts.items():
            into.writestr(name, raw)
    return content.getvalue()


def encrypted() -> bytes:
    """A zip file that says it needs a password."""
    raw = bytearray(archive({"xl/workbook.xml": b"<a/>"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", raw, raw.index(sign) + offset, 1)
    return bytes(raw)


def with_stream(name: str) -> bytes:
    """An old binary file that holds a stream of this name."""
    return COMPOUND + name.encode("utf-16-le") + bytes(100)


CSV = "单位,最终成绩\n建平镇,90\n"
IS_TEXT = f"里是文本，不是 .xlsx 表格；是 CSV 的请把文件名改为以 .csv 结尾，否则{SAVE_AS}"
IS_HTML = f"其实是网页（HTML），不是真正的 Excel 文件；{SAVE_AS}"
IS_OLD = f"是旧格式（.xls、.et），读不出单元格的样子和隐藏的行；{SAVE_AS}"
IS_BROKEN = f"已损坏或不是完整的 .xlsx 文件，读不出来；{SAVE_AS}"

FILES = {
    "empty": (b"", "是空文件（0 字节），多半没有下载或保存完整；请重新取得文件"),
    "zeros": (bytes(5000), "里全是空字节，多半没有下载或保存完整；请重新取得文件"),
    "csv": (CSV.encode(), IS_TEXT),
    "csv with a mark": (b"\xef\xbb\xbf" + CSV.encode(), IS_TEXT),
    "csv of gbk": ((CSV * 400).encode("gb18030"), IS_TEXT),
    "csv of utf-16": (CSV.encode("utf-16"), IS_TEXT),
    "html": (b"<html><table></table></html>", IS_HTML),
    "html with a mark": (b"\xef\xbb\xbf\n <!-- a --> <META charset=gbk><table>", IS_HTML),
    "html with a type": (b"<!DOCTYPE html><html>", IS_HTML),
    "html of utf-16": ("<html><body>".encode("utf-16"), IS_HTML),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', IS_HTML),
    "xml of 2003": (
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        f"是 XML 表格 2003；{SAVE_AS}",
    ),
    "mht": (b"MIME-Version: 1.0\r\n", f"是网页格式（.mht）的表，不是真正的 Excel 文件；{SAVE_AS}"),
    "xls": (COMPOUND, IS_OLD),
    "xls with its stream": (with_stream("Workbook"), IS_OLD),
    "xls of 1990": (b"\x09\x04\x06\x00\x00\x04\x10\x00", f"是旧格式（.xls），{SAVE_AS}"),
    "password": (with_stream("EncryptedPackage"), "加了密码，读不出来；请去掉密码，另存为 .xlsx 后再试"),
    "password of zip": (encrypted(), "加了密码，读不出来；请去掉密码后再试"),
    "doc": (with_stream("WordDocument"), "是旧格式的文档，不是表格；请换成 .xlsx 表格"),
    "xlsb": (archive({"xl/workbook.bin": b"a"}), f"是二进制格式（.xlsb）；{SAVE_AS}"),
    "ods": (archive({"mimetype": SPREADSHEET, "content.xml": b"<a/>"}), f"是 OpenDocument 表格（.ods）；{SAVE_AS}"),
    "ots": (archive({"mimetype": SPREADSHEET + b"-template"}), f"是 OpenDocument 表格（.ods）；{SAVE_AS}"),
    "odt": (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), f"是 OpenDocument 文档，{OTHER}"),
    "odp": (archive({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), f"是 OpenDocument 文件，{OTHER}"),
    "docx": (archive({"word/document.xml": b"<a/>"}), f"是 Word 文档，{OTHER}"),
    "pptx": (archive({"ppt/presentation.xml": b"<a/>"}), f"是演示文稿，{OTHER}"),
    "numbers": (archive({"Index/Document.iwa": b"a"}), "是苹果 Numbers 文件；请在 Numbers 中导出为 .xlsx 再试"),
    "zip of sheets": (archive({"成绩/表.xlsx": b"a"}), "是压缩包；请先解压，导入其中的表"),
    "rar": (b"Rar!\x1a\x07\x00", "是压缩包；请先解压，导入其中的表"),
    "pdf": (b"%PDF-1.7", f"是 PDF 文件，{OTHER}"),
    "png": (b"\x89PNG\r\n\x1a\n", f"是图片，{OTHER}"),
    "rtf": (rb"{\rtf1", f"是 RTF 文档，{OTHER}"),
    "noise": (bytes(range(1, 200)), f"不是 .xlsx 文件；{SAVE_AS}"),
    "cut": (b"PK\x03\x04 cut short", "已损坏，读不出来；请重新取得文件，或用 Excel 或 WPS 打开后另存为 .xlsx"),
    "zip": (archive({"a.txt": b"a"}), IS_BROKEN),
    "no sheets": (archive({"xl/workbook.xml": b"<workbook/>"}), "里没有内容，是空表；请核对文件，填好并保存后再试"),
    "broken xml": (archive({"xl/workbook.xml": b"<a"}), f"已损坏，读不出来；请重新取得文件，或{SAVE_AS}"),
    "large": (b"PK" + bytes(package.PACKED), "太大，超过 20 MB；请删去图片和无关的表后再试"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_workbooks(name: str, tmp_path: Path) -> None:
    content, line = FILES[name]
    path = tmp_path / "表.xls"
    path.write_bytes(content)
    with pytest.raises(RequestError) as refused:
        read_workbook(path)
    assert str(refused.value) == f"表.xls {line}"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_short(kept: float, tmp_path: Path) -> None:
    path = raw_book(tmp_path / "表.xlsx", f"<row>{text_cell('建平镇')}</row>")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(RequestError, match="已损坏，读不出来；请重新取得文件"):
        read_workbook(path)


def test_a_workbook_without_content(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="里没有内容，是空表"):
        read_workbook(raw_book(tmp_path / "表.xlsx", '<row r="1"><c r="A1" s="3"/></row>'))


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    rows = f'<row r="1">{text_cell("建平镇")}<c t="d"><v>2019-12-20T00:00:00</v></c><c><v>88.5</v></c></row>'
    [grid] = read_workbook(raw_book(tmp_path / "表.xlsx", rows, names=STRICT)).grids
    assert [str(cell.value) for cell in grid.rows[1].values()] == ["建平镇", "2019-12-20", "88.5"]


def test_pictures_do_not_count_among_what_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = raw_book(tmp_path / "表.xlsx", f"<row>{text_cell('建平镇')}</row>", more={"xl/media/a.png": bytes(50_000)})
    monkeypatch.setattr(package, "UNPACKED", 10_000)
    assert read_workbook(path).grids[0].rows, "pictures are not unpacked"
    raw_book(path, f"<row>{text_cell('建平镇')}</row>", more={"xl/a.xml": bytes(50_000)})
    with pytest.raises(RequestError, match="展开后太大"):
        read_workbook(path)

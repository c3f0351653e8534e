"""Files that are no .xlsx, whatever their names end in: what each is, and the way out."""

import re
import zipfile
from pathlib import Path

from assessment.errors import RequestError

SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
OTHER = "不是表格；请换成 .xlsx 表格"

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old binary files, and of files with a password."""
_STARTS = (
    (rb"%PDF", f"是 PDF 文件，{OTHER}"),
    (rb"\{\\rtf", f"是 RTF 文档，{OTHER}"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*", f"是图片，{OTHER}"),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "是压缩包；请先解压，导入其中的表"),
    (rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", f"是旧格式（.xls），{SAVE_AS}"),
    (rb"(?is)MIME-Version:", f"是网页格式（.mht）的表，不是真正的 Excel 文件；{SAVE_AS}"),
    (rb"(?is)\s*<\?xml.{0,3000}urn:schemas-microsoft-com:office:spreadsheet", f"是 XML 表格 2003；{SAVE_AS}"),
    (
        rb"(?is)\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|style|body|div|\?xml)",
        f"其实是网页（HTML），不是真正的 Excel 文件；{SAVE_AS}",
    ),
)
"""What the first bytes show, and what to say of it."""
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.spreadsheet": f"是 OpenDocument 表格（.ods）；{SAVE_AS}",
    "application/vnd.oasis.opendocument.text": f"是 OpenDocument 文档，{OTHER}",
}
_PARTS = (
    ("xl/workbook.bin", f"是二进制格式（.xlsb）；{SAVE_AS}"),
    ("word/", f"是 Word 文档，{OTHER}"),
    ("ppt/", f"是演示文稿，{OTHER}"),
    ("index/document.iwa", "是苹果 Numbers 文件；请在 Numbers 中导出为 .xlsx 再试"),
    ("content.xml", f"是 OpenDocument 文件（.ods 一类）；{SAVE_AS}"),
)
"""What a part of an archive shows; a name that ends in a stroke is a folder."""
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def refuse_foreign_start(path: Path, start: bytes) -> None:
    """Refuse a file that does not begin as an archive does.

    Raises:
        RequestError: if it is no archive, with what it is and the way out.
    """
    if start.startswith(b"PK"):
        return
    what = _foreign(path, start)
    if what is None and _is_text(start):
        what = f"里是文本，不是 .xlsx 表格；是 CSV 的请把文件名改为以 .csv 结尾，否则{SAVE_AS}"
    raise RequestError(f"{path.name} {what or f'不是 .xlsx 文件；{SAVE_AS}'}")


def refuse_foreign_text(path: Path, start: bytes) -> None:
    """Refuse a file that is called text and begins as another kind of file does.

    Raises:
        RequestError: with what it is and the way out.
    """
    if start.startswith(b"PK"):
        raise RequestError(f"{path.name} 其实是 .xlsx 一类的工作簿，不是文本；请把文件名改为以 .xlsx 结尾再试")
    what = _foreign(path, start)
    if what is not None:
        raise RequestError(f"{path.name} {what}")


def _foreign(path: Path, start: bytes) -> str | None:
    """Return what a file is by its first bytes, and the way out; None where they show nothing."""
    if not start:
        return "是空文件（0 字节），多半没有下载或保存完整；请重新取得文件"
    if start.startswith(_COMPOUND):
        return _compound(path)
    plain = start.decode("utf-16", "ignore").encode() if start.startswith(_BOMS[1:]) else start.removeprefix(_BOMS[0])
    for sign, what in _STARTS:
        if re.match(sign, plain):
            return what
    if not start.strip(b"\0"):
        return "里全是空字节，多半没有下载或保存完整；请重新取得文件"
    return None


def _compound(path: Path) -> str:
    content = path.read_bytes()
    if _wide("EncryptedPackage") in content:
        return "加了密码，读不出来；请去掉密码，另存为 .xlsx 后再试"
    if _wide("WordDocument") in content or _wide("PowerPoint Document") in content:
        return "是旧格式的文档，不是表格；请换成 .xlsx 表格"
    return f"是旧格式（.xls、.et），读不出单元格的样子和隐藏的行；{SAVE_AS}"


def _wide(name: str) -> bytes:
    """Return the name of a stream as such a container writes it."""
    return name.encode("utf-16-le")


def _is_text(start: bytes) -> bool:
    if start.startswith(_BOMS):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r" for byte in start)
    return not control and any(_decodes(start, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(start: bytes, encoding: str) -> bool:
    """Tell whether bytes, of which the last character may be cut, are text in an encoding."""
    for cut in range(4):
        try:
            start[: len(start) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def refuse_foreign_archive(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that holds no workbook of this format.

    Raises:
        RequestError: with what it holds and the way out.
    """
    names = {part.casefold(): part for part in archive.namelist()}
    if "mimetype" in names and archive.getinfo(names["mimetype"]).file_size < 200:
        kind = archive.read(names["mimetype"]).decode("ascii", "replace").strip().removesuffix("-template")
        raise RequestError(f"{name} {_OPEN_DOCUMENTS.get(kind, f'是 OpenDocument 文件，{OTHER}')}")
    if "xl/workbook.xml" in names:
        return
    for sign, what in _PARTS:
        if any(part == sign or (sign.endswith("/") and part.startswith(sign)) for part in names):
            raise RequestError(f"{name} {what}")
    if any(part.endswith((".xlsx", ".xls", ".et", ".csv")) for part in names):
        raise RequestError(f"{name} 是压缩包；请先解压，导入其中的表")

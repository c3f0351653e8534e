"""Reading .csv files, in UTF-8, UTF-16 or GB18030, into the same grids that workbooks are read into."""

import csv
import io
from pathlib import Path

from assessment.errors import RequestError
from assessment.visible import visible
from assessment.workbooks.foreign import refuse_foreign_text
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.workbooks.package import PACKED
from assessment.workbooks.sheet import COLUMNS, ROWS
from assessment.workbooks.strings import RichText, turned_round

SUFFIX = ".csv"

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = ",\t;|，；"
"""What parts fields; the first of those that stand in most lines, as texts have commas of their own."""


def read_csv(path: Path) -> Workbook:
    """Read a table of text; every cell is a text, as nothing in such a file says more.

    Raises:
        RequestError: if it cannot be read, or holds more than any sheet of the office.
    """
    text = _text(path)
    begin = [line for line in text[:10_000].splitlines() if line.strip()]
    separator = max(_SEPARATORS, key=lambda sign: sum(sign in line for line in begin))
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=separator, strict=True), start=1):
            found = {column: kept for column, field in enumerate(fields, start=1) if (kept := _cell_text(field)).text}
            if number > ROWS or max(found, default=0) > COLUMNS:
                raise RequestError(f"{path.name} 超过 {ROWS} 行或 {COLUMNS} 列，不像要导入的表；请核对文件")
            if found:
                rows[number] = {
                    column: Cell(kept.text, (number, column), kept.turned or None) for column, kept in found.items()
                }
    except csv.Error as error:
        raise RequestError(f"{path.name} 不是完整的 .csv 文件，读不出来；请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    return Workbook(path, (Grid(path.name, path.stem, rows),), ())


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > PACKED:
            raise RequestError(f"{path.name} 太大，超过 {PACKED // 1_000_000} MB；请只留要导入的内容后再试")
        raw = path.read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件读不出来"
        raise RequestError(f"{why}：{path}") from error
    refuse_foreign_text(path, raw[:4096])
    marked = [encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RequestError(f"{path.name} 既不是 UTF-8 也不是 GB18030 的文本，读不出来；请用 Excel 或 WPS 打开后另存为 .xlsx")


def _cell_text(field: str) -> RichText:
    """Return what a field says, and what is seen of it where a mark of direction turns letters round."""
    text, turned = visible(field).strip(), visible(turned_round(field)).strip()
    return RichText(text, turned="" if turned == text else turned)

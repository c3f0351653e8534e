"""Reading .xlsx files as they come: streaming, bounded, and with what a spreadsheet hides made plain.

openpyxl's own stream of cells is used below its public interface: only there are hidden rows, merged ranges and
formulas without a value to be had without building the whole sheet in memory, however large it says it is.
"""

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorkSheetParser

from assessment.errors import RequestError
from assessment.exact import DIGITS, kept_places
from assessment.visible import visible
from assessment.workbooks.grid import Cell, CellValue, Failed, Grid, Percent, Uncomputed, Workbook

PACKED = 20_000_000
"""The largest file, in bytes; a year's sheets have less than a hundredth of it."""
UNPACKED = 60_000_000
"""The most that all parts together may hold, in bytes."""
ROWS = 20_000
"""The most rows with content in a sheet."""
COLUMNS = 300
"""The last column that may hold anything."""

_OLD_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HIDDEN = ("1", "true")


def read_workbook(path: Path) -> Workbook:
    """Read a workbook.

    Raises:
        RequestError: if it cannot be read, or holds more than any sheet of the office.
    """
    _refuse_others(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _book(path)
    except RequestError:
        raise
    except Exception as error:
        # The parser trusts its input: whatever a damaged file makes it raise means the same to a clerk.
        again = "请用 Excel 或 WPS 打开后另存为 .xlsx"
        raise RequestError(f"{path.name} 已损坏或不是完整的 .xlsx 文件，读不出来；{again}") from error


def _refuse_others(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件读不出来"
        raise RequestError(f"{why}：{path}") from error
    if start == _OLD_BINARY:
        raise RequestError(f"{path.name} 是旧格式（.xls）或加了密码的文件，读不出来；请去掉密码，另存为 .xlsx 后再试")
    if not start.startswith(b"PK"):
        raise RequestError(f"{path.name} 不是 .xlsx 文件；请用 Excel 或 WPS 打开后另存为 .xlsx")
    if size > PACKED:
        raise RequestError(f"{path.name} 太大，超过 {PACKED // 1_000_000} MB；请删去图片和无关的表后再试")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise RequestError(f"{path.name} 加了密码，读不出来；请去掉密码后再试")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RequestError(f"{path.name} 已损坏，读不出来；请用 Excel 或 WPS 打开后另存为 .xlsx") from error
    if sum(part.file_size for part in parts) > UNPACKED:
        raise RequestError(f"{path.name} 展开后太大；请删去空行和无关的表，只留要导入的内容后再试")


def _book(path: Path) -> Workbook:
    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
        percents = _percent_styles(book)
        return Workbook(path, tuple(_grid(path.name, book, sheet, percents) for sheet in shown), hidden)
    finally:
        book.close()


def _percent_styles(book: Any) -> frozenset[int]:
    """Return the ids of the cell styles that show a number as a percentage."""
    custom = {164 + index for index, form in enumerate(book._number_formats) if "%" in form}
    formats = {9, 10} | custom
    return frozenset(index for index, style in enumerate(book._cell_styles) if style.numFmtId in formats)


@dataclass(frozen=True)
class _Raw:
    """A sheet as parsed: cells with their kind and style, and how rows and columns are shown."""

    rows: dict[int, dict[int, CellValue]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    """First row, first column, last row, last column."""


def _grid(name: str, book: Any, sheet: Any, percents: frozenset[int]) -> Grid:
    where = f"{name} 表“{sheet.title}”"
    formulas, parser = _parser(book, sheet, data_only=False), _parser(book, sheet, data_only=True)
    rows: dict[int, dict[int, CellValue]] = {}
    for (_, as_formulas), (row, as_values) in zip(formulas.parse(), parser.parse(), strict=True):
        found: dict[int, CellValue] = {}
        for formula, cell in zip(as_formulas, as_values, strict=True):
            is_formula = formula["data_type"] == "f"
            value = _value(cell["value"], cell["data_type"], cell["style_id"] in percents, is_formula)
            if value is not None:
                found[cell["column"]] = value
        if found:
            rows[row] = rows.get(row, {}) | found
            if len(rows) > ROWS:
                raise RequestError(f"{where}超过 {ROWS} 行，不像要导入的表；请核对文件")
            if max(found) > COLUMNS:
                raise RequestError(f"{where}第{row}行超过 {COLUMNS} 列，不像要导入的表；请核对文件")
    raw = _Raw(rows, _hidden_rows(parser), _hidden_columns(parser), tuple(_merged(parser)))
    return Grid(name, sheet.title, _spread(raw), raw.hidden_rows, raw.hidden_columns)


def _parser(book: Any, sheet: Any, *, data_only: bool) -> WorkSheetParser:
    source = book._archive.open(sheet._worksheet_path)
    strings = sheet._shared_strings
    return WorkSheetParser(
        source,
        strings,
        data_only=data_only,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _hidden_rows(parser: WorkSheetParser) -> frozenset[int]:
    return frozenset(int(row) for row, shown in parser.row_dimensions.items() if shown.get("hidden") in _HIDDEN)


def _hidden_columns(parser: WorkSheetParser) -> frozenset[int]:
    hidden: set[int] = set()
    for shown in parser.column_dimensions.values():
        if shown.get("hidden") in _HIDDEN:
            hidden.update(range(int(shown["min"]), min(int(shown["max"]), COLUMNS) + 1))
    return frozenset(hidden)


def _merged(parser: WorkSheetParser) -> Iterator[tuple[int, int, int, int]]:
    if parser.merged_cells is not None:
        for one in parser.merged_cells.mergeCell:
            yield one.min_row, one.min_col, one.max_row, one.max_col


def _spread(raw: _Raw) -> dict[int, dict[int, Cell]]:
    """Return the cells, with the value of each merged range in all its cells down to the last row with content."""
    spread = {
        row: {column: Cell(value, (row, column)) for column, value in cells.items()} for row, cells in raw.rows.items()
    }
    last = max(raw.rows, default=0)
    budget = ROWS * 10
    for top, left, bottom, right in raw.merged:
        value = raw.rows.get(top, {}).get(left)
        bottom, right = min(bottom, last), min(right, COLUMNS)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if value is None or budget < 0:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                spread.setdefault(row, {})[column] = Cell(value, (top, left))
    return dict(sorted(spread.items()))


def _value(value: object, kind: str, percent: bool, is_formula: bool) -> CellValue | None:
    if value is None or value == "":
        # A formula whose result is an empty text is of the kind "str"; without a kind there is no result at all.
        return Uncomputed() if is_formula and kind != "str" else None
    if kind == "e":
        return Failed(str(value))
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, percent)
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return _text(str(value))


def _number(value: float, percent: bool) -> CellValue:
    """Return a number to the digits that a spreadsheet keeps; one that a file cannot hold as a text that is none."""
    number = Decimal(format(value, f".{DIGITS}g"))
    number = kept_places(number * 100 if percent else number)
    if not number.is_finite() or abs(number) >= 10**DIGITS or (value and not number):
        return f"{value:e}"
    return Percent(number) if percent else number


def _text(text: str) -> str | None:
    """Return text without what cannot be seen; None where nothing is left."""
    kept = visible(text.replace("_x000D_", "").replace("\r", "\n"))
    return kept.strip() or None

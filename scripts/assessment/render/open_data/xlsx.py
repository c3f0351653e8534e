"""A table as a workbook: a first sheet that says what it is, and the table on a sheet of its own."""

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum
from assessment.visible import visible
from assessment.workbooks.steady import put_text, steady_workbook

ABOUT = "说明"
DATA = "数据"
"""The names of the two sheets."""

_HEAD = PatternFill("solid", fgColor="E8EEF4")
_NOTICE = Font(bold=True, size=12, color="9A3D12")
_TEXT, _NONE = "@", ""
"""What stands for the format of texts here, and of what has no format of its own."""
_WIDEST = 48
"""Of a column, in characters of the ordinary type."""


def xlsx_bytes(table: DataTable, notices: Sequence[str]) -> bytes:
    """Return the table; its bytes depend on nothing else."""
    book = Workbook()
    del book[book.sheetnames[0]]
    _about(book.create_sheet(ABOUT), table, notices)
    _data(book.create_sheet(DATA), table)
    raw = BytesIO()
    book.save(raw)
    return steady_workbook(raw.getvalue())


def _about(sheet: Worksheet, table: DataTable, notices: Sequence[str]) -> None:
    """Write what the table is, what must be said of it, and what each column means."""
    lines = [table.title, *notices, table.description]
    for row, line in enumerate(lines, start=1):
        put_text(sheet.cell(row, 1), visible(line))
        sheet.cell(row, 1).font = Font(bold=row == 1, size=14 if row == 1 else 11)
        if 1 < row <= len(notices) + 1:
            sheet.cell(row, 1).font = _NOTICE
    first = len(lines) + 2
    rows = [("列", "含义"), *((column.name, column.description) for column in table.columns)]
    for row, parts in enumerate(rows, start=first):
        for index, part in enumerate(parts, start=1):
            cell = sheet.cell(row, index)
            put_text(cell, visible(part))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row == first:
                cell.font, cell.fill = Font(bold=True), _HEAD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80


def _data(sheet: Worksheet, table: DataTable) -> None:
    looks: dict[tuple[str, bool], StyleArray] = {}
    for index, column in enumerate(table.columns, start=1):
        head = sheet.cell(1, index)
        put_text(head, column.name)
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cells = [row[index - 1] for row in table.rows]
        for row, content in enumerate(cells, start=2):
            cell = sheet.cell(row, index)
            if isinstance(content, str):
                put_text(cell, visible(content))
                _dress(cell, _TEXT, looks)
            elif content is not None:
                cell.value = content
                _dress(cell, _number_format(column, content), looks)
        sheet.column_dimensions[get_column_letter(index)].width = _width([column.name, *cells])
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _dress(cell: Any, number_format: str, looks: dict[tuple[str, bool], StyleArray]) -> None:
    """Give a cell the look of its kind; to describe it for every cell takes most of the time of a sheet."""
    kind = number_format, bool(cell.quotePrefix)
    if kind not in looks:
        cell.alignment = Alignment(wrap_text=number_format == _TEXT, vertical="top")
        if number_format not in (_TEXT, _NONE):
            cell.number_format = number_format
        looks[kind] = cell._style
    cell._style = copy(looks[kind])


def _number_format(column: DataColumn, content: Datum) -> str:
    """Return how a cell shows what it holds."""
    match column.kind:
        case ColumnType.DATE:
            return "yyyy-mm-dd"
        case ColumnType.NUMBER:
            places = _places(content)
            return f"0.{'0' * places}" if places else "0"
        case _:
            return _NONE


def _places(cell: Datum) -> int:
    if not isinstance(cell, Decimal):
        return 0
    exponent = cell.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(cells: Sequence[Datum]) -> int:
    """Return how wide a column has to be for its longest cell; a Chinese character is two wide."""
    longest = max(sum(1 if character.isascii() else 2 for character in str(cell or "")) for cell in cells)
    return min(max(longest + 3, 8), _WIDEST)

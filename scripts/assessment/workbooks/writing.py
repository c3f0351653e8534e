"""Writing .xlsx files: plain tables whose bytes depend on nothing but what they hold."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assessment.visible import visible
from assessment.workbooks.steady import put_text, steady_workbook

CHOICES = "选项"
"""The hidden sheet with what may be chosen."""

_HEAD_FILL = PatternFill("solid", fgColor="E8EEF4")
_LINE = Side(style="thin", color="9AA5B1")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

Content = str | Decimal | int | None


@dataclass(frozen=True)
class NewColumn:
    """A column of a table to be written."""

    head: str
    width: int
    places: int | None = None
    """Decimal places that numbers are shown with; None for as many as they have."""
    choices: Sequence[str] = ()
    """What may be filled in; empty for anything."""


@dataclass(frozen=True)
class NewSheet:
    """A sheet to be written: lines of text, then a table if it has columns."""

    name: str
    lines: Sequence[str]
    columns: Sequence[NewColumn] = ()
    rows: Sequence[Sequence[Content]] = ()
    blank: int = 0
    """Empty rows below that are meant to be filled in."""


def workbook_bytes(sheets: Sequence[NewSheet]) -> bytes:
    """Return a workbook with these sheets."""
    book = Workbook()
    del book[book.sheetnames[0]]
    lists = _Lists(sheets)
    for new in sheets:
        _write(book.create_sheet(new.name), new, lists)
    lists.write(book)
    raw = io.BytesIO()
    book.save(raw)
    return steady_workbook(raw.getvalue())


class _Lists:
    """The lists of choices, which stand on a hidden sheet because a cell's own rule holds only 255 characters."""

    def __init__(self, sheets: Sequence[NewSheet]) -> None:
        found = (tuple(column.choices) for new in sheets for column in new.columns if column.choices)
        self._lists = list(dict.fromkeys(found))

    def rule(self, choices: Sequence[str]) -> DataValidation:
        """Return what lets a cell hold one of the choices, or nothing."""
        letter = get_column_letter(self._lists.index(tuple(choices)) + 1)
        rule = DataValidation(type="list", formula1=f"{CHOICES}!${letter}$1:${letter}${len(choices)}", allow_blank=True)
        rule.error, rule.errorTitle = "请从下拉列表中选择", "不能这样填"
        return rule

    def write(self, book: Workbook) -> None:
        """Add the sheet with the lists."""
        if self._lists:
            sheet = book.create_sheet(CHOICES)
            sheet.sheet_state = "hidden"
            for column, choices in enumerate(self._lists, start=1):
                for row, choice in enumerate(choices, start=1):
                    _put(sheet, row, column, choice)


def _write(sheet: Worksheet, new: NewSheet, lists: _Lists) -> None:
    for row, line in enumerate(new.lines, start=1):
        _put(sheet, row, 1, line)
        sheet.cell(row, 1).font = Font(bold=row == 1, size=14 if row == 1 else 11)
        if not new.columns:
            sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    if not new.columns:
        sheet.column_dimensions["A"].width = 100
        return
    head = len(new.lines) + 1
    for index, column in enumerate(new.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        _put(sheet, head, index, column.head)
        cell = sheet.cell(head, index)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD_FILL, _BORDER
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        last = head + max(len(new.rows) + new.blank, 1)
        if column.choices:
            rule = lists.rule(column.choices)
            letter = get_column_letter(index)
            rule.add(f"{letter}{head + 1}:{letter}{last}")
            sheet.add_data_validation(rule)
    for row, contents in enumerate(new.rows, start=head + 1):
        for index, (content, column) in enumerate(zip(contents, new.columns, strict=True), start=1):
            _put(sheet, row, index, content)
            cell = sheet.cell(row, index)
            cell.border, cell.alignment = _BORDER, Alignment(wrap_text=True, vertical="top")
            if column.places is not None and isinstance(content, Decimal):
                cell.number_format = "0." + "0" * column.places if column.places else "0"
    sheet.freeze_panes = f"B{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"


def _put(sheet: Worksheet, row: int, column: int, content: Content) -> None:
    """Put a value into a cell, a text without what nobody sees."""
    if isinstance(content, str):
        put_text(sheet.cell(row, column), visible(content))
    else:
        sheet.cell(row, column).value = content

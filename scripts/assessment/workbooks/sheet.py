"""A sheet as it stands in its part: cells with what is written of each, what is hidden, merged or linked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from openpyxl.utils import coordinate_to_tuple, range_boundaries

from assessment.errors import RequestError
from assessment.workbooks.strings import RichText, TextCollector, TextTooLongError, too_long
from assessment.workbooks.xml_stream import Attributes, attribute, stream

ROWS = 20_000
"""The most rows with content in a sheet."""
COLUMNS = 300
"""The last column that may hold anything."""
CELLS = 500_000
"""The most cells with content in a sheet, with those that merged ranges spread over."""
_ROWS_OF_FORMAT = 1_048_576
_COLUMNS_OF_FORMAT = 16_384
_ELEMENTS = 12_000_000
"""The most elements of a sheet: programs write rows and cells without content for the formats that these have."""
_RANGES, _CONDITIONS = 100, 1000
"""How many ranges of a conditional format, and how many of its rules, are looked at."""
_OTHERS = 200_000
"""The most elements that are no rows and no cells."""

_TRUE = ("1", "true")
_FALSE = ("0", "false")
_THIN_ROW = 2.0
"""Points; a row lower than this shows nothing of what it holds."""
_THIN_COLUMN = 0.5
"""Widths of a digit; a column narrower than this shows nothing of what it holds."""
_COORDINATE = re.compile(r"[A-Z]{1,3}\d{1,12}")
_RANGE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,12}(?::\$?[A-Z]{1,3}\$?\d{1,12})?")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True)
class RawCell:
    """A cell with content, as the part has it."""

    kind: str
    """What ``t`` says the value is."""
    style: int
    text: str
    """Its value: a number, the number of a shared text, or the text itself."""
    formula: str | None
    rich: RichText | None
    """The text that stands in the cell itself."""
    has_rich_value: bool
    """Whether it holds something that is neither number nor text, such as a picture."""


@dataclass(frozen=True)
class ConditionalRule:
    """A rule of a conditional format, over one range."""

    range: Range
    kind: str
    operator: str
    formulas: tuple[str, ...]
    change: int
    """The number of the change of looks that it makes."""


@dataclass
class RawSheet:
    """A sheet as parsed."""

    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    links: list[tuple[Range, str]] = field(default_factory=list)
    """Ranges, and the id of the relation that names the address that they lead to."""
    conditions: list[ConditionalRule] = field(default_factory=list)
    shows_zeros: bool = True


def raw_sheet(where: str, source: IO[bytes]) -> RawSheet:
    """Read the part of a sheet.

    Args:
        where: the sheet, for messages.
        source: the part.

    Raises:
        RequestError: if it holds more than any sheet of the office.
    """
    reader = _SheetReader(where)
    try:
        stream(source, reader.start, reader.end, reader.data, _ELEMENTS)
    except TextTooLongError:
        raise RequestError(too_long(where)) from None
    return reader.sheet


class _SheetReader:
    """Takes the elements of a sheet one after the other."""

    def __init__(self, where: str) -> None:
        self.sheet = RawSheet()
        self._where = where
        self._rows = self._count = self._others = 0
        self._row = self._column = self._cells_of_row = 0
        self._default_row_is_thin = False
        self._cell: Attributes = {}
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._rich: TextCollector | None = None
        self._into: list[str] | None = None
        self._views = 0
        self._ranges: list[Range] = []
        self._rule: Attributes = {}
        self._formulas: list[list[str]] = []

    def start(self, element: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if element == "c":
            self._start_cell(attributes)
        elif element == "row":
            self._start_row(attributes)
        elif element == "v":
            self._into = self._value
        elif element == "f":
            self._into = self._formula = []
        elif element == "is":
            self._rich = TextCollector()
        elif self._rich is not None:
            self._rich.start(element, attributes)
        else:
            self._start_other(element, attributes)

    def end(self, element: str) -> None:
        """Take the end of an element."""
        if element == "c":
            if self._value or self._formula is not None or self._rich is not None:
                self._end_cell()
        elif element in ("v", "f", "formula"):
            self._into = None
        elif element == "cfRule":
            self._end_rule()
        elif self._rich is not None:
            self._rich.end(element)

    def data(self, text: str) -> None:
        """Take characters."""
        if self._into is not None:
            self._into.append(text)
        elif self._rich is not None:
            self._rich.data(text)

    def _refuse(self, why: str) -> RequestError:
        return RequestError(f"{self._where}{why}，不像要导入的表；请核对文件")

    def _start_row(self, attributes: Attributes) -> None:
        self._rows += 1
        if self._rows > _ROWS_OF_FORMAT:
            raise self._refuse(f"超过 {_ROWS_OF_FORMAT} 行")
        self._row = _whole(attributes.get("r")) or self._row + 1
        self._column = self._cells_of_row = 0
        height = attributes.get("ht")
        thin = self._default_row_is_thin if height is None else _measure(height) < _THIN_ROW
        if thin or attributes.get("hidden") in _TRUE:
            self.sheet.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cells_of_row += 1
        if self._cells_of_row > _COLUMNS_OF_FORMAT:
            raise self._refuse(f"第{self._row}行超过 {_COLUMNS_OF_FORMAT} 格")
        self._cell = attributes
        self._column += 1

    def _end_cell(self) -> None:
        cell = self._cell
        coordinate = cell.get("r", "")
        if _COORDINATE.fullmatch(coordinate):
            self._row, self._column = coordinate_to_tuple(coordinate)
        row, column = self._row, self._column
        rich = None if self._rich is None else self._rich.text()
        formula = None if self._formula is None else "".join(self._formula)
        text, has_rich_value = "".join(self._value), "vm" in cell
        cells = self.sheet.rows.setdefault(row, {})
        cells[column] = RawCell(cell.get("t", "n"), _whole(cell.get("s")), text, formula, rich, has_rich_value)
        self._value, self._formula, self._rich = [], None, None
        self._count += 1
        if len(self.sheet.rows) > ROWS:
            raise self._refuse(f"超过 {ROWS} 行")
        if column > COLUMNS:
            raise self._refuse(f"第{row}行超过 {COLUMNS} 列")
        if self._count > CELLS:
            raise self._refuse(f"超过 {CELLS} 格")

    def _start_other(self, element: str, attributes: Attributes) -> None:
        self._others += 1
        if self._others > _OTHERS:
            raise self._refuse("里合并的格子、条件格式一类的东西太多")
        match element:
            case "sheetView":
                self._views += 1
                if self._views == 1:
                    self.sheet.shows_zeros = attributes.get("showZeros") not in _FALSE
            case "sheetFormatPr":
                self._default_row_is_thin = _measure(attributes.get("defaultRowHeight")) < _THIN_ROW
                if _measure(attributes.get("defaultColWidth")) < _THIN_COLUMN:
                    self.sheet.hidden_columns.update(range(1, COLUMNS + 1))
            case "col":
                self._column_width(attributes)
            case "conditionalFormatting":
                texts = attributes.get("sqref", "").split()[:_RANGES]
                self._ranges = [found for text in texts if (found := _range({"ref": text}))]
            case "cfRule":
                self._rule, self._formulas = attributes, []
            case "formula":
                self._formulas.append([])
                self._into = self._formulas[-1]
            case "mergeCell" if found := _range(attributes):
                self.sheet.merged.append(found)
            case "hyperlink" if found := _range(attributes):
                self.sheet.links.append((found, attribute(attributes, "id")))

    def _end_rule(self) -> None:
        formulas = tuple("".join(formula).strip() for formula in self._formulas)
        kind, operator = self._rule.get("type", ""), self._rule.get("operator", "")
        if "dxfId" in self._rule and len(self.sheet.conditions) < _CONDITIONS:
            change = _whole(self._rule["dxfId"])
            self.sheet.conditions += [ConditionalRule(one, kind, operator, formulas, change) for one in self._ranges]

    def _column_width(self, attributes: Attributes) -> None:
        first, last = _whole(attributes.get("min")), min(_whole(attributes.get("max")), COLUMNS)
        columns = range(max(first, 1), last + 1)
        if attributes.get("hidden") in _TRUE or _measure(attributes.get("width")) < _THIN_COLUMN:
            self.sheet.hidden_columns.update(columns)
        elif "width" in attributes:
            self.sheet.hidden_columns.difference_update(columns)


def _whole(text: str | None) -> int:
    """Return a number from 0 on; 0 where there is none."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    measure = _measure(text, 0.0)
    return int(measure) if measure == measure // 1 and 0 <= measure < 10**15 else 0


def _measure(text: str | None, absent: float = float("inf")) -> float:
    """Return a height or a width; where none is written it is as large as can be."""
    try:
        return float(text) if text else absent
    except ValueError:
        return absent


def _range(attributes: Mapping[str, str]) -> Range | None:
    text = attributes.get("ref", "")
    if not _RANGE.fullmatch(text):
        return None
    left, top, right, bottom = range_boundaries(text)
    return int(top or 1), int(left or 1), int(bottom or 1), int(right or 1)

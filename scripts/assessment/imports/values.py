"""From a cell to what it means: text, a number, a count, a day. What cannot be meant is a fault, never 0."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.exact import DIGITS, PLACES, kept_places
from assessment.findings import Finding
from assessment.imports.claim import Claim
from assessment.imports.days import day_of_serial, day_of_text
from assessment.imports.fold import says_nothing
from assessment.imports.numerals import with_figures
from assessment.workbooks.grid import Cell, Failed, Grid, Percent, Uncomputed
from assessment.workbooks.place import CellPlace

_NUMBER = re.compile(rf"([-+]?\d{{1,{DIGITS}}}(?:\.\d{{1,{PLACES}}})?)(%?)分?")
_COUNT = re.compile(r"(?:共|计)?(\d{1,3})(?:[次件个起处条]次?)?")
_ENDS = tuple("，。；：、！？,.;:!?）)")


@dataclass(frozen=True)
class SheetRow:
    """A row that is a record: its cells by what their columns are."""

    grid: Grid
    row: int
    """Its number."""
    columns: Mapping[str, int]
    findings: list[Finding]
    """Where faults go."""

    def place(self, key: str = "") -> CellPlace:
        """Return the place of a cell, or of the row where there is no such column."""
        return self.grid.place(self.row, self.columns.get(key, 0))

    def claim(self, key: str, value: object) -> Claim:
        """Return a value as what a cell says; of the row where there is no such column."""
        return Claim(value, self.place(key))

    def fault(self, key: str, code: str, message: str, hint: str) -> None:
        """Note a fault of a cell, or of the row."""
        self.findings.append(Finding(self.place(key), code, message, hint))

    def raw(self, key: str) -> Cell | None:
        """Return a cell as it is."""
        return self.grid.rows[self.row].get(self.columns.get(key, 0))

    def cell(self, key: str) -> Cell | None:
        """Return a cell that holds something; a mark for nothing counts as nothing, a formula gone wrong is a fault."""
        cell = self.raw(key)
        match cell:
            case Cell(Uncomputed()):
                hint = "请用 Excel 或 WPS 打开并保存一次，或把公式改成数值"
                self.fault(key, "no-value", "公式没有计算结果", hint)
                return None
            case Cell(Failed(text)):
                self.fault(key, "formula-failed", f"公式出错：{text}", "请改正公式或直接填写数值")
                return None
        return None if is_blank(cell) else cell

    def text(self, key: str) -> str:
        """Return a cell's text in one line; empty where it says nothing."""
        cell = self.cell(key)
        return "" if cell is None else cell_text(cell)

    def name(self, key: str) -> str:
        """Return a cell's text as a name, which a line break does not end; empty where it says nothing."""
        cell = self.cell(key)
        return "" if cell is None else cell_name(cell)

    def number(self, key: str, full: Decimal | None) -> Decimal | None:
        """Return a cell's number, a percentage as that share of the full marks; None where it is empty or at fault."""
        cell = self.cell(key)
        if cell is None:
            return None
        found = number_in(cell)
        if isinstance(found, Percent):
            found = None if full is None else found.value * full / 100
        number = None if found is None else kept_places(found)
        if number is None or (found and not number):
            hint = "请填数字，例如 85.5；没有成绩的留空"
            self.fault(key, "not-a-number", f"“{_cut(cell_text(cell))}”不是数字", hint)
            return None
        return number

    def count(self, key: str) -> int:
        """Return a number of occurrences, 1 where none is written."""
        cell = self.cell(key)
        if cell is None:
            return 1
        found = _COUNT.fullmatch(with_figures("".join(unicodedata.normalize("NFKC", cell_text(cell)).split())))
        if found is None or int(found[1]) == 0:
            self.fault(key, "not-a-count", f"“{_cut(cell_text(cell))}”不是次数", "请填 1 到 999 的整数")
            return 1
        return int(found[1])

    def day(self, key: str, year: int | None = None) -> date | None:
        """Return a day, one without a year in the year that goes without saying; None for none, or one at fault."""
        cell = self.cell(key)
        if cell is None:
            return None
        found = day_in(cell, year)
        if found is None:
            hint = "请写成 2019-05-03 或 2019年5月3日"
            self.fault(key, "not-a-date", f"“{_cut(cell_text(cell))}”不是日期", hint)
        return found


def is_blank(cell: Cell | None) -> bool:
    """Tell whether a cell holds nothing, or a mark for nothing."""
    return cell is None or (isinstance(cell.value, str) and says_nothing(cell.value))


def cell_text(cell: Cell) -> str:
    """Return what a cell shows, in one line."""
    match cell.value:
        case str() as text:
            return "".join(_join_lines(text))
        case Decimal() as number:
            return f"{number:f}"
        case Percent(number):
            return f"{number:f}%"
        case date() as day:
            return day.isoformat()
        case Failed(text):
            return text
        case Uncomputed():
            return ""


def cell_name(cell: Cell) -> str:
    """Return what a cell shows as a name: a line break inside it is none of the name."""
    return "".join(cell.value.split("\n")).strip() if isinstance(cell.value, str) else cell_text(cell)


def _join_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, with a stop between those that have none."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = [line for line in lines if line]
    for line, following in zip(kept, [*kept[1:], ""], strict=True):
        yield line
        if following and not line.endswith(_ENDS):
            yield "；"


def number_in(cell: Cell) -> Decimal | Percent | None:
    """Return the number that a cell says, or None."""
    if isinstance(cell.value, Decimal | Percent):
        return cell.value
    return number_of(cell.value) if isinstance(cell.value, str) else None


def number_of(text: str) -> Decimal | Percent | None:
    """Return the number that a text says, in any width, or None."""
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).replace("−", "-").split()))
    if found is None:
        return None
    number = Decimal(found[1])
    return Percent(number) if found[2] else number


def day_in(cell: Cell, year: int | None = None) -> date | None:
    """Return the day that a cell says, or None."""
    match cell.value:
        case date() as day:
            return day
        case Decimal() as number:
            return day_of_serial(number) or day_of_text(f"{number:f}")
        case str() as text:
            return day_of_text(text, year)
    return None


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "……"

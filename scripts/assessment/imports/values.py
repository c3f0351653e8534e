"""From a cell to what it means: text, a number, a count, a day. What cannot be meant is a fault, never 0.

A number means what a person sees of it: where the format of a cell shows something else than the number that it holds,
that is a fault, and where it only rounds, the number counts and a warning says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assessment.exact import DIGITS, PLACES, kept_places
from assessment.findings import Finding, Severity
from assessment.imports.claim import Claim
from assessment.imports.days import day_of_serial, day_of_text
from assessment.imports.fold import says_nothing
from assessment.numerals import HALF_WIDTH, with_figures
from assessment.workbooks.grid import Cell, Failed, Grid, Percent, Picture, Uncomputed
from assessment.workbooks.place import CellPlace

_NUMBER = re.compile(rf"([-+]?[0-9]{{1,{DIGITS}}}(?:\.[0-9]{{1,{PLACES}}})?)\s*(%?)\s*分?", re.ASCII)
_DIGIT = "[一二三四五六七八九]"
_COUNT = re.compile(rf"[共计]?\s*([0-9]{{1,3}}|两|{_DIGIT}|(?:{_DIGIT}?十|[廿卅]){_DIGIT}?)\s*(?:[次件个起回处条]次?)?")
_ENDS = tuple("，。；：、！？,.;:!?）)")

_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]$")
"""A remark behind a number that a format shows with every number, such as （占5%）."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TOLERANCE = Decimal("1E-12")
_STRUCK = "struck-through"
_RESIDUE = re.compile(r"-?\d(?:\.\d+)?E-\d+")
_TIME = re.compile(r"\d+:\d\d(?::\d\d)?")
_ABOUT = ("unit", "rater", "rated", "side", "item")
"""Columns that say what a row is about."""
_SEVERAL_ADDRESSES = re.compile(r"https?://\S+?[；;，,、\s]+https?://", re.IGNORECASE)


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

    @property
    def label(self) -> str:
        """What to call the row: by its number, or by a letter where the sheet lies on its side."""
        return self.place().cell

    def claim(self, key: str, value: object) -> Claim:
        """Return a value as what a cell says; of the row where there is no such column."""
        return Claim(value, self.place(key))

    def fault(self, key: str, code: str, message: str, hint: str) -> None:
        """Note a fault of a cell, or of the row; of a cell that is at fault already, or is struck through, no second."""
        place = self.place(key)
        for one in reversed(self.findings):
            if (one.place.file, one.place.line) != (place.file, place.line):
                break
            if one.severity is Severity.ERROR and (one.place == place or one.code == _STRUCK):
                return
        self.findings.append(Finding(place, code, message, hint))

    @property
    def is_at_fault(self) -> bool:
        """Whether something in the row, which was read just now, is a fault."""
        here = self.place()
        for one in reversed(self.findings):
            if one.place.file != here.file or here not in (replace(one.place, column=0), replace(one.place, line=0)):
                break
            if one.severity is Severity.ERROR:
                return True
        return False

    def raw(self, key: str) -> Cell | None:
        """Return a cell as it is."""
        return self.grid.rows[self.row].get(self.columns.get(key, 0))

    def cell(self, key: str) -> Cell | None:
        """Return a cell that holds something; a mark for nothing counts as nothing.

        What nobody sees, what is struck through, a picture, and a formula gone wrong are faults.
        """
        cell = self.raw(key)
        if cell is None or (isinstance(cell.value, str) and says_nothing(cell.value) and cell.shown is None):
            return None
        if cell.is_struck:
            hint = "不作数的请删去；作数的请取消删除线"
            self.fault("", _STRUCK, "这一行里有带删除线的内容", hint)
            return None
        match cell.value:
            case Uncomputed():
                hint = "请用 Excel 或 WPS 打开并保存一次，或把公式改成数值"
                self.fault(key, "no-value", "公式没有计算结果", hint)
                return None
            case Failed(text):
                self.fault(key, "formula-failed", f"公式出错：{text}", "请改正公式或直接填写数值")
                return None
            case Picture():
                hint = "请把图片另存为文件，放在表格旁边，在“证据文件”列写文件名；文字请写在格子里"
                self.fault(key, "picture-in-cell", "这一格里是嵌入的图片，读不成文字", hint)
                return None
        if cell.shown == "":
            hint = "没有内容的请清空这一格；要用的请把单元格格式改为“常规”、字体改为黑色、去掉条件格式"
            self.fault(key, "hidden-value", f"这一格看上去是空白，其实存着“{_cut(_stored(cell))}”", hint)
            return None
        if isinstance(cell.value, str) and cell.shown is not None:
            self._fault_otherwise(key, cell)
            return None
        return cell

    def text(self, key: str) -> str:
        """Return a cell's text in one line; empty where it says nothing."""
        cell = self.cell(key)
        return "" if cell is None else cell_text(cell)

    def name(self, key: str) -> str:
        """Return a cell's text as a name, which a line break does not end; empty where it says nothing."""
        cell = self.cell(key)
        return "" if cell is None else cell_name(cell)

    def link(self, key: str) -> str:
        """Return the address that a cell leads to; empty where it leads nowhere on the web."""
        cell = self.raw(key)
        return cell.link if cell is not None and cell.link.startswith(("http://", "https://")) else ""

    def address(self, key: str) -> str:
        """Return the address that a cell says, or leads to where what it says is none; a fault where it says several."""
        text = self.text(key)
        if _SEVERAL_ADDRESSES.search(text):
            hint = "一格只写一个网址；其余的请另起一行登记"
            self.fault(key, "several-addresses", "这一格里有几个网址", hint)
            return ""
        return text if text.startswith(("http://", "https://")) else self.link(key) or text

    def number(self, key: str, full: Decimal | None) -> Decimal | None:
        """Return a cell's number, a percentage as that share of the full marks; None where it is empty or at fault."""
        cell = self.cell(key)
        if cell is None or self._is_shared(key, cell):
            return None
        found = number_in(cell)
        if found is None and isinstance(cell.value, Decimal | Percent):
            self._fault_otherwise(key, cell)
            return None
        share = full if isinstance(found, Percent) else Decimal(100)
        number = None if found is None or share is None else kept_places(_plain(found) * share / 100)
        if number is None or (found and not number):
            self._fault_no_number(key, cell)
            return None
        self._warn_of_rounding(key, cell)
        return number

    def _is_shared(self, key: str, cell: Cell) -> bool:
        """Tell whether a merged cell stands for others than this row and column too; a fault unless it begins here."""
        top, left = cell.corner
        here, above = self.grid.rows[self.row], self.grid.rows.get(top, {})
        # The final mark of a unit with a row an item stands for all its items.
        about = [self.columns[name] for name in _ABOUT if name in self.columns and (name, key) != ("item", "final")]
        others = top != self.row and any(_corner(here, column) != _corner(above, column) for column in about)
        if not others and (left == self.columns[key] or left not in self.columns.values()):
            return False
        message = f"“{_cut(cell_text(cell))}”写在合并的格子里，从{self.grid.place(top, left).cell}起，一个数占了几处"
        self.fault(key, "merged-mark", message, "分不清是谁的；请取消合并，各处各写自己的数")
        return True

    def _fault_otherwise(self, key: str, cell: Cell) -> None:
        message = f"这一格显示为“{_cut(cell.shown or '')}”，存的却是 {_cut(_stored(cell))}"
        hint = f"单元格格式是“{_cut(cell.code)}”；请改为“常规”，看到的对了再导入"
        if sorted(cell.shown or "") == sorted(_stored(cell)):
            hint = "里面有把文字方向颠倒的符号（U+202E）；请清空这一格，重新输入看到的内容"
        elif cell.code in ("General", "@"):
            hint = "有的字和底色一样，看不见；不要的请删去，要的请把字体改为黑色"
        self.fault(key, "shown-otherwise", message, hint)

    def _fault_no_number(self, key: str, cell: Cell) -> None:
        hint = "请填数字，例如 85.5；没有成绩的留空"
        if isinstance(cell.value, date) or _TIME.fullmatch(cell_text(cell)):
            hint = "这一格的格式是日期或时间；填的若是数字，请把单元格格式改为“常规”，核对后再导入"
        elif isinstance(cell.value, str) and _RESIDUE.fullmatch(cell.value):
            hint = "多半是公式计算留下的误差，本应是 0；请核对后改成应有的数"
        self.fault(key, "not-a-number", f"“{_cut(cell_text(cell))}”不是数字", hint)

    def _warn_of_rounding(self, key: str, cell: Cell) -> None:
        """Warn, once a column, that a number has more places than are shown."""
        seen = None if cell.shown is None else _seen(cell.shown)
        if seen is None or _plain(seen) == _plain(cell.value):
            return
        place, code = self.place(key), "shown-rounded"
        column = (code, place.file, place.column)
        if any((one.code, one.place.file, one.place.column) == column for one in self.findings):
            return
        message = f"显示为 {cell.shown}，实际是 {_stored(cell)}；这一列都按实际的数导入"
        hint = "要按显示的数导入，请先在表中把数取到这些位（ROUND）"
        self.findings.append(Finding(place, code, message, hint, Severity.WARNING))

    def count(self, key: str) -> int:
        """Return a number of occurrences, 1 where none is written."""
        cell = self.cell(key)
        if cell is None:
            return 1
        found = count_in(cell)
        if found != 1 and cell.corner[0] != self.row:
            hint = "分不清是每行的还是合计的；请取消合并，每行写自己的次数"
            self.fault(key, "merged-mark", f"次数“{_cut(cell_text(cell))}”写在几行合并的格子里", hint)
            return 1
        if found is None:
            self.fault(key, "not-a-count", f"“{_cut(cell_text(cell))}”不是次数", "请填 1 到 999 的整数")
            return 1
        return found

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


def _corner(cells: Mapping[int, Cell], column: int) -> tuple[int, int] | None:
    return cells[column].corner if column in cells else None


def is_blank(cell: Cell | None) -> bool:
    """Tell whether a cell holds nothing, a mark for nothing, or an unseen 0, as formulas leave in empty rows."""
    if cell is None:
        return True
    if cell.shown == "":
        return isinstance(cell.value, Decimal | Percent) and not _plain(cell.value)
    return isinstance(cell.value, str) and says_nothing(cell.value)


def cell_text(cell: Cell) -> str:
    """Return what a cell shows, in one line."""
    return "".join(_join_lines(cell.shown)) if cell.shown else _stored(cell)


def cell_name(cell: Cell) -> str:
    """Return what a cell shows as a name: a line break inside it is none of the name."""
    return "".join(cell.value.split("\n")).strip() if isinstance(cell.value, str) else cell_text(cell)


def _stored(cell: Cell) -> str:
    """Return what a cell holds, in one line, however it is shown."""
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
        case Uncomputed() | Picture():
            return ""


def _join_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, with a stop between those that have none."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = [line for line in lines if line]
    for line, following in zip(kept, [*kept[1:], ""], strict=True):
        yield line
        if following and not line.endswith(_ENDS):
            yield "；"


def number_in(cell: Cell) -> Decimal | Percent | None:
    """Return the number that a cell says; None where it says none, or shows another than it holds."""
    if isinstance(cell.value, str):
        return number_of(cell.value)
    if not isinstance(cell.value, Decimal | Percent):
        return None
    if cell.shown is None:
        return cell.value
    seen, stored = _seen(cell.shown), _plain(cell.value)
    if seen is None:
        return None
    rounded = _plain(seen)
    unit = Decimal(1).scaleb(int(rounded.as_tuple().exponent))
    if abs(stored - rounded) > unit / 2 + _TOLERANCE or (stored and not rounded):
        return None
    return Percent(stored) if isinstance(seen, Percent) else stored


def _seen(shown: str) -> Decimal | Percent | None:
    """Return the number that a person reads from what a format shows of one, or None."""
    return number_of(_REMARK.sub("", _THOUSANDS.sub("", shown)))


def _plain(number: object) -> Decimal:
    """Return the figure before a percent sign, or a number itself."""
    if isinstance(number, Percent):
        return number.value
    assert isinstance(number, Decimal)
    return number


def number_of(text: str) -> Decimal | Percent | None:
    """Return the number that a text says, in any width, or None; digits with anything between them are none."""
    found = _NUMBER.fullmatch(text.translate(HALF_WIDTH).strip())
    if found is None:
        return None
    number = Decimal(found[1])
    return Percent(number) if found[2] else number


def count_in(cell: Cell) -> int | None:
    """Return the number of occurrences that a cell says, from 1 to 999, or None."""
    found = _COUNT.fullmatch(cell_text(cell).translate(HALF_WIDTH).strip())
    number = number_in(cell)
    if found is not None:
        count = int(with_figures(found[1]))
        if isinstance(cell.value, Decimal) and cell.value != count:
            return None
    else:
        count = int(number) if isinstance(number, Decimal) and number == int(number) else 0
    return count if 1 <= count <= 999 else None


def day_in(cell: Cell, year: int | None = None) -> date | None:
    """Return the day that a cell says, one without a year in the year that goes without saying, or None."""
    match cell.value:
        case date() as day:
            return day
        case str() as text:
            return day_of_text(text, year)
        case Decimal() as number:
            counted = day_of_serial(number) if cell.shown is None else None
            return counted or day_of_text(cell_text(cell), year)
    return None


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "……"

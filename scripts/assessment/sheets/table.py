"""The table inside a sheet: its head below title lines, and the rows that are records."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.errors import RequestError
from assessment.folding import folded
from assessment.sheets.fold import bare
from assessment.sheets.values import Reading, cell_text
from assessment.sheets.workbook import Book, Cell, Sheet

NOTES, CHOICES = "说明", "选项"
"""Sheets of the templates that hold no records: how to fill in, and what may be chosen."""

HEAD_WITHIN = 40
"""The last row with content, counted from the first, in which a head is looked for."""

_TOTALS = re.compile(r"(?:本[页组])?(?:合计|总计|小计|共计|平均(?:分|值|数)?|均分|最[高低]分?)")
_NOTES = re.compile(
    r"(?:备?注|说明|填[表报]|制表|审[核批]|复核|(?:单位)?负责人|联系人|打印|报送)(?![一-鿿])|(?:备?注|说明)\d*[:.]"
)
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[,.]?)")

Heads = Mapping[str, Sequence[str]]
"""The names that a column may have, by what it is to the reader."""


@dataclass(frozen=True)
class Table:
    """A head that was found, and the sheet it stands in."""

    reading: Reading
    head: int
    columns: Mapping[str, int]
    """Columns by what they are."""
    texts: Mapping[int, tuple[str, ...]]
    """What stands over each column, the outermost heading first."""

    @property
    def others(self) -> Iterator[int]:
        """The columns that no name fits."""
        used = set(self.columns.values())
        return (column for column in self.texts if column not in used)

    def rows(self, key: str, is_named: Callable[[str], bool], sections: frozenset[str]) -> Iterator[int]:
        """Yield the rows that are records: no totals, notes, headings or blank forms.

        Args:
            key: the column that names what a row is about.
            is_named: whether a text names something that a row can be about.
            sections: folded texts that stand alone as headings between rows.
        """
        sheet = self.reading.sheet
        for row, cells in sheet.rows.items():
            if row <= self.head or not any(self._says(row, column) for column in self.columns.values()):
                continue
            named = _folded_at(cells, self.columns[key])
            if not is_named(named):
                first = _first(cells)
                if named == _last(self.texts.get(self.columns[key], ())) or _is_aside(first, cells, sections):
                    continue
            if row in sheet.hidden_rows:
                hint = "请取消隐藏或筛选，核对后再导入；不要的行请删去"
                self.reading.fault(row, 0, "hidden-row", "这一行被隐藏了", hint)
                continue
            yield row

    def _says(self, row: int, column: int) -> bool:
        cell = self.reading.sheet.rows[row].get(column)
        return cell is not None and not (isinstance(cell.value, str) and self.reading.cell(row, column) is None)


def tables(book: Book, find: Callable[[Reading], Table | None], needed: str) -> tuple[list[Table], list[str]]:
    """Return the tables of a book, and what to say about sheets that were passed over.

    Raises:
        RequestError: if no sheet has a table.
    """
    found: list[Table] = []
    passed: list[str] = []
    for sheet in book.sheets:
        table = find(Reading(sheet))
        if table is not None:
            found.append(table)
        elif sheet.rows and sheet.name != NOTES:
            passed.append(f"没有读取表“{sheet.name}”：没有找到表头")
    passed += [f"没有读取隐藏的表“{name}”" for name in book.hidden if name != CHOICES]
    if not found:
        told = f"（{'；'.join(passed)}）" if passed else ""
        raise RequestError(f"{book.name} 里没有找到表头，表头应有{needed}{told}；空白表可用 scripts/import template 生成")
    return found, passed


def table_with(reading: Reading, needed: Heads, more: Heads) -> Table | None:
    """Return the table whose head has all needed columns, or None."""
    return table_where(reading, lambda texts: named_columns(texts, needed), {**needed, **more})


def table_where(
    reading: Reading, needed: Callable[[Mapping[int, tuple[str, ...]]], Mapping[str, int] | None], known: Heads
) -> Table | None:
    """Return the table below the first row whose texts have what is needed, or None."""
    sheet = reading.sheet
    listed = list(sheet.rows)[:HEAD_WITHIN]
    for row in listed:
        found = needed(_texts(sheet, row, row))
        if found is None:
            continue
        bottom = row
        while _same_head(sheet, bottom, found):
            bottom += 1
        return _table(reading, row, bottom, found, known)
    return None


def _table(reading: Reading, top: int, bottom: int, found: Mapping[str, int], known: Heads) -> Table:
    sheet = reading.sheet
    anchor = next(iter(found.values()))
    texts = _texts(sheet, top - 1 if _groups_above(sheet, top, anchor) else top, bottom)
    columns = dict(found)
    for key, names in known.items():
        fitting = [column for column, heads in texts.items() if _fits(heads, names)]
        if key not in columns and fitting:
            columns[key] = fitting[0]
        for column in fitting:
            if column not in columns.values() and len(texts[column]) == 1:
                message = f"有两列都是“{cell_text(sheet.rows[bottom][column])}”"
                reading.fault(bottom, column, "repeated-head", message, "同样的内容只留一列，或改列名")
    for column in columns.values():
        if column in sheet.hidden_columns:
            reading.fault(bottom, column, "hidden-column", "这一列被隐藏了", "请取消隐藏，核对后再导入")
    return Table(reading, bottom, columns, texts)


def named_columns(texts: Mapping[int, tuple[str, ...]], needed: Heads) -> Mapping[str, int] | None:
    """Return the columns that the needed names fit, or None where one is missing."""
    found: dict[str, int] = {}
    for key, names in needed.items():
        column = next((column for column, heads in texts.items() if _fits(heads, names)), None)
        if column is None or column in found.values():
            return None
        found[key] = column
    return found


def _fits(heads: tuple[str, ...], names: Sequence[str]) -> bool:
    """Tell whether a column is called one of the names: alone, or together with the heading above."""
    return bool(heads) and any(form in names for text in (heads[-1], "".join(heads)) for form in (text, bare(text)))


def _texts(sheet: Sheet, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Return the folded texts over each column, each merged range once."""
    texts: dict[int, dict[tuple[int, int], str]] = {}
    for row in range(top, bottom + 1):
        for column, cell in sheet.rows.get(row, {}).items():
            if isinstance(cell.value, str):
                texts.setdefault(column, {})[cell.corner] = folded(cell.value)
    return {column: tuple(by_corner.values()) for column, by_corner in texts.items()}


def _same_head(sheet: Sheet, row: int, found: Mapping[str, int]) -> bool:
    """Tell whether the next row belongs to the head, because its cells are merged with those above."""
    here, below = sheet.rows.get(row, {}), sheet.rows.get(row + 1, {})
    return any(column in below and below[column].corner == here[column].corner for column in found.values())


def _groups_above(sheet: Sheet, top: int, anchor: int) -> bool:
    """Tell whether the row above holds headings of several columns, and is no title over all of them."""
    above = sheet.rows.get(top - 1, {})
    title = above.get(anchor)
    merged = [cell for column, cell in above.items() if cell.corner != (top - 1, column)]
    return bool(merged) and (title is None or all(cell.corner != title.corner for cell in merged))


def _folded_at(cells: Mapping[int, Cell], column: int) -> str:
    cell = cells.get(column)
    return "" if cell is None else folded(cell_text(cell))


def _first(cells: Mapping[int, Cell]) -> str:
    return folded(cell_text(cells[min(cells)])) if cells else ""


def _last(texts: tuple[str, ...]) -> str:
    return texts[-1] if texts else ""


def _is_aside(first: str, cells: Mapping[int, Cell], sections: frozenset[str]) -> bool:
    """Tell whether a row that names nothing is a total, a note, or a heading between rows."""
    texts = [folded(cell_text(cell)) for cell in cells.values()]
    if any(_TOTALS.fullmatch(text) for text in texts) or _NOTES.match(first):
        return True
    alone = len({cell.corner for cell in cells.values()}) == 1
    return alone and _NUMBERING.sub("", first).removesuffix(":") in sections

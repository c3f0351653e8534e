"""The table inside a sheet: its head below title lines, and the rows that are records."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.draft import Draft
from assessment.imports.fold import bare
from assessment.imports.values import SheetRow, cell_text, is_blank
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.workbooks.writing import CHOICES

NOTES = "说明"
"""The sheet of the templates that says how to fill in and holds no records."""

HEAD_WITHIN = 40
"""The last row with content, counted from the first, in which a head is looked for."""

_TOTALS = re.compile(r"(?:本[页组])?(?:合计|总计|小计|共计|平均(?:分|值|数)?|均分|最[高低]分?)")
_NOTES = re.compile(
    r"(?:备?注|说明|填[表报]|制表|审[核批]|复核|(?:单位)?负责人|联系人|打印|报送)(?![一-鿿])|(?:备?注|说明)\d*[:.]"
)
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[,.]?)")

Heads = Mapping[str, Sequence[str]]
"""The names that a column may have, by what it is to the reader."""
Texts = Mapping[int, tuple[str, ...]]
"""What stands over each column, the outermost heading first."""


@dataclass(frozen=True)
class SheetTable:
    """A table that was found in a sheet."""

    grid: Grid
    head: int
    """The last row of its head."""
    columns: Mapping[str, int]
    """Columns by what they are."""
    texts: Texts
    findings: list[Finding]
    """Where faults go."""
    more: Mapping[str, int] = field(default_factory=dict)
    """Columns that were recognised by what is recorded: names of units, of items."""

    @property
    def others(self) -> list[int]:
        """The columns that nothing is known of."""
        used = {*self.columns.values(), *self.more.values()}
        return [column for column in self.texts if column not in used]

    def fault(self, column: int, code: str, message: str, hint: str) -> None:
        """Note a fault of a head."""
        self.findings.append(Finding(self.grid.place(self.head, column), code, message, hint))

    def with_columns(self, more: Mapping[str, int]) -> "SheetTable":
        """Return the table with more columns recognised."""
        self.refuse_hidden(more)
        return replace(self, more=more)

    def refuse_hidden(self, columns: Mapping[str, int]) -> None:
        """Note which columns are hidden."""
        for column in columns.values():
            if column in self.grid.hidden_columns:
                self.fault(column, "hidden-column", "这一列被隐藏了", "请取消隐藏，核对后再导入")

    def unused(self) -> list[str]:
        """Say which columns are not used."""
        named = ["".join(self.texts[column]) for column in self.others if self.texts[column]]
        return [f"表“{self.grid.name}”中没有使用的列：{'、'.join(named)}"] if named else []

    def rows(self, key: str, is_named: Callable[[str], bool], sections: frozenset[str]) -> Iterator[SheetRow]:
        """Yield the rows that are records: no totals, notes, headings or blank forms.

        Args:
            key: the column that names what a row is about.
            is_named: whether a text names something that a row can be about.
            sections: folded texts that stand alone as headings between rows.
        """
        for number, cells in self.grid.rows.items():
            if number <= self.head or all(is_blank(cells.get(column)) for column in self.columns.values()):
                continue
            named = _folded_at(cells, self.columns[key])
            if not is_named(named):
                first = _first(cells)
                if named == _last(self.texts.get(self.columns[key], ())) or _is_aside(first, cells, sections):
                    continue
            row = SheetRow(self.grid, number, {**self.columns, **self.more}, self.findings)
            if number in self.grid.hidden_rows:
                row.fault("", "hidden-row", "这一行被隐藏了", "请取消隐藏或筛选，核对后再导入；不要的行请删去")
            else:
                yield row


def tables(book: Workbook, find: Callable[[Grid], SheetTable | None], needed: str, draft: Draft) -> Iterator[SheetTable]:
    """Return the tables of a workbook, and note which sheets were passed over.

    Raises:
        RequestError: if no sheet has a table.
    """
    found = [(grid, find(grid)) for grid in book.grids]
    empty = [grid.name for grid, table in found if table is None and grid.rows and grid.name != NOTES]
    passed = [f"没有读取表“{name}”：没有找到表头" for name in empty]
    pictured = [place for grid in book.grids for place in grid.pictures]
    draft.notes += [f"{place} 嵌入的图片没有读取" for place in pictured]
    passed += [f"没有读取隐藏的表“{name}”" for name in book.hidden if name != CHOICES]
    if all(table is None for _, table in found):
        why = f"（{'；'.join(passed)}）" if passed else ""
        raise RequestError(f"{book.name} 里没有找到表头，表头应有{needed}{why}；空白表可用 scripts/import template 生成")
    draft.notes += passed
    return (table for _, table in found if table is not None)


def table_with(grid: Grid, findings: list[Finding], needed: Heads, more: Heads) -> SheetTable | None:
    """Return the table whose head has all needed columns, or None."""
    return table_where(grid, findings, lambda texts: named_columns(texts, needed), {**needed, **more})


def table_where(
    grid: Grid, findings: list[Finding], needed: Callable[[Texts], Mapping[str, int] | None], known: Heads
) -> SheetTable | None:
    """Return the table below the first row whose texts have what is needed, or None."""
    for row in list(grid.rows)[:HEAD_WITHIN]:
        found = needed(_texts(grid, row, row))
        if found is None:
            continue
        bottom = row
        while _same_head(grid, bottom, found):
            bottom += 1
        return _table(grid, findings, row, bottom, found, known)
    return None


def _table(
    grid: Grid, findings: list[Finding], top: int, bottom: int, found: Mapping[str, int], known: Heads
) -> SheetTable:
    anchor = next(iter(found.values()))
    texts = _texts(grid, top - 1 if _groups_above(grid, top, anchor) else top, bottom)
    fitting = {key: [column for column, heads in texts.items() if _fits(heads, names)] for key, names in known.items()}
    columns = {key: listed[0] for key, listed in fitting.items() if listed} | dict(found)
    table = SheetTable(grid, bottom, columns, texts, findings)
    texts = {column: heads for column, heads in texts.items() if not _is_spread(grid, bottom, column, columns)}
    table = replace(table, texts=texts)
    for column in sorted({column for listed in fitting.values() for column in listed} - set(columns.values())):
        if column in texts and len(texts[column]) == 1:
            message = f"有两列都是“{cell_text(grid.rows[bottom][column])}”"
            table.fault(column, "repeated-head", message, "同样的内容只留一列，或改列名")
    table.refuse_hidden(columns)
    return table


def _is_spread(grid: Grid, bottom: int, column: int, columns: Mapping[str, int]) -> bool:
    """Tell whether a column only widens one before it: their head is one cell, and below it has none of its own."""
    head = grid.rows.get(bottom, {}).get(column)
    if head is None or column in columns.values() or head.corner[1] not in columns.values():
        return False
    below = (cells[column] for row, cells in grid.rows.items() if row > bottom and column in cells)
    return all(cell.corner[1] != column or is_blank(cell) for cell in below)


def named_columns(texts: Texts, needed: Heads) -> Mapping[str, int] | None:
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


def _texts(grid: Grid, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Return the folded texts over each column, each merged range once."""
    texts: dict[int, dict[tuple[int, int], str]] = {}
    for row in range(top, bottom + 1):
        for column, cell in grid.rows.get(row, {}).items():
            if isinstance(cell.value, str):
                texts.setdefault(column, {})[cell.corner] = folded(cell.value)
    return {column: tuple(by_corner.values()) for column, by_corner in texts.items()}


def _same_head(grid: Grid, row: int, found: Mapping[str, int]) -> bool:
    """Tell whether the next row belongs to the head, because its cells are merged with those above."""
    here, below = grid.rows.get(row, {}), grid.rows.get(row + 1, {})
    return any(column in below and below[column].corner == here[column].corner for column in found.values())


def _groups_above(grid: Grid, top: int, anchor: int) -> bool:
    """Tell whether the row above holds headings of several columns, and is no title over all of them."""
    above = grid.rows.get(top - 1, {})
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

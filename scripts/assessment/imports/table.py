"""The tables inside a sheet: a head below title lines, and the rows under it up to the next head."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.asides import heading_text, is_note, written
from assessment.imports.draft import Draft
from assessment.imports.fold import Names
from assessment.imports.importing import Options
from assessment.imports.layout import HeadView, Texts, TurnedGrid, side_by_side, turned
from assessment.imports.likeness import likeness
from assessment.imports.question import Question
from assessment.imports.remarks import remarks
from assessment.imports.title_year import title_of_another_year
from assessment.imports.values import cell_name, is_blank, number_in
from assessment.imports.vocabulary import OWN, ColumnKind
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.workbooks.place import CellPlace
from assessment.workbooks.sheet import COLUMNS
from assessment.workbooks.writing import CHOICES

NOTES = "说明"
"""The sheet of the templates that says how to fill in and holds no records."""

HEAD_WITHIN = 40
"""The last row with content, counted from the first, in which a head is looked for."""

DEPTH = 3
"""The most rows over which the names that make a head may be spread."""


ORDERS = ("序号", "排名", "名次", "编号")
"""Columns of numbers that are no marks."""
_OWN = re.compile(OWN)
"""What no other column than that of 自评 says."""


@dataclass(frozen=True)
class SheetTable:
    """A table that was found in a sheet."""

    grid: Grid
    head: int
    """The last row of its head."""
    last: int
    """The last row that may belong to it."""
    columns: Mapping[str, int]
    """Columns by what they are."""
    texts: Texts
    titles: tuple[str, ...]
    """The name of the sheet and what stands above the head."""
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

    def head_text(self, column: int) -> str:
        """Return what a column is called in the sheet, in one line."""
        cell = self.grid.rows.get(self.head, {}).get(column)
        return "" if cell is None else cell_name(cell)

    def with_columns(self, more: Mapping[str, int]) -> "SheetTable":
        """Return the table with more columns recognised."""
        self.refuse_hidden(more)
        return replace(self, more={**self.more, **more})

    def refuse_hidden(self, columns: Mapping[str, int]) -> None:
        """Note which columns are hidden."""
        for column in sorted({*columns.values()}):
            if column in self.grid.hidden_columns:
                self.fault(column, "hidden-column", "这一列被隐藏了", "请取消隐藏，核对后再导入")

    def unused(self) -> list[str]:
        """Say which columns are not used."""
        named = ["".join(self.texts[column]) for column in self.others if self.texts[column]]
        return [f"表“{self.grid.name}”中没有使用的列：{'、'.join(named)}"] if named else []


@dataclass(frozen=True)
class TableSearch:
    """What an import looks for in a sheet."""

    columns: Callable[[HeadView], Mapping[str, int] | None]
    """Returns the columns of a head by what they are, or None where they make no table; the first is the anchor."""
    recognise: Callable[[HeadView], Mapping[str, int]]
    """Returns the columns that can be made out, however few."""
    needed: Mapping[str, ColumnKind]
    """What a table cannot do without, as far as messages ask for it."""
    names: Names
    """What the units are called."""
    words: str
    """What a head should have, in words."""
    also: str = ""
    """What a table cannot do without and no one name stands for, in words."""


def tables(book: Workbook, search: TableSearch, draft: Draft, options: Options) -> list[SheetTable]:
    """Return the tables of a workbook, and note which sheets were passed over.

    Where no sheet has a table, but one has a part of its head, what is missing is a fault at that head. Titles that name
    only other years are questioned.

    Raises:
        RequestError: if no sheet has anything like a table.
    """
    found = [(grid, tables_in(grid, search, draft.findings)) for grid in book.grids]
    empty = [grid.name for grid, listed in found if not listed and grid.rows and grid.name != NOTES]
    passed = [f"没有读取表“{name}”：没有找到表头" for name in empty]
    draft.notes += remarks(book)
    passed += [f"没有读取隐藏的表“{name}”" for name in book.hidden if name != CHOICES]
    if not any(listed for _, listed in found):
        faults = [fault for grid in book.grids if (fault := _half_a_head(grid, search)) is not None]
        draft.findings += faults
        if not faults:
            why = f"（{'；'.join(passed)}）" if passed else ""
            blank = "空白表可用 scripts/import template 生成"
            raise RequestError(f"{book.name} 里没有找到表头，表头应有{search.words}{why}；{blank}")
        return []
    draft.notes += passed
    read = [table for _, listed in found for table in listed]
    if not options.as_written:
        draft.findings += _of_another_year(book, read, draft)
    return read


def _of_another_year(book: Workbook, read: list[SheetTable], draft: Draft) -> Iterator[Finding]:
    """Question sheets that say to be of another year."""
    for table in {table.grid.name: table for table in read}.values():
        title = title_of_another_year((book.path.stem, *table.titles), draft.year.period.year)
        if title is not None:
            message = f"标题“{title[:30]}”写的是别的年度，现在导入的是 {draft.year.period.spaced}：是不是拿错了表？"
            hint = "是别的年度的，用 --year 写明，或换一张表；确是这一年的，加 --as-written"
            yield Finding(title_place(table, title), "another-year", message, hint)


def title_place(table: SheetTable, title: str) -> CellPlace:
    """Return the cell that a title stands in; the sheet where it is the name of the sheet or of the file."""
    cells = ((row, column, cell) for row, listed in table.grid.rows.items() for column, cell in listed.items())
    found = ((row, column) for row, column, cell in cells if row <= table.head and cell_name(cell) == title)
    return table.grid.place(*next(found, (0, 0)))


def tables_in(grid: Grid, search: TableSearch, findings: list[Finding]) -> list[SheetTable]:
    """Return the tables of a sheet: one, or several beside or below each other; with rows for columns if need be."""
    for way in _ways(grid):
        view = _head(way, search, list(way.rows)[:HEAD_WITHIN])
        if view is None and _stands_upright(grid, search):
            break
        if view is None:
            continue
        parts = list(side_by_side(view, search.names))
        heads = [_head(part, search, list(part.rows)[:HEAD_WITHIN]) for part in parts]
        if len(parts) > 1 and all(heads):
            pairs = [(part, head) for part, head in zip(parts, heads, strict=True) if head is not None]
            return [table for part, head in pairs for table in _stacked(part, search, head, findings)]
        return list(_stacked(way, search, view, findings))
    return []


def _ways(grid: Grid) -> tuple[Grid, ...]:
    """Return a sheet as it stands, and with rows for columns where that makes no more columns than a sheet may have."""
    return (grid, turned(grid)) if len(grid.rows) <= COLUMNS else (grid,)


def _stands_upright(grid: Grid, search: TableSearch) -> bool:
    """Tell whether a row of a sheet has two of the names that a head needs, so that nothing is gained by turning it."""
    views = (HeadView.of(grid, row, row) for row in list(grid.rows)[:HEAD_WITHIN])
    return any(len(known := _known(view, search)) > 1 and {*known.values()} <= view.texts.keys() for view in views)


def _stacked(grid: Grid, search: TableSearch, first: HeadView, findings: list[Finding]) -> Iterator[SheetTable]:
    """Yield the tables below each other: another begins where a row is a head again, and another one."""
    heads = [first]
    for row, cells in grid.rows.items():
        if row <= heads[-1].bottom or not _may_be_head(cells, search):
            continue
        view = HeadView.of(grid, row, row)
        if view.texts != heads[-1].texts and search.columns(view) is not None:
            heads.append(_extended(view, search))
    last = max(grid.rows, default=0)
    for view, following in zip(heads, [*heads[1:], None], strict=True):
        yield _table(grid, search, view, following.top - 1 if following else last, findings)


def _may_be_head(cells: Mapping[int, Cell], search: TableSearch) -> bool:
    """Tell whether a row below a head is nothing but words; of those that are records few are, as they name a unit."""
    texts = [cell_name(cell) for cell in written(cells) if isinstance(cell.value, str)]
    return 1 < len(texts) == len(written(cells)) and search.names.find(texts[0]) is None and not is_note(texts[0])


def _anchor(columns: Mapping[str, int] | None) -> int:
    """Return the column in front; 0 where there is none."""
    return next(iter((columns or {}).values()), 0)


def _table(grid: Grid, search: TableSearch, view: HeadView, last: int, findings: list[Finding]) -> SheetTable:
    columns = search.columns(view) or {}
    above = [cell_name(cell) for row, cells in grid.rows.items() if row < view.top for cell in written(cells)]
    texts = {column: heads for column, heads in view.texts.items() if not _is_spread(view, column, columns)}
    across = grid.banners if isinstance(grid, TurnedGrid) else ()
    table = SheetTable(grid, view.bottom, last, columns, texts, (grid.name, *across, *above), findings)
    table.refuse_hidden(columns)
    return table


def _is_spread(view: HeadView, column: int, columns: Mapping[str, int]) -> bool:
    """Tell whether a column only widens one that is used: their head is one cell, and below it has none of its own."""
    head = view.corner(column)
    if head is None or column in columns.values() or head not in map(view.corner, columns.values()):
        return False
    return all(is_blank(cell) for cell in view.below.get(column, ()))


def _head(grid: Grid, search: TableSearch, rows: list[int]) -> HeadView | None:
    """Return the first rows that make a head, one row before two."""
    for depth in range(1, DEPTH + 1):
        for top in rows:
            bottom = top + depth - 1
            if bottom not in grid.rows:
                continue
            view = HeadView.of(grid, top, bottom)
            if search.columns(view) is not None:
                return _extended(view, search)
    return None


def _extended(view: HeadView, search: TableSearch) -> HeadView:
    """Return a head with the rows that belong to it: below where it goes on, above where groups of columns are named."""
    columns = search.columns(view) or {}
    anchor = _anchor(columns)
    bottom, grid = view.bottom, view.grid
    while _goes_on(grid, bottom, anchor, columns):
        bottom += 1
    top = view.top - 1 if _groups_above(grid, view.top, anchor) else view.top
    whole = HeadView.of(grid, top, bottom)
    return whole if search.columns(whole) is not None else view


def _goes_on(grid: Grid, row: int, anchor: int, columns: Mapping[str, int]) -> bool:
    """Tell whether the next row belongs to the head: merged with it, or without a unit and nothing but words."""
    here, below = grid.rows.get(row, {}), grid.rows.get(row + 1, {})
    if any(
        column in below and column in here and below[column].corner == here[column].corner for column in columns.values()
    ):
        return True
    if anchor in below or heading_text(below) is not None or len(written(below)) < 2:
        return False
    texts = [cell_name(cell) for cell in below.values() if isinstance(cell.value, str)]
    return len(texts) == len(below) and not is_note(texts[0])


def _groups_above(grid: Grid, top: int, anchor: int) -> bool:
    """Tell whether the row above holds headings of several columns, and is no title over all of them."""
    above = grid.rows.get(top - 1, {})
    title = above.get(anchor)
    merged = [cell for column, cell in above.items() if cell.corner != (top - 1, column)]
    return bool(merged) and (title is None or all(cell.corner != title.corner for cell in merged))


def _folded(cell: Cell) -> str:
    return folded(cell_name(cell)) if isinstance(cell.value, str) else ""


def _half_a_head(grid: Grid, search: TableSearch) -> Finding | None:
    """Return what is missing in the head that has the most of what is needed, or None where no row has any."""
    views = [HeadView.of(way, row, row) for way in _ways(grid) for row in list(way.rows)[:HEAD_WITHIN]]
    views = [view for view in views if not _is_one_cell(view)]
    best = max(views, key=lambda view: len(_known(view, search)), default=None)
    known = {} if best is None else _known(best, search)
    if best is None or not known:
        return None
    missing = {key: heading for key, heading in search.needed.items() if key not in known}
    own = {column for column, heads in best.texts.items() if any(map(_OWN.search, heads))}
    free = [column for column in best.texts if column not in known.values() and column not in own]
    key, column = _guess(best, missing, free)
    place = best.grid.place(best.bottom, column or next(iter(known.values())))
    lacking = "、".join(f"“{heading.label}”" for heading in missing.values()) or search.also
    heads = "、".join(f"{_name_of(best, column)}“{_written_at(best, column)}”" for column in best.texts)
    found = "、".join(f"“{_written_at(best, column)}”" for column in known.values())
    accepted = "；".join(
        f"“{heading.label}”一列也可以叫{'、'.join(heading.examples)}" for heading in missing.values() if heading.examples
    )
    word, guess = ("", "") if column is None else (_written_at(best, column), missing[key].label)
    question = f"“{word}”是不是{guess}：是的话加 --map {word}={guess}" if word else "请改列名，或加 --map 列名=认得的列名"
    hint = "；".join(part for part in (question, accepted) if part)
    message = f"表头里没有认出{lacking}；有这些列：{heads}；认出{found}"
    return Question(place, "unknown-head", message, hint, word=word, guess=guess)


def _is_one_cell(view: HeadView) -> bool:
    """Tell whether the texts of a row are one cell, such as a title over the whole sheet."""
    return len({view.corner(column) for column in view.texts}) < 2


def _known(view: HeadView, search: TableSearch) -> Mapping[str, int]:
    return {key: column for key, column in search.recognise(view).items() if key in search.needed}


def _name_of(view: HeadView, column: int) -> str:
    place = view.grid.place(view.bottom, column)
    return f"{get_column_letter(place.column)}列" if place.line == view.bottom else f"第{place.line}行"


def _written_at(view: HeadView, column: int) -> str:
    cell = view.grid.rows.get(view.bottom, {}).get(column)
    return "".join(view.texts.get(column, ())) if cell is None else cell_name(cell)[:20]


def _guess(view: HeadView, missing: Mapping[str, ColumnKind], free: list[int]) -> tuple[str, int | None]:
    """Return what is missing and the column that is most likely to be it, as far as names or numbers tell."""
    pairs = [
        (likeness(folded(name), view.texts[column][-1]), key, column)
        for key, heading in missing.items()
        for name in (heading.label, *heading.examples)
        for column in free
    ]
    alike, key, column = max(pairs, default=(0.0, next(iter(missing), ""), 0))
    if alike >= 0.5:
        return key, column
    numeric = [column for column in free if view.texts[column][-1] not in ORDERS and _is_numeric(view, column)]
    marks = [key for key in missing if key in ("final", "mark")]
    return (marks[0], numeric[-1]) if marks and numeric and len(missing) == 1 else (key, None)


def _is_numeric(view: HeadView, column: int) -> bool:
    cells = view.below.get(column, [])
    return bool(cells) and all(number_in(cell) is not None for cell in cells)

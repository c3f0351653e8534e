"""Importing the marks that units give themselves: a row a unit, a row an item of a unit, or a sheet a unit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.errors import RequestError
from assessment.findings import has_errors
from assessment.imports.agency_items import item_lines, unit_lines
from assessment.imports.agency_layout import is_record, unit_column
from assessment.imports.asides import is_note, is_summary
from assessment.imports.columns import columns_named
from assessment.imports.draft import Draft
from assessment.imports.importing import Options
from assessment.imports.item_columns import self_columns
from assessment.imports.layout import HeadView, Texts
from assessment.imports.records import unit_at, unit_rows
from assessment.imports.roster import UnitNames, unit_names
from assessment.imports.self_marks import own_mark, own_marks, record_self_marks, self_items, self_names
from assessment.imports.table import SheetTable, TableSearch, tables
from assessment.imports.unit_marks import UnitMarks
from assessment.imports.values import SheetRow, cell_name, is_blank
from assessment.imports.vocabulary import ITEM_MARK, MEMBER, SELF_MARK, UNIT, ColumnKind, final_heading
from assessment.imports.whose_marks import says_own
from assessment.workbooks.grid import Cell, Workbook

_MOST = 0.5
"""The part of the texts under a column that has to name items."""


def import_self_marks(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a sheet of marks claims that units gave themselves.

    Raises:
        RequestError, FaultyDataError: if the scheme asks for none, the sheet has no table, or records cannot take it.
    """
    scheme, units = draft.year.whole.scheme, draft.year.whole.units
    if not self_items(scheme.components):
        raise RequestError("方案没有要单位自评；要自评的，在方案的那一部分写 self_marks: true")
    layout = SelfLayout(unit_names(scheme, units), scheme.components)
    finals = [final_heading(component.name) for component in scheme.components]
    found: dict[str, UnitMarks] = {}
    for table in tables(book, layout.search, draft, options):
        more = {f"own:{name}": column for name, column in layout.items_of(table.texts).items()}
        whole = table if "item" in table.columns else table.with_columns(more)
        doubtful = None if options.as_written or says_own(book, whole) else _assessed(whole, layout, finals)
        if doubtful is not None:
            message = f"表里没有写“自评”：“{whole.head_text(doubtful)}”是考评给的成绩，还是单位的自评？"
            hint = "考评给的成绩用 scripts/import agency 导入；是自评的，在标题里写明“自评”，或加 --as-written"
            whole.fault(doubtful, "assessed-marks", message, hint)
            continue
        draft.notes += whole.unused()
        _read(whole, layout, draft, found)
    if not found and not has_errors(draft.findings):
        draft.notes.append(f"{book.name} 的表头下面没有自评得分，没有可以导入的内容；请核对文件")
    for unit, marks in found.items():
        record_self_marks(draft, unit, marks.own)


def _assessed(table: SheetTable, layout: "SelfLayout", finals: list[ColumnKind]) -> int | None:
    """Return the column of marks that others may have given: a final one, or of an item that others mark, too."""
    final = (column for column in table.others if any(one.rank(table.texts[column]) is not None for one in finals))
    if "item" in table.columns:
        rows = (cells for row, cells in table.grid.rows.items() if table.head < row <= table.last)
        named = (cell_name(cells[table.columns["item"]]) for cells in rows if table.columns["item"] in cells)
        marked = {table.columns["own"] for name in named if layout.is_marked_by_others(name)}
    else:
        marked = {column for key, column in table.more.items() if layout.is_marked_by_others(key.removeprefix("own:"))}
    return next(final, min(marked, default=None))


def _read(table: SheetTable, layout: "SelfLayout", draft: Draft, found: dict[str, UnitMarks]) -> None:
    if "item" in table.columns:
        _read_by_item(table, layout, draft, found)
        return
    for row, unit in _rows(table, layout, draft):
        own = own_marks(row, draft.year.whole.scheme.components, draft.marked_as(unit))
        before = found.get(unit, UnitMarks(row, "unit", None, {}, {}))
        if own.keys() & before.own.keys():
            row.fault("unit", "repeated-unit", f"“{draft.name(unit)}”的自评出现了两次", "请只留一行")
        elif own:
            found[unit] = replace(before, own={**before.own, **own})


def _rows(table: SheetTable, layout: "SelfLayout", draft: Draft) -> Iterator[tuple[SheetRow, str]]:
    """Yield the rows with their units: one a unit, or one a member, of which the first alone may name the unit."""
    if "member" in table.columns:
        yield from unit_lines(table, layout.units, lambda cells: _has_marks(table, cells))
        return
    for row in unit_rows(table, "unit", [*table.more], draft, layout.units):
        if (unit := unit_at(row, "unit", layout.units)) is not None:
            yield row, unit


def _has_marks(table: SheetTable, cells: Mapping[int, Cell]) -> bool:
    """Tell whether a row that holds any mark is no sum and no note."""
    first = [cell_name(cells[column]) for column in table.columns.values() if column in cells]
    aside = any(is_summary(text) for text in first) or (bool(first) and is_note(first[0]))
    return not aside and any(not is_blank(cells.get(column)) for column in table.more.values())


def _read_by_item(table: SheetTable, layout: "SelfLayout", draft: Draft, found: dict[str, UnitMarks]) -> None:
    known = self_items(draft.year.whole.scheme.components)
    for row, unit in item_lines(table, layout.units):
        name = layout.items.find(row.name("item"))
        if name is None:
            if row.cell("own") is not None and not is_summary(row.name("item")):
                hint = f"可填：{'、'.join(one.leaf.name for one in known.values())}"
                row.fault("item", "unknown-clause", f"“{row.name('item')[:30]}”不是要自评的项目", hint)
            continue
        item = known[name]
        before = found.setdefault(unit, UnitMarks(row, "item", None, {}, {}))
        own = own_mark(row, "own", item, draft.marked_as(unit))
        if own is not None and own[0] in before.own:
            row.fault("item", "repeated-unit", f"“{draft.name(unit)}”的“{item.leaf.name}”出现了两次", "请只留一行")
        elif own is not None:
            found[unit] = replace(before, own={**before.own, own[0]: own[1]})


class SelfLayout:
    """Tells what the columns of a head are."""

    def __init__(self, units: UnitNames, components: tuple[Part, ...]) -> None:
        """Take what can be named."""
        self.units, self.items, self._known = units, self_names(components), self_items(components)
        self._has_members = any(one.has_members for one in self._known.values())

    @property
    def search(self) -> TableSearch:
        """What to look for in a sheet."""
        needed = {"unit": UNIT, "own": SELF_MARK}
        return TableSearch(self.columns, self.recognise, needed, self.units, "“单位”和各项的“自评得分”")

    def columns(self, view: HeadView) -> Mapping[str, int] | None:
        """Return the columns of a head, the unit or the item in front; None where it makes no table."""
        known = self.recognise(view)
        front = known.get("item", known.get("unit"))
        if front is None or is_record(view, front, self.units, self.items):
            return None
        return known if ("own" in known if "item" in known else self.items_of(view.texts)) else None

    def recognise(self, view: HeadView) -> Mapping[str, int]:
        """Return the columns that can be made out."""
        across = {*self.items_of(view.texts).values()}
        unit = unit_column(view, self.units, across)
        if unit is not None and self._are_members(view, unit):
            unit = None
        found = {} if unit is None else {"unit": unit}
        down = [column for column in view.naming(self.items, _MOST) if column in view.texts and column != unit]
        if self._has_members:
            found |= columns_named(view, {"member": MEMBER}, besides={*across, *down, *found.values()})
        if not down or len(across) > 1:
            return found
        found = {"item": down[-1], **found}
        named = columns_named(view, {"own": SELF_MARK}, besides={*found.values()})
        return found | (named or columns_named(view, {"own": ITEM_MARK}, besides={*found.values()}))

    def is_marked_by_others(self, name: str) -> bool:
        """Tell whether somebody else gives a mark for what a name means, so that a bare mark may be theirs."""
        known = self._known.get(self.items.find(name) or name)
        return known is not None and known.leaf.method in (Method.GIVEN, Method.COUNT)

    def _are_members(self, view: HeadView, column: int) -> bool:
        """Tell whether a column called 对象 names no unit, but what a unit has several of; the title names the unit."""
        is_called_so = self._has_members and MEMBER.rank(view.texts.get(column, ())) is not None
        return is_called_so and not view.share(column, lambda text: self.units.find(text) is not None)

    def items_of(self, texts: Texts) -> Mapping[str, int]:
        """Return the columns of items: those that say that units marked themselves, else those that name an item."""
        own = self_columns(texts, self.items)
        plain: dict[str, int] = {}
        for column, held in texts.items():
            name = next((one for text in ("".join(held), *reversed(held)) if (one := self.items.find(text))), None)
            if name is not None:
                plain.setdefault(name, column)
        return own or plain

"""An agency's marks with a row an item: several units below each other, or a sheet a unit with its name in the title."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from assessment.dataset.part import Part
from assessment.folding import folded
from assessment.imports.agency_rows import item_claim
from assessment.imports.asides import heading_text, is_note, is_summary, written
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft, Fields
from assessment.imports.fold import bare
from assessment.imports.records import unit_at
from assessment.imports.roster import UnitNames, item_names
from assessment.imports.self_marks import SelfMarkedItem, own_mark, self_marked_items
from assessment.imports.table import SheetTable
from assessment.imports.unit_marks import UnitMarks
from assessment.imports.values import SheetRow, cell_name, is_blank
from assessment.workbooks.grid import Cell

_TOTALS = ("合计", "总计", "总分", "总得分", "最终成绩", "最终得分", "综合得分", "得分合计", "合计得分")


def marks_by_item(table: SheetTable, component: Part, names: UnitNames, draft: Draft) -> dict[str, UnitMarks]:
    """Return what a table claims of each unit; a second row of the same unit and item is a fault."""
    leaves, clauses = {leaf.clause: leaf for leaf in component.leaves()}, item_names((component,))
    self_marked = {one.leaf.key: one for one in self_marked_items(component) if one.wave is None}
    found: dict[str, UnitMarks] = {}
    for row, unit in unit_lines(table, names, lambda cells: _names_item(table, cells) or _totals_unit(table, cells)):
        clause = clauses.find(row.name("item")) or ""
        leaf = leaves.get(clause)
        before = found.setdefault(unit, UnitMarks(row, "unit" if "unit" in row.columns else "item", None, {}, {}))
        if leaf is not None:
            claim = _claim(row, leaf, draft.marked_as(unit))
            if claim is not None and clause in before.items:
                row.fault("item", "repeated-unit", f"“{draft.name(unit)}”的“{leaf.name}”出现了两次", "请只留一行")
            elif claim is not None:
                found[unit] = _with(before, before.fields, {**before.items, clause: claim})
            if leaf.key in self_marked:
                found[unit] = _with_own(found[unit], row, self_marked[leaf.key], draft.marked_as(unit))
            final = _final(row, "final", component, draft.marked_as(unit))
        elif _is_total(row.name("item")) or _totals_unit(table, row.grid.rows[row.row]):
            final = _final(row, "mark", component, draft.marked_as(unit))
        else:
            _refuse_item(row, component)
            continue
        if final is not None:
            found[unit] = _with(found[unit], {"mark": final}, found[unit].items)
    return {unit: marks for unit, marks in found.items() if marks.says_something}


def _with(marks: UnitMarks, fields: Fields, items: Mapping[str, Claim]) -> UnitMarks:
    return replace(marks, fields=fields, items=items)


def _with_own(marks: UnitMarks, row: SheetRow, item: SelfMarkedItem, group: str) -> UnitMarks:
    """Return what is claimed of a unit with the mark that it gave itself for an item."""
    own = own_mark(row, "own", item, group)
    return marks if own is None else replace(marks, own={**marks.own, own[0]: own[1]})


def item_lines(table: SheetTable, names: UnitNames) -> Iterator[tuple[SheetRow, str]]:
    """Yield the rows that name an item, each with its unit: its own, the one above it, or the one of the title."""
    return unit_lines(table, names, lambda cells: _names_item(table, cells))


def _names_item(table: SheetTable, cells: Mapping[int, Cell]) -> bool:
    item = cells.get(table.columns["item"])
    return item is not None and not is_note(cell_name(item))


def _totals_unit(table: SheetTable, cells: Mapping[int, Cell]) -> bool:
    """Tell whether a row is the total of a table about one unit, called so in a column beside that of the items."""
    beside = written(cells)
    return "unit" not in table.columns and is_blank(cells.get(table.columns["item"])) and _is_total(cell_name(beside[0]))


def unit_lines(
    table: SheetTable, names: UnitNames, is_record: Callable[[Mapping[int, Cell]], bool]
) -> Iterator[tuple[SheetRow, str]]:
    """Yield the rows that are records, each with its unit: its own, the one above it, or the one of the title."""
    titled = next((unit for title in reversed(table.titles) if (unit := names.within(title)) is not None), None)
    unit = None if "unit" in table.columns else titled
    if unit is None and "unit" not in table.columns:
        hint = "请在表名或标题里写明单位，或增加“单位”一列"
        table.fault(table.columns["item"], "no-unit", "表里没有写是哪个单位的成绩", hint)
        return
    for number, cells in table.grid.rows.items():
        if not table.head < number <= table.last or all(is_blank(cells.get(column)) for column in table.columns.values()):
            continue
        row = SheetRow(table.grid, number, {**table.columns, **table.more}, table.findings)
        if number in table.grid.hidden_rows:
            row.fault("", "hidden-row", "这一行被隐藏了", "请取消隐藏或筛选，核对后再导入；不要的行请删去")
            continue
        if heading_text(cells) is not None or not is_record(cells):
            continue
        if row.name("unit") and not is_summary(row.name("unit")) and row.name("unit") != row.name("item"):
            unit = unit_at(row, "unit", names)
        if unit is not None:
            yield row, unit


def _claim(row: SheetRow, leaf: Part, group: str) -> Claim | None:
    """Return what a row claims about its item."""
    columns = {key: row.columns[key] for key in ("unit", "item") if key in row.columns}
    columns |= {f"{key}:{leaf.clause}": row.columns[key] for key in ("mark", "loss", "reason") if key in row.columns}
    return item_claim(SheetRow(row.grid, row.row, columns, row.findings), leaf, group)


def _final(row: SheetRow, key: str, component: Part, group: str) -> Claim | None:
    """Return the final mark that a row claims."""
    mark = row.number(key, component.full_of(group)) if key in row.columns else None
    return None if mark is None else row.claim(key, mark)


def _is_total(name: str) -> bool:
    return bare(name) in map(folded, _TOTALS)


def _refuse_item(row: SheetRow, component: Part) -> None:
    """Note an item that the scheme has not; a heading of several items is none."""
    name = row.name("item")
    inner = {folded(item.name) for item in component.walk() if item.items}
    if bare(name) in inner or is_summary(name) or row.cell("mark") is None:
        return
    listed = "、".join(leaf.name for leaf in component.leaves())
    row.fault("item", "unknown-clause", f"找不到指标“{name[:30]}”", f"可填：{listed}")

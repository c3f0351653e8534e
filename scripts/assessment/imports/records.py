"""The rows of a table that are records about units; what is passed over is said, a wrong group is a fault."""

import re
from collections.abc import Collection, Iterator, Mapping

from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.asides import heading_text, is_note, is_note_anywhere, is_summary, written
from assessment.imports.draft import Draft
from assessment.imports.layout import TurnedGrid
from assessment.imports.question import Question
from assessment.imports.roster import LEVELS, UNIT_HINT, UnitNames, group_at
from assessment.imports.table import SheetTable
from assessment.imports.values import SheetRow, cell_name, is_blank
from assessment.workbooks.grid import Cell

_EVERY = re.compile(f"各|所有|全(?:部|体|[{LEVELS}])|有关|相关")
"""What begins a word for many units."""
_SHOWN = 4
"""How many of the rows that are passed over are named."""


def unit_rows(
    table: SheetTable, key: str, values: Collection[str], draft: Draft, names: UnitNames, least: int = 1
) -> Iterator[SheetRow]:
    """Yield the rows of a table that are records about units: no totals, notes, headings or blank forms.

    Args:
        table: where.
        key: what the column is that names the unit.
        values: what the columns are without which a row says nothing.
        draft: takes notes of what is passed over.
        names: finds units.
        least: how many of the values a row has to have that names no known unit.
    """
    columns = {**table.columns, **table.more}
    inside = [columns[value] for value in values if value in columns]
    group: str | None = None
    group_column = _group_column(table, draft) if key == "unit" else None
    passed: list[str] = []
    for number, cells in table.grid.rows.items():
        if not table.head < number <= table.last:
            continue
        label = table.grid.place(number).cell
        if all(is_blank(cells.get(column)) for column in columns.values()):
            passed += [f"{label}“{_begin(cells)}”"] if _says_something(cells) else []
            continue
        unit = cells.get(columns[key])
        found = None if unit is None else names.find(cell_name(unit))
        if found is None and _is_aside(table, number, cells, unit, inside, least):
            group = _group(cells, draft) or group
            passed.append(f"{label}“{_begin(cells)}”")
            continue
        row = SheetRow(table.grid, number, columns, table.findings)
        if found is not None and group is not None and draft.group(found) != group:
            _refuse_group(row, key, draft, found, group)
        elif found is not None and group_column is not None and group_column in cells:
            _check_group(table, number, group_column, draft, found)
        if number in table.grid.hidden_rows:
            row.fault("", "hidden-row", "这一行被隐藏了", "请取消隐藏或筛选，核对后再导入；不要的行请删去")
        else:
            yield row
    if passed:
        lines = "列" if isinstance(table.grid, TurnedGrid) else "行"
        more = f"等 {len(passed)} {lines}" if len(passed) > _SHOWN else ""
        draft.notes.append(f"表“{table.grid.name}”中不是记录、没有读的{lines}：{'、'.join(passed[:_SHOWN])}{more}")


def unit_at(row: SheetRow, key: str, names: UnitNames) -> str | None:
    """Return the id of the unit that a cell names; a fault and None where it names none."""
    name = row.name(key)
    found = names.find(name) if name else None
    # A cell that holds something and says no name, because it is hidden or struck through, is a fault already.
    if found is None and ((several := names.names_in(name)) or _EVERY.match(folded(name))):
        which = f"几个单位：{'、'.join(several)}" if len(set(several)) > 1 else "不止一个单位"
        row.fault(key, "several-units", f"“{name}”写的是{which}", "请每个单位写一行")
    elif found is None and (name or is_blank(row.raw(key))):
        near = names.near(name) if name else []
        message = f"找不到单位“{name[:30]}”" if name else "没有写单位"
        place, hint = row.place(key), unit_hint(name, names)
        row.findings.append(Question(place, "unknown-unit", message, hint, word=name, guess=next(iter(near), "")))
    return found


def unit_hint(name: str, names: UnitNames) -> str:
    """Return what to do about a name that no unit has."""
    near = names.near(name) if name else []
    if not near:
        return UNIT_HINT
    choices = "，还是".join(f"“{unit}”" for unit in near)
    return f"是不是{choices}：是的话加 --map {name}={near[0]}，或把它写进 data/units/ 的 aliases"


def _is_aside(
    table: SheetTable, number: int, cells: Mapping[int, Cell], unit: Cell | None, inside: list[int], least: int
) -> bool:
    """Tell whether a row that names no known unit is no record."""
    texts = [cell_name(cell) for cell in written(cells) if isinstance(cell.value, str)]
    if any(is_summary(text) or is_note_anywhere(text) for text in texts) or heading_text(cells) is not None:
        return True
    if is_note(cell_name(written(cells)[0])):
        return True
    if unit is not None and table.texts and folded(cell_name(unit)) in table.texts.get(_column_of(table, unit), ()):
        return True
    corners = {cells[column].corner for column in inside if not is_blank(cells.get(column))}
    return len(corners - {unit.corner if unit is not None else (number, 0)}) < least


def _column_of(table: SheetTable, unit: Cell) -> int:
    return unit.corner[1] if unit.corner[1] in table.texts else 0


def _group(cells: Mapping[int, Cell], draft: Draft) -> str | None:
    text = heading_text(cells)
    return group_at(text, draft.year.whole.scheme) if text is not None else None


def _refuse_group(row: SheetRow, key: str, draft: Draft, unit: str, group: str) -> None:
    scheme = draft.year.whole.scheme
    names = {one.id: one.name for one in scheme.groups}
    own = names.get(draft.group(unit), "")
    message = f"“{draft.name(unit)}”列在“{names[group]}”下面，方案里属于“{own}”"
    row.fault(key, "wrong-group", message, "请核对单位，或把它移到自己的一组")


def _group_column(table: SheetTable, draft: Draft) -> int | None:
    """Return the column in which rows name the groups of their units, such as 类别; None where there is none."""
    scheme = draft.year.whole.scheme
    for column in table.others:
        rows = [cells for number, cells in table.grid.rows.items() if table.head < number <= table.last]
        texts = [cell_name(cells[column]) for cells in rows if column in cells]
        naming = sum(group_at(text, scheme) is not None for text in texts)
        if naming and naming * 2 >= len(texts):
            return column
    return None


def _check_group(table: SheetTable, number: int, column: int, draft: Draft, unit: str) -> None:
    """Refuse a row that names another group than its unit is in."""
    scheme = draft.year.whole.scheme
    text = cell_name(table.grid.rows[number][column])
    group, own = group_at(text, scheme), scheme.group_of(unit)
    if group is None or own is None or group == own.id:
        return
    message = f"“{draft.name(unit)}”这一行写的是“{text}”，方案里属于“{own.name}”"
    hint = f"请核对单位；这一列说的不是组别的，加 --map {table.head_text(column)}=不导入"
    table.findings.append(Finding(table.grid.place(number, column), "wrong-group", message, hint))


def _says_something(cells: Mapping[int, Cell]) -> bool:
    """Tell whether a row says anything in words; numbers alone stand in forms that were never filled in."""
    return any(isinstance(cell.value, str) and not is_blank(cell) for cell in cells.values())


def _begin(cells: Mapping[int, Cell]) -> str:
    return next((cell_name(cell)[:12] for cell in written(cells)), "")

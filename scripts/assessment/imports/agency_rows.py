"""An agency's marks with a row a unit: the final mark, and columns of marks, losses and reasons by item."""

from decimal import Decimal

from assessment.dataset.part import Part
from assessment.folding import folded
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft, Fields
from assessment.imports.records import unit_at, unit_rows
from assessment.imports.roster import UnitNames
from assessment.imports.self_marks import own_marks
from assessment.imports.table import SheetTable
from assessment.imports.unit_marks import NOT_APPLICABLE, NOT_ASSESSED, UnitMarks
from assessment.imports.values import SheetRow


def marks_by_unit(table: SheetTable, component: Part, names: UnitNames, draft: Draft) -> dict[str, UnitMarks]:
    """Return what a table claims of each unit; a second row of a unit is a fault."""
    found: dict[str, UnitMarks] = {}
    values = [key for key in ("final", *table.more) if not key.startswith("reason:")]
    for row in unit_rows(table, "unit", values, draft, names):
        unit = unit_at(row, "unit", names)
        if unit is None:
            continue
        if unit in found:
            message = f"“{draft.name(unit)}”的成绩出现了两次，{found[unit].row.label}已有"
            row.fault("unit", "repeated-unit", message, "请只留一行")
            continue
        marks = _marks(row, component, draft.marked_as(unit))
        if marks.says_something:
            found[unit] = marks
    return found


def _marks(row: SheetRow, component: Part, group: str) -> UnitMarks:
    """Return what a row claims."""
    if folded(row.text("final")) == NOT_ASSESSED:
        if not (reason := row.text("remark")):
            row.fault("remark", "empty", "没有写未参评的原因", "请在这一行的“备注”列写明，没有这一列的加上")
        return UnitMarks(row, "unit", row.claim("remark", reason), {}, {})
    final = row.number("final", component.full_of(group)) if "final" in row.columns else None
    fields: Fields = {} if final is None else {"mark": row.claim("final", final)}
    if fields and (difference := row.text("difference")):
        fields["difference"] = row.claim("difference", difference)
    if fields and not component.items and (reason := row.text("reasons")):
        fields["reason"] = row.claim("reasons", reason)
    items = {leaf.clause: item for leaf in component.leaves() if (item := item_claim(row, leaf, group)) is not None}
    return UnitMarks(row, "unit", None, fields, items, own_marks(row, (component,), group))


def item_claim(row: SheetRow, item: Part, group: str) -> Claim | None:
    """Return what a row claims about an item; None where it holds no mark of it.

    A loss stands for full marks without it. Where an item has no column of reasons, the one for the whole row stands
    for its losses.
    """
    clause = item.clause
    mark, reason = f"mark:{clause}", f"reason:{clause}"
    why = row.text(reason)
    if folded(row.text(mark)) in NOT_APPLICABLE:
        absent = row.claim(reason, why or "评定时认定不涉及")
        return row.claim(mark, {"clause": clause, "not_applicable": absent})
    full = None if item.full is None else item.full.of(group)
    key, value = mark, row.number(mark, full)
    if value is None and full is not None:
        key, value = f"loss:{clause}", _without_loss(row, f"loss:{clause}", full)
    if value is None:
        return None
    fields: Fields = {"clause": clause, "mark": row.claim(key, value)}
    if why:
        fields["reason"] = row.claim(reason, why)
    elif full is not None and value < full and (common := row.text("reasons")):
        fields["reason"] = row.claim("reasons", common)
    # What such a claim lacks is its reason.
    return row.claim(reason if reason in row.columns else key, fields)


def _without_loss(row: SheetRow, key: str, full: Decimal) -> Decimal | None:
    """Return full marks without a loss, written with or without its sign; no loss where the cell is empty."""
    if key not in row.columns:
        return None
    loss = row.number(key, full)
    if loss is None:
        return full if row.cell(key) is None else None
    return full - abs(loss)

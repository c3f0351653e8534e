"""Final marks of sheets that have marks of items only: added up as the scheme says, and said to be so."""

from dataclasses import replace
from decimal import Decimal

from assessment.dataset.part import Part
from assessment.dataset.record import ComponentMark, ItemMark, Visibility
from assessment.exact import rounded
from assessment.imports.draft import Draft, fields_of
from assessment.imports.unit_marks import UnitMarks
from assessment.place import Origin, Place
from assessment.scoring.case import Case
from assessment.scoring.methods.given import detail
from assessment.scoring.tree import below_of

PLACES = 2
"""Decimal places of a final mark that is added up, half up."""

_NOWHERE = Origin(Place("", 0, 0))
_NO_MARK = ComponentMark("", None, None, (), "", (), None, "", "", "", _NOWHERE)


def add_sums(marked: dict[str, UnitMarks], component: Part, draft: Draft) -> None:
    """Give each unit that has marks of all items, but no final mark, the one that they come to."""
    added: list[str] = []
    for unit, marks in marked.items():
        # A cell left empty in a column of final marks is the agency's own silence.
        silent = marks.not_assessed is not None or "final" in marks.row.columns
        if silent or "mark" in marks.fields or "mark" in draft.under(unit, "marks", component.id):
            continue
        total = _sum(marks, component, unit, draft)
        if total is not None:
            marked[unit] = replace(marks, fields={"mark": marks.row.claim("", total), **marks.fields})
            added.append(unit)
    if added:
        draft.notes.append(
            f"{len(added)} 个单位的表中没有最终成绩，按各项得分和方案的算法算出，取 {PLACES} 位小数：请与评定单位核对"
        )


def _sum(marks: UnitMarks, component: Part, unit: str, draft: Draft) -> Decimal | None:
    """Return what the marks of items come to; None where one is missing, not applicable or above its full marks."""
    record, group = draft.year.whole.records.get(unit), draft.marked_as(unit)
    fulls = {leaf.clause: None if leaf.full is None else leaf.full.of(group) for leaf in component.leaves()}
    items: dict[str, ItemMark] = {}
    for clause, claim in marks.items.items():
        mark, full = fields_of(claim).get("mark"), fulls.get(clause)
        if not isinstance(mark, Decimal) or full is None or not 0 <= mark <= full:
            return None
        items[clause] = ItemMark(clause, mark, "", (), None, Visibility.PUBLIC, _NOWHERE)
    if record is None or not items or component.full_of(group) is None:
        return None
    marked = replace(_NO_MARK, component=component.id, items=tuple(items.values()))
    case = Case(unit, group, replace(record, marks=(marked,)), {})
    below = below_of(case, component)
    return Decimal(rounded(detail(case, component, below).mark, PLACES)) if isinstance(below, tuple) else None

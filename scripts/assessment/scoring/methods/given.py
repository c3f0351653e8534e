"""专业机构测评: an outside body gives the final mark (三（一）); item marks are detail (reading 3)."""

from decimal import Decimal

from assessment.dataset.record import ComponentMark
from assessment.exact import exact
from assessment.scoring.case import Case
from assessment.scoring.item_marks import missing_items, rows_of_tree
from assessment.scoring.ledger import ComponentResult, Marked, Pending, Row, RowKind, sum_of
from assessment.scoring.weigh import factor


def recorded_mark(case: Case) -> ComponentMark | None:
    """Return what was recorded for the component, or None where nothing was."""
    return next((m for m in case.record.marks if m.component == case.component.id), None)


def given(case: Case) -> ComponentResult:
    """Return the final mark, by item where every item has a mark; 待定 while it has not come."""
    component = case.component
    recorded = recorded_mark(case)
    if recorded is None or not isinstance(recorded.mark, Decimal):
        place = case.record.origin.place if recorded is None else recorded.origin.place
        return Pending(component, f"尚无{component.name}成绩", place)
    final = exact(recorded.mark)
    rows: list[Row] = []
    marks = {item.clause: item for item in recorded.items}
    if marks and not missing_items(case, marks):
        rows += rows_of_tree(case, marks)
        rest = final - sum_of(rows)
        if rest:
            label = recorded.difference or "按机构终评分的位数取整"
            rows.append(Row(RowKind.DIFFERENCE, component.clause, label, rest, recorded.origin.of("mark")))
    else:
        label = f"{component.name}成绩"
        rows.append(
            Row(
                RowKind.GIVEN,
                component.clause,
                label,
                final,
                recorded.origin.of("mark"),
                evidence=recorded.evidence,
                day=recorded.date,
            )
        )
    for objection in case.decisions(component.id):
        if objection.mark is not None:
            label = f"复核{objection.outcome.value}"
            rows.append(
                Row(
                    RowKind.OBJECTION,
                    component.clause,
                    label,
                    exact(objection.mark) - sum_of(rows),
                    objection.origin.place,
                    reason=objection.explanation,
                    evidence=objection.evidence,
                    day=objection.decided,
                    entry=objection.id,
                )
            )
    return Marked(component, tuple(rows), factor(case))

"""日常测评: every item starts at its full marks, and dated entries take some away (附件2)."""

from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Row, RowKind
from assessment.scoring.rules import rows_of_item
from assessment.scoring.weigh import factor


def deductions(case: Case) -> ComponentResult:
    """Return full marks less what the entries cost; an item that is 不涉及 keeps its full marks (reading 10)."""
    rows: list[Row] = []
    for item in case.component.walk():
        if item.items:
            continue
        absent = case.absent(item)
        rows.append(Row(RowKind.FULL, item.clause, item.name, case.full(item), item.origin.place))
        if absent is not None:
            label = f"{item.name}：不涉及"
            nothing = case.full(item) * 0
            rows.append(
                Row(
                    RowKind.NOT_APPLICABLE,
                    item.clause,
                    label,
                    nothing,
                    absent.origin.place,
                    reason=absent.reason,
                )
            )
        rows += rows_of_item(case, item, case.record.deductions)
    return Marked(case.component, tuple(rows), factor(case))

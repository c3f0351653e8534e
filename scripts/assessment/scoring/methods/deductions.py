"""日常测评: an item starts at its full marks, and dated entries take some away (附件2)."""

from assessment.dataset.part import NotApplicable, Part
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Lacking, PartResult, leaf_branch, left_out
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row
from assessment.scoring.rules import entries_of, rows_of_item, vetoes_of


def deductions(case: Case, part: Part, _below: Below | Lacking | Absence) -> PartResult:
    """Return full marks less what the entries cost; an item that is 不涉及 keeps them or is left out.

    Reading flat-items of 2019.
    """
    full = case.full(part)
    absent = case.absent(part)
    if absent is not None and part.not_applicable is not NotApplicable.KEEP:
        return left_out(case, part, absent)
    rows = [Row(RowKind.FULL, part.clause, part.name, full, part.origin.place)]
    if absent is not None:
        label = f"{part.name}：不涉及"
        rows.append(
            Row(RowKind.NOT_APPLICABLE, part.clause, label, full - full, absent.origin.place, reason=absent.reason)
        )
    entries = entries_of(part, case.record.deductions)
    rows += rows_of_item(case, part, entries)
    return leaf_branch(rows, full).vetoed_by(vetoes_of(case, part, entries))

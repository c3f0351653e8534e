"""加分项: an item starts at nothing, and entries add or take away (附件3加分项)."""

from fractions import Fraction

from assessment.dataset.part import Part
from assessment.scoring.branch import Absence, Below, Lacking, PartResult, leaf_branch
from assessment.scoring.case import Case
from assessment.scoring.rules import entries_of, rows_of_item, vetoes_of


def accrual(case: Case, part: Part, _below: Below | Lacking | Absence) -> PartResult:
    """Return what the entries add up to; their rules' limits come first, then the part's.

    Reading bonus-limit of 2019.
    """
    full = part.full_of(case.group)
    entries = entries_of(part, case.record.bonus)
    branch = leaf_branch(rows_of_item(case, part, entries), None if full is None else Fraction(full))
    return branch.vetoed_by(vetoes_of(case, part, entries))

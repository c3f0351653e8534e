"""The sum of the parts below."""

from assessment.dataset.part import Part
from assessment.scoring.branch import Absence, Below, Lacking, PartResult
from assessment.scoring.case import Case
from assessment.scoring.sum_and_mean import summed


def total(case: Case, part: Part, below: Below | Lacking | Absence) -> PartResult:
    """Return the sum of the parts below, each for its points; 待定 while any lacks a mark."""
    return summed(case, part, below) if isinstance(below, tuple) else below

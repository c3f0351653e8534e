"""The weighted mean of the parts below."""

from assessment.dataset.part import Part
from assessment.scoring.branch import Absence, Below, Lacking, PartResult
from assessment.scoring.case import Case
from assessment.scoring.sum_and_mean import averaged


def mean(case: Case, part: Part, below: Below | Lacking | Absence) -> PartResult:
    """Return the mean of the parts below by their weights; 待定 while any lacks a mark."""
    return averaged(case, part, below) if isinstance(below, tuple) else below

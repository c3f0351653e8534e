"""How a part gets its mark: one module a method, all with the same signature."""

from collections.abc import Mapping

from assessment.dataset.method import Method
from assessment.scoring.branch import Reckon
from assessment.scoring.methods.accrual import accrual
from assessment.scoring.methods.ballots import ballots
from assessment.scoring.methods.count import count
from assessment.scoring.methods.deductions import deductions
from assessment.scoring.methods.given import given
from assessment.scoring.methods.mean import mean
from assessment.scoring.methods.total import total

METHODS: Mapping[Method, Reckon] = {
    Method.GIVEN: given,
    Method.DEDUCTIONS: deductions,
    Method.ACCRUAL: accrual,
    Method.BALLOTS: ballots,
    Method.COUNT: count,
    Method.SUM: total,
    Method.MEAN: mean,
}

"""How a component turns records into marks: one module a method that is computed, all with the same signature."""

from collections.abc import Callable, Mapping

from assessment.dataset.scheme import Method
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult
from assessment.scoring.methods.ballots import ballots
from assessment.scoring.methods.bonus import bonus
from assessment.scoring.methods.deductions import deductions
from assessment.scoring.methods.given import given
from assessment.scoring.methods.indicators import indicators

METHODS: Mapping[Method, Callable[[Case], ComponentResult]] = {
    Method.GIVEN: given,
    Method.INDICATORS: indicators,
    Method.DEDUCTIONS: deductions,
    Method.BALLOTS: ballots,
    Method.BONUS: bonus,
}
"""The methods that the engine computes; a scheme that names another is refused before scoring."""

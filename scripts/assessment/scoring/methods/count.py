"""A recorded number becomes a mark: so much for each, by a table, or along a line."""

from fractions import Fraction
from itertools import pairwise

from assessment.dataset.part import Part, Threshold
from assessment.exact import exact, exact_text
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Lacking, PartResult, leaf_branch, left_out
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row


def count(case: Case, part: Part, _below: Below | Lacking | Absence) -> PartResult:
    """Return the mark of the recorded number; 待定 while there is none."""
    recorded = case.mark(part)
    if recorded is None or recorded.number is None:
        absent = case.absent(part)
        return Lacking((part,), "数量") if absent is None else left_out(case, part, absent)
    number, full = exact(recorded.number), part.full_of(case.group)
    row = Row(
        RowKind.NUMBER,
        part.clause,
        f"{part.name}：{_words(part, number)}",
        mark_of(part, number),
        recorded.origin.of("number"),
        reason=recorded.reason,
        evidence=recorded.evidence,
    )
    return leaf_branch((row,), None if full is None else Fraction(full))


def mark_of(part: Part, number: Fraction) -> Fraction:
    """Return what a number comes to; below the first row of a table it is 0, beyond a line what its end gives."""
    if part.per is not None:
        return number * exact(part.per)
    if part.table:
        return next((exact(step.mark) for step in part.table if number >= step.number), Fraction(0))
    return _along(part.line, number)


def _along(line: tuple[Threshold, ...], number: Fraction) -> Fraction:
    if number <= line[0].number:
        return exact(line[0].mark)
    for low, high in pairwise(line):
        if number <= high.number:
            share = (number - exact(low.number)) / exact(high.number - low.number)
            return exact(low.mark) + share * exact(high.mark - low.mark)
    return exact(line[-1].mark)


def _words(part: Part, number: Fraction) -> str:
    if part.per is not None:
        return f"{exact_text(number)}×{exact_text(exact(part.per))}分"
    return exact_text(number)

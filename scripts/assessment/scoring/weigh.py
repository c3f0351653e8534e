"""What one mark of a component is worth in the total."""

from fractions import Fraction

from assessment.scoring.case import Case


def factor(case: Case) -> Fraction:
    """Return points / full; 1 where the marks are points of the total already, as a bonus's (readings 2 and 4)."""
    if case.component.full is None:
        return Fraction(1)
    return case.points / case.component.full.exact(case.group)

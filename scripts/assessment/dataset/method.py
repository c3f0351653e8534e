"""The ways in which a part gets its mark, and what each of them takes; how each counts is in ``scoring.methods``."""

from enum import Enum
from typing import assert_never


class Method(Enum):
    """How a part gets its mark; each has a module in ``assessment.scoring.methods``."""

    GIVEN = "given"
    """Somebody outside gives the mark; marks of the items below are detail that must reconcile with it."""
    DEDUCTIONS = "deductions"
    """It starts at its full marks and dated entries take some away."""
    ACCRUAL = "accrual"
    """It starts at nothing; dated entries add or take away."""
    BALLOTS = "ballots"
    """The mean of the ballots cast by rater units."""
    COUNT = "count"
    """A recorded number becomes a mark: so much each, by a table, or along a line."""
    SUM = "sum"
    """The sum of the parts below, each for its points."""
    MEAN = "mean"
    """The weighted mean of the parts below."""

    @property
    def takes_entries(self) -> bool:
        """Whether dated entries make the mark."""
        return self in (Method.DEDUCTIONS, Method.ACCRUAL)

    @property
    def joins(self) -> bool:
        """Whether the mark is made of those of the parts below."""
        return self in (Method.SUM, Method.MEAN)

    @property
    def climbs(self) -> bool:
        """Whether the mark begins at nothing, and full marks, where there are any, are only the most it comes to."""
        return self in (Method.ACCRUAL, Method.COUNT)

    @property
    def needs_full(self) -> bool:
        """Whether there is no mark without full marks: one of a sum is worth what its parts are."""
        return not self.climbs and self is not Method.SUM

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a scheme that have an effect on a part with this method and none below, beside those of all."""
        match self:
            case Method.DEDUCTIONS | Method.ACCRUAL:
                return frozenset({"rules", "eligible_listed", "limit_text"})
            case Method.BALLOTS:
                return frozenset({"averaging", "places"})
            case Method.COUNT:
                return frozenset({"per", "table", "line"})
            case Method.GIVEN | Method.SUM | Method.MEAN:
                return frozenset()
            case _:
                assert_never(self)

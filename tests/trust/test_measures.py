"""What decides the order, and how little would turn it round, with the arithmetic beside."""

from collections.abc import Mapping
from fractions import Fraction

from assessment.scoring.ledger import Ledger, Marked
from assessment.scoring.units import ledgers
from assessment.trust.decisive import variance_shares
from assessment.trust.shift import Shift, shift
from tests.scoring.cases import entry
from tests.scoring.shipped import complete, dataset

POINTS = {"agency": Fraction(40), "daily": Fraction(30), "peer": Fraction(30)}


def test_variance_shares() -> None:
    # totals 4, 6, 8: deviations -2, 0, 2, variance 8; a 1, 3, 5: 2*2 + 2*2 = 8; b the same for all
    constant = [Fraction(3)] * 3
    assert variance_shares({"a": [Fraction(1), Fraction(3), Fraction(5)], "b": constant}) == {"a": 1, "b": 0}
    # a 0, 4 and b 1, 0: totals 1, 4, deviations -1.5, 1.5, variance 4.5; a 2*2*1.5 = 6, b -2*0.5*1.5 = -1.5
    against = {"a": [Fraction(0), Fraction(4)], "b": [Fraction(1), Fraction(0)]}
    assert variance_shares(against) == {"a": Fraction(4, 3), "b": Fraction(-1, 3)}
    assert variance_shares({"b": constant}) == {}


def least_of(marks: Mapping[str, Ledger], above: str, below: str) -> Shift | None:
    """Return the least shift between two units, from their ledgers."""
    return shift(marks[above].total - marks[below].total, added(marks[above]), added(marks[below]), POINTS)


def added(ledger: Ledger) -> dict[str, Fraction]:
    return {one.component.key: one.weighted for one in ledger.components if isinstance(one, Marked)}


def test_shift() -> None:
    records = {
        "jianping": complete("jianping", agency="90", raters={"b": ["80"]}),
        "shizi": complete("shizi", agency="80", raters={"b": ["90"]}),
        "meizhu": complete("meizhu", agency="70", raters={"b": ["80"]}),
    }
    marks = ledgers(dataset(records), dataset(records).scheme)
    # 36 + 24 against 32 + 27: 1 point; a point from agency to peer costs 0.1 and gives 0.1: 1 / 0.2 = 5
    assert least_of(marks, "jianping", "shizi") == Shift(Fraction(5), "agency", "peer")
    # 36 against 28: 8 points, 0.2 for each from agency to what is equal: all 40 would have to go
    assert least_of(marks, "jianping", "meizhu") == Shift(Fraction(40), "agency", "daily")
    # 4 x 0.5 = 2 on top of equal components, of which none leads: nothing to shift
    praised = complete("jianping", agency="70", raters={"b": ["80"]}, bonus=[entry("附件3加分项第3项", 31, 4)])
    marks = ledgers(dataset(records | {"jianping": praised}), dataset(records).scheme)
    assert least_of(marks, "jianping", "meizhu") is None

"""What is done to a total as a whole is compared like the mark of a component."""

from fractions import Fraction

from assessment.compare.side import Scored
from assessment.compare.units import unit_changes
from assessment.dataset import Dataset
from assessment.scoring.assessment import assess
from tests.scoring.written import dataset, scheme

SCHEME = scheme(
    "  - {id: a, name: 保密, clause: 甲, method: deductions, full: 100, rules: [{id: 泄密, veto: true, count: once}]}\n",
    more="vetoed: {mark: 59}",
)
LEAK = "deductions: [{id: d1, clause: a, date: 2031-05-01, reason: 泄密, evidence: [e01]}]"


def scored(of: Dataset) -> Scored:
    found = assess(of)
    return Scored(of, found.ledgers, found.orders, found.part_orders)


def test_a_veto_of_the_total_is_told() -> None:
    """100 is made 59."""
    [change, *_] = unit_changes(scored(dataset(SCHEME, "")), scored(dataset(SCHEME, LEAK)), {})
    [closing] = change.components
    assert (closing.name, closing.before, closing.after, closing.weighted) == ("总分调整", "0", "-41", Fraction(-41))
    assert [(row.label, row.points, row.weighted) for row in closing.rows] == [
        ("泄密，一票否决", Fraction(-41), Fraction(-41))
    ]


def test_no_change_of_it_is_none() -> None:
    assert unit_changes(scored(dataset(SCHEME, LEAK)), scored(dataset(SCHEME, LEAK)), {}) == ()

"""Leaders, deputies and citizens rate units and are not assessed: each worked by hand."""

from assessment.scoring.ledger import Ledger, Marked
from tests.scoring.written import ledger, scheme

OUTSIDE = "outside_raters: [{id: leaders, name: 县领导}, {id: people, name: 群众代表}]\n"

PARTS = """
  - id: peer
    name: 评议
    clause: 甲
    method: ballots
    full: 100
    raters: {county: [bureau, leaders, people], bureau: [county]}
"""

CAST = """
ballots:
  peer:
    - {rater: two, date: 2031-12-01, marks: [90]}
    - {rater: leaders, date: 2031-12-01, marks: [80, 70, ~]}
    - {rater: people, date: 2031-12-01, marks: [60]}
"""


def label(of: Ledger) -> str:
    """What the row of the mean says."""
    (result,) = of.components
    assert isinstance(result, Marked)
    return result.rows[0].label


def test_they_count_as_a_unit_does_and_are_counted_without_names() -> None:
    found = ledger(scheme(PARTS, "100", OUTSIDE), CAST)
    assert found.total == 75  # (90 + (80 + 70)/2 + 60) ÷ 3
    assert label(found) == "1个评议单位、2个其他评议方、4张有效票"


def test_pooled_every_ballot_of_theirs_counts() -> None:
    found = ledger(scheme(f"{PARTS}    averaging: pooled\n", "100", OUTSIDE), CAST)
    assert found.total == 75  # (90 + 80 + 70 + 60) ÷ 4
    trimmed = ledger(scheme(f"{PARTS}    averaging: trimmed\n", "100", OUTSIDE), CAST)
    assert trimmed.total == 75  # of 90, 75 and 60 without the highest and the lowest


def test_weights_among_raters_are_parts_of_their_own() -> None:
    parts = """
  - {id: units, name: 单位评议, clause: 甲, method: ballots, full: 100, points: 60, raters: {county: [bureau]}}
  - {id: heads, name: 领导评议, clause: 甲, method: ballots, full: 100, points: 40, raters: {county: [leaders]}}
"""
    cast = """
ballots:
  units: [{rater: two, date: 2031-12-01, marks: [90]}]
  heads: [{rater: leaders, date: 2031-12-01, marks: [80, 70]}]
"""
    found = ledger(scheme(parts, "100", OUTSIDE), cast)
    assert found.total == 84  # 90 × 0.6 + 75 × 0.4
    first, second = found.components
    assert isinstance(first, Marked)
    assert isinstance(second, Marked)
    assert (first.rows[0].label, second.rows[0].label) == ("1个评议单位、1张有效票", "1个其他评议方、2张有效票")

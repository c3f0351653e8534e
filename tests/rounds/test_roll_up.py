"""The result of a round is the mark of a wave of the year, exact; where there is none yet, the wave is 待定."""

from fractions import Fraction
from pathlib import Path

import pytest

from assessment.row_kind import RowKind
from assessment.scoring.ledger import Marked, NotAssessed, Pending, Row
from assessment.status import Status
from tests.rounds.county import Q1, Q2, Rounds


@pytest.fixture
def county(tmp_path: Path) -> Rounds:
    return Rounds(tmp_path)


def taken(county: Rounds, unit: str) -> list[Row]:
    """The rows of the component that comes from rounds."""
    result = county.ledgers("2023")[unit].components[0]
    assert isinstance(result, Marked)
    return [row for row in result.rows if row.kind in (RowKind.ROUND, RowKind.WAVE)]


def approve_both(county: Rounds) -> None:
    county.set_stage("2023-q1", "approved", "none")
    county.set_stage("2023-q2", "approved", "none")


def test_the_totals_of_the_rounds_are_the_marks_of_the_waves(county: Rounds) -> None:
    """东镇 (80 + 3 × 88) ÷ 4 = 86, × 80 ÷ 100 = 68.8, + 18; 西镇 (70 + 3 × 100) ÷ 4 = 92.5, × 0.8 = 74, + 15."""
    approve_both(county)
    assert {unit: ledger.total for unit, ledger in county.ledgers("2023").items()} == {
        "dong": Fraction("86.8"),
        "xi": Fraction(89),
    }


def test_each_row_says_from_which_round_it_comes(county: Rounds) -> None:
    approve_both(county)
    rows = taken(county, "dong")
    assert [(row.label, row.points, row.own, row.round, row.place.file) for row in rows] == [
        ("第一季度：2023年第一季度总分", Fraction(20), Fraction(80), Q1, "data/scores/2023-q1/dong.yaml"),
        ("第二季度：2023年第二季度总分", Fraction(66), Fraction(88), Q2, "data/scores/2023-q2/dong.yaml"),
    ]


def test_one_part_of_a_round_may_be_taken(county: Rounds) -> None:
    """发布 of 60: 东镇 (50 + 3 × 55) ÷ 4 = 53.75, × 80 ÷ 60."""
    approve_both(county)
    county.change("schemes/2023.yaml", "    full: 100\n", "    full: 60\n")
    for quarter in ("q1", "q2"):
        county.change("schemes/2023.yaml", f"round: 2023-{quarter},", f"round: 2023-{quarter}, part: post,")
    assert county.messages("2023") == []
    assert county.ledgers("2023")["dong"].total == Fraction("53.75") * Fraction(80, 60) + 18
    assert [row.label for row in taken(county, "dong")] == [
        "第一季度：2023年第一季度“发布”得分",
        "第二季度：2023年第二季度“发布”得分",
    ]


def test_the_best_round_counts_and_the_other_is_named(county: Rounds) -> None:
    approve_both(county)
    county.change("schemes/2023.yaml", "    waves:\n", "    combine: best\n    waves:\n")
    assert county.ledgers("2023")["dong"].total == 88 * Fraction(80, 100) + 18
    assert [(row.label, row.points, row.round) for row in taken(county, "dong")] == [
        ("第一季度：80分，不计入", Fraction(0), Q1),
        ("第二季度：2023年第二季度总分", Fraction(88), Q2),
    ]


@pytest.mark.parametrize("stage", ["collecting", "under-review"])
def test_a_round_that_is_not_approved_leaves_the_year_pending(county: Rounds, stage: str) -> None:
    county.set_stage("2023-q1", "published", "full")
    county.change("years/2023-q2.yaml", "stage: under-review", f"stage: {stage}")
    ledger = county.ledgers("2023")["xi"]
    assert ledger.status is Status.PENDING
    assert [part.missing for part in ledger.components if isinstance(part, Pending)] == [
        "尚无季度通报成绩（2023年第二季度还没有审定）"
    ]


def test_who_took_no_part_in_a_round_has_no_mark_in_the_year(county: Rounds) -> None:
    approve_both(county)
    file = "scores/2023-q1/xi.yaml"
    text = (county.data / file).read_text(encoding="utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if "reply:" not in line)
    county.write(file, f"{kept}not_assessed: {{reply: 当季新设}}\n")
    ledger = county.ledgers("2023")["xi"]
    assert ledger.status is Status.NOT_ASSESSED
    assert [part.reason for part in ledger.components if isinstance(part, NotAssessed)] == [
        "2023年第一季度未参评：当季新设"
    ]


def test_a_round_that_is_not_there_gives_no_mark(county: Rounds) -> None:
    approve_both(county)
    (county.data / "years/2023-q2.yaml").unlink()
    assert county.ledgers("2023")["dong"].status is Status.PENDING


def test_marks_of_a_round_stay_exact(county: Rounds) -> None:
    """A third of a mark in the round is a third in the year: nothing is rounded on the way."""
    approve_both(county)
    county.change("schemes/quarterly.yaml", "full: 40}", "full: 30, points: 40}")
    county.change("scores/2023-q1/dong.yaml", "mark: 30,", "mark: 10,")
    county.change("scores/2023-q2/xi.yaml", "mark: 40,", "mark: 30,")
    first, _ = taken(county, "dong")
    assert first.own == 50 + Fraction(40, 3)

"""双向互评: how ballots become one mark, under each reading; a blank is an abstention and never 0."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assessment.dataset.method import Method
from assessment.dataset.record import RaterBallots
from assessment.place import Origin, Place
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Pending, Row
from assessment.scoring.methods.ballots import way
from tests.scoring.cases import cast, component, record, scored
from tests.scoring.shipped import component as part
from tests.scoring.shipped import marked, points, result, shipped, sure


@pytest.mark.parametrize(
    ("votes", "by_rater_unit", "pooled", "trimmed"),
    [
        ([cast("b", "88")], "88", "88", "88"),
        # (90 + (80 + 84)/2 + 86) / 3 = (90 + 82 + 86) / 3; (90 + 80 + 84 + 86) / 4; without 82 and 90
        ([cast("b", "90"), cast("c", "80", "84"), cast("d", "86")], "86", "85", "86"),
        # blanks and raters with nothing but blanks change nothing
        (
            [cast("b", "90", ""), cast("c", "80", "", "84"), cast("d", "86"), cast("e", "", ""), cast("f", "")],
            "86",
            "85",
            "86",
        ),
        # two raters: nothing to trim. (90 + 70) / 2; (90 + 90 + 90 + 70) / 4
        ([cast("b", "90", "90", "90"), cast("c", "70")], "80", "85", "80"),
        # four: (100 + 90 + 80 + 10) / 4 = 70; trimmed (90 + 80) / 2
        ([cast("b", "100"), cast("c", "10"), cast("d", "80"), cast("e", "90")], "70", "70", "85"),
        # three equal means lose one highest and one lowest all the same
        ([cast("b", "77"), cast("c", "77"), cast("d", "77")], "77", "77", "77"),
        # a mean without a finite decimal: (100 + 100 + 93) / 3 = 293/3; trimmed 100
        ([cast("b", "100"), cast("c", "100"), cast("d", "93")], "293/3", "293/3", "100"),
        # 0 is a mark: (0 + 90) / 2
        ([cast("b", "0"), cast("c", "90", "")], "45", "45", "45"),
    ],
)
def test_mark(votes: Sequence[RaterBallots], by_rater_unit: str, pooled: str, trimmed: str) -> None:
    for option, mark in (("by-rater-unit", by_rater_unit), ("pooled", pooled), ("trimmed", trimmed)):
        of = marked("peer", record(ballots=votes), shipped("ballot-average", option))
        assert of.mark == points(mark), option
        assert of.weighted == points(mark) * 30 / 100


@pytest.mark.parametrize(
    ("option", "how"),
    [
        # 90 + (80 + 84) / 2; 90 + 80 + 84; nothing to trim of two
        ("by-rater-unit", "先求各评议单位平均分，再求各单位平均分的平均：合计172分，除以2"),
        ("pooled", "全部有效票的平均分：合计254分，除以3"),
        ("trimmed", "各评议单位平均分去掉一个最高分和一个最低分后的平均：合计172分，除以2"),
    ],
)
def test_the_row_says_how_many_and_how_and_never_who(option: str, how: str) -> None:
    place = Place("data/scores/2019/a.yaml", 40, 7)
    votes = [
        cast("x", "1", component="other"),
        replace(cast("b", "90", ""), origin=Origin(place)),
        cast("c", "80", "84"),
        cast("d", ""),
    ]
    of = marked("peer", record(ballots=votes), shipped("ballot-average", option))
    (row,) = of.rows
    label = "2个评议单位、3张有效票"
    assert row == Row(RowKind.MEAN, "三（三）", label, of.mark, place, "peer", count=3, reason=how)


@pytest.mark.parametrize("votes", [[], [cast("b", "", "")], [cast("b", "90", component="other")]])
def test_without_a_valid_ballot_the_mark_is_pending(votes: Sequence[RaterBallots]) -> None:
    of = replace(record(ballots=votes), origin=Origin(Place("data/scores/2019/a.yaml", 2, 1)))
    assert result("peer", of) == Pending(part("peer"), "尚无双向互评有效票", of.origin.place)


def test_ballots_of_one_rater_in_two_entries_are_one_mean() -> None:
    # (90 + 60) / 2 = 75 and 85: (75 + 85) / 2
    assert marked("peer", record(ballots=[cast("b", "90"), cast("c", "85"), cast("b", "60")])).mark == 80


def test_without_a_reading_each_rater_unit_weighs_alike() -> None:
    of = component(Method.BALLOTS, full="100", points="30")
    votes = [cast("b", "90", component="ballots"), cast("c", "80", "80", component="ballots")]
    assert sure(scored(of, record(ballots=votes))).mark == 85


@pytest.mark.parametrize(
    ("places", "mark", "message"),
    [
        # (100 + 100 + 93) / 3 = 97.666…; × 0.3 = 29.3
        (0, "98", "四舍五入到整数"),
        (1, "97.7", "四舍五入到1位小数"),
        (4, "97.6667", "四舍五入到4位小数"),
    ],
)
def test_a_mean_that_the_scheme_rounds_counts_as_it_is_rounded(places: int, mark: str, message: str) -> None:
    of = replace(component(Method.BALLOTS, full="100", points="30"), places=places)
    votes = [cast(rater, given, component="ballots") for rater, given in (("b", "100"), ("c", "100"), ("d", "93"))]
    counted = sure(scored(of, record(ballots=votes)))
    assert counted.mark == points(mark)
    assert counted.weighted == points(mark) * 30 / 100
    (row,) = counted.rows
    assert row.points == points(mark), "no row tells the mean as it was"
    assert row.reason == f"先求各评议单位平均分，再求各单位平均分的平均：合计293分，除以3，{message}"
    assert way(of) == f"先求各评议单位平均分，再求各单位平均分的平均，{message}"


def test_half_of_a_step_is_rounded_up() -> None:
    of = replace(component(Method.BALLOTS, full="100", points="30"), places=0)
    votes = [cast("b", "90", component="ballots"), cast("c", "91", component="ballots")]
    assert sure(scored(of, record(ballots=votes))).mark == 91

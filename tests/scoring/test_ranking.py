"""Who stands where: ties, roundings, and whom a missing mark keeps from being ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme, Ties
from assessment.scoring.assessment import Assessment, assess
from assessment.scoring.ranking import Order, Standing
from tests.scoring.cases import record
from tests.scoring.shipped import complete, dataset, shipped

TOWNS = shipped().groups[0].units
DEPARTMENTS = shipped().groups[1].units


def year(records: Mapping[str, UnitRecord], scheme: Scheme | None = None) -> Assessment:
    """The year with these records under a scheme."""
    return assess(replace(dataset(records, scheme), alternatives=()))


def ranks(marks: Sequence[str], scheme: Scheme | None = None) -> list[int]:
    """Ranks of the first departments with these marks of the agency; the rest of them come after."""
    units = DEPARTMENTS[: len(marks)]
    rest = {unit: complete(unit, agency="10") for unit in DEPARTMENTS[len(marks) :]}
    order = year(rest | {u: complete(u, agency=m) for u, m in zip(units, marks, strict=True)}, scheme).orders[
        "department"
    ]
    return [standing.rank for unit in units for standing in (order.rank(unit),) if standing is not None]


EIGHT = ["98", "97", "96", "95", "94", "93", "92", "91"]


@pytest.mark.parametrize(
    ("marks", "skip", "dense"),
    [
        (["90", "95", "80"], [2, 1, 3], [2, 1, 3]),
        (["90", "90", "80"], [1, 1, 3], [1, 1, 2]),
        (["90", "80", "80"], [1, 2, 2], [1, 2, 2]),
        (["90", "90", "90", "80"], [1, 1, 1, 4], [1, 1, 1, 2]),
        (["80", "90", "80", "90", "70"], [3, 1, 3, 1, 5], [2, 1, 2, 1, 3]),
        # 9, 9, 11 and 9, 9, 10
        ([*EIGHT, "90", "90", "89"], [*range(1, 9), 9, 9, 11], [*range(1, 9), 9, 9, 10]),
    ],
)
def test_ties(marks: Sequence[str], skip: list[int], dense: list[int]) -> None:
    assert ranks(marks) == skip
    assert ranks(marks, shipped("ties", "dense")) == dense


@pytest.mark.parametrize(
    ("marks", "exact", "published"),
    [
        # x 40/100 + 53.4: 87.404 and 87.4036 are both published as 87.40, 87.408 as 87.41
        (["85.01", "85.009", "85.02"], [2, 3, 1], [2, 2, 1]),
        # 87.406 and 87.4148 are both published as 87.41
        (["85.015", "85.037"], [2, 1], [1, 1]),
    ],
)
def test_rank_on_exact_or_published_totals(marks: Sequence[str], exact: list[int], published: list[int]) -> None:
    assert ranks(marks) == exact
    assert ranks(marks, shipped("rank-on", "published")) == published


def test_rounding_decides_ranks_only_where_published_totals_are_ranked() -> None:
    scheme = shipped("rank-on", "published")
    even = replace(scheme, ranking=replace(scheme.ranking, rounding=shipped("rounding", "half-even").ranking.rounding))
    # x 40/100 + 53.4: 87.405 is 87.41 half up and 87.40 half even; 87.40 and 87.41 are themselves
    marks = ["85.0125", "85", "85.025"]
    assert ranks(marks, scheme) == [1, 3, 1]
    assert ranks(marks, even) == [2, 2, 1]
    assert ranks(marks, shipped("rounding", "half-even")) == [2, 3, 1]


def test_places_decide_what_is_equal() -> None:
    scheme = shipped("rank-on", "published")
    whole = replace(scheme, ranking=replace(scheme.ranking, places=0))
    # 87.4 and 87.3 are both published as 87, 87.6 as 88
    assert ranks(["85", "84.75", "85.5"], whole) == [2, 2, 1]


def test_equal_units_share_and_stand_in_the_order_of_the_scheme() -> None:
    marks = dict(zip(TOWNS, ["70", "80", "90", "80", "60", "50", "40", "30", "20"], strict=True))
    order = year({unit: complete(unit, agency=mark) for unit, mark in marks.items()}).orders["town"]
    a, b, c, d, *rest = TOWNS
    assert order == Order(
        standings=(
            Standing(c, 1, False),
            Standing(b, 2, True),
            Standing(d, 2, True),
            Standing(a, 4, False),
            *(Standing(unit, n, False) for n, unit in enumerate(rest, 5)),
        ),
        pending=(),
        not_assessed=(),
    )


def test_a_pending_unit_keeps_its_group_and_no_other_from_being_ranked() -> None:
    missing = {unit: replace(complete(unit), marks=()) for unit in (TOWNS[3], TOWNS[1])}
    of = year(missing)
    assert of.orders["town"] == Order((), (TOWNS[1], TOWNS[3]), ())
    assert of.orders["town"].rank(TOWNS[0]) is None
    assert len(of.orders["department"].standings) == 33


def test_units_not_assessed_are_left_out_and_the_rest_is_ranked() -> None:
    of = year({TOWNS[2]: record(not_assessed=["agency"])})
    order = of.orders["town"]
    assert order.not_assessed == (TOWNS[2],)
    assert [standing.unit for standing in order.standings] == [unit for unit in TOWNS if unit != TOWNS[2]]
    assert order.rank(TOWNS[2]) is None


def test_an_overall_order_is_an_option() -> None:
    records = {unit: complete(unit, agency=mark) for unit, mark in ((TOWNS[8], "99"), (DEPARTMENTS[0], "98"))}
    assert year(records).overall is None
    overall = year(records, shipped("ranking-scope", "overall")).overall
    assert overall is not None
    first, second, third, *_ = overall.standings
    assert (first, second) == (Standing(TOWNS[8], 1, False), Standing(DEPARTMENTS[0], 2, False))
    assert third == Standing(TOWNS[0], 3, True)
    assert len(overall.standings) == 42


def test_one_pending_unit_keeps_the_overall_order_away() -> None:
    of = year({TOWNS[0]: replace(complete(TOWNS[0]), marks=())}, shipped("ranking-scope", "overall"))
    assert of.overall == Order((), (TOWNS[0],), ())


@pytest.mark.parametrize(
    ("ties", "ranks_of", "from_last"),
    [
        (Ties.SKIP, [1, 2, 2, 4], [4, 2, 2, 1]),
        (Ties.DENSE, [1, 2, 2, 3], [3, 2, 2, 1]),
        (Ties.SKIP, [1, 2, 3, 3], [4, 3, 1, 1]),
        (Ties.DENSE, [1, 2, 3, 3], [3, 2, 1, 1]),
    ],
)
def test_ranks_are_counted_from_the_last_too(ties: Ties, ranks_of: list[int], from_last: list[int]) -> None:
    standings = tuple(Standing(name, rank, ranks_of.count(rank) > 1) for name, rank in zip("abcd", ranks_of, strict=True))
    order = Order(standings, (), ("e",))
    assert [order.rank_from_last(name, ties) for name in "abcd"] == from_last
    assert order.rank_from_last("e", ties) is None

"""Which counties stand in one ranking, and where: known answers with the arithmetic beside them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.counties.ranking import Apart, CommonList, ComparedYear, CountyOfYear, compare_year
from assessment.dataset.year import Disclosure, Stage
from tests.counties.published import OTHER_RULES, YEAR, listed, of, towns, year

NOTHING = year({"乡镇": ()}, disclosure=Disclosure.NONE, stage=Stage.COLLECTING)


def compared(*counties: CountyOfYear) -> ComparedYear:
    return compare_year(YEAR, counties)


def county_ranks(held: CommonList) -> list[tuple[str, int | None, Fraction]]:
    return [(one.of.folder, one.rank, one.mean) for one in held.counties]


def unit_ranks(held: CommonList) -> list[tuple[str, str, int | None]]:
    return [(one.of.folder, one.unit.total, one.rank) for one in held.units]


def test_counties_stand_by_the_mean_of_what_they_publish() -> None:
    [held] = compared(towns("a", "90.00", "80.00"), towns("b", "88.00", "88.00", "85.00")).lists
    # b: (88 + 88 + 85) / 3 = 261 / 3 = 87; a: (90 + 80) / 2 = 85.
    assert county_ranks(held) == [("b", 1, Fraction(87)), ("a", 2, Fraction(85))]
    assert [(one.count, one.highest, one.lowest) for one in held.counties] == [
        (3, "88.00", "85.00"),
        (2, "90.00", "80.00"),
    ]
    # Two have 88: both are second, and nobody is third.
    assert unit_ranks(held) == [
        ("a", "90.00", 1),
        ("b", "88.00", 2),
        ("b", "88.00", 2),
        ("b", "85.00", 4),
        ("a", "80.00", 5),
    ]


def test_equal_means_share_a_rank_and_close_ones_do_not() -> None:
    # 170 / 2 = 85 twice; 84.99 is next, after two.
    [held] = compared(towns("a", "90", "80"), towns("b", "84.99"), towns("c", "85")).lists
    assert county_ranks(held) == [("a", 1, Fraction(85)), ("c", 1, Fraction(85)), ("b", 3, Fraction(8499, 100))]


def test_a_list_that_its_county_has_not_ranked_has_no_rank() -> None:
    waiting = CountyOfYear(of("b"), year({"乡镇": listed("99.00", "98.00", pending=True)}))
    [held] = compared(towns("a", "90.00"), waiting, towns("c", "91.00")).lists
    assert [(one.of.folder, one.rank) for one in held.counties] == [("c", 1), ("a", 2), ("b", None)]
    assert unit_ranks(held) == [("c", "91.00", 1), ("a", "90.00", 2), ("b", "99.00", None), ("b", "98.00", None)]


def test_each_list_is_ranked_by_itself_and_a_list_of_one_county_is_none() -> None:
    both = CountyOfYear(of("a"), year({"乡镇": listed("90"), "部门": listed("70")}))
    result = compared(both, towns("b", "95"))
    assert [(held.name, unit_ranks(held)) for held in result.lists] == [("乡镇", [("b", "95", 1), ("a", "90", 2)])]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (towns("b", "95", rules=OTHER_RULES), {"a": Apart.OTHER_RULES, "b": Apart.OTHER_RULES}),
        (towns("b", "95", rules=""), {"a": Apart.OTHER_RULES, "b": Apart.OTHER_RULES}),
        (towns("b", "95", is_sample=True), {"a": Apart.NOBODY_ELSE, "b": Apart.SAMPLE}),
        (CountyOfYear(of("b"), NOTHING), {"a": Apart.NOBODY_ELSE, "b": Apart.NO_TOTALS}),
    ],
    ids=["other rules", "rules unknown", "sample data", "no totals"],
)
def test_who_cannot_be_compared_stands_apart(second: CountyOfYear, why: dict[str, Apart]) -> None:
    result = compared(towns("a", "90"), second)
    assert result.lists == ()
    assert {county.folder: reason for county, reason in result.apart} == why


def test_a_county_alone_is_ranked_with_nobody() -> None:
    result = compared(towns("a", "90", is_sample=True))
    assert (result.lists, [reason for _, reason in result.apart]) == ((), [Apart.NOBODY_ELSE])


def test_sample_data_is_ranked_among_itself() -> None:
    result = compared(
        towns("a", "90"), towns("b", "80"), towns("c", "70", is_sample=True), towns("d", "99", is_sample=True)
    )
    ranks = [(held.is_sample, [(one.of.folder, one.rank) for one in held.counties]) for held in result.lists]
    assert ranks == [(False, [("a", 1), ("b", 2)]), (True, [("d", 1), ("c", 2)])]
    assert result.apart == ()


TOTALS = st.lists(st.decimals(0, 100, places=2).map(str), min_size=1, max_size=5)


@given(st.lists(TOTALS, min_size=2, max_size=4))
def test_a_rank_is_one_more_than_how_many_are_better(counties: list[list[str]]) -> None:
    [held] = compared(*(towns(f"c{place}", *totals) for place, totals in enumerate(counties))).lists
    every = [Fraction(total) for totals in counties for total in totals]
    assert [one.rank for one in held.units] == [1 + sum(other > one.unit.exact for other in every) for one in held.units]
    means = [sum(map(Fraction, totals), Fraction(0)) / len(totals) for totals in counties]
    assert [one.rank for one in held.counties] == [1 + sum(mean > one.mean for mean in means) for one in held.counties]
    assert sorted(one.mean for one in held.counties) == sorted(means)

"""Years and rounds of years: how they are written, in what order they stand, what they are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.period import Period, period_of, written_period

ROUNDS = ["", *(f"q{n}" for n in range(1, 5)), *(f"m{n:02d}" for n in range(1, 13)), "h1", "h2"]
PERIODS = st.builds(Period, st.integers(2000, 2999), st.sampled_from(ROUNDS))


@given(PERIODS)
def test_what_is_written_is_read_back(period: Period) -> None:
    assert period_of(str(period)) == written_period(str(period)) == period_of(period.written) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-2",
        "2023-q0",
        "2023-q5",
        "2023-m13",
        "2023-m4",
        "2023-h3",
        "2023q2",
        "2023-Q2",
        "２０２３",
        "23",
        "2023-q2 ",
    ],
)
def test_other_forms_are_none(text: str) -> None:
    """A tag such as 2019-2 is a second edition, and no round."""
    assert period_of(text) is None
    with pytest.raises(ValueError, match=f"^{text}$"):
        written_period(text)


@given(PERIODS, PERIODS)
def test_there_is_one_order_by_the_day_on_which_they_end(one: Period, other: Period) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    if one < other:
        assert one.last <= other.last
    if one.last == other.last and one.first > other.first:
        assert one < other


def test_a_year_comes_after_its_rounds() -> None:
    written = ["2022", "2023-m01", "2023-m03", "2023-q1", "2023-q2", "2023-h1", "2023-m12", "2023-q4", "2023-h2", "2023"]
    assert sorted(map(written_period, reversed(written))) == [*map(written_period, written)]


@pytest.mark.parametrize(
    ("text", "first", "last", "name", "spaced", "title"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "2019年", "2019 年", "2019年度"),
        ("2023-q2", date(2023, 4, 1), date(2023, 6, 30), "2023年第二季度", "2023 年第二季度", "2023年第二季度"),
        ("2024-m02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月", "2024 年2月", "2024年2月"),
        ("2023-h2", date(2023, 7, 1), date(2023, 12, 31), "2023年下半年", "2023 年下半年", "2023年下半年"),
    ],
)
def test_its_days_and_names(text: str, first: date, last: date, name: str, spaced: str, title: str) -> None:
    period = written_period(text)
    assert (period.first, period.last) == (first, last)
    assert (period.name, period.spaced, period.title) == (name, spaced, title)

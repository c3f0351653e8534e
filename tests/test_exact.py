"""Exact numbers leave the engine by two doors only, and both are exact about what they do."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.exact import Rounding, exact_text, rounded

MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}


@pytest.mark.parametrize(
    ("value", "places", "mode", "text"),
    [
        ("87.405", 2, Rounding.HALF_UP, "87.41"),
        ("87.405", 2, Rounding.HALF_EVEN, "87.40"),
        ("87.415", 2, Rounding.HALF_EVEN, "87.42"),
        ("2641/30", 2, Rounding.HALF_UP, "88.03"),
        ("-0.125", 2, Rounding.HALF_UP, "-0.13"),
        ("-0.004", 2, Rounding.HALF_UP, "0.00"),
        ("99.995", 2, Rounding.HALF_UP, "100.00"),
        ("7", 0, Rounding.HALF_UP, "7"),
        ("0.5", 0, Rounding.HALF_UP, "1"),
    ],
)
def test_rounding_known_answers(value: str, places: int, mode: Rounding, text: str) -> None:
    assert rounded(Fraction(value), places, mode) == text


@given(st.decimals(min_value=-1000, max_value=1000, places=5), st.sampled_from(list(Rounding)))
def test_rounding_agrees_with_the_decimal_module(value: Decimal, mode: Rounding) -> None:
    expected = value.quantize(Decimal("0.01"), rounding=MODES[mode])
    assert rounded(Fraction(value), 2, mode) == str(abs(expected) if expected == 0 else expected)


@given(st.fractions(min_value=-1000, max_value=1000))
def test_exact_text_loses_nothing(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"), [("87.40", "87.4"), ("1/3", "1/3"), ("-5", "-5"), ("1/8", "0.125"), ("10", "10")]
)
def test_exact_text_is_a_decimal_where_there_is_one(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text

"""Exact numbers leave the engine by two doors only, and both are exact about what they do."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit.layout import inline
from assessment.exact import (
    DIGITS,
    PLACES,
    Rounding,
    brief_text,
    exact_sum,
    exact_text,
    factor_of,
    factors_in,
    kept_places,
    ratio_text,
    rounded,
)
from assessment.imports.values import number_of
from assessment.load.yaml_file import parse

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


@pytest.mark.parametrize("places", [30, 60])
def test_exact_text_is_exact_whatever_the_size(places: int) -> None:
    assert exact_text(Fraction(1, 10**places)) == f"0.{'0' * (places - 1)}1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.5", "0.5"),
        ("87.4035", "87.4035"),
        ("-1/8", "-0.125"),
        ("0.00005", "≈0.0001"),
        ("2641/30", "≈88.0333"),  # 88.03333...
        ("-2/3", "≈-0.6667"),
    ],
)
def test_four_places_are_shown_and_more_are_marked(value: str, text: str) -> None:
    assert brief_text(Fraction(value)) == text


def test_fewer_places_may_be_asked_for() -> None:
    assert [brief_text(Fraction("87.405"), places) for places in (3, 2)] == ["87.405", "≈87.41"]


def test_a_sum_of_the_longest_numbers_loses_nothing() -> None:
    longest = Decimal(f"{'9' * DIGITS}.{'9' * PLACES}")
    assert Fraction(exact_sum([longest] * 3)) == 3 * Fraction(longest)
    assert Fraction(longest + longest) != 2 * Fraction(longest), "which is why it is there"


@pytest.mark.parametrize("sign", ["", "-"])
def test_every_reader_and_writer_has_the_same_limit(sign: str) -> None:
    longest = f"{sign}{'9' * DIGITS}.{'9' * PLACES}"

    def read(text: str) -> object:
        document, _ = parse(f"a: {text}\n", "a.yaml")
        assert document is not None
        return document.at(("a",))

    assert read(longest) == number_of(longest) == Decimal(longest)
    assert read(inline(Decimal(longest))) == Decimal(longest)
    for longer in (f"{longest}9", f"{sign}9{longest.removeprefix('-')}"):
        assert read(longer) == longer, "a text, which the schema refuses where a number belongs"
        assert number_of(longer) is None
    assert kept_places(Decimal(f"{sign}0.{'3' * (PLACES + 5)}")) == Decimal(f"{sign}0.{'3' * PLACES}")


@pytest.mark.parametrize(
    ("over", "under", "text"),
    [
        ("100", "97", "×100÷97"),
        ("0.5", "3", "×0.5÷3"),
        ("100", "992/11", "×1100÷992"),
        ("1/3", "2/7", "×7÷6"),  # both times 21
        ("91.5", "1/3", "×549÷2"),  # both times 6
        ("1/6", "0.5", "×1÷3"),
    ],
)
def test_a_factor_is_written_as_a_calculator_takes_it(over: str, under: str, text: str) -> None:
    assert ratio_text(Fraction(over), Fraction(under)) == text
    assert factor_of(text) == Fraction(over) / Fraction(under)
    assert factors_in(f"按比例折算（{text}），再×0.4") == (text,)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.5", "1.5"), ("1E+3", "1000"), (f"0.{'1' * PLACES}", f"0.{'1' * PLACES}"), ("Infinity", "Infinity")],
)
def test_a_decimal_is_kept_as_it_is_written_without_an_exponent(value: str, text: str) -> None:
    assert str(kept_places(Decimal(value))) == text

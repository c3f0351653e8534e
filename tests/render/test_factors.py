"""A factor is written so that a calculator, fed from left to right, comes to what was reckoned."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.exact import ratio_text
from assessment.render import views
from tests.built import Built
from tests.render.factors import assert_factors_hold, factor_of, false_factors

POSITIVE = st.fractions(min_value=Fraction(1, 99), max_value=1000, max_denominator=99)


@given(over=POSITIVE, under=POSITIVE)
def test_a_ratio_of_any_numbers_reads_back(over: Fraction, under: Fraction) -> None:
    text = ratio_text(over, under)
    assert "/" not in text
    assert factor_of(text) == over / under


@given(factor=POSITIVE)
def test_a_factor_reads_back(factor: Fraction) -> None:
    assert factor_of(views.times(factor)) == factor


def test_numbers_with_a_decimal_form_stay_as_the_scheme_has_them() -> None:
    assert ratio_text(Fraction(36), Fraction(33)) == "×36÷33"
    assert ratio_text(Fraction(100), Fraction("90.625")) == "×100÷90.625"
    assert ratio_text(Fraction(100), Fraction(992, 11)) == "×1100÷992"


@pytest.mark.parametrize("false", ["2×100÷992/11＝1", "2<b>×0.4</b>＝0.9", "2×1÷3≈0.6669", "1 × 36 ÷ 33 ＝ 1.0909"])
def test_what_does_not_come_out_is_seen(false: str) -> None:
    assert [*false_factors(false)]


def test_every_factor_on_every_page_reads_back(built: Built) -> None:
    assert_factors_hold(built.site)

"""Exact numbers: read as decimals from the text of a file, computed as fractions, rounded once at the end.

A mean over three raters has no finite decimal form, so decimals alone would round in the middle of a
computation; fractions never do. ``exact_text`` and ``rounded`` turn them into text, and only charts take floats of them.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import assert_never

DIGITS = PLACES = 15
"""The most digits before the point, and after it, of a number in a file; a spreadsheet keeps no more of them."""

_SUM_DIGITS = DIGITS + PLACES + 10
"""Digits enough for the sum of more numbers than any file holds."""

_RATIO = re.compile(r"×[\d.]+÷[\d.]+")


class Rounding(Enum):
    """How the published total is rounded (reading rounding of 2019)."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


def rounded(value: Fraction, places: int, mode: Rounding = Rounding.HALF_UP) -> str:
    """Return ``value`` as decimal text with exactly ``places`` places.

    Half up means away from zero, so that -0.125 and 0.125 round alike; a value that rounds to zero has no sign.
    """
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    match mode:
        case Rounding.HALF_UP:
            up = twice >= scaled.denominator
        case Rounding.HALF_EVEN:
            up = twice > scaled.denominator or (twice == scaled.denominator and whole % 2 == 1)
        case _:
            assert_never(mode)
    whole += up
    digits = str(whole).rjust(places + 1, "0")
    text = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
    return f"-{text}" if value < 0 and whole else text


def exact_text(value: Fraction) -> str:
    """Return ``value`` without any loss: as a plain decimal if it has one, else as a fraction like ``2641/30``."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return rounded(value, max(twos, fives))


def ratio_text(over: Fraction, under: Fraction) -> str:
    """Return the factor ``over`` / ``under`` as a calculator takes it from left to right: ``×100÷97``, ``×1100÷992``.

    A number without a decimal form would be read as one more division; both are then multiplied until they are whole.
    """
    if "/" in exact_text(over) + exact_text(under):
        more = lcm(over.denominator, under.denominator)
        over, under = over * more, under * more
    return f"×{exact_text(over)}÷{exact_text(under)}"


def factors_in(text: str) -> tuple[str, ...]:
    """Return the factors that a text names as ``ratio_text`` writes them."""
    return tuple(_RATIO.findall(text))


def factor_of(ratio: str) -> Fraction:
    """Return the factor that ``ratio_text`` wrote."""
    over, under = ratio.removeprefix("×").split("÷")
    return Fraction(over) / Fraction(under)


def brief_text(value: Fraction, places: int = 4) -> str:
    """Return a value for the eye: exact where ``places`` decimals suffice, else rounded and marked ``≈``."""
    if (value * 10**places).denominator == 1:
        return exact_text(value)
    return f"≈{rounded(value, places)}"


def kept_places(value: Decimal) -> Decimal:
    """Return a decimal without an exponent, rounded to the places that a file holds if it has more."""
    if not value.is_finite():
        return value
    return Decimal(f"{round(value, PLACES) if -int(value.as_tuple().exponent) > PLACES else value:f}")


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum of recorded decimals without any loss, where plain addition would keep 28 of their digits."""
    with localcontext(prec=_SUM_DIGITS):
        return sum(values, Decimal(0))


def fraction_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the sum of fractions; those over one number are added as whole numbers first, and reduced once."""
    over: dict[int, int] = {}
    for value in values:
        above, below = value.as_integer_ratio()
        over[below] = over.get(below, 0) + above
    first, *others = (Fraction(above, below) for below, above in (over or {1: 0}).items())
    return sum(others, first)


def exact(value: Decimal) -> Fraction:
    """Return the fraction that equals a recorded decimal."""
    return Fraction(value)

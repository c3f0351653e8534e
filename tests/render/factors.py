"""Factors read back from what readers see, as a calculator takes them: from left to right."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import unescape
from pathlib import Path

_NUMBER = r"\d+(?:\.\d+)?"
_FACTOR = re.compile(rf"(?:\s*[×÷]\s*{_NUMBER})+")
_STEP = re.compile(rf"([×÷])\s*({_NUMBER})")
_CHAIN = re.compile(rf"÷\s*{_NUMBER}/\d")
"""A fraction behind a division, which reads as one more division."""
_CONVERSION = re.compile(
    rf"(?<![\d.])(?P<of>−?{_NUMBER})(?P<factor>{_FACTOR.pattern})\s*(?P<sign>[＝≈])\s*(?P<made>−?{_NUMBER})"
)
_KEPT = Fraction(1, 20000)
"""Half of the last of four places, to which a number is rounded for the eye."""


def factor_of(text: str) -> Fraction:
    """Return what the factors of a text multiply by."""
    product = Fraction(1)
    for sign, number in _STEP.findall(text):
        product = product * Fraction(number) if sign == "×" else product / Fraction(number)
    return product


def assert_factors_hold(site: Path) -> None:
    """Read every factor on every page of a site, and every one that a ledger names, back."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
    assert not [false for page in pages for false in false_factors(page)]
    assert not [false for results in sorted(site.glob("*/results.json")) for false in false_labels(results)]


def false_factors(markup: str) -> Iterator[str]:
    """Yield the factors of a page that do not come to what stands beside them, or that cannot be read but one way."""
    text = unescape(re.sub(r"<[^>]*>", " ", markup))
    yield from (text[found.start() - 20 : found.end() + 5] for found in _CHAIN.finditer(text))
    for found in _CONVERSION.finditer(text):
        result = _number(found["of"]) * factor_of(found["factor"])
        off = abs(result - _number(found["made"]))
        # What is converted may be rounded itself, and then what it comes to is off by as much.
        if off > (_KEPT * (1 + factor_of(found["factor"])) if found["sign"] == "≈" else 0):
            yield found[0]


def false_labels(results: Path) -> Iterator[str]:
    """Yield the rows of a ledger whose factor is not what the rows right above were multiplied by."""
    for unit in json.loads(results.read_text(encoding="utf-8"))["units"]:
        yield from _false_rows(unit.get("rows", ()))


def _false_rows(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for place, row in enumerate(rows):
        factor = _FACTOR.search(row["label"])
        if row["kind"] not in ("scale", "not-applicable") or factor is None:
            continue
        points, more = Fraction(row["points"]), factor_of(factor[0]) - 1
        above, sums = Fraction(0), set[Fraction]()
        for other in reversed(rows[:place]):
            above += Fraction(other["points"])
            sums.add(above * more)
        if points not in sums:
            yield row["label"]


def _number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-"))

"""One digest for what values hold: the same in every process, and never one for two values that differ."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest
from markupsafe import Markup

from assessment.cache.content import UnknownTypeError, content_digest


class Letter(Enum):
    """Letters."""

    A = "a"
    B = "b"


class Other(Enum):
    """Other letters."""

    A = "a"


class Number(IntEnum):
    """Numbers."""

    ONE = 1


@dataclass(frozen=True)
class Pair:
    """Two of anything."""

    first: object
    second: object


@dataclass(frozen=True)
class One:
    """One of anything."""

    first: object


@dataclass(frozen=True)
class Nothing:
    """Holds nothing."""


@dataclass
class Changing:
    """May change after it was looked at."""

    first: object


ALL_DIFFERENT: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 0.0, -0.0, 1.0, "", "1", "a", "a\ud800", b"", b"a", "None"),
    *(Decimal(1), Decimal("1.0"), Decimal("NaN"), Fraction(1), Fraction(1, 3), Fraction(-1, 3)),
    *(date(2020, 1, 2), "2020-01-02", Letter.A, Letter.B, Other.A, Number.ONE),
    *(
        (),
        [],
        {},
        frozenset(),
        (1,),
        [1],
        frozenset([1]),
        (1, 1),
        ((1,), 1),
        (1, (1,)),
        (("a", "b"),),
        ("a", "b"),
        ("ab",),
    ),
    *({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 2, "b": 1}, {"a": (1, "b"), 2: 3}, ("a", 1, "b", 2)),
    *(Pair(1, 2), Pair(2, 1), Pair(1, None), One(1), One(Pair(1, 2)), One(One(1)), Nothing(), ("s1:a",), ("s", "1:a")),
)


def test_what_differs_has_digests_that_differ() -> None:
    digests = [content_digest(value) for value in ALL_DIFFERENT]
    assert len(set(digests)) == len(digests)


def test_what_is_alike_has_one() -> None:
    name = "".join(["甲", "镇"])
    shared = One(name)
    assert content_digest((shared, shared)) == content_digest((One("甲镇"), One("".join(["甲", "镇"]))))
    assert content_digest({1, 2, 3}) == content_digest({3, 2, 1})
    assert content_digest(MappingProxyType({"a": 1})) == content_digest({"a": 1})


@pytest.mark.parametrize(
    "value",
    [
        *(object(), Changing(1), SimpleNamespace(), Markup("a"), datetime(2020, 1, 2, 3), 1j, Path("a"), iter(()), len),
        *(One, type("Text", (str,), {})("a"), type("Numbers", (tuple,), {})((1,)), bytearray(b"a"), range(3)),
    ],
)
@pytest.mark.parametrize("holder", [lambda it: it, One, lambda it: (it,), lambda it: {"a": it}, lambda it: [{"b": it}]])
def test_what_nobody_knows_is_refused_wherever_it_stands(holder: Callable[[object], object], value: object) -> None:
    with pytest.raises(UnknownTypeError):
        content_digest(holder(value))


def test_every_process_gives_the_same() -> None:
    program = (
        "from tests.cache.test_content import ALL_DIFFERENT\n"
        "from assessment.cache.content import content_digest\n"
        "print(content_digest((ALL_DIFFERENT, set('甲乙丙丁戊'))))"
    )
    given = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(given) == 1

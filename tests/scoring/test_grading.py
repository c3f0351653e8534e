"""Which grade a total earns: lines belong to the better band, and the value is that which ranks compare."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Grade, Scheme
from assessment.scoring.assessment import assess
from tests.scoring.cases import ORIGIN, record
from tests.scoring.shipped import complete, dataset, shipped

TOWNS, DEPARTMENTS = (group.units for group in shipped().groups)
NAMES = ("优秀", "良好", "合格", "不合格")


def with_bands(scheme: Scheme, **lines: Sequence[str]) -> Scheme:
    """The scheme with bands from these totals up, by group, and a last one that takes the rest."""
    bands = {
        group: tuple(
            Grade(name, Decimal(line) if line else None, ORIGIN)
            for name, line in zip([*NAMES[: len(own)], NAMES[-1]], [*own, ""], strict=True)
        )
        for group, own in lines.items()
    }
    return replace(scheme, grades=bands)


def graded(records: Mapping[str, UnitRecord], scheme: Scheme) -> dict[str, str]:
    """The grades of the year with these records."""
    return assess(replace(dataset(records, scheme), alternatives=())).grades


def earned(mark: str, scheme: Scheme, unit: str = TOWNS[0]) -> str:
    """The grade of a unit with this mark of the agency: the total is 0.4 of it and 53.4."""
    return graded({unit: complete(unit, agency=mark)}, scheme)[unit]


@pytest.mark.parametrize(
    ("mark", "grade"),
    [
        ("91.5", "优秀"),  # 90
        ("91.49", "良好"),  # 89.996
        ("66.5", "良好"),  # 80
        ("66.4975", "合格"),  # 79.999
        ("41.5", "合格"),  # 70
        ("41.499999", "不合格"),  # 69.9999996
        ("0", "不合格"),  # 53.4
        ("100", "优秀"),  # 93.4
    ],
)
def test_a_total_on_a_line_has_the_better_grade(mark: str, grade: str) -> None:
    assert earned(mark, with_bands(shipped(), town=["90", "80", "70"])) == grade


@pytest.mark.parametrize(
    ("mark", "exact", "published"),
    [
        ("91.49", "良好", "优秀"),  # 89.996, published as 90.00
        ("91.4875", "良好", "优秀"),  # 89.995, published as 90.00: half up
        ("91.4874", "良好", "良好"),  # 89.99496, published as 89.99
        ("91.5", "优秀", "优秀"),
    ],
)
def test_exact_or_published_totals_are_graded_as_they_are_ranked(mark: str, exact: str, published: str) -> None:
    assert earned(mark, with_bands(shipped(), town=["90", "80"])) == exact
    assert earned(mark, with_bands(shipped("rank-on", "published"), town=["90", "80"])) == published


def test_each_group_has_bands_of_its_own() -> None:
    scheme = with_bands(shipped(), town=["90", "80", "70"], department=["75", "70", "60"])
    # 0.4 x 54 + 53.4 = 75, 0.4 x 53 + 53.4 = 74.6
    units = {TOWNS[0]: "54", DEPARTMENTS[0]: "54", DEPARTMENTS[1]: "53"}
    grades = graded({unit: complete(unit, agency=mark) for unit, mark in units.items()}, scheme)
    assert [grades[unit] for unit in units] == ["合格", "优秀", "良好"]
    assert [*grades] == [*TOWNS, *DEPARTMENTS]


def test_units_without_a_total_have_no_grade_and_keep_no_other_from_having_one() -> None:
    scheme = with_bands(shipped(), town=["90"], department=["90"])
    missing = {
        TOWNS[0]: replace(complete(TOWNS[0]), marks=()),
        TOWNS[1]: replace(record(not_assessed=["agency"]), unit=TOWNS[1]),
    }
    grades = graded(missing, scheme)
    assert [*grades] == [*TOWNS[2:], *DEPARTMENTS]
    assert set(grades.values()) == {"不合格"}


def test_a_scheme_without_bands_gives_no_grades() -> None:
    assert graded({}, shipped()) == {}


@pytest.mark.parametrize(("mark", "grade"), [("91.5", "良好"), ("91.51", "优秀"), ("66.5", "良好"), ("66.49", "合格")])
def test_a_band_may_begin_above_its_line(mark: str, grade: str) -> None:
    # totals of 90 and 90.004; of 80 and 79.996
    bands = (
        Grade("优秀", None, ORIGIN, above=Decimal(90)),
        Grade("良好", Decimal(80), ORIGIN, at_most=Decimal(90)),
        Grade("合格", None, ORIGIN, below=Decimal(80)),
    )
    assert earned(mark, replace(shipped(), grades={"town": bands, "department": bands})) == grade

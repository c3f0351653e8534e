"""Full marks and points that differ by group: each unit's mark is weighed by its own group's."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.by_group import ByGroup
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from tests.scoring.cases import component, given, item, item_mark, record, scored
from tests.scoring.shipped import lines, points, sure

BY_GROUP = ByGroup(own={"town": Decimal(1000), "department": Decimal(100)})


def weighed(of: Part, group: str, mark: str, items: Mapping[str, str] | None = None) -> tuple[Fraction, list[str]]:
    """What a mark adds to the total of a unit of a group, and the rows it is made of."""
    marks = [item_mark(clause, worth) for clause, worth in (items or {}).items()]
    found = sure(scored(of, record(marks=[given(mark, marks, component=of.id)]), group))
    return found.weighted, lines(found.rows)


# town: 900 x 40 / 1000; department: 90 x 40 / 100
@pytest.mark.parametrize(("group", "mark"), [("town", "900"), ("department", "90")])
def test_a_mark_is_weighed_by_the_full_marks_of_its_group(group: str, mark: str) -> None:
    of = replace(component(Method.GIVEN, points="40"), full=BY_GROUP)
    assert weighed(of, group, mark)[0] == 36


# town: 50 x 20 / 1000; department: 50 x 10 / 100
@pytest.mark.parametrize(("group", "expected"), [("town", "1"), ("department", "5")])
def test_points_and_full_marks_of_the_same_group_go_together(group: str, expected: str) -> None:
    of = replace(
        component(Method.GIVEN), full=BY_GROUP, points=ByGroup(own={"town": Decimal(20), "department": Decimal(10)})
    )
    assert weighed(of, group, "50")[0] == points(expected)


# The item reaches 40 of 50; town: x 1000 / 50 = 800, of which 760 come by scaling; department: x 100 / 50 = 80.
@pytest.mark.parametrize(("group", "scaled"), [("town", "760"), ("department", "40")])
def test_items_are_scaled_to_the_full_marks_of_the_group(group: str, scaled: str) -> None:
    of = replace(component(Method.SUM, [item("甲", "50")], points="40", scale=True), full=BY_GROUP)
    total, rows = weighed(of, group, "", {"甲": "40"})
    declared = BY_GROUP.of(group)
    assert [row for row in rows if row.startswith("scale")] == [f"scale 三 按标示分值折算（×{declared}÷50） {scaled}"]
    assert total == 32  # 0.8 x 40

"""Who changed what of a record, and when, with what stood there before and after."""

from pathlib import Path

import pytest

from assessment.history.kinds import Key, Kind, What
from assessment.history.record_past import FieldPast, past_of_unit
from assessment.period import Period
from assessment.repository.clone import needed_clone
from tests.repository.county import DEDUCTION, County

D1 = Key(Kind.DEDUCTION, "d1")


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    county.record("jia", more=DEDUCTION)
    county.commit()
    return county


def past(county: County, key: Key = D1) -> list[tuple[What, str, tuple[FieldPast, ...]]]:
    """What happened to a record, newest first: what, on which day, and the fields."""
    events = past_of_unit(needed_clone(county.data), Period(2019), "jia").get(key, ())
    return [(one.what, "" if one.commit is None else str(one.commit.day), one.fields) for one in events]


def test_every_change_has_its_person_its_day_and_both_values(county: County) -> None:
    county.record("jia", more=DEDUCTION.replace("level: 省", "level: 国家").replace("栏目三", "两个栏目三"))
    county.commit()
    county.record(
        "jia", more=DEDUCTION.replace("level: 省", "level: 国家").replace("    reason", "    count: 2\n    reason")
    )
    assert past(county) == [
        (
            What.CHANGED,
            "",
            (FieldPast("原因", "两个栏目三个月未更新", "栏目三个月未更新"), FieldPast("次数", None, 2)),
        ),
        (
            What.CHANGED,
            "2020-03-02",
            (FieldPast("级别", "省", "国家"), FieldPast("原因", "栏目三个月未更新", "两个栏目三个月未更新")),
        ),
        (What.RECORDED, "2020-03-01", ()),
    ]
    [_, change, _] = past_of_unit(needed_clone(county.data), Period(2019), "jia")[D1]
    assert change.commit is not None
    assert change.commit.author == "王科员"


def test_what_came_and_went(county: County) -> None:
    county.record("jia")
    county.commit()
    assert past(county) == [(What.REMOVED, "2020-03-02", ()), (What.RECORDED, "2020-03-01", ())]
    assert past(county, Key(Kind.DEDUCTION, "none")) == []


def test_a_side_branch_is_compared_with_where_it_came_from(county: County) -> None:
    county.git("switch", "--quiet", "--create", "other")
    county.record("jia", more=DEDUCTION.replace("level: 省", "level: 国家"))
    county.commit()
    county.git("switch", "--quiet", "main")
    county.write("note.txt", "x")
    county.commit()
    county.git("merge", "--quiet", "--no-ff", "--no-edit", "other")
    assert past(county) == [
        (What.CHANGED, "2020-03-02", (FieldPast("级别", "省", "国家"),)),
        (What.RECORDED, "2020-03-01", ()),
    ]

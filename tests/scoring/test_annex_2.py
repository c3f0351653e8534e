"""附件2, 日常测评: every item below, at and above its limit. Full marks are 10 + 6 + 6 + 5 + 1 + 1 + 1 = 30."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.by_group import ByGroup
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import Entry, NotApplicableItem, Outcome, Rectification, UnitRecord, Visibility
from assessment.place import Origin, Place
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row
from tests.scoring.cases import component, entry, item, objection, record, rule, scored
from tests.scoring.shipped import daily, lines, marked, points, sure

ISSUES, OFFICE_DAYS, TASKS, NOTICES = "附件2第1项", "附件2第2项", "附件2第3项", "附件2第4项"
REGISTRATION, SPONSOR, MATRIX = "附件2第5项", "附件2第6项", "附件2第7项"
FULL = [
    "full 附件2第1项 问题清单整改 10",
    "full 附件2第2项 集中办公 6",
    "full 附件2第3项 重点任务 6",
    "full 附件2第4项 巡查通报 5",
    "full 附件2第5项 新媒体报备 1",
    "full 附件2第6项 主办单位标注 1",
    "full 附件2第7项 “郎溪发布”矩阵 1",
]


def notices(national: int = 0, provincial: int = 0, city: int = 0) -> list[Entry]:
    """Notices of each level; 2, 1 and 0.5 points each."""
    counts = {"国家": national, "省": provincial, "市": city}
    return [entry(NOTICES, n, count, level) for n, (level, count) in enumerate(counts.items(), 1) if count]


def entries_of(count: int) -> list[Entry]:
    """The same count under every item but the notices."""
    clauses = (ISSUES, OFFICE_DAYS, TASKS, REGISTRATION, SPONSOR, MATRIX)
    return [entry(clause, n, count) for n, clause in enumerate(clauses, 10)]


@pytest.mark.parametrize(
    ("entries", "mark"),
    [
        ([], "30"),
        # 每次扣1分，扣完10分为止
        ([entry(ISSUES)], "29"),  # 30 - 1
        ([entry(ISSUES, count=9)], "21"),  # 30 - 9
        ([entry(ISSUES, count=10)], "20"),  # 30 - 10
        ([entry(ISSUES, count=11)], "20"),  # 30 - 11, of which 10 count
        ([entry(ISSUES, 1, 6), entry(ISSUES, 2, 5)], "20"),  # 6 + 5 = 11, of which 10 count
        ([entry(ISSUES, count=999)], "20"),
        # 每次扣1分，扣完6分为止
        ([entry(OFFICE_DAYS, count=5)], "25"),  # 30 - 5
        ([entry(OFFICE_DAYS, count=6)], "24"),  # 30 - 6
        ([entry(OFFICE_DAYS, count=7)], "24"),  # 30 - 7, of which 6 count
        ([entry(TASKS, count=5)], "25"),
        ([entry(TASKS, count=6)], "24"),
        ([entry(TASKS, count=7)], "24"),
        # 每次分别扣2分、1分、0.5分，扣完5分为止
        (notices(national=1), "28"),  # 30 - 2
        (notices(provincial=1), "29"),  # 30 - 1
        (notices(city=1), "29.5"),  # 30 - 0.5
        (notices(1, 1, 1), "26.5"),  # 2 + 1 + 0.5 = 3.5
        (notices(1, 2, 1), "25.5"),  # 2 + 2 + 0.5 = 4.5
        (notices(2, 0, 1), "25.5"),  # 4 + 0.5 = 4.5
        (notices(1, 2, 2), "25"),  # 2 + 2 + 1 = 5
        (notices(2, 1, 0), "25"),  # 4 + 1 = 5
        (notices(city=10), "25"),  # 10 x 0.5 = 5
        (notices(city=11), "25"),  # 5.5, of which 5 count
        (notices(2, 1, 1), "25"),  # 4 + 1 + 0.5 = 5.5, of which 5 count
        (notices(3, 0, 0), "25"),  # 6, of which 5 count
        (notices(2, 2, 2), "25"),  # 4 + 2 + 1 = 7, of which 5 count
        # 扣1分, no 每次: once, however often
        ([entry(REGISTRATION)], "29"),
        ([entry(REGISTRATION, count=3)], "29"),
        ([entry(REGISTRATION, 1), entry(REGISTRATION, 2)], "29"),
        ([entry(SPONSOR)], "29"),
        ([entry(SPONSOR, 1), entry(SPONSOR, 2)], "29"),
        ([entry(MATRIX)], "29"),
        ([entry(MATRIX, 1), entry(MATRIX, 2)], "29"),
        # one of each kind: 1 + 1 + 1 + 0.5 + 1 + 1 + 1 = 6.5
        ([*entries_of(1), *notices(city=1)], "23.5"),
        # every limit passed: nothing is left, and nothing below it
        ([*entries_of(20), *notices(9)], "0"),
    ],
)
def test_mark(entries: Sequence[Entry], mark: str) -> None:
    of = daily(entries)
    assert of.mark == points(mark)
    assert of.factor == 1, "points of the total already, not weighed by 30 % again (reading daily-points of 2019)"
    assert of.weighted == of.mark


def test_nothing_recorded_is_full_marks_by_item() -> None:
    assert lines(daily().rows) == FULL


def test_entries_and_limits_stand_under_their_item() -> None:
    entries = [entry(ISSUES, 1, 12), *notices(2, 1, 1), entry(SPONSOR, 5), entry(SPONSOR, 6)]
    assert (
        lines(daily(entries).rows)
        == [
            FULL[0],
            "entry 附件2第1项 未按要求整改反馈 -12",
            "limit 附件2第1项 扣完10分为止 2",  # 12 - 10
            *FULL[1:4],
            "entry 附件2第4项 被国家级巡查通报 -4",
            "entry 附件2第4项 被省级巡查通报 -1",
            "entry 附件2第4项 被市级巡查通报 -0.5",
            "limit 附件2第4项 扣完5分为止 0.5",  # 4 + 1 + 0.5 - 5
            *FULL[4:6],
            "entry 附件2第6项 未标明主办单位 -1",
            "entry 附件2第6项 未标明主办单位 -1",
            "count 附件2第6项 只计一次 1",
            FULL[6],
        ]
    )


def test_a_limit_that_is_just_reached_makes_no_row() -> None:
    assert [row.kind for row in daily([entry(ISSUES, count=10)]).rows].count(RowKind.LIMIT) == 0


def test_entries_stand_by_date_then_id() -> None:
    entries = [
        entry(ISSUES, 3, day=date(2019, 6, 1)),
        entry(ISSUES, 2, day=date(2019, 5, 1)),
        entry(ISSUES, 1, day=date(2019, 6, 1)),
    ]
    assert [row.entry for row in daily(entries).rows if row.entry] == ["d02", "d01", "d03"]


def test_a_row_says_where_when_why_and_by_what_it_can_be_checked() -> None:
    place = Place("data/scores/2019/a.yaml", 7, 5)
    fixed = Rectification("已整改", date(2019, 5, 20))
    mine = replace(
        entry(NOTICES, 4, 2, "省", day=date(2019, 5, 9)),
        origin=Origin(place),
        rectified=fixed,
        visibility=Visibility.INTERNAL,
        recorder="记录人",
    )
    row = next(row for row in daily([mine]).rows if row.kind is RowKind.ENTRY)
    assert row == Row(
        kind=RowKind.ENTRY,
        clause=NOTICES,
        part=NOTICES,
        label="被省级巡查通报",
        points=Fraction(-2),
        place=place,
        count=2,
        reason="原因",
        evidence=("e01",),
        day=date(2019, 5, 9),
        entry="d04",
        rule="被巡查通报",
        rectified=fixed,
        visibility=Visibility.INTERNAL,
    )


def test_rows_of_the_scheme_point_at_the_scheme() -> None:
    entries = [entry(ISSUES, count=11), entry(SPONSOR, 2), entry(SPONSOR, 3)]
    rules = {ISSUES: "未按要求整改反馈", SPONSOR: "未标明主办单位"}
    for row in daily(entries).rows:
        expected = "data/scores/2019/a.yaml" if row.kind is RowKind.ENTRY else "data/schemes/2019.yaml"
        assert row.place.file == expected
        assert row.rule == ("" if row.kind is RowKind.FULL else rules[row.clause])


@pytest.mark.parametrize("clause", [REGISTRATION, SPONSOR, MATRIX])
def test_without_an_account_the_full_mark_stays(clause: str) -> None:
    place = Place("data/scores/2019/a.yaml", 9, 5)
    of = replace(record(), not_applicable=(NotApplicableItem(clause, "未开设政务新媒体", Origin(place)),))
    result = marked("daily", of)
    assert result.mark == 30
    (row,) = [row for row in result.rows if row.kind is RowKind.NOT_APPLICABLE]
    names = {REGISTRATION: "新媒体报备", SPONSOR: "主办单位标注", MATRIX: "“郎溪发布”矩阵"}
    assert row == Row(
        RowKind.NOT_APPLICABLE, clause, f"{names[clause]}：不涉及", Fraction(0), place, clause, reason="未开设政务新媒体"
    )


def test_bonus_entries_are_no_deductions() -> None:
    assert marked("daily", record(bonus=[entry(ISSUES)])).mark == 30


@pytest.mark.parametrize(
    ("outcome", "left", "mark"),
    [
        # 8 + 4 = 12, of which 10 count: 30 - 10
        (Outcome.OPEN, None, "20"),
        (Outcome.REJECTED, None, "20"),
        # the 4 are withdrawn: 30 - 8
        (Outcome.UPHELD, None, "22"),
        # the 4 become 1: 30 - 9; become 2: 30 - 10; become 3: 11, of which 10 count
        (Outcome.PARTLY, 1, "21"),
        (Outcome.PARTLY, 2, "20"),
        (Outcome.PARTLY, 3, "20"),
    ],
)
def test_a_limit_is_judged_after_objections(outcome: Outcome, left: int | None, mark: str) -> None:
    twelve = [entry(ISSUES, 1, 8), entry(ISSUES, 2, 4)]
    assert daily(twelve, [objection("d02", outcome, left)]).mark == points(mark)


def test_a_decision_is_a_row_of_its_own_after_what_it_changes() -> None:
    place = Place("data/scores/2019/a.yaml", 30, 5)
    decided = replace(objection("d01", Outcome.PARTLY, count=1), origin=Origin(place))
    hidden = replace(entry(NOTICES, 1, 3, "市"), visibility=Visibility.INTERNAL)
    of = daily([hidden, entry(NOTICES, 2, 1, "省")], [decided])
    assert lines(row for row in of.rows if row.clause == NOTICES) == [
        "full 附件2第4项 巡查通报 5",
        "entry 附件2第4项 被市级巡查通报 -1.5",
        "objection 附件2第4项 复核部分成立 1",  # 3 become 1: 2 x 0.5 back
        "entry 附件2第4项 被省级巡查通报 -1",
    ]
    assert next(row for row in of.rows if row.kind is RowKind.OBJECTION) == Row(
        kind=RowKind.OBJECTION,
        clause=NOTICES,
        part=NOTICES,
        label="复核部分成立",
        points=Fraction(1),
        place=place,
        count=2,
        reason="决定理由",
        evidence=("e02",),
        day=date(2020, 1, 9),
        entry="o01",
        rule="被巡查通报",
        visibility=Visibility.INTERNAL,
    )


def test_the_last_decision_holds_wherever_it_stands_in_the_file() -> None:
    early = objection("d01", Outcome.PARTLY, count=2, number=2, decided=date(2020, 1, 8))
    late = objection("d01", Outcome.UPHELD, number=1, decided=date(2020, 1, 20))
    for objections in ([early, late], [late, early]):
        of = daily([entry(ISSUES, 1, 5)], objections)
        assert lines(row for row in of.rows if row.clause == ISSUES) == [
            "full 附件2第1项 问题清单整改 10",
            "entry 附件2第1项 未按要求整改反馈 -5",
            "objection 附件2第1项 复核部分成立 3",  # 5 become 2
            "objection 附件2第1项 复核成立 2",  # 2 become none
        ]


def test_decisions_of_one_day_stand_by_id() -> None:
    first = objection("d01", Outcome.UPHELD, number=1)
    second = objection("d01", Outcome.PARTLY, count=1, number=2)
    # withdrawn first, then 1 of the 3 kept: 30 - 1
    assert daily([entry(ISSUES, 1, 3)], [second, first]).mark == 29


def test_a_flat_item_costs_its_mark_while_one_entry_stands() -> None:
    two = [entry(MATRIX, 1), entry(MATRIX, 2)]
    assert daily(two, [objection("d01", Outcome.UPHELD)]).mark == 29
    assert daily(two, [objection("d01", Outcome.UPHELD), objection("d02", Outcome.UPHELD, number=2)]).mark == 30


def other_scheme(*items: tuple[str, str]) -> tuple[Part, UnitRecord]:
    """A component of another scheme: item, full marks, and two rules of 2 points without a limit."""
    of = component(
        Method.DEDUCTIONS,
        [item(clause, full, [rule("-2", "迟报"), rule("-2", "漏报")]) for clause, full in items],
        full="100",
        points="20",
    )
    entries = [entry(clause, n, 2, rule=name) for clause, _ in items for n, name in enumerate(("迟报", "漏报"))]
    return of, record(deductions=entries)


def test_an_item_takes_no_more_than_its_own_marks() -> None:
    # 2 x 2 + 2 x 2 = 8 of 7 and of 8
    of, entries = other_scheme(("甲", "7"), ("乙", "8"))
    place = Place("data/schemes/2019.yaml", 30, 9)
    first, second = of.items
    items = (replace(first, origin=Origin(place)), second)
    result = sure(scored(replace(of, items=items), entries))
    assert [row for row in result.rows if row.kind is RowKind.LIMIT] == [
        Row(RowKind.LIMIT, "甲", "扣完为止", Fraction(1), place, part="甲")
    ]


def test_an_item_may_start_from_other_marks_in_each_group() -> None:
    of = component(
        Method.DEDUCTIONS, [replace(item("甲"), full=ByGroup(own={"town": Decimal(12), "department": Decimal(8)}))]
    )
    full = {group: Case("a", group, record(), {}).full(of.items[0]) for group in ("town", "department")}
    assert full == {"town": 12, "department": 8}


def test_an_item_without_full_marks_has_none_to_tell() -> None:
    with pytest.raises(ValueError, match=r"^甲 has no full marks$"):
        Case("a", "town", record(), {}).full(item("甲"))


def test_marks_of_a_hundred_weigh_by_the_points_of_the_total() -> None:
    # (100 - 4 - 4) x 20 / 100
    assert sure(scored(*other_scheme(("甲", "100")))).weighted == points("18.4")

"""附件3加分项: each rule below, at and above its limit; then the limit of the whole, under each reading of it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.method import Method
from assessment.dataset.part import Count, Limit, LimitOn
from assessment.dataset.record import Entry, Outcome
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Row
from tests.scoring.cases import component, entry, item, objection, record, rule, scored
from tests.scoring.shipped import bonus, lines, marked, points, shipped, sure
from tests.scoring.shipped import component as part

KEY_AREAS, REQUESTS, CONSULTATION = "附件3加分项第1项", "附件3加分项第2项", "附件3加分项第3项"
CONFERENCE, PRAISE = "附件3加分项第4项", "附件3加分项第5项"


def faults(count: int) -> Entry:
    """Faults in a key area."""
    return entry(KEY_AREAS, 1, count, rule="出现扣分")


def requests(count: int) -> Entry:
    """Requests for information not handled as they should be."""
    return entry(REQUESTS, 2, count)


def consultations(count: int) -> Entry:
    """Documents with draft, answers and text."""
    return entry(CONSULTATION, 3, count)


def conferences(count: int) -> Entry:
    """Press conferences attended."""
    return entry(CONFERENCE, 4, count)


def praised(*levels: str) -> list[Entry]:
    """Commendations."""
    return [entry(PRAISE, 50 + n, level=level, rule="表彰") for n, level in enumerate(levels)]


def blamed(*levels: str) -> list[Entry]:
    """Criticisms."""
    return [entry(PRAISE, 70 + n, level=level, rule="批评或问责") for n, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("entries", "eligible", "mark"),
    [
        # 没有出现扣分的相关发布单位加2分; others do not take part
        ([], False, "0"),
        ([], True, "2"),
        # 每件次扣0.5分, 累计扣分不超过2分
        ([faults(1)], True, "-0.5"),
        ([faults(3)], True, "-1.5"),  # 3 x 0.5
        ([faults(4)], True, "-2"),  # 4 x 0.5
        ([faults(5)], True, "-2"),  # 2.5, of which 2 count
        # 每件次扣2分, 累计扣分不超过10分
        ([requests(1)], False, "-2"),
        ([requests(4)], False, "-8"),
        ([requests(5)], False, "-10"),
        ([requests(6)], False, "-10"),  # 12, of which 10 count
        # 每件次加0.5分, 累计不超过2分
        ([consultations(1)], False, "0.5"),
        ([consultations(3)], False, "1.5"),
        ([consultations(4)], False, "2"),
        ([consultations(5)], False, "2"),  # 2.5, of which 2 count
        # 每件次加0.5分, 累计不超过1分
        ([conferences(1)], False, "0.5"),
        ([conferences(2)], False, "1"),
        ([conferences(3)], False, "1"),  # 1.5, of which 1 counts
        # 国家、省、市通报表彰 3, 2, 1: the highest level once
        (praised("国家"), False, "3"),
        (praised("省"), False, "2"),
        (praised("市"), False, "1"),
        (praised("市", "市"), False, "1"),
        (praised("市", "省"), False, "2"),
        (praised("国家", "省", "市"), False, "3"),
        # 批评或问责 3, 2, 1: the highest level once
        (blamed("国家"), False, "-3"),
        (blamed("省"), False, "-2"),
        (blamed("市"), False, "-1"),
        (blamed("市", "市", "市"), False, "-1"),
        (blamed("市", "省"), False, "-2"),
        # once in each direction
        ([*praised("国家", "市"), *blamed("省", "市")], False, "1"),  # 3 - 2
        ([*praised("市"), *blamed("国家")], False, "-2"),  # 1 - 3
        # the net is at most 5 and has no floor
        ([consultations(4), *praised("国家")], False, "5"),  # 2 + 3
        ([consultations(4), conferences(1), *praised("国家")], False, "5"),  # 5.5, of which 5 count
        ([consultations(4), conferences(2), *praised("国家")], True, "5"),  # 2 + 2 + 1 + 3 = 8, of which 5 count
        ([faults(4), requests(5), *blamed("国家")], True, "-15"),  # -2 - 10 - 3
    ],
)
def test_mark(entries: Sequence[Entry], eligible: bool, mark: str) -> None:
    of = bonus(entries, eligible=eligible)
    assert of.mark == points(mark)
    assert of.weighted == of.mark, "added to the total as it is (reading bonus-attachment of 2019)"


ALL_AWARDS = [consultations(4), conferences(2), *praised("国家")]
"""With the list 2 + 2 + 1 + 3 = 8."""


@pytest.mark.parametrize(
    ("entries", "eligible", "net", "awards_first", "both_ways"),
    [
        # nothing reaches a limit
        ([consultations(4), requests(1)], False, "0", "0", "0"),  # 2 - 2
        # 8 - 2 = 6, of which 5; 5 - 2 = 3
        ([*ALL_AWARDS, requests(1)], True, "5", "3", "5"),
        # 8 - 4 = 4; 5 - 4 = 1
        ([*ALL_AWARDS, requests(2)], True, "4", "1", "4"),
        # 3 of item 5 and 2 of item 3 are 5, 3 taken back in item 5 itself: 5 - 3 = 2 each way
        ([consultations(4), *praised("国家"), *blamed("国家")], False, "2", "2", "2"),
        # 6 with 1 of item 4: 6 - 3 = 3; 5 - 3 = 2
        ([consultations(4), conferences(2), *praised("国家"), *blamed("国家")], False, "3", "2", "3"),
        # 3 counted once although given twice: 2 + 1 + 3 = 6, 6 - 1 = 5; 5 - 1 = 4
        ([consultations(5), conferences(3), *praised("国家", "国家"), *blamed("市", "市")], False, "5", "4", "5"),
        # -2 - 10 - 3 = -15
        ([faults(9), requests(9), *blamed("国家")], True, "-15", "-15", "-5"),
        # 3 - 8 = -5, and 2 - 8 = -6
        ([*praised("国家"), requests(4)], False, "-5", "-5", "-5"),
        ([*praised("省"), requests(4)], False, "-6", "-6", "-5"),
    ],
)
def test_each_reading_of_the_limit(
    entries: Sequence[Entry], eligible: bool, net: str, awards_first: str, both_ways: str
) -> None:
    for option, mark in (("net", net), ("awards-first", awards_first), ("both-ways", both_ways)):
        assert bonus(entries, shipped("bonus-limit", option), eligible).mark == points(mark), option


@pytest.mark.parametrize(
    ("entries", "highest", "each"),
    [
        (praised("省", "市"), "2", "3"),  # 2 + 1
        (praised("市", "市"), "1", "2"),
        (praised("国家", "省", "市"), "3", "5"),  # 6, of which 5 count
        (blamed("省", "市", "市"), "-2", "-4"),  # 2 + 1 + 1
        ([*praised("省", "省"), *blamed("市", "市")], "1", "2"),  # 2 - 1; 4 - 2
    ],
)
def test_each_reading_of_commendations(entries: Sequence[Entry], highest: str, each: str) -> None:
    assert bonus(entries, shipped("commendation-count", "highest")).mark == points(highest)
    assert bonus(entries, shipped("commendation-count", "each")).mark == points(each)


def test_the_rows_redo_the_sum() -> None:
    entries = [consultations(5), conferences(3), *praised("省", "国家", "市"), *blamed("市"), requests(6)]
    assert lines(bonus(entries, eligible=True).rows) == [
        "automatic 附件3加分项第1项 没有出现扣分 2",
        "entry 附件3加分项第2项 未按要求办理 -12",
        "limit 附件3加分项第2项 累计扣分不超过10分 2",
        "entry 附件3加分项第3项 材料完整 2.5",
        "limit 附件3加分项第3项 累计不超过2分 -0.5",
        "entry 附件3加分项第4项 出席新闻发布会 1.5",
        "limit 附件3加分项第4项 累计不超过1分 -0.5",
        "entry 附件3加分项第5项 省级表彰 2",
        "entry 附件3加分项第5项 国家级表彰 3",
        "entry 附件3加分项第5项 市级表彰 1",
        "count 附件3加分项第5项 只计最高一级 -3",  # 6 - 3
        "entry 附件3加分项第5项 市级批评或问责 -1",
    ]


def test_the_limit_of_the_whole_is_the_last_row() -> None:
    net = bonus([*ALL_AWARDS, requests(1)], eligible=True)
    assert lines(net.rows)[-1] == "limit 附件3加分项 加分以5分为限 -1"  # 8 - 2 - 5
    awards = bonus([*ALL_AWARDS, requests(1)], shipped("bonus-limit", "awards-first"), eligible=True)
    assert lines(awards.rows)[-1] == "limit 附件3加分项 加分以5分为限 -3"  # 8 - 5
    floor = bonus([requests(5)], shipped("bonus-limit", "both-ways"))
    assert lines(floor.rows)[-1] == "limit 附件3加分项 减分以5分为限 5"  # 10 - 5
    assert floor.rows[-1].place == part("bonus").origin.place
    assert net.rows[-1].place == part("bonus").origin.place


@pytest.mark.parametrize("option", ["net", "awards-first", "both-ways"])
@pytest.mark.parametrize("entries", [[*praised("国家"), consultations(4)], [*praised("国家"), requests(4)]])
def test_a_limit_that_is_just_reached_makes_no_row(option: str, entries: Sequence[Entry]) -> None:
    rows = bonus(entries, shipped("bonus-limit", option)).rows
    assert [row.kind for row in rows].count(RowKind.LIMIT) == 0


def test_an_automatic_award_is_a_row_of_the_scheme() -> None:
    (row,) = bonus(eligible=True).rows
    automatic = next(rule for rule in part("bonus").items[0].rules if rule.automatic_unless)
    place = automatic.origin.place
    assert place.file == "data/schemes/2019.yaml"
    assert row == Row(RowKind.AUTOMATIC, KEY_AREAS, "没有出现扣分", Fraction(2), place, KEY_AREAS, rule="没有出现扣分")


def test_a_fault_that_was_withdrawn_leaves_the_area_clean() -> None:
    def after(outcome: Outcome, left: int | None = None) -> Fraction:
        decision = objection("d01", outcome, left)
        return marked("bonus", record(bonus=[faults(2)], objections=[decision]), eligible=True).mark

    assert after(Outcome.REJECTED) == -1  # 2 x 0.5
    assert after(Outcome.PARTLY, 1) == points("-0.5")
    assert after(Outcome.UPHELD) == 2  # -1 + 1 + 2


def test_a_fault_withdrawn_in_part_then_whole_leaves_the_area_clean() -> None:
    decisions = [objection("d01", Outcome.PARTLY, 1), objection("d01", Outcome.UPHELD, number=2)]
    assert marked("bonus", record(bonus=[faults(2)], objections=decisions), eligible=True).mark == 2


def test_the_entry_may_leave_out_the_only_rule_that_takes_entries() -> None:
    assert bonus([replace(faults(1), rule="")], eligible=True).mark == points("-0.5")


def test_deductions_are_no_bonus_entries() -> None:
    assert marked("bonus", record(deductions=[consultations(1)])).mark == 0


def another(limit: Limit | None, *entries: Entry) -> list[str]:
    """A bonus of another scheme, in its own words: 甲 +3 each, 乙 -3 each with a limit of 6, both ways within 丙."""
    items = [
        item("甲", rules=[rule("3", "加")]),
        item("乙", rules=[rule("-3", "减", limit="6")]),
        item("丙", rules=[rule("2", "好", limit="4"), rule("-2", "差"), rule("1", "常", count=Count.ONCE)]),
    ]
    of = component(Method.ACCRUAL, items, limit=limit)
    return lines(sure(scored(of, record(bonus=entries))).rows)


def test_without_a_limit_the_items_stand_alone() -> None:
    assert another(None, entry("甲", count=9)) == ["entry 甲 加 27"]


def test_a_limit_without_words_of_its_own_is_told_in_ours() -> None:
    entries = (entry("乙", count=3), entry("丙", 2, 3, rule="好"))
    assert another(None, *entries) == [
        "entry 乙 减 -9",
        "limit 乙 累计扣分以6分为限 3",
        "entry 丙 好 6",
        "limit 丙 累计加分以4分为限 -2",
    ]


def test_awards_are_told_from_penalties_by_rule_wherever_their_rows_stand() -> None:
    # awards: 丙 好 4 (6 limited to 4) and 丙 常 1 (2, once): 5, limited to 2; 丙 差 -4: 2 - 4 = -2
    limit = Limit(Decimal(2), None, LimitOn.AWARDS)
    entries = (entry("丙", 1, 3, rule="好"), entry("丙", 2, 2, rule="差"), entry("丙", 3, 2, rule="常"))
    assert another(limit, *entries) == [
        "entry 丙 好 6",
        "limit 丙 累计加分以4分为限 -2",
        "entry 丙 差 -4",
        "entry 丙 常 2",
        "count 丙 只计一次 -1",
        "limit 三 加分以2分为限 -3",
    ]


def test_a_floor_is_judged_after_the_awards_were_limited() -> None:
    # awards 9, limited to 5; 5 - 6 - 4 = -5, at least -3
    limit = Limit(Decimal(5), Decimal(-3), LimitOn.AWARDS)
    entries = (entry("甲", 1, 3), entry("乙", 2, 2), entry("丙", 3, 2, rule="差"))
    assert another(limit, *entries)[-2:] == ["limit 三 加分以5分为限 -4", "limit 三 减分以3分为限 2"]


def test_a_floor_alone() -> None:
    limit = Limit(None, Decimal(-3), LimitOn.NET)
    assert another(limit, entry("甲", 1, 9)) == ["entry 甲 加 27"]
    assert another(limit, entry("乙", 1, 2))[-1] == "limit 三 减分以3分为限 3"


def test_a_limit_below_one_point_bounds_awards_and_penalties() -> None:
    of = component(
        Method.ACCRUAL, [item("甲", rules=[rule("0.4", limit="0.5")]), item("乙", rules=[rule("-0.4", limit="0.5")])]
    )
    entries = record(bonus=[entry("甲", 1, 2), entry("乙", 2, 2)])
    # 2 x 0.4 = 0.8, of which 0.5 counts, and the same below
    assert lines(sure(scored(of, entries)).rows) == [
        "entry 甲 情形 0.8",
        "limit 甲 累计加分以0.5分为限 -0.3",
        "entry 乙 情形 -0.8",
        "limit 乙 累计扣分以0.5分为限 0.3",
    ]


def test_rules_after_an_automatic_one_take_entries_too() -> None:
    rules = [rule("2", "没有出现扣分", automatic_unless="出现扣分"), rule("-0.5", "出现扣分")]
    of = component(Method.ACCRUAL, [replace(item("甲", rules=rules), eligible_listed=True)])
    found = scored(of, record(bonus=[entry("甲", rule="出现扣分")]), eligible={"甲": ("a",)})
    assert lines(sure(found).rows) == ["entry 甲 出现扣分 -0.5"]


def test_without_a_list_no_unit_has_an_automatic_award() -> None:
    assert sure(scored(part("bonus"), record())).rows == ()

"""专业机构测评: the final mark counts; item marks of 附件3 are detail, scaled as the reading of the 36/33 block says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.method import Method
from assessment.dataset.part import NotApplicable, Part
from assessment.dataset.record import ComponentMark, ItemMark, Outcome, Rectification, UnitRecord, Visibility
from assessment.place import Origin, Place
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Marked, Pending, Row, sum_of
from tests.scoring.cases import ORIGIN, component, given, item, item_mark, objection, record, scored
from tests.scoring.shipped import FULL, detail_mark, lines, marked, points, result, shipped, sure
from tests.scoring.shipped import component as part

LOSSES = {"附件3第一类第1项": "12", "附件3第三类第1项": "8", "附件3第三类第3项": "6", "附件3第四类第4项": "5"}
"""22 + 15 + 29 + 22: 3 lost in the first block, 1 + 3 in the third, 2 in the fourth."""


def sheet(**changed: str) -> list[ItemMark]:
    """Marks of all items, full where nothing else is said; an empty text is 不涉及."""
    return [item_mark(clause, mark) for clause, mark in (FULL | changed).items()]


def item_sum(changed: Mapping[str, str], option: str) -> Fraction:
    """What the item marks add up to under a reading of the block."""
    return detail_mark(part("agency", shipped("key-area-block", option)), sheet(**changed))


@pytest.mark.parametrize(
    ("changed", "scale_block", "leave", "scale_whole"),
    [
        # 25 + 15 + 33 x 36/33 + 24 = 100; 97; 97 x 100/97
        ({}, "100", "97", "100"),
        # 22 + 15 + 29 x 36/33 + 22 = 59 + 348/11 = 997/11; 88; 88 x 100/97
        (LOSSES, "997/11", "88", "8800/97"),
        # nothing in the third block: 64; 64; 64 x 100/97
        ({f"附件3第三类第{n}项": "0" for n in range(1, 6)}, "64", "64", "6400/97"),
        # 3 marks of the second block 不涉及, 94 of the other 97 (3 lost in the first block):
        # (22 + 12 + 36 + 24) x 100/97; (22 + 12 + 33 + 24) x 97/94; 91 x 100/97 x 97/94
        ({"附件3第一类第1项": "12", "附件3第二类第3项": ""}, "9400/97", "8827/94", "9100/94"),
        # 5 marks of the scaled block 不涉及, worth 5 x 36/33 = 60/11 of the sheet:
        # (22 + 15 + 27 x 36/33 + 24) x 100/(100 - 60/11) = 995/11 x 1100/1040
        # (22 + 15 + 27 + 24) x 97/92; 88 x 100/97 x 97/92
        (
            {"附件3第一类第1项": "12", "附件3第三类第5项": "", "附件3第三类第1项": "8"},
            "9950/104",
            "8536/92",
            "8800/92",
        ),
        # the whole third block 不涉及: (22 + 15 + 24) x 100/64; 61 x 97/64; 61 x 100/97 x 97/64
        (
            {"附件3第一类第1项": "12"} | {f"附件3第三类第{n}项": "" for n in range(1, 6)},
            "6100/64",
            "5917/64",
            "6100/64",
        ),
    ],
)
def test_each_reading_of_the_block(changed: Mapping[str, str], scale_block: str, leave: str, scale_whole: str) -> None:
    assert item_sum(changed, "scale-block") == points(scale_block)
    assert item_sum(changed, "leave") == points(leave)
    assert item_sum(changed, "scale-whole") == points(scale_whole)


def test_the_rows_show_what_was_lost_and_how_it_was_scaled() -> None:
    items = sheet(
        附件3第一类第1项="12", 附件3第三类第1项="8", 附件3第三类第3项="6", 附件3第四类第4项="5", 附件3第四类第5项=""
    )
    # 22 + 15 + 348/11 + 18 (5 of 7; 4 不涉及) = 953/11, x 100/96
    of = marked("agency", record(marks=[given("90.25", items)]))
    assert lines(of.rows) == [
        "full 附件3第一类第1项 围绕稳定市场预期加强政策解读 15",
        "loss 附件3第一类第1项 围绕稳定市场预期加强政策解读 -3",
        "full 附件3第一类第2项 聚焦社会热点回应关切 5",
        "full 附件3第一类第3项 增强解读回应效果 5",
        "full 附件3第二类第1项 决策公开 7",
        "full 附件3第二类第2项 执行公开 5",
        "full 附件3第二类第3项 行政执法信息公开 3",
        "full 附件3第三类第1项 三大攻坚战信息公开 9",
        "loss 附件3第三类第1项 三大攻坚战信息公开 -1",
        "full 附件3第三类第2项 “放管服”改革信息公开 6",
        "full 附件3第三类第3项 重点民生领域信息公开 9",
        "loss 附件3第三类第3项 重点民生领域信息公开 -3",
        "full 附件3第三类第4项 财政信息公开 4",
        "full 附件3第三类第5项 重大建设项目批准和实施、公共资源配置领域信息公开 5",
        "scale 附件3第三类 按标示分值折算（×36÷33） 29/11",  # 29 x 36/33 - 29
        "full 附件3第四类第1项 组织领导 4",
        "full 附件3第四类第2项 贯彻落实新条例 4",
        "full 附件3第四类第3项 问题整改落实 5",
        "full 附件3第四类第4项 政府信息公开年度工作报告 7",
        "loss 附件3第四类第4项 政府信息公开年度工作报告 -2",
        "not-applicable 附件3第四类第5项 工作交流：不涉及 0",
        "not-applicable 三（一） 不涉及部分按比例折算（×100÷96） 953/264",  # 953/11 x 4/96
        # 953/11 x 100/96 = 23825/264 = 90.2462..., given as 90.25
        "difference 三（一） 按最终成绩的位数取整 1/264",
        "source 三（一） 专业机构测评成绩的依据 0",
    ]
    assert of.mark == points("90.25")


def test_the_whole_sheet_scaled_is_a_row_of_the_component() -> None:
    scheme = shipped("key-area-block", "scale-whole")
    of = marked("agency", record(marks=[given("90.72", sheet(**LOSSES))]), scheme)
    assert lines(of.rows)[-3:] == [
        "scale 三（一） 按标示分值折算（×100÷97） 264/97",  # 88 x 100/97 - 88
        "difference 三（一） 按最终成绩的位数取整 -4/2425",  # 90.72 - 8800/97
        "source 三（一） 专业机构测评成绩的依据 0",
    ]


@pytest.mark.parametrize("option", ["scale-block", "leave", "scale-whole"])
def test_the_final_mark_counts_whatever_its_items_come_to(option: str) -> None:
    scheme = shipped("key-area-block", option)
    for mark in (given("90.64"), given("90.64", sheet(**LOSSES)), given("85", sheet(), "机构另有考虑")):
        of = marked("agency", record(marks=[mark]), scheme)
        assert of.mark == Fraction(mark.mark if isinstance(mark.mark, Decimal) else 0)
        assert of.weighted == of.mark * 40 / 100


def test_a_difference_is_told_in_the_words_of_the_record() -> None:
    place = Place("data/scores/2019/a.yaml", 12, 11)
    mark = replace(given("85", sheet(), "机构另有考虑"), origin=Origin(ORIGIN.place, {"mark": place}))
    row = marked("agency", record(marks=[mark])).rows[-2]
    assert row == Row(RowKind.DIFFERENCE, "三（一）", "机构另有考虑", Fraction(-15), place, part="agency")


def test_a_gap_is_rounding_only_where_rounding_closes_it() -> None:
    # 97 marks of which 33 count as 36: 100; 100 - 2.25 x 36/33 = 97.5454…
    items = sheet(附件3第三类第1项="6.75")
    labels = {}
    for mark in ("97.55", "97.5", "97.54", "98.55"):
        rows = marked("agency", record(marks=[given(mark, items)])).rows
        labels[mark] = [row.label for row in rows if row.kind is RowKind.DIFFERENCE]
    assert labels == {
        "97.55": ["按最终成绩的位数取整"],
        "97.5": ["按最终成绩的位数取整"],
        "97.54": ["与各项指标得分不符"],
        "98.55": ["与各项指标得分不符"],
    }


def test_items_that_reconcile_need_no_difference() -> None:
    of = marked("agency", record(marks=[given("100", sheet())]))
    assert RowKind.DIFFERENCE not in {row.kind for row in of.rows}
    assert of.mark == 100


def test_without_items_the_mark_is_one_row() -> None:
    place = Place("data/scores/2019/a.yaml", 12, 11)
    mark = replace(given("85"), origin=Origin(ORIGIN.place, {"mark": place}), date=None, evidence=())
    (row,) = marked("agency", record(marks=[mark])).rows
    assert row == Row(RowKind.GIVEN, "三（一）", "专业机构测评成绩", Fraction(85), place, part="agency")


@pytest.mark.parametrize("items", [[], sheet()])
@pytest.mark.parametrize(
    ("day", "evidence"), [(date(2019, 12, 20), ("e01",)), (None, ("e01", "e02")), (date(2019, 12, 20), ())]
)
def test_what_the_mark_rests_on_is_a_row_of_no_points(
    items: list[ItemMark], day: date | None, evidence: tuple[str, ...]
) -> None:
    place = Place("data/scores/2019/a.yaml", 11, 5)
    mark = replace(given("100", items), origin=Origin(place), date=day, evidence=evidence)
    rows = marked("agency", record(marks=[mark])).rows
    label = "专业机构测评成绩的依据"
    assert rows[-1] == Row(RowKind.SOURCE, "三（一）", label, Fraction(0), place, "agency", evidence=evidence, day=day)
    assert sum_of(rows) == 100


def test_a_mark_that_rests_on_nothing_recorded_has_no_such_row() -> None:
    mark = replace(given("100", sheet()), date=None, evidence=())
    assert RowKind.SOURCE not in {row.kind for row in marked("agency", record(marks=[mark])).rows}


def test_incomplete_items_are_left_aside() -> None:
    kinds = [row.kind for row in marked("agency", record(marks=[given("85", sheet()[1:])])).rows]
    assert kinds == [RowKind.GIVEN, RowKind.SOURCE]


def test_items_that_the_record_calls_not_applicable_need_no_mark() -> None:
    of = record(marks=[given("100", sheet()[1:])], not_applicable=["附件3第一类第1项"])
    kinds = [row.kind for row in marked("agency", of).rows]
    assert kinds[0] is RowKind.NOT_APPLICABLE
    assert RowKind.GIVEN not in kinds


def test_a_loss_says_why_and_by_what_it_can_be_checked() -> None:
    place = Place("data/scores/2019/a.yaml", 20, 9)
    fixed = Rectification("已整改", None)
    mine = replace(
        item_mark("附件3第一类第1项", "12.5"), rectified=fixed, visibility=Visibility.INTERNAL, origin=Origin(place)
    )
    full, loss = marked("agency", record(marks=[given("97.5", [mine, *sheet()[1:]])])).rows[:2]
    first = part("agency").items[0].items[0]
    assert full == Row(RowKind.FULL, mine.clause, first.name, Fraction(15), first.origin.place, part=mine.clause)
    assert loss == Row(
        kind=RowKind.LOSS,
        clause=mine.clause,
        label=first.name,
        points=points("-2.5"),
        part=mine.clause,
        place=place,
        reason="失分原因",
        evidence=("e01",),
        rectified=fixed,
        visibility=Visibility.INTERNAL,
    )


def test_not_applicable_says_why() -> None:
    place = Place("data/scores/2019/a.yaml", 20, 9)
    mine = item_mark("附件3第一类第1项", "")
    absent = replace(mine, mark=replace(record(not_assessed=["x"]).not_assessed["x"], origin=Origin(place)))
    row = marked("agency", record(marks=[given("100", [absent, *sheet()[1:]])])).rows[0]
    label = "围绕稳定市场预期加强政策解读：不涉及"
    assert row == Row(RowKind.NOT_APPLICABLE, mine.clause, label, Fraction(0), place, mine.clause, reason="未参评的原因")


def test_not_applicable_is_as_public_as_its_record() -> None:
    items = {mark.clause: mark for mark in sheet(**{"附件3第四类第5项": ""})}
    items["附件3第四类第5项"] = replace(items["附件3第四类第5项"], visibility=Visibility.INTERNAL)
    rows = marked("agency", record(marks=[given("100", [*items.values()])])).rows
    assert [row.clause for row in rows if row.visibility is Visibility.INTERNAL] == ["附件3第四类第5项"]


def test_rows_that_the_scheme_makes_point_at_the_part_they_belong_to() -> None:
    of = marked("agency", record(marks=[given("100", sheet(附件3第四类第5项=""))]))
    for row in of.rows:
        if row.kind is RowKind.SCALE or (row.clause == "三（一）" and row.kind is not RowKind.SOURCE):
            agency = part("agency")
            assert row.place == next(one for one in agency.walk() if one.key == row.part).origin.place


@pytest.mark.parametrize("marks", [[], [given("")], [given("", sheet())], [given("85", component="other")]])
def test_without_a_final_mark_the_component_is_pending(marks: list[ComponentMark]) -> None:
    of = replace(record(marks=marks), origin=Origin(Place("data/scores/2019/a.yaml", 2, 1)))
    found = result("agency", of)
    mine = [mark for mark in marks if mark.component == "agency"]
    place = mine[0].origin.place if mine else of.origin.place
    assert found == Pending(part("agency"), "尚无专业机构测评成绩", place)


def decided(*objections: tuple[Outcome, str], items: bool = False) -> Marked:
    """85 of the agency, after objections."""
    found = [objection("agency", outcome, mark=mark, number=n) for n, (outcome, mark) in enumerate(objections, 1)]
    marks = [given("85", sheet() if items else (), "机构另有考虑")]
    return marked("agency", record(marks=marks, objections=found))


@pytest.mark.parametrize("items", [False, True])
def test_objections_to_the_mark(items: bool) -> None:
    assert decided((Outcome.OPEN, ""), items=items).mark == 85
    assert decided((Outcome.REJECTED, ""), items=items).mark == 85
    assert decided((Outcome.UPHELD, "88.5"), items=items).mark == points("88.5")
    assert decided((Outcome.PARTLY, "86"), items=items).mark == 86
    assert decided((Outcome.PARTLY, "86"), (Outcome.UPHELD, "87"), items=items).mark == 87


def test_a_corrected_mark_is_a_row_beside_the_first() -> None:
    of = decided((Outcome.PARTLY, "86"), (Outcome.UPHELD, "88.5"))
    assert lines(of.rows) == [
        "given 三（一） 专业机构测评成绩 85",
        "source 三（一） 专业机构测评成绩的依据 0",
        "objection 三（一） 复核部分成立 1",
        "objection 三（一） 复核成立 2.5",
    ]
    assert of.rows[2] == Row(
        kind=RowKind.OBJECTION,
        clause="三（一）",
        label="复核部分成立",
        part="agency",
        points=Fraction(1),
        place=ORIGIN.place,
        reason="决定理由",
        evidence=("e02",),
        day=date(2020, 1, 9),
        entry="o01",
    )


def test_a_decision_without_a_mark_changes_nothing() -> None:
    assert decided((Outcome.UPHELD, "")).mark == 85
    assert decided((Outcome.UPHELD, ""), (Outcome.PARTLY, "86")).mark == 86


def test_a_given_mark_needs_no_items_in_the_scheme() -> None:
    of = component(Method.GIVEN, full="100", points="40")
    found = sure(scored(of, record(marks=[given("85", component="given")])))
    assert lines(found.rows) == ["given 三 given成绩 85", "source 三 given成绩的依据 0"]


def test_an_objection_to_something_else_changes_nothing() -> None:
    of = record(marks=[given("85")], objections=[objection("peer", Outcome.UPHELD, mark="99")])
    assert marked("agency", of).mark == 85


def indicator_case(items: list[Part], marks: list[ItemMark], full: str = "100", **more: bool) -> tuple[Part, UnitRecord]:
    """A component of another scheme whose mark is the sum of its items."""
    of = component(Method.SUM, items, full=full, points="50", scale=more.get("scale", False))
    given_items: UnitRecord = record(marks=[given("", marks, component="sum")] if marks else [])
    return of, given_items


def test_indicators_add_up() -> None:
    items = [item("甲", "60"), item("乙", "40")]
    of = sure(scored(*indicator_case(items, [item_mark("甲", "45.5"), item_mark("乙", "40")])))
    assert of.mark == points("85.5")
    assert of.weighted == points("42.75")  # x 50/100


def test_indicators_are_pending_while_any_is_missing() -> None:
    items = [item("甲", "60"), item("丁", "40", items=[item("乙", "30"), item("丙", "10")])]
    none = scored(*indicator_case(items, []))
    assert isinstance(none, Pending)
    assert (none.missing, none.place) == ("尚无指标得分：甲、乙、丙", ORIGIN.place)
    place = Place("data/scores/2019/a.yaml", 9, 3)
    of, some = indicator_case(items, [item_mark("乙", "1")])
    found = scored(of, replace(some, marks=(replace(some.marks[0], origin=Origin(place)),)))
    assert isinstance(found, Pending)
    assert (found.missing, found.place) == ("尚无指标得分：甲、丙", place)


def test_a_result_names_its_component() -> None:
    of, marks = indicator_case([item("甲", "100")], [item_mark("甲", "90")])
    assert scored(of, marks).component == of
    assert scored(of, record()).component == of


def test_a_score_on_75_counts_four_thirds() -> None:
    # 60 of the 75 marks that apply: 60 x 100/75 = 80
    items = [item("甲", "75"), item("乙", "25")]
    of = sure(scored(*indicator_case(items, [item_mark("甲", "60"), item_mark("乙", "")])))
    assert of.mark == 80


def test_an_item_may_keep_its_marks_where_others_are_rescaled() -> None:
    # 25 kept, 60 of 75: 85
    items = [item("甲", "75"), item("乙", "25", not_applicable=NotApplicable.KEEP)]
    of = sure(scored(*indicator_case(items, [item_mark("甲", "60"), item_mark("乙", "")])))
    assert lines(of.rows) == [
        "full 甲 甲 75",
        "loss 甲 甲 -15",
        "not-applicable 乙 乙：不涉及 25",
        "source 三 sum成绩的依据 0",
    ]


def test_scaling_nests() -> None:
    # 乙 and 丙 hold 8 of 10 declared, which with 丁 hold 20 of 40 declared, which with 甲 hold 80 of 100
    inner = item("戊", "10", items=[item("乙", "5"), item("丙", "3")], scale=True)
    outer = item("己", "40", items=[inner, item("丁", "10")], scale=True)
    items = [item("甲", "40"), outer]
    marks = [item_mark("甲", "30"), item_mark("乙", "4"), item_mark("丙", ""), item_mark("丁", "8")]
    of = sure(scored(*indicator_case(items, marks, scale=True)))
    # 戊: 4 x 10/8 = 5; 己: (5 + 8) x 40/20 = 26; all: (30 + 26) x 100/80 = 70
    # 丙 不涉及: 3 x 10/8 x 40/20 x 100/80 = 9.375 of 100: 70 x 100/90.625 = 2240/29
    assert lines(of.rows) == [
        "full 甲 甲 40",
        "loss 甲 甲 -10",
        "full 乙 乙 5",
        "loss 乙 乙 -1",
        "not-applicable 丙 丙：不涉及 0",
        "scale 戊 按标示分值折算（×10÷8） 1",
        "full 丁 丁 10",
        "loss 丁 丁 -2",
        "scale 己 按标示分值折算（×40÷20） 13",
        "scale 三 按标示分值折算（×100÷80） 14",
        "not-applicable 三 不涉及部分按比例折算（×100÷90.625） 210/29",
        "source 三 sum成绩的依据 0",
    ]
    assert of.mark == points("2240/29")


def test_where_nothing_applies_nothing_is_scaled() -> None:
    of = sure(scored(*indicator_case([item("甲", "75"), item("乙", "25")], [item_mark("甲", ""), item_mark("乙", "")])))
    assert of.mark == 0

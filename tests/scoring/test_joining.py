"""How parts and their measurements become one mark, each case worked by hand beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset.scheme import Scheme
from assessment.scoring.ledger import Marked
from assessment.scoring.methods.given import reconciles
from tests.scoring.test_tree import MEASURED, NOT_THERE, entries, entry, kinds, marks, waves
from tests.scoring.written import ledger, scheme


@pytest.mark.parametrize(("base", "total"), [("60", "65"), ("50", "50")])
def test_a_part_that_a_gate_shut_opens_no_other(base: str, total: str) -> None:
    of = scheme(
        """
  - id: all
    name: 总体
    clause: 甲
    full: 110
    items:
      - id: left
        name: 左
        clause: 乙
        items:
          - {id: a, name: 基础, clause: 丙, full: 100}
          - {id: b, name: 创新, clause: 丁, full: 5, gate: {part: a, at_least: 60}}
      - {id: c, name: 示范, clause: 戊, full: 5, gate: {part: b, at_least: 1}}
""",
        "110",
    )
    found = ledger(of, marks(a=base, b="5", c="0"))
    assert found.total == Fraction(total)
    # 创新 has 5 before its gate and 0 behind it, which is less than the 1 that 示范 needs
    closed = ledger(of, marks(a="50", b="5", c="4"))
    assert closed.total == 50
    assert kinds(closed) == ["b 未达到60分，创新不计 -5", "c 未达到1分，示范不计 -4"]


def test_what_a_mean_makes_up_for_is_not_shared_out_once_more() -> None:
    of = scheme(
        """
  - id: all
    name: 总体
    clause: 甲
    full: 60
    not_applicable: even
    rescale_here: true
    method: sum
    items:
      - id: m
        name: 平均
        clause: 己
        method: mean
        full: 20
        items:
          - {clause: 乙, name: 乙, full: 10, weight: 1}
          - {clause: 丙, name: 丙, full: 10, weight: 1}
      - {clause: 丁, name: 丁, full: 20}
      - {clause: 戊, name: 戊, full: 20}
""",
        "60",
    )
    away = NOT_THERE + "  - {clause: 丁, reason: 没有此项}\n"
    found = ledger(of, away + "marks:\n  丙: {mark: 8}\n  戊: {mark: 15}\n")
    # 平均: 8/10 of 20 = 16; the 20 of 丁 are shared, 10 to 丙 (8/10) and 10 to 戊 (15/20): 8 + 7.5
    assert found.total == Fraction("46.5")


def below_a_mean(measured: str) -> Scheme:
    """A mean over one part of 60, of whose items 乙 may be 不涉及, measured in waves or by members."""
    return scheme(
        f"""
  - id: all
    name: 总体
    clause: 甲
    method: mean
    full: 60
    items:
      - id: inner
        name: 分项
        clause: 己
        method: sum
        full: 60
        not_applicable: rescale
        {measured}
        items:
          - {{clause: 乙, name: 乙, full: 20}}
          - {{clause: 丙, name: 丙, full: 40}}
""",
        "60",
    )


WAVES = """waves:
          - {id: w1, name: 一季度, window: {first: 2031-01-01, last: 2031-03-31}, weight: 1}
          - {id: w2, name: 二季度, window: {first: 2031-04-01, last: 2031-06-30}, weight: 1}
          - {id: w3, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}, weight: 2}"""


def test_waves_below_a_mean_make_up_for_what_does_not_apply() -> None:
    record = NOT_THERE + "marks:\n  丙: {waves: {w1: {mark: 30}, w2: {mark: 20}, w3: {mark: 40}}}\n"
    # of 60 each: 30·60/40 = 45, 30, 60; (45 + 30 + 2·60)/4
    assert ledger(below_a_mean(WAVES), record).total == Fraction("48.75")


def test_members_below_a_mean_make_up_for_what_does_not_apply() -> None:
    member = "      {name}: {{items: [{{clause: 丙, mark: {mark}}}]}}\n"
    members = member.format(name="东镇", mark=30) + member.format(name="西镇", mark=20)
    # of 60 each: 30·60/40 = 45 and 30
    assert ledger(
        below_a_mean("members: mean"), f"{NOT_THERE}marks:\n  inner:\n    members:\n{members}"
    ).total == Fraction("37.5")


def test_an_item_that_does_not_apply_to_one_member_is_not_absent_from_all() -> None:
    of = scheme(
        """
  - id: towns
    name: 乡镇
    clause: 己
    members: mean
    not_applicable: rescale
    items:
      - {clause: 乙, name: 乙, full: 40}
      - {clause: 丙, name: 丙, full: 60}
"""
    )
    record = """
marks:
  towns:
    members:
      东镇: {items: [{clause: 乙, not_applicable: 没有}, {clause: 丙, mark: 30}]}
      西镇: {items: [{clause: 乙, mark: 40}, {clause: 丙, mark: 60}]}
"""
    [found] = ledger(of, record).components
    assert isinstance(found, Marked)
    # 30·100/60 = 50, and 100
    assert found.mark == 75
    assert found.measured[("乙", "东镇")] is None
    assert found.measured[("乙", "西镇")] == 40
    assert found.absent == frozenset()


def test_waves_that_are_summed_have_their_full_marks_each() -> None:
    rules = "full: 100\n    method: deductions\n    rules: [{id: 迟报, points: -10, count: each}]"
    of = scheme(waves("sum").replace("full: 100", rules), "300")
    found = ledger(of, entries(entry("d1", "work").replace("05-01", "02-05")))
    assert found.total == 290  # 100 + 90 + 100


def test_a_given_mark_agrees_with_its_detail_at_its_own_places() -> None:
    assert reconciles(Decimal("88"), Fraction("88.4"))
    assert not reconciles(Decimal("88.0"), Fraction("88.4"))
    assert not reconciles(Decimal("88"), Fraction("88.5"))


@pytest.mark.parametrize(
    ("policy", "total"),
    [
        ("rescale", "81.25"),  # (30 + 0 + 35) × 100/80
        # the 20 of 乙 are shared by 丙 and b, 10 each, and by nothing that is on top: 30·50/40 + 35·50/40
        ("even", "81.25"),
    ],
)
def test_what_is_on_top_of_a_part_shares_nothing_of_what_is_not_applicable(policy: str, total: str) -> None:
    of = scheme(
        f"""
  - id: a
    name: a
    clause: 甲
    full: 60
    not_applicable: {policy}
    method: sum
    items:
      - {{clause: 乙, name: 乙, full: 20}}
      - {{clause: 丙, name: 丙, full: 40}}
      - {{id: new, name: 创新, clause: 己, full: 5, on_top: true}}
  - {{id: b, name: b, clause: 丁, full: 40}}
""",
        more="rescale_here: true",
    )
    record = NOT_THERE + "marks:\n  丙: {mark: 30}\n  new: {mark: 0}\n  b: {mark: 35}\n"
    assert ledger(of, record).total == Fraction(total)


@pytest.mark.parametrize("policy", ["rescale", "even"])
def test_what_a_part_has_made_up_for_is_not_made_up_again_above(policy: str) -> None:
    of = scheme(
        f"""
  - id: a
    name: a
    clause: 甲
    full: 60
    not_applicable: {policy}
    rescale_here: true
    method: sum
    items:
      - {{clause: 乙, name: 乙, full: 20}}
      - {{clause: 丙, name: 丙, full: 40}}
  - id: b
    name: b
    clause: 甲
    full: 40
    not_applicable: rescale
    method: sum
    items:
      - {{clause: 丁, name: 丁, full: 10}}
      - {{clause: 戊, name: 戊, full: 30}}
""",
        more="rescale_here: true",
    )
    record = NOT_THERE + "  - {clause: 丁, reason: 没有此项}\nmarks:\n  丙: {mark: 30}\n  戊: {mark: 24}\n"
    # a: 30·60/40 = 45 of 60; b: 24 of 30; (45 + 24) × 100/90 = 690/9
    assert ledger(of, record).total == Fraction(690, 9)


GIVEN_WITH_DETAIL = """
  - id: a
    name: a
    clause: 甲
    full: 60
    method: given
    items:
      - {clause: 丙, name: 丙, full: 20}
      - {clause: 丁, name: 丁, full: 40}
  - id: b
    name: b
    clause: 甲
    full: 40
    not_applicable: rescale
    method: sum
    items:
      - {clause: 乙, name: 乙, full: 20}
      - {clause: 戊, name: 戊, full: 20}
"""
DETAIL = "marks:\n  a: {mark: 45, items: [{clause: 丙, mark: 15}, {clause: 丁, mark: 30}]}\n  戊: {mark: 18}\n"


def test_a_given_mark_with_detail_counts_with_its_full_marks() -> None:
    found = ledger(scheme(GIVEN_WITH_DETAIL, more="rescale_here: true"), NOT_THERE + DETAIL)
    assert found.total == Fraction("78.75")  # (45 + 18) × 100/80


def test_an_item_of_the_detail_that_does_not_apply_has_no_mark() -> None:
    without = DETAIL.replace("{clause: 丙, mark: 15}", "{clause: 丙, not_applicable: 没有}")
    first, _ = ledger(scheme(GIVEN_WITH_DETAIL, more="rescale_here: true"), NOT_THERE + without).components
    assert isinstance(first, Marked)
    assert first.absent == {"丙"}


NAMED = """
  - id: a
    name: a
    clause: 乙
    full: 60
    not_applicable: rescale
    method: sum
    items:
      - {id: first, clause: 乙, name: 首项, full: 20}
      - {id: second, clause: 丙, name: 次项, full: 40}
  - {id: b, name: b, clause: 丁, full: 40}
"""


def test_an_item_with_an_id_is_known_by_its_clause_too() -> None:
    found = ledger(scheme(NAMED), NOT_THERE + "marks:\n  second: {mark: 30}\n  b: {mark: 35}\n")
    # 乙 is the clause of a too, which has items and so no mark of its own: 30·60/40 + 35
    assert found.total == 80
    assert kinds(found) == ["first 首项：不涉及 0", "a 不涉及部分按比例折算（×60÷40） 15"]


def test_the_marks_of_each_wave_are_known() -> None:
    [found] = ledger(scheme(waves("mean")), MEASURED).components
    assert isinstance(found, Marked)
    assert found.measured == {("work", "w1"): 90, ("work", "w2"): 80, ("work", "w3"): 70}

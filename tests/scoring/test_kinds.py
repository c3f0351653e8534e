"""Kinds of units that are marked differently, whatever their groups: each worked by hand."""

from fractions import Fraction

from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.scoring.ledger import Ledger
from tests.scoring.test_tree import entries, entry, marks
from tests.scoring.written import ledger, scheme

KINDS = """
kinds:
  - {id: window, name: 有窗口, units: [one]}
  - {id: online, name: 没有窗口, units: [two]}
  - {id: media, name: 有新媒体, units: [one, two]}
"""

PARTS = """
  - {id: open, name: 公开, clause: 甲, full: {window: 1, online: 5.5}}
  - {id: reply, name: 答复, clause: 甲, full: {window: 0.5, online: 4}}
  - {id: explain, name: 解读, clause: 甲, full: {window: 0.5, online: 3}}
  - {id: counter, name: 窗口, clause: 甲, groups: [window], full: 10.5}
"""


def components(of: Ledger) -> list[str]:
    """The components that a ledger has."""
    return [result.component.id for result in of.components]


def test_two_kinds_have_12_and_a_half_in_all_by_other_parts_and_full_marks() -> None:
    of = scheme(PARTS, "12.5", KINDS)
    window = ledger(of, marks(open="1", reply="0.5", explain="0.5", counter="10.5"))
    assert window.total == Fraction("12.5")  # 1 + 0.5 + 0.5 + 10.5
    assert components(window) == ["open", "reply", "explain", "counter"]
    online = ledger(of, marks(open="5.5", reply="4", explain="2"), "two")
    assert online.total == Fraction("11.5")  # 5.5 + 4 + 2 of 5.5 + 4 + 3
    assert components(online) == ["open", "reply", "explain"]


def test_points_by_kind_weigh_one_mark_differently() -> None:
    parts = "  - {id: work, name: 工作, clause: 甲, full: 100, points: {window: 10, online: 40}}\n"
    of = scheme(parts, "{window: 10, online: 40}", KINDS)
    assert ledger(of, marks(work="90")).total == 9  # 90 × 10 ÷ 100
    assert ledger(of, marks(work="90"), "two").total == 36  # 90 × 40 ÷ 100


def test_rules_cost_a_share_of_the_full_marks_of_the_kind() -> None:
    parts = """
  - id: work
    name: 工作
    clause: 甲
    method: deductions
    full: {window: 10, online: 20}
    rules: [{id: 迟报, percent: -10, count: each}]
"""
    of = scheme(parts, "{window: 10, online: 20}", KINDS)
    late = entries(entry("d1", "work"))
    assert ledger(of, late).total == 9  # 10 − 10 × 10 %
    assert ledger(of, late, "two").total == 18  # 20 − 20 × 10 %


def test_a_mean_weighs_what_is_for_the_kind() -> None:
    parts = """
  - id: all
    name: 总体
    clause: 甲
    method: mean
    full: 100
    items:
      - {id: a, name: 甲项, clause: 乙, weight: 1, full: 10}
      - {id: b, name: 乙项, clause: 丙, weight: 3, full: {window: 10, online: 20}}
      - {id: c, name: 丙项, clause: 丁, weight: 1, full: 10, groups: [online]}
"""
    of = scheme(parts, "100", KINDS)
    assert ledger(of, marks(a="10", b="5")).total == Fraction("62.5")  # (1·1 + 3·0.5) ÷ 4
    assert ledger(of, marks(a="10", b="5", c="0"), "two").total == 35  # (1·1 + 3·0.25 + 1·0) ÷ 5


def test_groups_and_kinds_choose_side_by_side() -> None:
    parts = """
  - {id: area, name: 辖区, clause: 甲, groups: [county], full: 60}
  - {id: office, name: 机关, clause: 甲, groups: [bureau], full: 60}
  - {id: desk, name: 窗口, clause: 甲, full: {window: 30, online: 40}}
  - {id: post, name: 推送, clause: 甲, groups: [window], full: 10}
"""
    of = scheme(parts, "100", KINDS)
    assert ledger(of, marks(area="50", desk="20", post="5")).total == 75
    assert ledger(of, marks(office="50", desk="35"), "two").total == 85


def marked(of: Scheme) -> list[tuple[str, str, tuple[str, ...]]]:
    """The marking groups of a scheme, in short."""
    return [(one.id, one.name, one.units) for one in of.marking_groups]


def test_units_of_one_group_and_the_same_kinds_are_marked_alike() -> None:
    assert marked(scheme(PARTS, "12.5", KINDS)) == [
        ("county+window+media", "县区（有窗口、有新媒体）", ("one",)),
        ("bureau+online+media", "部门（没有窗口、有新媒体）", ("two",)),
    ]
    some = scheme(PARTS, "12.5", "kinds: [{id: window, name: 有窗口, units: [one]}]")
    assert marked(some) == [("county+window", "县区（有窗口）", ("one",)), ("bureau", "部门（其他）", ("two",))]


def test_without_kinds_groups_are_marked_alike() -> None:
    of = scheme(PARTS, "12.5")
    assert of.marking_groups == (
        MarkingGroup("county", "县区", "county", ("one",)),
        MarkingGroup("bureau", "部门", "bureau", ("two",)),
    )

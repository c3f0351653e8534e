"""What real schemes need, each worked by hand: one scheme a need, written as in a file, with the arithmetic beside it."""

from fractions import Fraction

import pytest

from assessment.exact import exact_text
from assessment.row_kind import RowKind
from assessment.scoring.grading import grades
from assessment.scoring.ledger import Ledger, Marked
from assessment.status import Status
from tests.scoring.written import ledger, scheme

DEDUCTION = "{{id: {id}, clause: {clause}, date: 2031-05-0{day}, reason: 原因, evidence: [e01]{more}}}"


def entry(id: str, clause: str, day: int = 1, more: str = "") -> str:
    """An entry as it stands in a file."""
    return DEDUCTION.format(id=id, clause=clause, day=day, more=more)


def entries(*listed: str, key: str = "deductions") -> str:
    """A list of entries as it stands in a file."""
    return f"{key}:\n" + "".join(f"  - {one}\n" for one in listed)


def marks(**given: str) -> str:
    """Marks of parts as they stand in a file, by id."""
    return "marks:\n" + "".join(f"  {name}: {{mark: {mark}, date: 2031-12-01}}\n" for name, mark in given.items())


def points(text: str) -> Fraction:
    """A number as it is written in a test."""
    return Fraction(text)


def kinds(of: Ledger) -> list[str]:
    """The rows that are not linear, each with its points in the component."""
    plain = {RowKind.FULL, RowKind.LOSS, RowKind.GIVEN, RowKind.SOURCE, RowKind.ENTRY}
    rows = [row for result in of.components if isinstance(result, Marked) for row in result.rows]
    return [f"{row.part} {row.label} {exact_text(row.points)}" for row in (*rows, *of.closing) if row.kind not in plain]


BY_GROUP = scheme(
    """
  - {id: text, name: 文件, clause: 甲, full: 10}
  - {id: site, name: 网站, clause: 甲, full: {county: 50, bureau: 43}}
  - {id: reply, name: 答复, clause: 甲, full: 10}
  - {id: law, name: 执法, clause: 甲, groups: [bureau], full: 12}
  - {id: train, name: 培训, clause: 甲, full: {county: 10, bureau: 5}}
  - {id: report, name: 报告, clause: 甲, full: 20}
  - {id: new, name: 创新, clause: 甲, full: 5, on_top: true}
"""
)


def test_full_marks_by_group_and_a_part_for_one_group() -> None:
    county = ledger(BY_GROUP, marks(text="10", site="50", reply="10", train="10", report="20", new="5"))
    assert county.total == 105  # 10 + 50 + 10 + 10 + 20 = 100; 创新 5 on top
    assert [result.component.id for result in county.components] == ["text", "site", "reply", "train", "report", "new"]
    of = marks(text="10", site="43", reply="9", law="12", train="5", report="20", new="0")
    assert ledger(BY_GROUP, of, "two").total == 99  # 10 + 43 + 9 + 12 + 5 + 20


def test_totals_of_1000_and_of_100_stand_side_by_side() -> None:
    of = scheme(
        "  - {id: work, name: 工作, clause: 甲, full: {county: 1000, bureau: 100}}\n", "{county: 1000, bureau: 100}"
    )
    assert ledger(of, marks(work="922.5")).total == points("922.5")
    assert ledger(of, marks(work="84.8"), "two").total == points("84.8")


def waves(combine: str, weights: tuple[int, int, int] = (6, 3, 1)) -> str:
    """A part measured three times."""
    listed = "".join(
        f"      - {{id: w{n}, name: 第{n}轮, window: {{first: 2031-0{n}-01, last: 2031-0{n}-28}}, weight: {weight}}}\n"
        for n, weight in enumerate(weights, 1)
    )
    head = "  - id: work\n    name: 工作\n    clause: 甲\n    full: 100\n"
    return f"{head}    combine: {combine}\n    waves:\n{listed}"


MEASURED = "marks:\n  work:\n    waves:\n      w1: {mark: 90}\n      w2: {mark: 80}\n      w3: {mark: 70}\n"


@pytest.mark.parametrize(
    ("combine", "mark"),
    [
        ("mean", "85"),  # (90·6 + 80·3 + 70·1) / 10 = 850 / 10
        ("sum", "240"),
        ("best", "90"),
        ("last", "70"),
    ],
)
def test_a_part_that_is_measured_several_times(combine: str, mark: str) -> None:
    assert ledger(scheme(waves(combine), "300" if combine == "sum" else "100"), MEASURED).total == points(mark)


def test_a_wave_that_does_not_count_is_named_with_its_mark() -> None:
    assert kinds(ledger(scheme(waves("best")), MEASURED)) == ["work 第2轮：80分，不计入 0", "work 第3轮：70分，不计入 0"]


def test_a_wave_that_has_not_come_keeps_the_total_waiting() -> None:
    found = ledger(scheme(waves("mean")), MEASURED.replace("      w2: {mark: 80}\n", ""))
    assert found.status is Status.PENDING


def test_entries_fall_into_the_wave_of_their_day() -> None:
    of = scheme(
        waves("mean", (1, 1, 2)).replace(
            "    full: 100\n",
            "    full: 100\n    method: deductions\n    rules: [{id: 迟报, points: -10, count: each}]\n",
        )
    )
    record = entries(*(entry(f"d{n}", "work").replace("05-01", f"0{n}-05") for n in (1, 2, 3)), entry("d4", "work"))
    # d4 of May lies in no wave; (90 + 90 + 2·90) / 4
    assert ledger(of, record).total == 90


def test_an_objection_is_decided_once_about_all_waves() -> None:
    of = scheme(waves("sum"), "300")
    assert of.components[0].full_of("county") == 300
    assert ledger(of, MEASURED + OBJECTION.format(about="work")).total == 9


def test_two_roll_ups_of_waves_are_weighed_again() -> None:
    part = "      - {{id: {id}, name: {id}, clause: 甲, weight: {weight}, full: 100, waves: ["
    wave = "{{id: w{n}, name: 第{n}轮, window: {{first: 2031-0{n}-01, last: 2031-0{n}-28}}, weight: {weight}}}"
    every = ", ".join(wave.format(n=n, weight=weight) for n, weight in ((1, 6), (2, 3), (3, 1)))
    head = "  - id: work\n    name: 工作\n    clause: 甲\n    method: mean\n    full: 40\n    items:\n"
    of = scheme(
        head + "".join(f"{part.format(id=id, weight=w)}{every}]}}\n" for id, w in (("site", 15), ("media", 25))), "40"
    )
    record = (
        "marks:\n  site: {waves: {w1: {mark: 90}, w2: {mark: 80}, w3: {mark: 70}}}\n"
        "  media: {waves: {w1: {mark: 80}, w2: {mark: 75}, w3: {mark: 65}}}\n"
    )
    # 85 and (80·6 + 75·3 + 65)/10 = 77; (85·15 + 77·25)/40 = 80 of 100, which is 32 of 40
    assert ledger(of, record).total == 32


@pytest.mark.parametrize(("members", "mark"), [("mean", "80"), ("lowest", "70")])
def test_members_under_one_unit(members: str, mark: str) -> None:
    of = scheme(f"  - {{id: towns, name: 乡镇, clause: 甲, full: 100, members: {members}}}\n")
    assert ledger(of, "marks:\n  towns: {members: {东镇: {mark: 70}, 西镇: {mark: 90}}}\n").total == points(mark)


def test_weighted_means_at_every_level() -> None:
    of = scheme(
        """
  - id: all
    name: 总体
    clause: 甲
    method: mean
    full: 100
    items:
      - id: left
        name: 左
        clause: 乙
        weight: 1
        method: mean
        full: 100
        items:
          - {id: a, name: a, clause: 丙, weight: 2, full: 10}
          - {id: b, name: b, clause: 丁, weight: 1, full: 5}
      - {id: right, name: 右, clause: 戊, weight: 2, full: 20}
"""
    )
    found = ledger(of, marks(a="5", b="5", right="15"))
    # left: (2·0.5 + 1·1)/3 = 2/3; all: (1·2/3 + 2·0.75)/3 = 13/18
    assert found.total == points("1300/18")
    (result,) = found.components
    assert isinstance(result, Marked)
    assert {key: exact_text(mark) for key, mark in result.marks.items()} == {
        "a": "5",
        "b": "5",
        "left": "200/3",
        "right": "15",
        "all": "650/9",
    }
    assert all(row.own * row.share == row.points for row in result.rows)
    assert {row.part: exact_text(row.share) for row in result.rows} | {"all": "1"} == {
        "a": "20/9",  # 100·1/3 of all, of which 2/3 for 10 marks
        "b": "20/9",
        "right": "10/3",
        "all": "1",
    }


SHEET = """
  - id: sheet
    name: 检查
    clause: 甲
    method: deductions
    full: 100
    not_applicable: {policy}
    items:
      - {{clause: 乙, name: 乙, full: 25, rules: [{{id: 迟, points: -10, count: each}}]}}
      - {{clause: 丙, name: 丙, full: 45, rules: [{{id: 漏, points: -10, count: each}}]}}
      - {{clause: 丁, name: 丁, full: 30, rules: [{{id: 错, points: -10, count: each}}]}}
"""
NOT_THERE = "not_applicable:\n  - {clause: 乙, reason: 没有此项}\n"


@pytest.mark.parametrize(
    ("policy", "mark"),
    [
        ("keep", "90"),  # 25 + 35 + 30
        ("rescale", "260/3"),  # 65 × 100/75 = 86.67
        # 丙 35 of 45, 丁 30 of 30; 12.5 more for each: 35/45·57.5 + 42.5
        ("even", "1570/18"),
    ],
)
def test_what_is_not_applicable_in_a_sheet_of_deductions(policy: str, mark: str) -> None:
    assert ledger(scheme(SHEET.format(policy=policy)), NOT_THERE + entries(entry("d1", "丙"))).total == points(mark)


@pytest.mark.parametrize(
    ("here", "whole", "total"),
    [
        ("", "", "80"),  # left out in the component: 30·60/40 = 45, and 35 of 40
        (", rescale_here: true", "", "80"),
        ("", "rescale_here: true", "81.25"),  # (30 + 35) × 100/80
    ],
)
def test_where_the_marks_of_what_is_not_applicable_go(here: str, whole: str, total: str) -> None:
    of = scheme(
        f"""
  - id: a
    name: a
    clause: 甲
    full: 60
    not_applicable: rescale{here and chr(10) + "    rescale_here: true"}
    method: sum
    items:
      - {{clause: 乙, name: 乙, full: 20}}
      - {{clause: 丙, name: 丙, full: 40}}
  - {{id: b, name: b, clause: 丁, full: 40}}
""",
        more=whole,
    )
    record = NOT_THERE + "marks:\n  丙: {mark: 30}\n  b: {mark: 35}\n"
    assert ledger(of, record).total == points(total)


def test_what_is_added_up_has_full_marks_where_others_are_not_applicable() -> None:
    of = scheme(
        """
  - id: a
    name: a
    clause: 甲
    full: 100
    not_applicable: rescale
    method: sum
    items:
      - {clause: 乙, name: 乙, full: 20}
      - {clause: 丙, name: 丙, full: 60}
      - {id: news, name: 稿件, clause: 丁, method: accrual, full: 20, rules: [{id: 采用, points: 2, count: each}]}
"""
    )
    news = entries(entry("b1", "news", more=", count: 8"), key="bonus")
    assert ledger(of, NOT_THERE + news + "marks:\n  丙: {mark: 36}\n").total == 65  # (36 + 16) × 100/80


def test_a_mean_shares_the_weight_of_what_is_not_applicable() -> None:
    of = scheme(
        """
  - id: a
    name: a
    clause: 甲
    method: mean
    full: 100
    not_applicable: rescale
    items:
      - {clause: 乙, name: 乙, full: 10, weight: 5}
      - {clause: 丙, name: 丙, full: 10, weight: 3}
      - {clause: 丁, name: 丁, full: 10, weight: 2}
"""
    )
    found = ledger(of, NOT_THERE + "marks:\n  丙: {mark: 8}\n  丁: {mark: 6}\n")
    assert found.total == 72  # (3·0.8 + 2·0.6)/5
    assert kinds(found) == ["乙 乙：不涉及 0", "a 不涉及的不计，其余按权重折算（×10÷5） 36"]


VETO = """
  - id: safe
    name: 安全
    clause: 甲
    full: 100
    points: 40
    method: deductions
    vetoed: {{mark: 59, grade: 不合格}}
    {fails}
    items:
      - clause: 乙
        name: 乙
        full: 100
        rules:
          - {{id: 泄密, veto: true, count: once}}
          - {{id: 迟报, points: -10, count: each}}
  - {{id: work, name: 工作, clause: 丙, full: 60}}
"""
BANDS = """
grades:
  county: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 60}, {name: 不合格}]
"""


def test_a_veto_sets_a_mark_and_a_grade_and_the_other_branch_counts_on() -> None:
    of = scheme(VETO.format(fails=""), more=BANDS)
    found = ledger(of, entries(entry("d1", "乙", more=", rule: 泄密")) + marks(work="60"))
    assert found.total == points("83.6")  # 59 × 40/100 + 60
    assert kinds(found) == ["safe 泄密，一票否决 -41"]
    assert grades({"one": found, "two": found}, of) == {"one": "不合格"}
    assert grades({"one": ledger(of, marks(work="60"))}, of) == {"one": "优秀"}


def objection(outcome: str, about: str = "d1", more: str = "") -> str:
    """An objection to an entry, as it stands in a file."""
    said = f"id: s-{about}, about: {about}, date: 2031-06-01, statement: 不服, explanation: 已核, decided: 2031-06-05"
    return f"objections:\n  - {{{said}, outcome: {outcome}{more}}}\n"


@pytest.mark.parametrize(
    ("decision", "total"),
    [
        (objection("成立"), "96"),  # nothing is left of it: (100 − 10) × 40/100 + 60
        (objection("部分成立", more=", count: 1"), "83.6"),  # one of two is left: 59 × 40/100 + 60
        (objection("不成立"), "83.6"),
        (objection("成立", about="d2"), "83.6"),  # of another entry
    ],
)
def test_an_entry_vetoes_while_anything_of_it_counts(decision: str, total: str) -> None:
    of = scheme(VETO.format(fails="").replace("veto: true, count: once", "veto: true, count: each"), more=BANDS)
    found = entries(entry("d1", "乙", more=", rule: 泄密, count: 2"), entry("d2", "乙", 2, ", rule: 迟报"))
    assert ledger(of, found + decision + marks(work="60")).total == points(total)


def test_what_is_added_up_may_veto_and_an_objection_lifts_it() -> None:
    of = scheme(
        "  - id: news\n    name: 稿件\n    clause: 甲\n    method: accrual\n    full: 40\n"
        "    vetoed: {mark: 0, grade: 不合格}\n    rules:\n"
        "      - {id: 采用, points: 20, count: each}\n      - {id: 造假, veto: true, count: once}\n"
        "  - {id: work, name: 工作, clause: 丙, full: 60}\n",
        more=BANDS,
    )
    added = entries(entry("b1", "news", more=", rule: 采用"), entry("b2", "news", 2, ", rule: 造假"), key="bonus")
    assert ledger(of, added + marks(work="60")).total == 60  # 20 − 20 + 60
    assert ledger(of, added + objection("成立", about="b2") + marks(work="60")).total == 80  # 20 + 60


def test_a_threshold_that_fails() -> None:
    of = scheme(VETO.format(fails="fails_below: 60"), more=BANDS)
    late = [entry(f"d{n}", "乙", n, ", rule: 迟报") for n in range(1, 6)]
    assert ledger(of, entries(*late) + marks(work="60")).grade == "不合格"  # 50 of 100
    assert ledger(of, entries(*late[:4]) + marks(work="60")).grade == ""  # 60 of 100


def test_a_total_that_fails() -> None:
    of = scheme(
        "  - {id: work, name: 工作, clause: 丙, full: 100}\n", more="fails_below: 60\nvetoed: {grade: 不合格, mark: 0}\n"
    )
    found = ledger(of, marks(work="59.99"))
    assert found.total == 0
    assert found.grade == "不合格"
    assert kinds(found) == [" 不满60分 -59.99"]
    assert ledger(of, marks(work="60")).total == 60


GATE = """
  - id: a
    name: a
    clause: 甲
    full: 100
    points: 50
    items:
      - {{id: base, name: 基础, clause: 乙, full: 100}}
      - {{id: extra, name: 创新, clause: 丙, full: 5, on_top: true, gate: {{part: base, {rule}}}}}
  - {{id: b, name: b, clause: 丁, full: 50}}
"""


@pytest.mark.parametrize(
    ("rule", "base", "total"),
    [
        ("above: 80", "80", "90"),  # 40 + 50: shut at 80.0
        ("above: 80", "80.01", "92.505"),  # (80.01 + 5)/2 + 50
        ("at_least: 80", "80", "92.5"),
        ("at_least: 80", "79.99", "89.995"),
    ],
)
def test_a_gate_inside_a_branch(rule: str, base: str, total: str) -> None:
    found = ledger(scheme(GATE.format(rule=rule)), marks(base=base, extra="5", b="50"))
    assert found.total == points(total)


@pytest.mark.parametrize(("work", "total"), [("79", "79"), ("80", "83")])
def test_a_gate_by_the_total_without_the_part(work: str, total: str) -> None:
    of = scheme(
        "  - {id: work, name: 工作, clause: 甲, full: 100}\n"
        "  - {id: more, name: 加分, clause: 乙, full: 5, on_top: true, gate: {at_least: 80}}\n"
    )
    assert ledger(of, marks(work=work, more="3")).total == points(total)


FLOORS = """
  - id: a
    name: a
    clause: 甲
    method: deductions
    full: 100
    {limit}
    items:
      - {{clause: 乙, name: 乙, full: 10, {item}rules: [{{id: x, points: -1, count: each}}]}}
      - {{clause: 丙, name: 丙, full: 10, {item}rules: [{{id: x, points: -1, count: each}}]}}
      - {{clause: 丁, name: 丁, full: 20, {item}rules: [{{id: x, points: -1, count: each}}]}}
      - {{clause: 戊, name: 戊, full: 60, {item}rules: [{{id: x, points: -1, count: each}}]}}
"""


@pytest.mark.parametrize(
    ("limit", "item", "total"),
    [
        ("", "", "83"),  # 0 + 7 + 16 + 60: each item keeps at least 0
        ("limit: {lower: 0}", "limit: {lower: none}, ", "79"),  # -4 + 7 + 16 + 60: only the whole stops at 0
    ],
)
def test_a_floor_at_a_chosen_level(limit: str, item: str, total: str) -> None:
    lost = [
        entry("d1", "乙", more=", count: 14"),
        entry("d2", "丙", more=", count: 3"),
        entry("d3", "丁", more=", count: 4"),
    ]
    assert ledger(scheme(FLOORS.format(limit=limit, item=item)), entries(*lost)).total == points(total)


def test_only_the_whole_stops_at_nothing() -> None:
    of = scheme(FLOORS.format(limit="limit: {lower: 0}", item="limit: {lower: none}, "))
    found = ledger(of, entries(entry("d1", "乙", more=", count: 300")))
    assert found.total == 0
    assert kinds(found) == ["a 最低0分 200"]


RULES = """
  - id: a
    name: a
    clause: 甲
    method: deductions
    full: {full}
    rules:
      - {{id: 幅度, range: [-18, -1]}}
      - {{id: 比例, percent: -40, count: each}}
      - {{id: 起评, ceiling: 60}}
      - {{id: 再起评, ceiling: 80}}
      - {{id: 一次, points: -2, count: each}}
"""


@pytest.mark.parametrize(
    ("full", "listed", "total"),
    [
        ("20", [("幅度", ", points: -7.5")], "12.5"),
        ("3", [("比例", "")], "1.8"),  # 40 % of 3 = 1.2
        ("10", [("起评", ""), ("一次", "")], "4"),  # at most 60 % of 10, then −2
        ("10", [("起评", ""), ("起评", ""), ("再起评", "")], "6"),  # the lowest ceiling, once
        ("10", [("一次", ", count: 6")], "0"),  # 10 − 12
    ],
)
def test_deductions_by_choice_by_share_and_from_a_ceiling(full: str, listed: list[tuple[str, str]], total: str) -> None:
    of = scheme(RULES.format(full=full).replace("range: [-18, -1]}", "range: [-18, -1], count: each}"), full)
    of_rules = [entry(f"d{n}", "a", n, f", rule: {rule}{more}") for n, (rule, more) in enumerate(listed, 1)]
    assert ledger(of, entries(*of_rules)).total == points(total)


def test_accrual_inside_the_hundred_ends_at_its_full_marks() -> None:
    of = scheme(
        "  - {id: news, name: 稿件, clause: 甲, method: accrual, full: 6, rules: [{id: 采用, points: 2, count: each}]}\n"
        "  - {id: work, name: 工作, clause: 乙, full: 94}\n"
    )
    news = [entry(f"b{n}", "news", n) for n in range(1, 5)]
    found = ledger(of, entries(*news, key="bonus") + marks(work="94"))
    assert found.total == 100  # 4 × 2 = 8, at most 6
    assert kinds(found) == ["news 最多以6分为限 -2"]


def test_what_is_added_up_is_a_share_of_its_full_marks_in_a_mean() -> None:
    of = scheme(
        "  - id: work\n    name: 工作\n    clause: 甲\n    method: mean\n    full: 100\n    items:\n"
        "      - {id: news, name: 稿件, clause: 乙, method: accrual, full: 8, weight: 1, "
        "rules: [{id: 采用, points: 2, count: each}]}\n"
        "      - {id: site, name: 网站, clause: 丙, full: 50, weight: 3}\n"
    )
    news = entries(*(entry(f"b{n}", "news", n) for n in range(1, 4)), key="bonus")
    # 3 × 2 = 6 of 8; (1 × 6/8 + 3 × 40/50)/4 = (0.75 + 2.4)/4
    assert ledger(of, news + marks(site="40")).total == points("78.75")


def test_a_cap_over_several_rules_together() -> None:
    of = scheme(
        "  - {id: a, name: a, clause: 甲, method: deductions, full: 20, limit: {lower: 15}, rules: "
        "[{id: x, points: -2, count: each}, {id: y, points: -3, count: each}]}\n",
        "20",
    )
    taken = entries(entry("d1", "a", more=", rule: x, count: 2"), entry("d2", "a", more=", rule: y"))
    assert ledger(of, taken).total == 15  # 20 − 4 − 3 = 13, at least 15


def test_a_block_that_only_subtracts() -> None:
    of = scheme(
        "  - {id: work, name: 工作, clause: 甲, full: 100}\n"
        "  - {id: blame, name: 问责, clause: 乙, method: accrual, on_top: true, limit: {upper: 0}, rules: "
        "[{id: 通报, points: -2, count: each}]}\n"
    )
    assert ledger(of, marks(work="90") + entries(entry("b1", "blame"), key="bonus")).total == 88


def test_counts_without_full_marks() -> None:
    of = scheme(
        "  - {id: work, name: 工作, clause: 甲, full: 100}\n"
        "  - id: news\n    name: 信息\n    clause: 乙\n    method: count\n    on_top: true\n    items:\n"
        "      - {id: county-news, name: 县级, clause: 丙, per: 5}\n"
        "      - {id: city-news, name: 市级, clause: 丁, per: 10}\n"
    )
    found = ledger(of, "marks:\n  work: {mark: 0}\n  county-news: {number: 35}\n  city-news: {number: 3}\n")
    assert found.total == 205  # 35 × 5 + 3 × 10
    assert kinds(found) == ["county-news 县级：35×5分 175", "city-news 市级：3×10分 30"]
    news = found.components[1]
    assert news.component.full_of("county") is None


@pytest.mark.parametrize(
    ("way", "number", "mark"),
    [
        ("table: [{number: 80, mark: 8}, {number: 90, mark: 10}]", "90", "10"),
        ("table: [{number: 80, mark: 8}, {number: 90, mark: 10}]", "89.9", "8"),
        ("table: [{number: 80, mark: 8}, {number: 90, mark: 10}]", "79", "0"),
        ("line: [{number: 0, mark: 0}, {number: 60, mark: 10}]", "45", "7.5"),
        ("line: [{number: 0, mark: 0}, {number: 60, mark: 10}]", "61", "10"),
        ("line: [{number: 10, mark: 2}, {number: 60, mark: 10}]", "5", "2"),
        ("per: 3", "4", "10"),  # 12, at most 10
    ],
)
def test_a_number_becomes_a_mark(way: str, number: str, mark: str) -> None:
    of = scheme(
        f"  - {{id: rate, name: 办结率, clause: 甲, method: count, full: {{county: 10, bureau: 20}}, {way}}}\n",
        "{county: 10, bureau: 20}",
    )
    assert ledger(of, f"marks:\n  rate: {{number: {number}}}\n").total == points(mark)


def test_any_method_stands_under_any_part() -> None:
    of = scheme(
        """
  - id: a
    name: a
    clause: 甲
    items:
      - {id: site, name: 网站, clause: 乙, full: 50, points: 20}
      - id: daily
        name: 日常
        clause: 丙
        method: deductions
        full: 10
        rules: [{id: x, points: -1, count: each}]
      - {id: peer, name: 互评, clause: 丁, method: ballots, full: 100, points: 60, raters: {county: [bureau]}}
      - {id: rate, name: 办结率, clause: 戊, method: count, full: 10, per: 1}
"""
    )
    record = (
        "marks:\n  site: {mark: 40}\n  rate: {number: 9}\n"
        "ballots:\n  peer: [{rater: two, date: 2031-12-01, marks: [90]}]\n"
        + entries(entry("d1", "daily", more=", count: 2"))
    )
    # 40·20/50 = 16, 10 − 2 = 8, 90·60/100 = 54, 9
    assert ledger(of, record).total == 87


OBJECTION = (
    "objections:\n  - {{id: o1, about: {about}, date: 2031-12-20, statement: 陈述, outcome: 成立, "
    "decided: 2031-12-25, explanation: 理由, mark: 9}}\n"
)


@pytest.mark.parametrize(
    ("part", "record"),
    [
        ("{id: a, name: a, clause: 甲, full: 10}", "marks:\n  a: {mark: 5}\n"),
        (
            "{id: a, name: a, clause: 甲, method: indicators, full: 10, items: [{clause: 乙, name: 乙, full: 10}]}",
            "marks:\n  a: {items: [{clause: 乙, mark: 5, reason: r, evidence: [e01]}]}\n",
        ),
        ("{id: a, name: a, clause: 甲, method: count, full: 10, per: 1}", "marks:\n  a: {number: 5}\n"),
        (
            "{id: a, name: a, clause: 甲, method: mean, full: 10, items: [{clause: 乙, name: 乙, full: 10}]}",
            "marks:\n  乙: {mark: 5}\n",
        ),
    ],
)
def test_an_objection_that_is_upheld_has_an_effect_whatever_the_method(part: str, record: str) -> None:
    of = scheme(f"  - {part}\n", "10")
    assert ledger(of, record).total == 5
    assert ledger(of, record + OBJECTION.format(about="a")).total == 9


def test_a_part_of_a_tree_can_be_not_assessed() -> None:
    of = scheme("  - {id: a, name: a, clause: 甲, method: sum, items: [{id: b, name: b, clause: 乙, full: 100}]}\n")
    found = ledger(of, "not_assessed: {b: 未参加}\n")
    assert found.status is Status.NOT_ASSESSED

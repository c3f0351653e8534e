"""The formulas on the method page are those that marks are reckoned by: words to the letter, equations redone by hand."""

import re
from fractions import Fraction

import pytest
from hypothesis import given

from assessment.dataset.scheme import Scheme
from assessment.render.views.formula import Formula, formulas
from assessment.scoring.ledger import Ledger, Marked
from tests.scoring import shipped, trees
from tests.scoring.trees import Node
from tests.scoring.written import ledger, scheme


def texts(of: Scheme) -> list[str]:
    """Every formula of a scheme in one line."""
    return [formula.text for formula in formulas(of)]


def test_the_shipped_scheme_weighs_its_components() -> None:
    assert texts(shipped.shipped()) == [
        "总分 ＝ 专业机构测评 × 40 ÷ 100 ＋ 日常测评 ＋ 双向互评 × 30 ÷ 100 ＋ 加分项",
        "加分项：最多计5分",
    ]


COMPOSED = """
  - {id: work, name: 综合应用, clause: 甲, full: 100, points: {county: 35, bureau: 40}}
  - id: site
    name: 网站与新媒体
    clause: 甲
    points: {county: 65, bureau: 60}
    items:
      - {id: web, name: 网站, clause: 甲, full: 70}
      - {id: media, name: 新媒体, clause: 甲, full: 30}
"""


def test_full_marks_that_come_from_the_parts_are_weighed_for_each_group() -> None:
    assert texts(scheme(COMPOSED)) == [
        "县区的总分 ＝ 综合应用 × 35 ÷ 100 ＋ 网站与新媒体 × 65 ÷ 100",
        "部门的总分 ＝ 综合应用 × 40 ÷ 100 ＋ 网站与新媒体 × 60 ÷ 100",
    ]


def test_a_part_for_one_group_stands_in_the_formula_of_that_group_alone() -> None:
    parts = """
  - {id: work, name: 工作, clause: 甲, full: {county: 100, bureau: 88}}
  - {id: law, name: 执法, clause: 甲, groups: [bureau], full: 100, points: 12}
"""
    assert texts(scheme(parts)) == ["县区的总分 ＝ 工作", "部门的总分 ＝ 工作 ＋ 执法 × 12 ÷ 100"]


def test_what_is_attached_is_weighed_as_what_it_is_attached_to() -> None:
    parts = """
  - {id: work, name: 工作, clause: 甲, full: 200, points: 100}
  - {id: more, name: 加分, clause: 甲, method: bonus, points: 5, attach: work, limit: {upper: 5, on: awards}}
"""
    assert texts(scheme(parts)) == [
        "总分 ＝ 工作 × 100 ÷ 200 ＋ 加分 × 100 ÷ 200",
        "加分：加分最多计5分，减分另扣",
    ]


MEANS = """
  - id: work
    name: 工作
    clause: 甲
    method: mean
    full: 100
    items:
      - {id: one, name: 首轮, clause: 甲, full: 100, weight: 6}
      - {id: two, name: 次轮, clause: 甲, full: 100, weight: 3}
      - {id: six, name: 末轮, clause: 甲, full: 100, weight: 1}
"""


@pytest.mark.parametrize(
    ("changed", "equation"),
    [
        ((), "（首轮 × 6 ＋ 次轮 × 3 ＋ 末轮 × 1） ÷ 10"),
        ((", weight: 6", ", weight: 3", ", weight: 1"), "（首轮 ＋ 次轮 ＋ 末轮） ÷ 3"),
        (("full: 100, weight: 6",), "（首轮 ÷ 50 × 6 ＋ 次轮 ÷ 100 × 3 ＋ 末轮 ÷ 100 × 1） ÷ 10 × 100"),
    ],
)
def test_a_mean_says_its_weights(changed: tuple[str, ...], equation: str) -> None:
    written = MEANS
    for old in changed:
        written = written.replace(old, "full: 50, weight: 6" if "full" in old else "")
    assert texts(scheme(written)) == ["总分 ＝ 工作", f"工作 ＝ {equation}"]


def test_shares_of_the_full_marks_are_a_plain_fraction() -> None:
    fulls = MEANS.replace("full: 100, weight: 6", "full: 20").replace("full: 100, weight: 3", "full: 30")
    assert texts(scheme(fulls.replace("full: 100, weight: 1", "full: 30")))[1] == (
        "工作 ＝ （首轮 ＋ 次轮 ＋ 末轮） ÷ 80 × 100"
    )


LAYERS = """
  - id: work
    name: 工作
    clause: 甲
    limit: {upper: 110, lower: 0}
    not_applicable: rescale
    vetoed: {mark: 59, grade: 不合格}
    fails_below: 60
    items:
      - id: sheet
        name: 检查表
        clause: 甲
        full: 60
        scale: true
        rescale_here: true
        items:
          - {id: web, name: 网站, clause: 甲, full: 30}
          - {id: media, name: 新媒体, clause: 甲, full: 20}
      - {id: rest, name: 其余, clause: 甲, full: 40, method: deductions, limit: {lower: none}, rules: [
          {id: 泄密, veto: true, count: once}, {id: 迟报, points: -1, count: each}]}
      - {id: more, name: 创新, clause: 甲, method: accrual, on_top: true, gate: {part: sheet, above: 48}, rules: [
          {id: 推广, points: 5, count: each, limit: 10}]}
  - {id: last, name: 附加, clause: 甲, method: accrual, on_top: true, gate: {at_least: 90}, rules: [
      {id: 表扬, points: 1, count: once}]}
"""
BANDS = "[{name: 合格, at_least: 60}, {name: 不合格}]"
GRADES = f"grades: {{county: {BANDS}, bureau: {BANDS}}}\n"


def test_all_that_is_not_linear_is_said_where_it_acts() -> None:
    assert texts(scheme(LAYERS, more=f"{GRADES}vetoed: {{grade: 不合格}}\nfails_below: 50")) == [
        "总分 ＝ 工作 ＋ 附加；不满50分的，等次为不合格",
        "工作 ＝ 检查表 ＋ 其余 ＋ 创新；不涉及的不计，其余按比例折算到满分；最多计110分；最低计0分；"
        "有一票否决情形或不满60分的，记59分，等次为不合格",
        "检查表 ＝ （网站 ＋ 新媒体） × 60 ÷ 50；不涉及的不计，其余按比例折算到满分",
        "其余：扣分不以本项的分值为限",
        "创新：检查表超过48分的才计入，否则计0分",
        "附加：不含附加的总分达到90分的才计入，否则计0分",
    ]


def test_deductions_below_zero_are_said_once_above_them() -> None:
    parts = """
  - id: open
    name: 公开
    clause: 甲
    method: deductions
    limit: {lower: 0}
    items:
      - {id: a, name: 更新, clause: 甲, full: 60, limit: {lower: none}, rules: [{id: 迟, points: -2, count: each}]}
      - {id: b, name: 解读, clause: 甲, full: 40, limit: {lower: none}, rules: [{id: 缺, points: -1, count: each}]}
"""
    assert texts(scheme(parts)) == ["总分 ＝ 公开", "公开：下级各项扣分不以该项的分值为限；最低计0分"]


COUNTS = """
  - {id: news, name: 信息, clause: 甲, method: count, per: 5}
  - {id: deep, name: 深度, clause: 甲, method: count, per: 2, full: 10}
  - {id: rate, name: 办结率, clause: 甲, method: count, table: [{number: 90, mark: 10}, {number: 80, mark: 8}]}
  - {id: pace, name: 进度, clause: 甲, method: count, line: [{number: 0, mark: 0}, {number: 50, mark: 10}]}
"""


def test_numbers_become_marks_in_words() -> None:
    assert texts(scheme(COUNTS)) == [
        "总分 ＝ 信息 ＋ 深度 ＋ 办结率 ＋ 进度",
        "信息 ＝ 数量 × 5",
        "深度 ＝ 数量 × 2；最多计10分",
        "办结率：数量90以上计10分，80以上计8分，其余计0分",
        "进度：数量0计0分，50计10分，其间按比例",
    ]


def test_waves_and_members_say_how_they_become_one() -> None:
    window = "window: {first: 2031-0%s-01, last: 2031-0%s-28}"
    waves = ", ".join(f"{{id: w{n}, name: 第{n}轮, {window % (n, n)}, weight: {n}}}" for n in (1, 2))
    parts = f"""
  - {{id: all, name: 全县, clause: 甲, full: 60, members: mean}}
  - {{id: rounds, name: 抽查, clause: 甲, full: 40, combine: mean, waves: [{waves}]}}
"""
    assert texts(scheme(parts)) == [
        "总分 ＝ 全县 ＋ 抽查",
        "全县：各下属对象的得分取平均",
        "抽查：第1轮、第2轮各轮按1:2取加权平均",
    ]
    best = parts.replace("combine: mean", "combine: best").replace("members: mean", "members: lowest")
    assert texts(scheme(best))[1:] == ["全县：取下属对象的最低得分", "抽查：取第1轮、第2轮中最高的一轮"]


def test_marks_of_detail_are_in_no_formula() -> None:
    """A given mark holds whatever its detail comes to."""
    parts = """
  - id: work
    name: 工作
    clause: 甲
    method: given
    full: 100
    items: [{id: web, name: 网站, clause: 甲, full: 70, points: 100}, {id: media, name: 新媒体, clause: 甲, full: 30}]
"""
    assert texts(scheme(parts)) == ["总分 ＝ 工作"]


def test_parts_of_one_name_are_told_apart_by_their_clause() -> None:
    parts = """
  - {id: a, name: 检查, clause: 甲, full: 50, points: 60}
  - {id: b, name: 检查, clause: 乙, full: 40}
"""
    assert texts(scheme(parts)) == ["总分 ＝ 检查（甲） × 60 ÷ 50 ＋ 检查（乙）"]


DEEP = """
  - id: top
    name: 总
    clause: 甲
    points: 65
    method: mean
    full: 90
    items:
      - {id: x, name: 子, clause: 甲, full: 50, weight: 2}
      - id: y
        name: 丑
        clause: 甲
        weight: 3
        full: 30
        scale: true
        items:
          - {id: p, name: 寅, clause: 甲, full: 40, points: 20}
          - {id: q, name: 卯, clause: 甲, full: 20}
  - {id: side, name: 旁, clause: 甲, full: 70, points: 35}
"""


@pytest.mark.parametrize(
    ("parts", "recorded"),
    [
        (COMPOSED, {"work": 80, "web": 61, "media": 22}),
        (MEANS, {"one": 90, "two": 80, "six": 70}),
        (DEEP, {"x": 41, "p": 33, "q": 17, "side": 52}),
    ],
    ids=["composed", "means", "deep"],
)
@pytest.mark.parametrize("unit", ["one", "two"])
def test_each_equation_comes_to_the_mark(parts: str, recorded: dict[str, int], unit: str) -> None:
    """What a reader gets who redoes the equation with the marks of the ledger is the mark of the ledger."""
    of = scheme(parts)
    found = ledger(of, "marks:\n" + "".join(f"  {key}: {{mark: {mark}}}\n" for key, mark in recorded.items()), unit)
    marks = marks_of(found)
    names = {part.name: marks[part.key] for part in of.parts()}
    result = formulas_for(of, unit)
    assert result[0].is_total
    for formula in result:
        assert redone(formula, names) == (found.total if formula.is_total else marks[formula.part])


@given(trees.trees())
def test_equations_of_any_tree_come_to_the_marks(tree: tuple[Node, ...]) -> None:
    """Whatever the tree, the total's equation holds, and those of parts to which nothing else is done."""
    of = scheme(trees.scheme_text(tree), more=trees.KINDS)
    found = ledger(of, trees.record_text(trees.facts(tree)))
    marks = marks_of(found)
    names = {part.name: marks[part.key] for part in of.parts() if part.key in marks}
    left_out = any(node.absent for top in tree for node in top.walk())
    for formula in formulas_for(of, "one"):
        done = [words for words in formula.conditions if "不涉及" not in words or left_out]
        if formula.is_total or (formula.equation and not done and formula.part in marks):
            counted = formula.equation.startswith("数量")
            assert counted or redone(formula, names) == (found.total if formula.is_total else marks[formula.part])


def formulas_for(of: Scheme, unit: str) -> list[Formula]:
    """The equations that hold for a unit: where kinds differ, each kind has its own."""
    group = of.group_of(unit)
    assert group is not None
    return [one for one in formulas(of) if not one.groups or group.id in one.groups]


def marks_of(found: Ledger) -> dict[str, Fraction]:
    """The mark of every part, by key."""
    return {key: mark for result in found.components if isinstance(result, Marked) for key, mark in result.marks.items()}


def redone(formula: Formula, marks: dict[str, Fraction]) -> Fraction:
    """What an equation comes to with these marks, by name."""
    signs = str.maketrans("＋×÷（）", "+*/()")
    text = re.sub(r"[^\s＋×÷（）]+", lambda found: f"Fraction('{marks.get(found[0], found[0])}')", formula.equation)
    value = eval(text.translate(signs), {"Fraction": Fraction})
    assert isinstance(value, Fraction)
    return value

"""What a wave takes from a round: the total or one part, exact, or why there is none yet."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.dataset.part import Part, Wave
from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Branch, Lacking, PartResult
from assessment.scoring.case import Case, RoundResult
from assessment.scoring.from_round import from_round
from assessment.scoring.ledger import Row
from assessment.scoring.tree import result_of
from tests.scoring.cases import ORIGIN, record
from tests.scoring.written import ledger, scheme

Q1 = Period(2031, "q1")
OF = scheme(
    "  - {id: a, name: 网站, clause: 甲, full: 10}\n"
    "  - {id: b, name: 媒体, clause: 甲, items: [{id: c, name: 微信, clause: 甲, full: 10}]}\n",
    "20",
)
YEAR = scheme(
    """
  - id: q
    name: 季度
    clause: 甲
    full: {county: 20, bureau: 30}
    limit: {upper: 12}
    waves:
      - {id: w1, name: 一季度, round: 2031-q1, weight: 1}
      - {id: w2, name: 二季度, round: 2031-q2, weight: 1}
""",
    "{county: 20, bureau: 30}",
)
MARKS = "marks:\n  a: {mark: 7}\n  c: {mark: 8.5}\n"


def taken(text: str, part: str = "", *, approved: bool = True, full: bool = True) -> PartResult:
    """What the first wave takes from a round with this record."""
    [top] = YEAR.components
    wave: Wave = replace(top.waves[0], part=part)
    place = ORIGIN.place
    known = {Q1: RoundResult("第一季度", approved, ledger(OF, text), place)} if text else {}
    whole: Part = replace(top, waves=(), full=top.full if full else None)
    return from_round(Case("one", "county", record(), {}, known), whole, wave, Q1)


@pytest.mark.parametrize(
    ("part", "mark", "label"),
    [("", "15.5", "第一季度总分"), ("a", "7", "第一季度“网站”得分"), ("c", "8.5", "第一季度“微信”得分")],
)
def test_the_total_or_one_part(part: str, mark: str, label: str) -> None:
    found = taken(MARKS, part)
    row = Row(RowKind.ROUND, "甲", label, Fraction(mark), ORIGIN.place, round=Q1)
    assert found == Branch((row,), Fraction(20), Fraction(20))
    assert taken(MARKS, part, full=False) == Branch((row,), None, Fraction(0))


def test_what_is_not_there_yet_is_said() -> None:
    [top] = YEAR.components
    part = replace(top, waves=())
    assert taken("") == Lacking((part,), "成绩（没有一季度的结果）")
    assert taken(MARKS, approved=False) == Lacking((part,), "成绩（第一季度还没有审定）")
    assert taken("marks:\n  a: {mark: 7}\n") == Lacking((part,), "成绩（第一季度待定）")
    assert taken("marks:\n  a: {mark: 7}\n", "c") == Lacking((part,), "成绩（第一季度待定）")
    assert isinstance(taken("marks:\n  a: {mark: 7}\n", "a"), Branch)


def test_who_took_no_part_there_took_none_here() -> None:
    away = "marks:\n  a: {mark: 7}\nnot_assessed: {b: 新设机构}\n"
    for part in ("", "b", "c"):
        found = taken(away, part)
        assert isinstance(found, Absence)
        assert found.absent.reason == "第一季度未参评：新设机构"
        assert found.absent.origin.place.file == "scores/2031/one.yaml"
    assert isinstance(taken(away, "a"), Branch)


def test_a_limit_of_the_part_holds_for_what_a_wave_takes() -> None:
    [top] = YEAR.components
    results = {
        Period(2031, f"q{n}"): RoundResult(
            f"第{n}季度", True, ledger(OF, f"marks:\n  a: {{mark: {a}}}\n  c: {{mark: 5}}\n"), ORIGIN.place
        )
        for n, a in ((1, 10), (2, 3))
    }
    found = result_of(Case("one", "county", record(), {}, results), top, fills=False)
    assert isinstance(found, Branch)
    assert found.mark == 10  # 15 of which 12 count, and 8: (12 + 8) / 2

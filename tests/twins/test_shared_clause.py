"""Twins where several parts stand under one clause: of internal records their sum is told, and not in which part."""

from dataclasses import replace

import pytest

from assessment.dataset.scheme import Alternative, Option, RankingList, Reading
from assessment.dataset.year import Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import ComponentLedger, InFull, PartMark
from assessment.scoring.assessment import assess
from tests.scoring.written import dataset, scheme
from tests.twins.county import EDITION

PARTS = """
  - id: work
    name: 工作
    clause: 子
    method: deductions
    full: 60
    items:
      - id: first
        name: 上半年
        clause: 子一
        items:
          - {id: a, name: 甲, clause: 子二, full: 20, rules: [{id: 迟, points: -1, count: each}]}
          - {id: b, name: 乙, clause: 子三, full: 20, rules: [{id: 迟, points: -1, count: each}]}
      - {id: c, name: 丙, clause: 子二, full: 20, rules: [{id: 迟, points: -1, count: each}]}
  - id: sheet
    name: 测评
    clause: 丑
    full: 40
    items:
      - {id: x, name: 甲表, clause: 丑一, full: 20}
      - {id: y, name: 乙表, clause: 丑一, full: 20}
"""
SHEETS = "marks:\n  sheet: {{items: [{{clause: x, {}}}, {{clause: y, {}}}]}}\n"
APART = """
  - id: top
    name: 检查
    clause: 子
    method: sum
    items:
      - id: p1
        name: 甲部
        clause: 丑
        full: 20
        items:
          - {id: x, name: 甲表, clause: 丑一, full: 20}
      - id: p2
        name: 乙部
        clause: 丑
        full: 20
        items:
          - {id: y, name: 乙表, clause: 丑一, full: 20}
"""
SHEETS_APART = "marks:\n  p1: {{items: [{{clause: x, {}}}]}}\n  p2: {{items: [{{clause: y, {}}}]}}\n"
SAID = "reason: 缘由, evidence: [e1]"
HIDDEN = f"{SAID}, visibility: internal"


def year_of(deductions: str = "", x: str = "mark: 20", y: str = "mark: 20") -> Publication:
    """What the public sees, all being public, of a unit with these entries and marks."""
    year = dataset(scheme(PARTS), f"{SHEETS.format(x, y)}deductions: [{deductions}]\n")
    known = replace(year, year=replace(year.year, disclosure=Disclosure.FULL))
    return disclose(known, assess(known), Audience.PUBLIC, EDITION)


def entry(id: str, clause: str, count: int, more: str = HIDDEN) -> str:
    return f"{{id: {id}, clause: {clause}, date: 2031-03-04, count: {count}, {more}}}"


def marks_of(publication: Publication) -> dict[str, str | None]:
    """The marks of all parts of the unit that are told, by key."""
    result = publication.units["one"].result
    assert isinstance(result, InFull)
    found: dict[str, str | None] = {}

    def take(parts: tuple[PartMark, ...]) -> None:
        for part in parts:
            found[part.key] = None if part.mark is None else part.mark.text
            take(part.parts)

    for component in result.components:
        assert isinstance(component, ComponentLedger)
        take(component.parts)
    return found


HIDDEN_IN_ONE_OR_THE_OTHER = (
    ({"deductions": entry("n1", "a", 2)}, {"deductions": entry("n1", "c", 2)}),
    (
        {"deductions": f"{entry('n1', 'a', 1)}, {entry('n2', 'c', 2)}"},
        {"deductions": f"{entry('n1', 'a', 2)}, {entry('n2', 'c', 1)}"},
    ),
    ({"x": f"mark: 17, {HIDDEN}"}, {"y": f"mark: 17, {HIDDEN}"}),
)


@pytest.mark.parametrize(("one", "other"), HIDDEN_IN_ONE_OR_THE_OTHER)
def test_in_which_part_internal_records_lie_is_not_told(one: dict[str, str], other: dict[str, str]) -> None:
    assert year_of(**one) == year_of(**other)


def test_marks_are_told_as_far_as_the_rows_tell_them() -> None:
    result = entry("d1", "a", 2, "reason: 缘由, evidence: [e1]")
    # a: 20 − 2 = 18; first: 18 + 20 = 38
    assert marks_of(year_of(result)) == {"first": "38", "a": "18", "b": "20", "c": "20", "x": "20", "y": "20"}
    # 3 hidden under 子三, where b stands alone: 20 − 3 = 17; a and c, under 子二, are as they were
    with_b = year_of(f"{result}, {entry('n1', 'b', 3)}")
    assert marks_of(with_b) == {"first": None, "a": "18", "b": "17", "c": "20", "x": "20", "y": "20"}
    # 3 hidden under 子二, where a and c stand
    with_c = year_of(f"{result}, {entry('n1', 'c', 3)}")
    assert marks_of(with_c) == {"first": None, "a": None, "b": "20", "c": None, "x": "20", "y": "20"}


SHEET = "name: 甲表, clause: 丑一, full: 20"
PART = "name: 甲部\n        clause: 丑\n        full: 20"
DOUBLED = {SHEET: ", points: 40", PART: "\n        points: 40"}


def other_reading(x: str, y: str, parts: str = PARTS, marks: str = SHEETS, first: str = SHEET) -> Publication:
    """What the public sees where another reading would double the first sheet, and two units are ranked together.

    Args:
        first: full marks of the first sheet, as the parts have them.
    """
    base, doubled = scheme(parts), scheme(parts.replace(first, f"{first}{DOUBLED[first]}"))
    options = (Option("once", "一倍。", ()), Option("twice", "两倍。", ()))
    together = {
        "ranking": replace(base.ranking, lists=(RankingList("all", "全部", ("county", "bureau"), base.origin),)),
        "readings": (Reading("weight", ("丑",), "甲表算几倍？", "once", options, base.origin),),
    }
    year, other = (
        dataset(replace(base, **together), marks.format(*both))  # type: ignore[arg-type]
        for both in ((x, y), (f"mark: 19, {SAID}", f"mark: 17, {SAID}"))
    )
    known = replace(
        year,
        year=replace(year.year, disclosure=Disclosure.FULL),
        alternatives=(Alternative("weight", "twice", replace(doubled, **together)),),  # type: ignore[arg-type]
        records={"one": year.records["one"], "two": other.records["two"]},
    )
    return disclose(known, assess(known), Audience.PUBLIC, EDITION)


def test_other_readings_do_not_tell_in_which_part_internal_records_lie() -> None:
    # 60 + 37 before 60 + 36; with the first sheet doubled 54 or 57 beside 55, as the 3 that are hidden lie in it or not
    here, there = other_reading(f"mark: 17, {HIDDEN}", "mark: 20"), other_reading("mark: 20", f"mark: 17, {HIDDEN}")
    assert here == there
    assert here.ranges is not None
    assert here.ranges.count == 2
    # told where they lie, the reading moves them
    ranges = [
        other_reading(*both).ranges for both in ((f"mark: 17, {SAID}", "mark: 20"), ("mark: 20", f"mark: 17, {SAID}"))
    ]
    assert [one is not None and one.lists[0].units[0].is_fixed for one in ranges] == [False, True]


def test_nor_where_the_parts_have_their_marks_recorded_apart() -> None:
    # 37 before 36; with the first part doubled 54 or 57 beside 55
    here, there = (
        other_reading(*both, APART, SHEETS_APART, PART)
        for both in ((f"mark: 17, {HIDDEN}", "mark: 20"), ("mark: 20", f"mark: 17, {HIDDEN}"))
    )
    assert here == there
    assert here.ranges is not None
    assert here.ranges.count == 2

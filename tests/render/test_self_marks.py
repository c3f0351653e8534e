"""自评 beside 考评: in full and to the office alone; on pages, on paper and in the open data alike."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.compare.records import record_changes
from assessment.compare.side import NoYear, Side
from assessment.compare.words import record
from assessment.dataset import Dataset
from assessment.dataset.year import Amendment, Change, Disclosure, Value
from assessment.disclosure.comparison import Alike, compare_unit
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull, SelfMarked, Unfinished
from assessment.disclosure.versions import versions_of
from assessment.history.kinds import Key, Kind
from assessment.history.parts import parts_of
from assessment.load.json_schema import validator
from assessment.load.yaml_file import parse
from assessment.render import views
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.self_marks import self_marks
from assessment.render.open_data.tables import tables
from assessment.render.results import results_json
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.render.pages import item_texts, page_texts
from tests.render.test_tree_pages import example, sheet_text
from tests.scoring.written import dataset, scheme

PARTS = """
  - id: sheet
    name: 检查表
    clause: 甲
    self_marks: true
    not_applicable: rescale
    items:
      - {id: list, name: 目录, clause: 甲, full: 40}
      - {id: text, name: 解读, clause: 甲, full: 30}
      - {id: site, name: 网站, clause: 甲, full: 30}
"""
GRADES = """
grades:
  county: [{name: 优秀, at_least: 80}, {name: 一般}]
  bureau: [{name: 优秀, at_least: 80}, {name: 一般}]
"""
RECORD = """
self_marks: [{clause: list, mark: 40}, {clause: text, mark: 28.5}, {clause: site, mark: 30}]
"""
MARKS = "marks: {list: {mark: 35}, text: {mark: 30}, site: {mark: 24}}\n"
ABSENT = "marks: {list: {mark: 35}, text: {mark: 30}}\nnot_applicable: [{clause: site, reason: 没有}]\n"
FULL_AND_OFFICE = [(Disclosure.FULL, Audience.PUBLIC), *((level, Audience.OFFICE) for level in Disclosure)]


def year(more: str = MARKS, parts: str = PARTS) -> Dataset:
    return dataset(scheme(parts, more=GRADES), RECORD + more)


def seen(written: Dataset, level: Disclosure = Disclosure.FULL, audience: Audience = Audience.PUBLIC) -> Publication:
    known = replace(written, year=replace(written.year, disclosure=level))
    return disclose(known, assess(known), audience, EDITION)


def figures_of(publication: Publication) -> dict[str, tuple[object, object, object]]:
    """Own mark, assessed mark or why there is none, and the difference, by item."""
    result = publication.units["one"].result
    assert isinstance(result, InFull | Unfinished)
    return {mark.name: (mark.own.exact, *_assessed(mark)) for mark in result.self_marks}


def _assessed(mark: SelfMarked) -> tuple[object, object]:
    return (
        mark.unassessed if mark.assessed is None else mark.assessed.exact,
        None if mark.difference is None else mark.difference.exact,
    )


def test_each_item_with_its_difference() -> None:
    half = Fraction(1, 2)
    expected = {"目录": (40, 35, -5), "解读": (28 + half, 30, 1 + half), "网站": (30, 24, -6)}
    assert figures_of(seen(year())) == expected


@pytest.mark.parametrize("level", Disclosure)
@pytest.mark.parametrize("audience", Audience)
def test_only_in_full_and_to_the_office(level: Disclosure, audience: Audience) -> None:
    publication = seen(year(), level, audience)
    shows = (level, audience) in FULL_AND_OFFICE
    assert ("28.5" in results_json(publication)) is shows
    assert (self_marks(publication) is not None) is shows
    assert ("自评和考评" in page_texts(publication, "one")["one"]) is shows


@pytest.mark.parametrize("level", Disclosure)
@pytest.mark.parametrize("audience", Audience)
def test_the_method_says_so_where_they_are_seen(level: Disclosure, audience: Audience) -> None:
    publication = seen(year(), level, audience)
    shows = (level, audience) in FULL_AND_OFFICE
    words = "检查表由各单位先逐项自评；自评得分不计分，在单位页面和结果单上与考评得分列在一起。"
    assert (words in page_texts(publication)["method"]) is shows
    assert any("单位先自评，自评不计分" in text for text in item_texts(publication).values()) is shows


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("name: 网站,", "name: 网站, self_marks: false,", "目录、解读由各单位"),
        ("    self_marks: true\n", "", ""),
    ],
)
def test_the_method_names_what_is_marked_so(old: str, new: str, parts: str) -> None:
    text = page_texts(seen(year(more="", parts=PARTS.replace(old, new))))["method"]
    assert ("自评" in text) is bool(parts)
    assert parts in text


def test_they_change_no_total() -> None:
    without = replace(year(), records={**year().records, "one": replace(year().records["one"], self_marks=())})
    assert assess(without) == assess(year())


def test_the_sums_stand_where_they_are_those_of_the_component() -> None:
    def whole(written: Dataset) -> object:
        publication = seen(written)
        result = publication.units["one"].result
        assert isinstance(result, InFull)
        (table,) = views.self_tables(publication, result)
        return table.whole and [one.text for one in (table.whole.full, table.whole.own, table.whole.assessed)]

    assert whole(year()) == ["100", "98.5", "89"]  # 40+28.5+30 and 35+30+24
    halved = PARTS.replace("full: 40}", "full: 40, points: 40}").replace("full: 30}", "full: 30, points: 30}", 1)
    assert whole(year(parts=halved)) == ["100", "98.5", "89"]
    weighed = PARTS.replace("    self_marks", "    method: mean\n    full: 100\n    self_marks")
    assert whole(year(parts=weighed)) == ["100", "98.5", "89"], "shares that are full marks"
    other = weighed.replace("full: 40}", "full: 40, weight: 1}").replace("full: 30}", "full: 30, weight: 1}")
    assert whole(year(parts=other)) is None, "a mean is no sum"
    assert whole(year(ABSENT)) is None


def test_an_item_that_does_not_apply_has_no_assessed_mark() -> None:
    assert figures_of(seen(year(ABSENT)))["网站"] == (30, "不涉及", None)


def test_before_there_are_marks_the_office_sees_what_came() -> None:
    publication = seen(year(""), audience=Audience.OFFICE)
    assert figures_of(publication)["目录"] == (40, "待定", None)
    assert "待定" in page_texts(publication, "one")["one"].partition("自评和考评")[2]


def test_a_final_mark_alone_has_no_marks_of_items() -> None:
    given = PARTS.replace("    not_applicable: rescale\n", "    method: given\n    full: 100\n")
    assert figures_of(seen(year("marks: {sheet: {mark: 90}}\n", given)))["目录"] == (40, "没有分项成绩", None)


WAVES = (
    "    waves: [{id: w1, name: 上半年, window: {first: 2031-01-01, last: 2031-06-30}}, "
    "{id: w2, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}}]\n"
)


@pytest.mark.parametrize("audience", Audience)
def test_a_final_mark_of_a_wave_has_no_marks_of_items_either(audience: Audience) -> None:
    given = PARTS.replace("    not_applicable: rescale\n", "    method: given\n    full: 100\n")
    record = """
self_marks: [{clause: list, waves: {w1: 40, w2: 38}}]
marks:
  sheet:
    waves:
      w1: {mark: 90}
      w2: {mark: 100, items: [{clause: list, mark: 40}, {clause: text, mark: 30}, {clause: site, mark: 30}]}
"""
    written = dataset(scheme(given.replace("    items", f"{WAVES}    items")), record)
    assert figures_of(seen(written, audience=audience)) == {
        "目录（上半年）": (40, "没有分项成绩", None),
        "目录（下半年）": (38, 40, 2),
    }


def test_what_an_internal_record_would_be_told_by_is_not_told() -> None:
    record = """
self_marks: [{clause: list, waves: {w1: 40, w2: 38}}]
marks:
  sheet:
    waves:
      w1: {items: [{clause: list, mark: 40}, {clause: text, mark: 30}, {clause: site, mark: 30}]}
      w2:
        items:
          - {clause: list, mark: 39, reason: 缺, evidence: [e1], visibility: internal}
          - {clause: text, mark: 30}
          - {clause: site, mark: 30}
"""
    written = dataset(scheme(PARTS.replace("    items", f"{WAVES}    items")), record)
    assert figures_of(seen(written)) == {
        "目录（上半年）": (40, "不单独列出", None),
        "目录（下半年）": (38, "不单独列出", None),
    }
    assert figures_of(seen(written, audience=Audience.OFFICE)) == {
        "目录（上半年）": (40, 40, 0),
        "目录（下半年）": (38, 39, 1),
    }


@pytest.mark.parametrize("name", ["by-group", "rollup"])
def test_page_paper_and_data_say_the_same(name: str) -> None:
    publication = example(name)
    result = self_marks(publication)
    assert result is not None
    assert "self-marks" in [table.name for table in tables(publication)]
    rows = [*csv.DictReader(io.StringIO(csv_bytes(result).decode("utf-8-sig")))]
    results = json.loads(results_json(publication))
    validator("results").validate(results)
    listed = [(unit["name"], one) for unit in results["units"] for one in unit.get("self_marks", ())]
    assert [(row["单位"], row["项目"], row["自评得分"]) for row in rows] == [
        (unit, one["name"], one["own"]["exact"]) for unit, one in listed
    ]
    assert all(Fraction(row["考评得分"]) - Fraction(row["自评得分"]) == Fraction(row["考评减自评"]) for row in rows)
    pages = page_texts(publication, *publication.units)
    for unit in publication.units.values():
        names = [one["name"] for whose, one in listed if whose == unit.name]
        page, paper = pages[unit.id], sheet_text(publication, unit.id)
        assert all(item in page.partition("自评和考评")[2] and item in paper.partition("自评和考评")[2] for item in names)
        assert ("自评和考评" in page) is ("自评和考评" in paper) is bool(names)


def test_another_year_may_ask_for_them_and_is_compared_all_the_same() -> None:
    now = seen(year())
    before = seen(year(parts=PARTS.replace("    self_marks: true\n", "")))
    compared = compare_unit(now, before, now.units["one"])
    assert compared is not None
    assert isinstance(compared.total, Alike)


def side(text: str) -> Side:
    document, faults = parse(text, "scores/2031/one.yaml")
    assert document is not None
    assert faults == []
    return Side(NoYear(), {"one": parts_of(document)}, frozenset(), {})


def changes(before: str, after: str) -> Mapping[str, str]:
    return {change.name: record(change) for change in record_changes(side(before), side(after))}


def test_a_comparison_tells_of_them() -> None:
    one = "self_marks: [{clause: 甲, mark: 4}]\n"
    two = "self_marks: [{clause: 甲, mark: 5}, {clause: 乙, waves: {w1: 3, w2: {东村: 1}}}]\n"
    assert changes(one, two) == {
        "甲": "修改自评得分 甲：自评得分由“4”改为“5”",
        "乙": "新增自评得分 乙：w1：3分，w2：东村1分",
    }


def test_an_amendment_leads_back_to_what_was_approved() -> None:
    written = year()
    change = Change("scores/2031/one.yaml", ("self_marks", "list", "mark"), "自评得分", Value(39), Value(40))
    amended = Amendment(1, EDITION.built, "有误", "", (change,))
    before, now = versions_of(replace(written, year=replace(written.year, amendments=(amended,))))
    key = Key(Kind.SELF_MARK, "list")
    assert before["scores/2031/one.yaml"][key] == {"clause": "list", "mark": 39}
    assert key in now["scores/2031/one.yaml"]

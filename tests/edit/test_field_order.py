"""What is new stands where a careful person would put it: as the schema has it, apart as the rest of the file is."""

import itertools
import random

import pytest

from assessment.edit.field_order import order_of, record_order
from assessment.edit.layout import Flow
from assessment.edit.splice import EntryStep, append, put
from assessment.load.json_schema import schema_of
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import Steps, parse
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA

SCORE = order_of("score")
SECTIONS = {
    "self_review": {"title": "自评", "url": "https://example.org/", "date": "2019-12-20"},
    "evidence": [Flow({"id": "e1", "title": "通报"})],
    "marks": {"agency": {"mark": "90"}},
    "not_assessed": {"peer": "撤并"},
    "deductions": [{"id": "d1", "reason": "迟报"}],
    "bonus": [{"id": "b1", "reason": "推广"}],
    "not_applicable": [{"clause": "第1项", "reason": "没有"}],
    "ballots": {"peer": [Flow({"rater": "yi", "marks": [90]})]},
    "self_marks": [{"clause": "第1项", "mark": "5"}],
    "objections": [{"id": "o1", "about": "d1"}],
}
HEAD = "# 示例\nunit: jia\nyear: 2019\nprovenance: sample\n"


def test_every_section_of_a_record_is_here() -> None:
    named = [*mapping_of(schema_of("score", ())["properties"])]
    assert ["unit", "year", "provenance", *SECTIONS] == named


def names(text: str) -> list[str]:
    document, findings = parse(text, "a.yaml")
    assert findings == []
    assert document is not None
    return [*mapping_of(document.data)]


@pytest.mark.parametrize("seed", range(20))
def test_sections_stand_in_the_order_of_the_schema_however_they_came(seed: int) -> None:
    sections = random.Random(seed).sample([*SECTIONS], len(SECTIONS))
    text = HEAD
    for section in sections:
        text = put(text, "a.yaml", (section,), SECTIONS[section], SCORE)
    assert names(text) == ["unit", "year", "provenance", *SECTIONS]
    assert "\n\n" not in text, "where nothing stands apart, nothing new does"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_stands_apart_as_the_others_do(section: str) -> None:
    """Each of a whole record is taken out by hand, and comes back byte for byte."""
    text = HEAD
    for name, value in SECTIONS.items():
        text += "\n" + put("x: 1\n", "a.yaml", (name,), value).removeprefix("x: 1\n")
    own = put("x: 1\n", "a.yaml", (section,), SECTIONS[section]).removeprefix("x: 1\n")
    without = text.replace(f"\n{own}", "")
    assert put(without, "a.yaml", (section,), SECTIONS[section], SCORE) == text


def test_a_section_stands_before_the_heading_of_the_next_one() -> None:
    text = f"{HEAD}\n# 证据清单\nevidence:\n  - id: e1\n\n# 评议票\nballots:\n  peer: []\n"
    after = put(text, "a.yaml", ("marks",), {"agency": {"mark": "90"}}, SCORE)
    assert after == text.replace("\n# 评议票", '\nmarks:\n  agency:\n    mark: "90"\n\n# 评议票')


def test_in_an_empty_record_it_stands_before_the_lines_that_show_how_to_write() -> None:
    text = f"{HEAD}\n# 写法\n# bonus:\n"
    after = append(text, "a.yaml", ("evidence",), [{"id": "e1"}], SCORE)
    assert after == f"{HEAD}\nevidence:\n  - id: e1\n\n# 写法\n# bonus:\n"


def test_fields_of_an_entry_stand_so_too() -> None:
    text = "deductions:\n  - id: d1\n    clause: 第1项 # 款\n    reason: 迟报\n"
    step = ("deductions", EntryStep("id", "d1"))
    text = put(text, "a.yaml", (*step, "level"), "省", SCORE)
    text = put(text, "a.yaml", (*step, "evidence"), Flow(["e1"]), SCORE)
    assert text == (
        "deductions:\n  - id: d1\n    clause: 第1项 # 款\n    level: 省\n    reason: 迟报\n    evidence: [e1]\n"
    )
    flow = "marks:\n  agency: {date: 2019-12-20, evidence: [e1]}\n"
    assert put(flow, "a.yaml", ("marks", "agency", "mark"), "乙", SCORE) == flow.replace("{date", "{mark: 乙, date")
    first = "marks:\n  agency:\n    # 终评\n    date: 2019-12-20\n"
    assert put(first, "a.yaml", ("marks", "agency", "mark"), "乙", SCORE) == first.replace(
        "    # 终评", "    mark: 乙\n    # 终评"
    )
    dash = "deductions:\n  - clause: 第1项\n"
    assert put(dash, "a.yaml", ("deductions", EntryStep("clause", "第1项"), "id"), "d1", SCORE) == (
        "deductions:\n  - id: d1\n    clause: 第1项\n"
    )


def test_parts_stand_in_the_order_of_the_scheme() -> None:
    scheme = read_year(DATA, Period(2019)).whole.scheme
    order = record_order(scheme)
    parts = [part.key for part in scheme.parts()][:3]
    for chosen in itertools.permutations(parts):
        text = "unit: x\n"
        for part in chosen:
            text = put(text, "a.yaml", ("marks", part), {"mark": "1"}, order)
        document, _ = parse(text, "a.yaml")
        assert document is not None
        assert [*mapping_of(mapping_of(document.data)["marks"])] == parts


@pytest.mark.parametrize("path", [("deductions", 3), ("deductions", "d1", "rectified"), ("evidence", 0, "files", 1), ()])
def test_a_path_leads_to_the_fields_of_the_schema(path: Steps) -> None:
    assert SCORE(path) == tuple(mapping_of(schema_of("score", path)["properties"]))
    assert SCORE(("deductions",)) == ()

"""A tree of parts with every way to join marks, and records of one unit whose hidden part is drawn at random."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from assessment.dataset import Dataset
from assessment.dataset.scheme import Alternative, Option, Reading
from assessment.load.record import record_of
from assessment.load.yaml_file import Document
from assessment.scoring.ledger import Ledger, Marked, sum_of
from tests.scoring.cases import ORIGIN
from tests.scoring.written import dataset, scheme

UNIT, GROUP = "one", "county"
Raw = Mapping[str, object]
HEAD: Raw = {
    "unit": UNIT,
    "year": 2031,
    "provenance": "sample",
    "evidence": [
        {"id": "e1", "title": "台账", "kind": "台账", "source": "本局", "captured": "2031-12-01", "url": "/tz"},
    ],
}

PARTS = """
  - id: work
    name: 工作
    clause: 子
    method: deductions
    full: 20
    combine: best
    waves:
      - {id: w1, name: 上半年, window: {first: 2031-01-01, last: 2031-06-30}}
      - {id: w2, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}}
    vetoed: {mark: 0, grade: 不合格}
    items:
      - clause: 子一
        name: 子一
        full: 12
        rules:
          - {id: 酌情, range: [-3, -1], count: each, limit: 5}
          - {id: 封顶, ceiling: 50}
          - {id: 再封顶, ceiling: 25}
      - clause: 子二
        name: 子二
        full: 8
        rules:
          - {id: 按比例, percent: -25, count: each}
          - {id: 泄密, veto: true, count: once}
  - id: study
    name: 学习
    clause: 丑
    method: mean
    full: 30
    not_applicable: rescale
    items:
      - {id: tests, name: 测验, clause: 丑一, full: 10, weight: 3}
      - id: talks
        name: 讲座
        clause: 丑二
        full: 6
        weight: 1
        method: count
        table: [{number: 1, mark: 3}, {number: 3, mark: 6}]
      - {clause: 丑三, name: 丑三, full: 5, weight: 2, method: deductions, rules: [{id: 缺席, points: -1, count: each}]}
  - id: site
    name: 网站
    clause: 寅
    method: sum
    full: 50
    points: 40
    not_applicable: even
    rescale_here: true
    self_marks: true
    scale: true
    combine: sum
    limit: {lower: 10}
    waves:
      - {id: w1, name: 上半年, window: {first: 2031-01-01, last: 2031-06-30}}
      - {id: w2, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}}
    items:
      - {clause: 寅一, name: 寅一, full: 10}
      - {id: pages, name: 寅二, clause: 寅二, full: 6}
      - {clause: 寅三, name: 寅三, full: 4}
  - id: towns
    name: 乡镇
    clause: 卯
    method: sum
    full: 10
    members: lowest
    self_marks: true
    items:
      - {clause: 卯一, name: 卯一, full: 6}
      - {clause: 卯二, name: 卯二, full: 4}
  - id: more
    name: 加分
    clause: 辰
    method: accrual
    on_top: true
    points: 5
    limit: {upper: 5, lower: -2, on: awards}
    gate: {at_least: 60}
    items:
      - clause: 辰一
        name: 辰一
        method: accrual
        rules: [{id: 表扬, points: 2, count: each}, {id: 批评, points: -1, count: each}]
"""
MORE = """
fails_below: 40
vetoed: {grade: 不合格}
grades:
  county: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 60}, {name: 不合格}]
  bureau: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 60}, {name: 不合格}]
"""

FACTS: Sequence[tuple[str, Raw]] = (
    ("deductions", {"clause": "子一", "rule": "酌情", "points": -1}),
    ("deductions", {"clause": "子一", "rule": "酌情", "points": -2}),
    ("deductions", {"clause": "子一", "rule": "酌情", "points": -3, "count": 2}),
    ("deductions", {"clause": "子一", "rule": "封顶"}),
    ("deductions", {"clause": "子一", "rule": "再封顶"}),
    ("deductions", {"clause": "子二", "rule": "按比例"}),
    ("deductions", {"clause": "子二", "rule": "按比例", "count": 2}),
    ("deductions", {"clause": "子二", "rule": "泄密"}),
    ("deductions", {"clause": "丑三"}),
    ("deductions", {"clause": "丑三", "count": 3}),
    ("bonus", {"clause": "辰一", "rule": "表扬"}),
    ("bonus", {"clause": "辰一", "rule": "表扬", "count": 3}),
    ("bonus", {"clause": "辰一", "rule": "批评", "count": 2}),
)
"""What can be recorded."""
OWN: Sequence[Sequence[Raw]] = (
    (),
    (
        {"clause": "寅一", "waves": {"w1": 10, "w2": 9}},
        {"clause": "寅三", "waves": {"w1": 4, "w2": 4}},
        {"clause": "卯二", "members": {"东镇": 4, "西镇": 3}},
    ),
)
"""What the unit gives itself, among it for what is internal."""
DAYS = ("2031-03-04", "2031-09-10")
"""One in each wave."""
INTERNAL: Raw = {"visibility": "internal"}


@cache
def _year() -> Dataset:
    """The year with nothing recorded, and one reading of the scheme with another option."""
    chosen, other = (scheme(PARTS.replace("combine: best", f"combine: {way}"), more=MORE) for way in ("best", "mean"))
    options = tuple(Option(id, id, ()) for id in ("best", "mean"))
    reading = Reading("waves", ("子",), "两轮怎样合成？", "best", options, ORIGIN)
    year = dataset(replace(chosen, readings=(reading,)), "", UNIT)
    return replace(year, alternatives=(Alternative("waves", "mean", other),))


def drawn(number: int, seed: str) -> Iterator[Raw]:
    """Records with one public part of two, and few hidden ones to choose from, so that some come to the same."""
    chance = random.Random(seed)
    publics = [[_entry(f"d{n}", *fact, chance) for n, fact in enumerate(facts)] for facts in ((), FACTS[1::3])]
    for _ in range(number):
        hidden = [_entry(f"n{n}", *chance.choice(FACTS), chance, INTERNAL) for n in range(chance.choice((0, 0, 1, 2)))]
        every = [*chance.choice(publics), *hidden]
        chance.shuffle(every)
        sections = {name: [entry for section, entry in every if section == name] for name in ("deductions", "bonus")}
        objections = [_objection(entry, chance) for _, entry in hidden if chance.random() < 0.3]
        yield {**sections, "objections": objections, "marks": _marks(chance), "self_marks": [*chance.choice(OWN)]}


def _entry(id: str, section: str, fact: Raw, chance: random.Random, more: Raw | None = None) -> tuple[str, Raw]:
    entry = {"id": id, "date": chance.choice(DAYS), "reason": f"缘由{id}", "evidence": ["e1"], **fact, **(more or {})}
    return section, entry


def _objection(entry: Raw, chance: random.Random) -> Raw:
    outcome = chance.choice(["待定", "成立", "不成立"])
    about: Raw = {
        "id": f"o-{entry['id']}",
        "about": entry["id"],
        "date": "2032-01-04",
        "statement": f"陈述{chance.random()}",
    }
    decided = {} if outcome == "待定" else {"decided": "2032-01-06", "explanation": f"说明{chance.random()}"}
    return {**about, "outcome": outcome, **decided}


def _marks(chance: random.Random) -> Raw:
    """Marks of which some items are internal, with what they are worth often the same."""
    return {
        "tests": {"mark": 8, "date": "2031-12-01", "reason": "缘由", "evidence": ["e1"]},
        "talks": {"number": 2, "reason": "两次", "evidence": ["e1"]},
        "site": {
            "waves": {
                "w1": {"items": [_item("寅一", 8), _item("pages", 5), _hidden("寅三", chance, (2, 4))]},
                "w2": {"items": [_item("寅一", 9), _hidden("pages", chance, (4,)), _hidden("寅三", chance, (2, 4))]},
            }
        },
        "towns": {
            "members": {
                "东镇": {"items": [_item("卯一", 5), _hidden("卯二", chance, (3, 4))]},
                "西镇": {"items": [_item("卯一", 5), _hidden("卯二", chance, (3, 4))]},
            }
        },
    }


def _item(clause: str, mark: int) -> Raw:
    return {"clause": clause, "mark": mark, "reason": "缘由", "evidence": ["e1"]}


def _hidden(clause: str, chance: random.Random, marks: Sequence[int]) -> Raw:
    """An internal mark of an item; now and then it is 不涉及."""
    said = f"缘由{chance.random()}"
    if chance.random() < 0.1:
        return {"clause": clause, "not_applicable": said, **INTERNAL}
    return {**_item(clause, chance.choice(marks)), "reason": said, **INTERNAL}


def year_of(raw: Raw) -> Dataset:
    """The year in which the unit has a record; another unit has none yet."""
    record = record_of(Document(f"data/scores/2031/{UNIT}.yaml", {**HEAD, **raw}, {}))
    return replace(_year(), records={**_year().records, UNIT: record})


def public_of(raw: Raw) -> object:
    """What is public of a record, word by word."""
    return [_public(raw[section]) for section in ("deductions", "bonus")], raw["self_marks"]


def _public(listed: object) -> list[Raw]:
    assert isinstance(listed, list)
    return [entry for entry in listed if "visibility" not in entry]


def comes_to(true: Ledger) -> object:
    """What a record comes to for all to see: the mark of each part, and all that is done under each clause in one sum."""
    return [dict(part.marks) for part in _marked(true)], _sums(true), sum_of(true.closing), true.total, true.grade


def component_marks(true: Ledger) -> object:
    """The marks of the components alone."""
    return [part.mark for part in _marked(true)], sum_of(true.closing), true.total, true.grade


def _marked(ledger: Ledger) -> list[Marked]:
    return [part for part in ledger.components if isinstance(part, Marked)]


def _sums(ledger: Ledger) -> Mapping[str, Fraction]:
    rows = [row for part in _marked(ledger) for row in part.rows]
    return {
        clause: sum_of(row for row in rows if row.clause == clause) for clause in sorted({row.clause for row in rows})
    }

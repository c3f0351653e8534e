"""A county of four units whose scheme has every way to count; one unit's record differs from twin to twin.

Records are values as a file holds them, so that one of them can be scored, written to a file, or be a version of a file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Alternative, Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Disclosure, Stage, YearRecord
from assessment.load.json_schema import checked
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document, parse
from assessment.load.year import year_of
from tests.disclosure.years import EDITION as EDITION
from tests.repository.county import EVIDENCE, GROUPS, HEAD, PEER, RATERS
from tests.repository.county import NAMES as NAMES

Raw = dict[str, object]
"""A mapping as a data file holds it."""

AGENCY = {"jia": 80, "yi": 82, "bing": 75, "ding": 90}
UNIT = "jia"
"""The unit whose record differs."""

SCHEME = (
    HEAD
    + """\
  - {id: 甲类, text: 乡镇}
  - {id: 乙类, text: 部门}
  - {id: 测评, text: 专业机构测评占40%}
  - {id: 测一, text: 60分}
  - {id: 测一甲, text: 40分}
  - {id: 测一乙, text: 10分}
  - {id: 测二, text: 40分}
  - {id: 检查, text: 检查10分}
  - {id: 查一, text: 6分}
  - {id: 查二, text: 4分}
  - {id: 日常, text: 日常测评占20%}
  - {id: 日一, text: 通报国家扣2分，省扣1分，扣完5分为止}
  - {id: 日二, text: 未报备扣1分}
  - {id: 日三, text: 通报按最高一级扣分}
  - {id: 日四, text: 迟报扣1分，漏报扣3分}
  - {id: 互评, text: 互评占30%}
  - {id: 加分, text: 加分最多5分}
  - {id: 加一, text: 出席发布会加0.5分}
  - {id: 加二, text: 表彰和批评}
  - {id: 加三, text: 没有差错加2分}
"""
    + GROUPS
    + """\
  - id: agency
    name: 专业测评
    clause: 测评
    method: given
    full: 100
    points: 40
    window: {first: 2019-12-01, last: 2019-12-31}
    not_applicable: rescale
    self_marks: true
    items:
      - clause: 测一
        name: 测一
        full: 60
        items:
          - {clause: 测一甲, name: 测一甲, full: 40}
          - {clause: 测一乙, name: 测一乙, full: 10}
      - {clause: 测二, name: 测二, full: 40, not_applicable: keep}
  - id: check
    name: 检查
    clause: 检查
    method: indicators
    full: 10
    points: 10
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - {clause: 查一, name: 查一, full: 6, not_applicable: keep}
      - {clause: 查二, name: 查二, full: 4, not_applicable: rescale}
  - id: daily
    name: 日常测评
    clause: 日常
    method: deductions
    self_marks: true
    full: 20
    points: 20
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 日一
        name: 日一
        full: 5
        limit_text: 扣完5分为止
        rules: [{id: 被通报, points: {国家: -2, 省: -1}, count: each, limit: 5}]
      - clause: 日二
        name: 日二
        full: 1
        rules: [{id: 未报备, points: -1, count: once, limit: 1}]
      - clause: 日三
        name: 日三
        full: 4
        not_applicable: keep
        rules: [{id: 最高通报, points: {国家: -3, 省: -2, 市: -1}, count: highest}]
      - clause: 日四
        name: 日四
        full: 10
        rules:
          - {id: 迟报, points: -1, count: each}
          - {id: 漏报, points: -3, count: each}
"""
    + PEER
    + """\
  - id: bonus
    name: 加分项
    clause: 加分
    method: bonus
    points: 5
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 加一
        name: 加一
        rules: [{id: 出席, points: 0.5, count: each, limit: 2}]
      - clause: 加二
        name: 加二
        rules:
          - {id: 表彰, points: {国家: 3, 省: 2, 市: 1}}
          - {id: 批评, points: {国家: -3, 省: -2, 市: -1}}
      - clause: 加三
        name: 加三
        eligible_listed: true
        rules:
          - {id: 无差错, points: 2, count: once, automatic_unless: 差错}
          - {id: 差错, points: -0.5, count: each, limit: 2}
ranking: {places: 2, rounding: half-up, overall: false}
grades:
  town: [{name: 优等, at_least: 80}, {name: 其余等}]
  office: [{name: 优等, at_least: 80}, {name: 其余等}]
readings:
  - id: averaging
    clauses: [互评]
    question: 评议票怎样平均？
    choice: by-rater
    options:
      - {id: by-rater, text: 先按评议单位平均。, settings: [{at: components/peer/averaging, value: by-rater-unit}]}
      - {id: pooled, text: 全部票一起平均。, settings: [{at: components/peer/averaging, value: pooled}]}
  - id: counting
    clauses: [加二]
    question: 表彰和批评怎样计？
    choice: highest
    options:
      - id: highest
        text: 各计最高一级。
        settings:
          - {at: components/bonus/items/加二/rules/表彰/count, value: highest}
          - {at: components/bonus/items/加二/rules/批评/count, value: highest}
      - id: each
        text: 每次都计。
        settings:
          - {at: components/bonus/items/加二/rules/表彰/count, value: each}
          - {at: components/bonus/items/加二/rules/批评/count, value: each}
  - id: bounds
    clauses: [加分]
    question: 五分限的是什么？
    choice: net
    options:
      - {id: net, text: 加减相抵以后。, settings: [{at: components/bonus/limit, value: {upper: 5, on: net}}]}
      - {id: awards, text: 只限加分。, settings: [{at: components/bonus/limit, value: {upper: 5, on: awards}}]}
      - {id: both, text: 加减都限。, settings: [{at: components/bonus/limit, value: {upper: 5, lower: -1, on: net}}]}
  - id: attachment
    clauses: [加分]
    question: 加在哪里？
    choice: total
    options:
      - {id: total, text: 加在总分上。, settings: [{at: components/bonus/attach, value: total}]}
      - {id: agency, text: 加在测评成绩上。, settings: [{at: components/bonus/attach, value: agency}]}
  - id: block
    clauses: [测一]
    question: 各项合计50分而标示60分？
    choice: scale
    options:
      - {id: scale, text: 折算。, settings: [{at: components/agency/items/测一/scale, value: true}]}
      - {id: leave, text: 不折算。, settings: [{at: components/agency/items/测一/scale, value: false}]}
  - id: ties
    clauses: [甲类]
    question: 同分怎样排？
    choice: skip
    options:
      - {id: skip, text: 跳过。, settings: [{at: ranking/ties, value: skip}]}
      - {id: dense, text: 不跳过。, settings: [{at: ranking/ties, value: dense}]}
  - id: rank-on
    clauses: [甲类]
    question: 按什么排？
    choice: exact
    options:
      - {id: exact, text: 精确总分。, settings: [{at: ranking/rank_on, value: exact}]}
      - {id: published, text: 公布的总分。, settings: [{at: ranking/rank_on, value: published}]}
source: 2019.source.txt
"""
)

YEAR = """\
year: 2019
scheme: "2019"
provenance: sample
stage: published
disclosure: full
leading: 1
approval: {body: 领导小组, date: 2020-02-20, document: 纪要}
published: 2020-02-28
eligible: {加三: [jia, yi]}
"""


def read_text(text: str) -> Document:
    """Read the text of a data file, as it is and without its schema."""
    document, faults = parse(text, "data")
    assert document is not None
    assert faults == []
    return document


def plain(unit: str = UNIT) -> Raw:
    """A record with every mark and no entries, proofs or objections beyond the report that the agency gave."""
    text = f"""\
unit: {unit}
year: 2019
provenance: sample
self_review: {{title: 自评, url: /zp}}
{EVIDENCE}marks:
  agency: {{mark: {AGENCY[unit]}, date: 2019-12-20, evidence: [e1]}}
  check: {{items: [{{clause: 查一, mark: 6}}, {{clause: 查二, mark: 4}}]}}
ballots:
  peer: [{", ".join(f"{{rater: {rater}, date: 2020-01-05, marks: [90]}}" for rater in RATERS[unit])}]
"""
    raw = read_text(text).data
    assert isinstance(raw, dict)
    return raw


@cache
def _rules() -> tuple[Scheme, tuple[Alternative, ...], YearRecord]:
    good, faults = checked(read_text(SCHEME), "scheme")
    assert good is not None
    scheme, alternatives, more = scheme_of(good)
    assert scheme is not None
    assert [*faults, *more] == []
    return scheme, alternatives, year_of(read_text(YEAR))


@cache
def _others() -> Mapping[str, UnitRecord]:
    return {unit: record_with(plain(unit)) for unit in NAMES}


def record_with(raw: Raw) -> UnitRecord:
    """The record that a file with these values holds."""
    return record_of(Document(f"data/scores/2019/{raw['unit']}.yaml", raw, {}))


@cache
def _units() -> Mapping[str, Unit]:
    return {unit: unit_of(read_text(f"id: {unit}\nname: {name}\n"), 2019) for unit, name in NAMES.items()}


def dataset(raw: Raw, stage: Stage = Stage.PUBLISHED, level: Disclosure = Disclosure.FULL) -> Dataset:
    """The year in which 甲镇 has a record."""
    scheme, alternatives, year = _rules()
    return Dataset(
        year=replace(year, stage=stage, disclosure=level),
        scheme=scheme,
        alternatives=alternatives,
        units=_units(),
        records={**_others(), UNIT: record_with(raw)},
        scheme_digest="0" * 64,
    )


def file_text(raw: Raw) -> str:
    """The text of a file with these values."""
    return json.dumps(
        raw, ensure_ascii=False, default=lambda number: int(number) if number == int(number) else float(number)
    )


def entries(raw: Raw, section: str) -> list[Raw]:
    """The entries of a section of a record, such as ``deductions``."""
    listed = raw.get(section, [])
    assert isinstance(listed, list)
    return listed


def with_entries(raw: Raw, section: str, more: Sequence[Raw]) -> Raw:
    """The record with more entries in a section."""
    return {**raw, section: [*entries(raw, section), *more]} if more else raw

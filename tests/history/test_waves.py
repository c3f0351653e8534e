"""Marks of waves and of members are records of their own: what happens to one of them is told of it and of no other."""

from dataclasses import replace

import pytest

from assessment.approval.corrections import component_names
from assessment.approval.difference import differences
from assessment.approval.words import place_words
from assessment.dataset import Dataset
from assessment.dataset.year import Change, Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_amendment import ExplainedAmendment, PublishedAmendment
from assessment.history.events import History
from assessment.history.held import held_records
from assessment.history.kinds import Completeness, Key, Kind
from assessment.history.public import public
from assessment.history.timeline import State, after
from assessment.load.yaml_file import parse
from assessment.render import past
from assessment.scoring.assessment import assess
from tests.disclosure.years import AMENDMENT, EDITION
from tests.scoring.written import dataset, scheme

PARTS = """
  - id: patrol
    name: 巡查
    clause: 甲
    full: 100
    points: 60
    reasons: optional
    members: mean
    waves:
      - {id: first, name: 上半年, window: {first: 2031-01-01, last: 2031-06-30}}
      - {id: second, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}}
  - id: sheet
    name: 测评
    clause: 乙
    waves:
      - {id: first, name: 春季, window: {first: 2031-01-01, last: 2031-06-30}}
      - {id: second, name: 秋季, window: {first: 2031-07-01, last: 2031-12-31}}
    items:
      - {clause: 乙一, name: 目录, full: 30}
      - {clause: 乙二, name: 更新, full: 10}
"""
RECORD = """\
marks:
  patrol:
    waves:
      first: {members: {微信: {mark: 70, date: 2031-05-01}, 微博: {mark: 90}}}
      second: {members: {微信: {mark: 80}, 微博: {mark: 60}}}
  sheet:
    waves:
      first: {date: 2031-05-02, items: [{clause: 乙一, mark: 30}, {clause: 乙二, mark: 10}]}
      second: {date: 2031-11-02, items: [{clause: 乙一, mark: 30}, {clause: 乙二, mark: 8, reason: 迟, evidence: [e1]}]}
"""
HEAD = "unit: one\nyear: 2031\nprovenance: sample\nevidence: [{id: e1, title: 报告, url: /bg}]\n"

CHANGES = {
    "a member in a wave": ("微信: {mark: 80}", "微信: {mark: 82}", Key(Kind.MARK, "patrol", "second", "微信")),
    "a date in a wave": ("date: 2031-05-02", "date: 2031-05-03", Key(Kind.MARK, "sheet", "first")),
    "an item in a wave": ("mark: 8, reason", "mark: 7, reason", Key(Kind.ITEM, "sheet/乙二", "second")),
}
NAMES = {
    "a member in a wave": "巡查（下半年，微信）",
    "a date in a wave": "测评（春季）",
    "an item in a wave": "乙二（秋季）",
}


def held(record: str) -> State:
    known = held_records((HEAD + record).encode())
    assert known is not None
    return State(known.values)


def test_every_wave_and_member_is_a_record() -> None:
    assert [key for key in held(RECORD).values if key.kind is not Kind.EVIDENCE] == [
        *(Key(Kind.MARK, "patrol", wave, member) for wave in ("first", "second") for member in ("微信", "微博")),
        *(Key(Kind.MARK, "sheet", wave) for wave in ("first", "second")),
        *(Key(Kind.ITEM, f"sheet/{clause}", wave) for wave in ("first", "second") for clause in ("乙一", "乙二")),
    ]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_told_of_one_of_them(what: str) -> None:
    old, new, key = CHANGES[what]
    before = held(RECORD)
    changed = held_records((HEAD + RECORD.replace(old, new)).encode())
    assert changed is not None
    found = after(None, [replace(before, past=replace(before.past, events={}))], changed.values)
    assert [*found.past.events] == [key]


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("audience", Audience)
def test_a_page_names_the_wave_and_the_member(what: str, audience: Audience) -> None:
    old, new, _ = CHANGES[what]
    now = held_records((HEAD + RECORD.replace(old, new)).encode())
    assert now is not None
    files, outside = (
        {"one": after(None, [State(values)], then).past}
        for values, then in ((held(RECORD).values, now.values), (public(held(RECORD).values), public(now.values)))
    )
    year = year_of(RECORD.replace(old, new))
    history = History(Completeness.WHOLE, files, outside)
    unit = disclose(year, assess(year), audience, EDITION, history).units["one"]
    assert unit.history is not None
    [step] = past.steps(unit.history, year.scheme)
    fields = {"a date in a wave": "（出具日期）", "a member in a wave": "（最终成绩）", "an item in a wave": "（得分）"}
    kind = "指标得分" if "item" in what else "环节成绩"
    assert step.changes == (f"修改{kind} {NAMES[what]}{fields[what] if audience is Audience.OFFICE else ''}",)


def year_of(record: str, *changes: Change) -> Dataset:
    """The year of a unit with this record, amended by these changes, with everything public."""
    known = dataset(scheme(PARTS), record)
    amended = replace(AMENDMENT, changes=changes)
    return replace(known, year=replace(known.year, disclosure=Disclosure.FULL, amendments=(amended,) if changes else ()))


def changes_to(record: str, old: str, new: str) -> tuple[Change, ...]:
    """What an amendment writes of a change."""
    before, now = (parse(HEAD + text, "a.yaml")[0] for text in (record, record.replace(old, new)))
    assert before is not None
    assert now is not None
    names = component_names(scheme(PARTS))
    return tuple(
        Change("scores/2031/one.yaml", one.at, place_words("score", one.at, names), one.was, one.now)
        for one in differences(before.data, now.data)
    )


def amendment_at(record: str, old: str, new: str, level: Disclosure = Disclosure.FULL) -> PublishedAmendment:
    year = year_of(record.replace(old, new), *changes_to(record, old, new))
    published = replace(year, year=replace(year.year, disclosure=level))
    [amendment] = disclose(published, assess(published), Audience.PUBLIC, EDITION).amendments
    return amendment


SAID = {
    "a member in a wave": ("评定成绩/巡查/各轮成绩/下半年/各对象成绩/微信/最终成绩", "80", "82"),
    "a date in a wave": ("评定成绩/测评/各轮成绩/春季/出具日期", "2031-05-02", "2031-05-03"),
    "an item in a wave": ("评定成绩/测评/各轮成绩/秋季/指标得分/乙二/得分", "8", "7"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_an_amendment_in_a_wave_is_told_where_everything_is_public(what: str) -> None:
    old, new, _ = CHANGES[what]
    amendment = amendment_at(RECORD, old, new)
    assert isinstance(amendment, ExplainedAmendment)
    assert [(change.what, change.was, change.now) for change in amendment.changes] == [SAID[what]]
    below = amendment_at(RECORD, old, new, Disclosure.COMPONENTS)
    assert not isinstance(below, ExplainedAmendment)
    assert below.changes == ()


def test_what_is_internal_in_a_wave_is_not_told() -> None:
    hidden = RECORD.replace("evidence: [e1]}", "evidence: [e1], visibility: internal}")
    amendment = amendment_at(hidden, "mark: 8, reason", "mark: 7, reason")
    assert not isinstance(amendment, ExplainedAmendment)
    assert amendment.changes == ()


def test_what_comes_into_a_wave_with_a_new_order_is_told_by_its_wave() -> None:
    swapped = "[{clause: 乙二, mark: 9}, {clause: 乙一, mark: 30}]"
    amendment = amendment_at(RECORD, "[{clause: 乙一, mark: 30}, {clause: 乙二, mark: 10}]", swapped)
    assert [(change.what, change.was, change.now) for change in amendment.changes] == [
        ("评定成绩/测评/各轮成绩/春季/指标得分/乙二/得分", "10", "9")
    ]

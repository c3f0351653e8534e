"""Days that cannot be: every day of every schema is walked, once in the future and once too long ago."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.check import check
from assessment.findings import Finding, Severity
from assessment.load.days import days_of
from assessment.load.json_schema import SCHEMAS
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.place import Place
from assessment.year.reading import read_year
from tests.load.small import YEAR, Small
from tests.repository.county import County

TODAY = date(2020, 4, 1)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FILES = {"year": "years/2019.yaml", "scheme": "schemes/2019.yaml", "score": "scores/2019/jia.yaml"}
ROUND = "round: {name: 春季, window: {first: 2019-04-01, last: 2019-06-30}}\n"
APPROVED = (
    YEAR.replace("collecting", "published")
    + """\
approval: {body: 领导小组, date: 2020-02-20, document: 纪要1号}
published: 2020-02-28
amendments:
  - number: 1
    date: 2020-03-10
    reason: 核对有误
    changes: [{file: scores/2019/jia.yaml, at: [marks], what: 成绩, was: 1, now: 2}]
"""
)
RECORD = """\
unit: jia
year: 2019
provenance: sample
self_review: {title: 自评, url: /zp, date: 2019-12-30}
marks:
  agency: {mark: 90, date: 2019-12-20, evidence: [e1]}
  checks:
    date: 2019-12-21
    items: [{clause: 五甲, mark: 20, reason: 缺少, evidence: [e1], rectified: {note: 已补, date: 2020-01-05}}]
ballots:
  peer: [{rater: bing, marks: [90], date: 2020-01-08}]
evidence:
  - {id: e1, title: 通报, kind: 通报, source: 省政府, captured: 2019-07-05, url: /tb}
deductions:
  - id: d1
    clause: 三甲
    level: 省
    date: 2019-07-03
    reason: 未更新
    evidence: [e1]
    rectified: {note: 已改, date: 2019-07-04}
objections:
  - id: s1
    about: d1
    date: 2020-01-10
    statement: 已更新
    outcome: 不成立
    decided: 2020-01-15
    explanation: 属实
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A published year that has every day there is, but for the rounds of a component, which no scheme has yet."""
    small = Small(tmp_path_factory.mktemp("days"))
    small.write(FILES["year"], APPROVED)
    small.write(FILES["score"], RECORD)
    return small


def errors_of(small: Small) -> list[Finding]:
    """What is wrong on the day of the tests; neither the record of acts nor the few votes matter here."""
    year = replace(read_year(small.data, Period(2019)), today=TODAY)
    found = [one for one in check(year) if one.code not in ("approval-missing", "few-raters")]
    return [one for one in found if one.severity is Severity.ERROR]


def schema_days(schema: object) -> Iterator[str]:
    """Yield the title of every day that a schema has."""
    if isinstance(schema, dict):
        if schema.get("format") == "date":
            yield str(schema["title"])
        for below in schema.values():
            yield from schema_days(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from schema_days(below)


@pytest.mark.parametrize("kind", FILES)
def test_every_day_of_a_schema_is_seen(kind: str, small: Small) -> None:
    """A year has no round, so that the days of one are added to it here."""
    text = (small.data / FILES[kind]).read_text(encoding="utf-8") + (ROUND if kind == "year" else "")
    document, _ = parse(text, FILES[kind])
    assert document is not None
    seen = list(days_of(document, kind))
    assert len(seen) == len(DAY.findall(text))
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    assert {written.title for written in seen} == set(schema_days(schema))


def test_no_other_file_that_a_person_writes_has_days() -> None:
    kinds = {path.stem for path in SCHEMAS.glob("*.json")} - {"results", "manifest", "approval"}
    with_days = {kind for kind in kinds if '"format": "date"' in (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")}
    assert with_days == set(FILES)


def test_nothing_is_wrong_with_the_days_as_they_are(small: Small) -> None:
    assert errors_of(small) == []


@pytest.mark.parametrize("year", ["2119", "1019"])
@pytest.mark.parametrize("kind", FILES)
def test_no_day_can_be_in_the_future_or_long_ago(kind: str, year: str, small: Small) -> None:
    """The error stands at the day; only what a scheme plans may lie ahead, within a year of its own."""
    path = small.data / FILES[kind]
    text = path.read_text(encoding="utf-8")
    try:
        for found in DAY.finditer(text):
            path.write_text(f"{text[: found.start()]}{year}{text[found.start() + 4 :]}", encoding="utf-8")
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            if "window" in text.splitlines()[line - 1]:
                column = text.splitlines()[line - 1].index("{") + 1
            places = [one.place for one in errors_of(small)]
            assert Place(f"data/{FILES[kind]}", line, column) in places, found[0]
    finally:
        path.write_text(text, encoding="utf-8")


def test_what_is_said(small: Small) -> None:
    def messages_after(file: str, old: str, new: str) -> list[str]:
        text = (small.data / file).read_text(encoding="utf-8")
        small.write(file, text.replace(old, new))
        try:
            return [str(one).removeprefix("data/") for one in errors_of(small)]
        finally:
            small.write(file, text)

    record, year, scheme = FILES["score"], FILES["year"], FILES["scheme"]
    assert messages_after(record, "captured: 2019-07-05", "captured: 2119-07-05") == [
        f"{record}:13:58: future-date: “取得日期”是 2119-07-05，还没有到，今天是 2020-04-01（请核对日期）"
    ]
    assert messages_after(record, "captured: 2019-07-05", "captured: 0219-07-05") == [
        f"{record}:13:58: date-too-early: “取得日期”是 0219-07-05，早于 2000-01-01（请核对年份）"
    ]
    assert messages_after(record, "date: 2019-12-20", "date: 2020-03-11")[-1] == (
        f"{record}:6:28: dated-after-approval: “出具日期”是 2020-03-11，晚于第 1 次更正的日期 2020-03-10"
        "（请核对日期；审定以后才改的，用 scripts/amend 记一次更正，日期不早于它）"
    )
    how = "（请核对日期；已经记下的审定日期错了、还没有公布的，用 scripts/approve --withdraw 撤回，再审定一次）"
    assert messages_after(year, "date: 2020-02-20", "date: 2020-01-20") == [
        f"{year}:7:30: approved-too-early: 审定日期 2020-01-20 早于“互评”测评时间的止日 2020-01-31"
        f"（data/{scheme}:62:13）{how}"
    ]
    assert messages_after(scheme, "issued: 2019-12-01", "issued: 2020-02-21") == [
        f"{year}:7:30: approved-too-early: 审定日期 2020-02-20 早于方案的成文日期 2020-02-21（data/{scheme}:5:9）{how}"
    ]
    assert messages_after(year, "published: 2020-02-28", "published: 2020-02-19") == [
        f"{year}:8:12: published-before-approval: 公布日期 2020-02-19 早于审定日期 2020-02-20（请核对日期）"
    ]
    assert messages_after(record, "note: 已改, date: 2019-07-04", "note: 已改, date: 2019-07-02") == [
        f"{record}:21:16: rectified-before-event: 整改完成日期 2019-07-02 早于发生日期 2019-07-03（请核对日期）"
    ]
    assert messages_after(record, "date: 2020-01-10", "date: 2019-07-02") == [
        f"{record}:25:11: filed-before-event: 申诉日期 2019-07-02 早于所申诉的“d1”发生的 2019-07-03（请核对日期）"
    ]
    assert messages_after(
        scheme, "window: {first: 2020-01-02, last: 2020-01-31}", "window: {first: 2020-01-02, last: 2022-01-31}"
    )[0] == (
        f"{scheme}:62:13: window-of-another-year: “互评”的测评时间（2020-01-02 至 2022-01-31）离 2019 年太远"
        "（请核对年份；应当在 2018 年至 2020 年之内）"
    )


def test_an_approval_before_everything_is_one_fault(small: Small) -> None:
    text = (small.data / FILES["year"]).read_text(encoding="utf-8")
    small.write(FILES["year"], text.replace("date: 2020-02-20", "date: 2019-02-20"))
    try:
        assert [one.code for one in errors_of(small) if one.place.file.startswith("data/scores/")] == []
    finally:
        small.write(FILES["year"], text)


def test_a_day_ahead_is_today_somewhere_on_earth(small: Small) -> None:
    year = replace(read_year(small.data, Period(2019)), today=date(2020, 3, 9))
    assert not [one for one in check(year) if one.code == "future-date"]
    year = replace(read_year(small.data, Period(2019)), today=date(2020, 3, 8))
    assert [one.place.line for one in check(year) if one.code == "future-date"] == [11]


def test_a_page_kept_after_the_approval_is_a_hint(small: Small) -> None:
    text = (small.data / FILES["score"]).read_text(encoding="utf-8")
    small.write(FILES["score"], text.replace("captured: 2019-07-05", "captured: 2020-03-20"))
    try:
        year = replace(read_year(small.data, Period(2019)), today=TODAY)
        [hint] = [one for one in check(year) if one.code == "dated-after-approval"]
    finally:
        small.write(FILES["score"], text)
    assert hint.severity is Severity.WARNING
    assert hint.message == "“取得日期”是 2020-03-20，晚于第 1 次更正的日期 2020-03-10：审定时还没有这份证据"


def test_a_machine_whose_clock_is_behind_takes_the_day_of_the_commit(tmp_path: Path) -> None:
    county = County(tmp_path)
    county.commit()
    year = replace(read_year(county.data, Period(2019)), today=date(1970, 1, 1))
    assert [one for one in check(year) if one.code == "future-date"] == []

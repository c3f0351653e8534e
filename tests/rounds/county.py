"""A county of two towns with two quarters and a year that is made of them, in which nothing is wrong."""

from pathlib import Path

from assessment.check import check
from assessment.dataset import Dataset
from assessment.findings import Format, findings_text
from assessment.period import Period, written_period
from assessment.scoring.ledger import Ledger
from assessment.scoring.units import ledgers
from assessment.year.reading import read_year
from tests.data_folder import DataFolder

HEAD = """\
id: {id}
year: 2023
title: 2023年{what}考评办法（示例）
issuer: 某县人民政府办公室
issued: 2023-01-05
full: 100
clauses:
  - id: 甲
    text: 东镇、西镇
    clauses: [{{id: 甲一, text: 发布}}, {{id: 甲二, text: 答复}}]
groups: [{{id: town, name: 乡镇, clause: 甲, units: [dong, xi]}}]
ranking: {{places: 2, rounding: half-up, ties: skip, rank_on: exact, overall: false}}
readings: []
components:
"""
QUARTER = (
    HEAD.format(id="quarterly", what="季度")
    + """\
  - {id: post, name: 发布, clause: 甲一, full: 60}
  - {id: reply, name: 答复, clause: 甲二, full: 40}
"""
)
ANNUAL = (
    HEAD.format(id='"2023"', what="年度")
    + """\
  - id: rounds
    name: 季度通报
    clause: 甲一
    full: 100
    points: 80
    waves:
      - {id: one, name: 第一季度, round: 2023-q1, weight: 1}
      - {id: two, name: 第二季度, round: 2023-q2, weight: 3}
  - {id: end, name: 年终检查, clause: 甲二, full: 20}
"""
)
YEAR = "year: {period}\nscheme: {scheme}\nprovenance: sample\nstage: {stage}\ndisclosure: {level}\n"
APPROVED = "approval: {{body: 领导小组, date: {day}, document: 纪要1号}}\n"
RECORD = """\
unit: {unit}
year: {period}
provenance: sample
evidence: [{{id: e01, title: 检查表（示例）, kind: 台账, source: 检查组, captured: {day}, url: "https://example.org/{unit}"}}]
marks:
"""
MARK = "  {part}: {{mark: {mark}, date: {day}, reason: 有缺项, evidence: [e01]}}\n"
MARKS = {
    ("2023-q1", "dong"): ("2023-03-30", {"post": "50", "reply": "30"}),
    ("2023-q1", "xi"): ("2023-03-30", {"post": "45", "reply": "25"}),
    ("2023-q2", "dong"): ("2023-06-30", {"post": "55", "reply": "33"}),
    ("2023-q2", "xi"): ("2023-06-30", {"post": "60", "reply": "40"}),
    ("2023", "dong"): ("2023-12-20", {"end": "18"}),
    ("2023", "xi"): ("2023-12-20", {"end": "15"}),
}
"""Of each period and unit: the day, and the marks. 东镇 80 and 88, 西镇 70 and 100."""


class Rounds(DataFolder):
    """The data folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path / "data")
        self.write("county.yaml", "portal: {name: 某县人民政府}\ncolumn: {url: https://www.example.org/kaoping}\n")
        self.write("schemes/quarterly.yaml", QUARTER)
        self.write("schemes/2023.yaml", ANNUAL)
        for unit, name in (("dong", "东镇"), ("xi", "西镇")):
            self.write(f"units/{unit}.yaml", f"id: {unit}\nname: {name}\n")
        self.open("2023-q1", "quarterly", "round: {name: 第一季度}\n")
        self.open("2023-q2", "quarterly", "round: {name: 第二季度, after: 2023-q1}\n")
        self.open("2023", '"2023"', "")
        for (period, unit), (day, marks) in MARKS.items():
            text = RECORD.format(unit=unit, period=period, day=day)
            text += "".join(MARK.format(part=part, mark=mark, day=day) for part, mark in marks.items())
            self.write(f"scores/{period}/{unit}.yaml", text)

    def open(self, period: str, scheme: str, more: str) -> None:
        """Write the file of a year or round whose marks are under review."""
        text = YEAR.format(period=period, scheme=scheme, stage="under-review", level="none")
        self.write(f"years/{period}.yaml", text + more)

    def set_stage(self, period: str, stage: str, level: str) -> None:
        """Take a year or round further; the record of acts is another matter."""
        text = self.text(f"years/{period}.yaml").replace("stage: under-review", f"stage: {stage}")
        day = written_period(period).last
        approved = APPROVED.format(day=f"{day.year + 1}-02-20")
        approved += f"published: {day.year + 1}-02-28\n" if stage == "published" else ""
        self.write(f"years/{period}.yaml", text.replace("disclosure: none", f"disclosure: {level}") + approved)

    def dataset(self, period: str) -> Dataset:
        """What can be read of a year or round."""
        return read_year(self.data, written_period(period)).whole

    def ledgers(self, period: str) -> dict[str, Ledger]:
        """What each unit comes to."""
        dataset = self.dataset(period)
        return ledgers(dataset, dataset.scheme)

    def messages(self, period: str) -> list[str]:
        """What is said to be wrong, a line each, by file below the data folder; the record of acts apart."""
        found = [one for one in check(read_year(self.data, written_period(period))) if one.code != "approval-missing"]
        return [line.removeprefix("data/") for line in findings_text(found, Format.TEXT).splitlines()]


Q1, Q2 = Period(2023, "q1"), Period(2023, "q2")

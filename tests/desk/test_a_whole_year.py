"""A year by forms alone, from nothing to published and amended: what it leaves is what a careful hand would write."""

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.change.ground import ground_of
from assessment.period import Period
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.repository.county import SCHEME, County


class YearClerk:
    """A clerk who works in 2020 and sends what a browser would, after having seen what it does."""

    def __init__(self, data: Path) -> None:
        self._clerk, self.data = Clerk(data), data

    def begins_the_year(self) -> None:
        self._saves_file("/begin", {"new": "2020", "from": ["", "2019"]})

    def decides(self, at: str, **fields: str) -> None:
        """Settle a part of the scheme that was undecided."""
        answers = {name.replace("__", "/"): text for name, text in fields.items()}
        whole = {"-value": answers["value"]} if "value" in answers else answers
        self._saves_file(f"/scheme/2020/at/{at}", {**whole, "-settled": ["", "yes"]})

    def renames(self, unit: str, name: str) -> None:
        self._saves_file(f"/roster/{unit}", {"name": name, "-since": "2020"})

    def drops_a_sheet(self, text: str, **more: str) -> None:
        """Choose a sheet, look at what it would do, and confirm."""
        file = {"file": [(io.BytesIO(text.encode("utf-8-sig")), "成绩表.csv")]}
        chosen = self._sends("/sheets/2020", file, 303)
        looked_at = self._sends(chosen.headers["Location"], {"-do": "look", **more}, 200).get_data(as_text=True)
        assert "确认导入" in looked_at, looked_at
        self._sends(chosen.headers["Location"], {"-do": "take", "-opened": opened(looked_at), **more}, 303)

    def keeps_a_file(self, unit: str, name: str, content: bytes, **about: str) -> str:
        """Register a file as evidence; return the id that it goes by."""
        self._sends(f"/evidence/2020/{unit}/", {"file": [(io.BytesIO(content), name)], **about}, 303)
        return f"e{hashlib.sha256(content).hexdigest()[:8]}"

    def records(self, unit: str, section: str, *, hears: str = "", **fields: object) -> str:
        """Record something new, having heard only that; return the id that it goes by, if it goes by one."""
        before = set(re.findall(r"\bid: (\w+)", self.record(unit)))
        preset = f"?clause={fields['clause']}" if "clause" in fields else ""
        self._saves(f"/2020/{unit}/{section}/+{preset}", fields, hears)
        return "".join(set(re.findall(r"\bid: (\w+)", self.record(unit))) - before)

    def fills(self, unit: str, place: str, *, knowing: bool = False, **fields: object) -> None:
        """Fill in what a record has one of; knowing that the year is approved, where it is."""
        self._saves(f"/2020/{unit}/{place}", {**fields, **({"-sure": "yes"} if knowing else {})})

    def does(self, step: str, **answers: object) -> None:
        self._sends("/steps/2020/", {"-do": step, **{f"{step}.{name}": one for name, one in answers.items()}}, 303)

    def sees(self, address: str) -> str:
        return self._clerk.page(address)

    def record(self, unit: str) -> str:
        return self.file(f"scores/2020/{unit}.yaml")

    def file(self, path: str) -> str:
        return (self.data / path).read_text(encoding="utf-8")

    def _saves(self, address: str, fields: Mapping[str, object], hears: str = "") -> None:
        faults = self._clerk.post(address, fields, "effect").get_json()["faults"]
        assert all(hears and hears in said for every in faults.values() for said in every), faults
        answer = self._clerk.post(address, fields)
        assert answer.status_code == 303, answer.get_data(as_text=True)

    def _saves_file(self, address: str, fields: Mapping[str, object]) -> None:
        sent = {"-opened": self._clerk.opened(address), **fields}
        shown = self._sends(address, {"-do": "effect", **sent}, 200).get_data(as_text=True)
        seen = re.search(r'name="-seen" value="([0-9a-f]+)"', shown)
        assert seen, shown
        self._sends(address, {"-do": "save", "-seen": seen[1], **sent}, 303)

    def _sends(self, address: str, fields: Mapping[str, object], status: int) -> TestResponse:
        sent = {"-token": self._clerk.place.token, **PERSON, **fields}
        answer = self._clerk.client.post(address, data=sent, headers={"Host": HOST})
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer


def opened(page: str) -> str:
    return page.partition('name="-opened" value="')[2].partition('"')[0]


@pytest.fixture
def clerk(county: County) -> YearClerk:
    (county.top / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    county.commit()
    return YearClerk(county.data)


UNITS = ("jia", "yi", "bing", "ding")
SHEET = """\
单位,最终成绩,失分原因
甲镇,90,栏目少
乙街道,85,栏目少
丙镇,80.5,栏目少
"""
NOTICE, LETTER = b"%PDF notice", "逾期未报备".encode()

# What a careful person would write by hand. What the program names is an e, d, b or o and the start of a digest.
OF_SHEET = """\
  - id: eb4adade7
    title: 2020年度专业测评成绩表
    kind: 台账
    source: 测评公司
    captured: 2020-12-20
    files:
      - file: 2020/sheets/b4adade72810.csv
        sha256: b4adade72810aaaa5f6d353354d89f442d2264190710658e786c5b45739b32ac
    visibility: internal
"""
OF_SHEET_IN_LINE = """\
  - {id: eb4adade7, title: 2020年度专业测评成绩表, kind: 台账, source: 测评公司, captured: 2020-12-20, \
files: [{file: 2020/sheets/b4adade72810.csv, sha256: b4adade72810aaaa5f6d353354d89f442d2264190710658e786c5b45739b32ac}], \
visibility: internal}
"""
MARK = """
marks:
  agency:
    mark: {}
    date: 2020-12-20
    reason: 栏目少
    evidence: [eb4adade7]
"""
BALLOTS = """
ballots:
  peer:
    - {{rater: {}, date: 2021-01-08, marks: [90, 92]}}
    - {{rater: {}, date: 2021-01-08, marks: [85, ~]}}
    - {{rater: {}, date: 2021-01-08, marks: [88]}}
"""
BY_HAND = {
    "jia": """
evidence:
  - {id: eb6af5cfc, title: 省政府通报, kind: 文件, source: 省政府办公厅, captured: 2020-07-05, \
files: [{file: 2020/jia/eb6af5cfc.pdf, sha256: b6af5cfcb9c2b2eb025e3172255a0fbd12243857f974347857d77bf39328ebc6}]}
  - {id: ef8af32a4, title: 发布会现场报道, kind: 网页, source: 县融媒体中心, captured: 2020-09-10, \
url: https://www.example.org/fbh}
"""
    + OF_SHEET_IN_LINE
    + MARK.format("90")
    + """
deductions:
  - id: d7583fbeb
    clause: 第1项
    level: 省
    date: 2020-07-03
    count: 2
    reason: 两个栏目三个月没有更新，省政府办公厅通报
    evidence: [eb6af5cfc]
    rectified:
      note: 两个栏目已经更新
      date: 2020-07-20

bonus:
  - id: b71579cba
    clause: 第3项
    date: 2020-09-09
    reason: 主要负责人出席发布会
    evidence: [ef8af32a4]
"""
    + BALLOTS.format("yi", "bing", "ding")
    + """
objections:
  - id: o0e6e6f49
    about: d7583fbeb
    date: 2021-01-18
    statement: 其中一个栏目按时更新了
    evidence: [eb6af5cfc]
    outcome: 部分成立
    decided: 2021-01-20
    explanation: 一个栏目的更新记录属实
    count: 1
""",
    "yi": "\nevidence:\n" + OF_SHEET + MARK.format("85") + BALLOTS.format("jia", "bing", "ding"),
    "bing": """
evidence:
  - {id: ed3c94a85, title: 督办函, kind: 文件, source: 县政府办, captured: 2020-05-20, \
files: [{file: 2020/bing/ed3c94a85.txt, sha256: d3c94a8526a1cef32fc85a97a3e1bc10488b1e6045885ddabf9afbe532a48dda}]}
"""
    + OF_SHEET_IN_LINE
    + MARK.format("80.5")
    + """
deductions:
  - id: dd75a56fc
    clause: 第2项
    date: 2020-05-18
    reason: 新媒体没有报备
    evidence: [ed3c94a85]
"""
    + BALLOTS.format("jia", "yi", "ding"),
    "ding": """
evidence:
  - id: ea49fc6f5
    title: 测评报告
    kind: 文件
    source: 测评公司
    captured: 2020-12-20
    url: https://www.example.org/bg

marks:
  agency:
    mark: 88
    date: 2020-12-20
    reason: 检索不便
    evidence: [ea49fc6f5]
"""
    + BALLOTS.format("jia", "yi", "bing"),
}
YEAR = """\
# yaml-language-server: $schema=../../schemas/year.json
year: 2020
scheme: "2020"
provenance: real
stage: published
disclosure: full
approval:
  body: 考评领导小组
  date: 2021-01-28
  document: 会议纪要第2号
published: 2021-02-02
amendments:
  - number: 1
    date: 2021-02-10
    reason: 通报来源没有写明
    document: 更正函第1号
    changes:
      - file: scores/2020/jia.yaml
        at: [deductions, d7583fbeb, reason]
        what: 扣分记录/d7583fbeb/原因
        was: 两个栏目三个月没有更新
        now: 两个栏目三个月没有更新，省政府办公厅通报
"""
RENAMED = "id: yi\nname: 乙街道\nearlier:\n  - until: 2019\n    name: 乙镇\n"
DECIDED = {
    'id: "2019"\nyear: 2019\ntitle: 考评方案\n': 'id: "2020"\nyear: 2020\ntitle: 2020年考评方案\n',
    "issued: 2019-12-01": "issued: 2020-11-20",
    "window: {first: 2019-12-01, last: 2019-12-31}": "window: {first: 2020-12-01, last: 2020-12-25}",
    "window: {first: 2019-01-01, last: 2019-12-31}": "window: {first: 2020-01-01, last: 2020-12-31}",
    "window: {first: 2020-01-02, last: 2020-01-31}": "window: {first: 2021-01-04, last: 2021-01-15}",
}
"""What of the scheme of 2019 is another in 2020."""


def test_a_year_from_nothing_to_an_amendment(clerk: YearClerk, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.desk.step_doing.secrets.token_hex", lambda _: "a" * 64)

    clerk.begins_the_year()
    empty = {unit: clerk.record(unit) for unit in UNITS}
    clerk.renames("yi", "乙街道")
    clerk.decides("title", value="2020年考评方案")
    clerk.decides("issued", value="2020-11-20")
    for at in ("clauses", "groups", "readings", "source", "components/daily/window", "components/bonus/window"):
        clerk.decides(at)
    clerk.decides("components/agency/window", first="2020-12-01", last="2020-12-25")
    clerk.decides("components/peer/window", first="2021-01-04", last="2021-01-15")

    notice = clerk.keeps_a_file("jia", "省政府通报.pdf", NOTICE, source="省政府办公厅", date="2020-07-05")
    deduction = clerk.records(
        "jia", "deductions", clause="第1项", level="省", date="2020-07-03", count="2", reason="两个栏目三个月没有更新",
        evidence=["", notice],
    )  # fmt: skip
    meeting = clerk.records(
        "jia", "evidence", title="发布会现场报道", kind="网页", source="县融媒体中心", captured="2020-09-10",
        url="https://www.example.org/fbh",
    )  # fmt: skip
    clerk.records(
        "jia", "bonus", clause="第3项", date="2020-09-09", reason="主要负责人出席发布会", evidence=["", meeting]
    )
    letter = clerk.keeps_a_file("bing", "督办函.txt", LETTER, source="县政府办", date="2020-05-20")
    clerk.records("bing", "deductions", clause="第2项", date="2020-05-18", reason="新媒体没有报备", evidence=["", letter])
    clerk.fills("jia", f"deductions/{deduction}/rectified", note="两个栏目已经更新", date="2020-07-20")

    clerk.drops_a_sheet(SHEET, source="测评公司", date="2020-12-20", kind="agency")
    report = clerk.records(
        "ding", "evidence", title="测评报告", kind="文件", source="测评公司", captured="2020-12-20",
        url="https://www.example.org/bg",
    )  # fmt: skip
    clerk.fills("ding", "marks/agency", mark="88", date="2020-12-20", reason="检索不便", evidence=["", report])
    for unit in UNITS:
        for rater, marks in zip((one for one in UNITS if one != unit), ("90、92", "85、弃权", "88"), strict=True):
            few = "" if marks == "88" else "请补齐评议票"
            clerk.records(unit, "ballots/peer", rater=rater, date="2021-01-08", marks=marks, hears=few)

    clerk.does("review")
    objection = clerk.records(
        "jia", "objections", about=deduction, date="2021-01-18", statement="其中一个栏目按时更新了", outcome="待定"
    )
    clerk.fills(
        "jia", f"objections/{objection}", outcome="部分成立", decided="2021-01-20", count="1",
        explanation="一个栏目的更新记录属实", evidence=["", notice],
    )  # fmt: skip
    clerk.does("approve", body="考评领导小组", date="2021-01-28", document="会议纪要第2号")
    clerk.does("publish", disclosure=["", "full"], published="2021-02-02")
    clerk.fills("jia", f"deductions/{deduction}", knowing=True, reason="两个栏目三个月没有更新，省政府办公厅通报")
    clerk.does("amend", reason="通报来源没有写明", date="2021-02-10", document="更正函第1号")

    for unit, sections in BY_HAND.items():
        assert clerk.record(unit) == empty[unit].replace("provenance: real\n", f"provenance: real\n{sections}")
    scheme = SCHEME
    for old, new in DECIDED.items():
        scheme = scheme.replace(old, new)
    assert clerk.file("schemes/2020.yaml") == scheme
    assert clerk.file("units/yi.yaml") == RENAMED
    assert clerk.file("years/2020.yaml") == YEAR
    # 甲镇: 90 × 0.64 + (6 − 1, of two the objection left one) + (91 + 85 + 88) ÷ 3 × 0.3 + 0.5 = 57.6 + 5 + 26.4 + 0.5
    assert "<dd>89.50</dd>" in clerk.sees("/2020/jia/")
    assert {one.code for one in ground_of(clerk.data, Period(2020)).findings} == {"not-filled-in"}, "of the county alone"
    assert county.git("status", "--porcelain") == ""
    assert county.git("log", "-1", "--format=%an %s") == "张三 2020年：更正"

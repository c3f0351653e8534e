"""A county of four units in a repository of its own, small enough that every total can be redone in the head."""

import os
import subprocess
from pathlib import Path

from tests.data_folder import DataFolder

YEAR = """\
year: 2019
scheme: "2019"
provenance: sample
stage: under-review
disclosure: none
"""

HEAD = """\
id: "2019"
year: 2019
title: 考评方案
issuer: 县政府办
issued: 2019-12-01
full: 100
clauses:
"""
GROUPS = """\
groups:
  - {id: town, name: 乡镇, clause: 甲类, units: [jia, yi, bing]}
  - {id: office, name: 部门, clause: 乙类, units: [ding]}
components:
"""
PEER = """\
  - id: peer
    name: 互评
    clause: 互评
    method: ballots
    full: 100
    points: 30
    window: {first: 2020-01-02, last: 2020-01-31}
    raters: {town: [office, town], office: [town]}
"""
"""What the schemes of tests have in common, with only three clauses to cite: 甲类, 乙类 and 互评."""

SCHEME = (
    HEAD
    + """\
  - {id: 甲类, text: 乡镇}
  - {id: 乙类, text: 部门}
  - {id: 测评, text: 专业机构测评占64%}
  - {id: 日常, text: 日常测评占6%}
  - {id: 第1项, text: 通报国家扣2分，省扣1分，扣完5分为止}
  - {id: 第2项, text: 未报备扣1分}
  - {id: 互评, text: 互评占30%}
  - {id: 加分, text: 加分最多5分}
  - {id: 第3项, text: 出席发布会加0.5分}
"""
    + GROUPS
    + """\
  - id: agency
    name: 专业测评
    clause: 测评
    method: given
    full: 100
    points: 64
    window: {first: 2019-12-01, last: 2019-12-31}
  - id: daily
    name: 日常测评
    clause: 日常
    method: deductions
    full: 6
    points: 6
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 第1项
        name: 通报
        full: 5
        limit_text: 扣完5分为止
        rules: [{id: 被通报, points: {国家: -2, 省: -1}, count: each, limit: 5}]
      - clause: 第2项
        name: 报备
        full: 1
        rules: [{id: 未报备, points: -1, count: once, limit: 1}]
"""
    + PEER
    + """\
  - id: bonus
    name: 加分项
    clause: 加分
    method: bonus
    points: 5
    limit: {upper: 5, on: net}
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 第3项
        name: 发布会
        rules: [{id: 出席, points: 0.5, count: each, limit: 5}]
ranking: {places: 2, rounding: half-up, ties: skip, rank_on: exact, overall: false}
readings:
  - id: averaging
    clauses: [互评]
    question: 评议票怎样平均？
    choice: by-rater
    options:
      - id: by-rater
        text: 先按评议单位平均。
        settings: [{at: components/peer/averaging, value: by-rater-unit}]
      - id: pooled
        text: 全部票一起平均。
        settings: [{at: components/peer/averaging, value: pooled}]
source: 2019.source.txt
"""
)

SOURCE = "考评方案\r\n甲镇、乙镇、丙镇，丁局。\r\n"
"""The text as issued, from a machine that breaks lines in two characters."""

SETTINGS = """\
portal: {name: 某县人民政府}
column: {url: https://www.example.org/kaoping}
organiser: {name: 某县政府办}
"""
"""What the county says of itself."""

NAMES = {"jia": "甲镇", "yi": "乙镇", "bing": "丙镇", "ding": "丁局"}
AGENCY = {"jia": "90", "yi": "85", "bing": "80", "ding": "90"}
"""Agency marks: with 6 daily and 90 from peers the totals are 64 % of these + 6 + 27: 90.60, 87.40, 84.20, 90.60."""


RATERS = {
    "jia": ("ding", "yi", "bing"),
    "yi": ("ding", "jia", "bing"),
    "bing": ("ding", "jia", "yi"),
    "ding": ("jia", "yi", "bing"),
}


EVIDENCE = """\
evidence:
  - {id: e1, title: 报告, kind: 文件, source: 机构, captured: 2019-12-20, url: /bg}
  - {id: e2, title: 通报, kind: 通报, source: 省政府, captured: 2019-07-05, url: /tb}
"""


def record(unit: str, *, agency: str = "", ballots: str = "[90]", raters: int = 1, more: str = "") -> str:
    """Return a unit's record; with one rater unit ``more`` follows in line 15, and other rater units give 90."""
    cast = "".join(
        f"    - {{rater: {rater}, date: 2020-01-05, marks: {'[90]' if place else ballots}}}\n"
        for place, rater in enumerate(RATERS[unit][:raters])
    )
    return f"""\
unit: {unit}
year: 2019
provenance: sample
{EVIDENCE}marks:
  agency:
    mark: {agency or AGENCY[unit]}
    date: 2019-12-20
    evidence: [e1]
ballots:
  peer:
{cast}{more}"""


DEDUCTION = """\
deductions:
  - id: d1
    clause: 第1项
    level: 省
    date: 2019-07-03
    reason: 栏目三个月未更新
    evidence: [e2]
"""

BONUS = """\
bonus:
  - id: b1
    clause: 第3项
    date: 2019-05-06
    reason: 镇长出席发布会
    evidence: [e2]
"""


class County(DataFolder):
    """The county's data folder in a repository with nothing committed yet."""

    def __init__(self, path: Path, folder: str = "data") -> None:
        super().__init__(path / folder)
        self.top = path
        self.commits = 0
        self.raters = 1
        """How many units rate each; an approved year needs three."""
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("county.yaml", SETTINGS)
        self.write("years/2019.yaml", YEAR)
        self.write("schemes/2019.yaml", SCHEME)
        self.write("schemes/2019.source.txt", SOURCE)
        for unit, name in NAMES.items():
            self.write(f"units/{unit}.yaml", f"id: {unit}\nname: {name}\n")
            self.record(unit)

    def git(self, *arguments: str) -> str:
        """Run git as one person, a day later at each commit; return what it says."""
        when = f"2020-03-{self.commits + 1:02d}T08:00:00+08:00"
        who = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in {"NAME": "王科员", "EMAIL": "wang@example.org", "DATE": when}.items()
        }
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**os.environ, **who, **alone},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self) -> str:
        """Commit everything; return the id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "records")
        self.commits += 1
        return self.git("rev-parse", "HEAD")

    def record(self, unit: str, *, agency: str = "", ballots: str = "[90]", more: str = "") -> None:
        """Write a unit's record anew."""
        self.write(
            f"scores/2019/{unit}.yaml", record(unit, agency=agency, ballots=ballots, raters=self.raters, more=more)
        )

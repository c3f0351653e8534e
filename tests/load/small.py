"""A data folder of four units and a scheme with every method, small enough that each of its lines is known."""

from pathlib import Path

from assessment.check import check
from assessment.findings import Format, findings_text
from assessment.period import Period
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from tests.data_folder import DataFolder
from tests.repository.county import HEAD

SCHEME = (
    HEAD
    + """\
  - {id: 一, text: 甲镇、乙镇、丙局、丁局}
  - {id: 二, text: 专业机构测评}
  - {id: 二甲, text: 公开}
  - {id: 二甲1, text: 决策公开}
  - {id: 二甲2, text: 执行公开}
  - {id: 三, text: 日常测评}
  - {id: 三甲, text: 通报，扣完5分为止。}
  - {id: 四, text: 互评}
  - {id: 五, text: 自查}
  - {id: 五甲, text: 台账}
  - {id: 六, text: 加分}
  - {id: 六甲, text: 重点领域}
  - {id: 六乙, text: 表彰最多加3分}
groups:
  - {id: town, name: 乡镇, clause: 一, units: [jia, yi]}
  - {id: office, name: 部门, clause: 一, units: [bing, ding]}
components:
  - id: agency
    name: 专业机构测评
    clause: 二
    method: given
    full: 100
    points: 40
    window: {first: 2019-12-01, last: 2019-12-31}
    not_applicable: rescale
    items:
      - clause: 二甲
        name: 公开
        full: 100
        items:
          - {clause: 二甲1, name: 决策公开, full: 60}
          - {clause: 二甲2, name: 执行公开, full: 40}
  - id: daily
    name: 日常测评
    clause: 三
    method: deductions
    full: 5
    points: 5
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 三甲
        name: 通报
        full: 5
        limit_text: 扣完5分为止
        rules:
          - id: 被通报
            points: {国家: -2, 省: -1}
            limit: 5
  - id: peer
    name: 互评
    clause: 四
    method: ballots
    full: 100
    points: 30
    window: {first: 2020-01-02, last: 2020-01-31}
    raters: {town: [office], office: [town]}
  - id: checks
    name: 自查
    clause: 五
    method: indicators
    full: 25
    points: {town: 25, office: 25}
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - {clause: 五甲, name: 台账, full: 25}
  - id: bonus
    name: 加分项
    clause: 六
    method: bonus
    points: 5
    window: {first: 2019-01-01, last: 2019-12-31}
    items:
      - clause: 六甲
        name: 重点领域
        eligible_listed: true
        rules:
          - {id: 出现扣分, points: -0.5, count: each, limit: 2}
          - {id: 没有扣分, points: 2, count: once, automatic_unless: 出现扣分}
      - clause: 六乙
        name: 表彰
        rules:
          - {id: 表彰, points: {国家: 3, 省: 2}, count: highest}
ranking: {places: 2, rounding: half-up, ties: skip, rank_on: exact}
readings:
  - id: bonus-limit
    clauses: [六]
    question: 5分的上限怎样用？
    choice: net
    options:
      - id: net
        text: 相抵后最多加5分。
        settings:
          - {at: components/bonus/limit, value: {upper: 5, on: net}}
      - id: awards
        text: 加分合计以5分为限。
        settings:
          - {at: components/bonus/limit, value: {upper: 5, on: awards}}
  - id: notices
    clauses: [三甲]
    question: 每次都扣吗？
    choice: each
    options:
      - id: each
        text: 每次都扣。
        settings:
          - {at: components/daily/items/三甲/rules/被通报/count, value: each}
      - id: highest
        text: 只扣最高一级。
        settings:
          - {at: components/daily/items/三甲/rules/被通报/count, value: highest}
  - id: order
    clauses: [一]
    question: 是否另排全县名次？
    choice: groups
    options:
      - id: groups
        text: 只分组排名。
        settings: [{at: ranking/overall, value: false}]
      - id: overall
        text: 另排全县名次。
        settings: [{at: ranking/overall, value: true}]
"""
)

YEAR = """\
year: 2019
scheme: "2019"
provenance: sample
stage: collecting
disclosure: none
eligible: {六甲: [jia]}
"""

COUNTY = """\
portal:
  name: 某县人民政府
column:
  url: https://www.example.org/kaoping
"""

UNITS = {"jia": "甲镇", "yi": "乙镇", "bing": "丙局", "ding": "丁局"}


class Small(DataFolder):
    """The folder, in which nothing is wrong yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(path / "data")
        self.write("county.yaml", COUNTY)
        self.write("schemes/2019.yaml", SCHEME)
        self.write("years/2019.yaml", YEAR)
        for unit, name in UNITS.items():
            self.write(f"units/{unit}.yaml", f"id: {unit}\nname: {name}\n")
            self.write(f"scores/2019/{unit}.yaml", f"unit: {unit}\nyear: 2019\nprovenance: sample\n")

    def change(self, file: str, old: str, new: str) -> None:
        """Put some lines, which stand once, in place of others; after the last line where there are none."""
        text = self.text(file)
        assert not old or f"\n{text}".count(f"\n{old}") == 1, f"{old!r} stands {text.count(old)} times in {file}"
        changed = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:] if old else text + new
        self.write(file, changed)

    def assessed(self) -> Assessment:
        """What comes of a folder in which nothing is wrong."""
        return assess(read_year(self.data, Period(2019)).whole)

    def messages(self) -> list[str]:
        """What is said to be wrong, a line each, by file below the data folder."""
        lines = findings_text(check(read_year(self.data, Period(2019))), Format.TEXT).splitlines()
        return [line.removeprefix("data/") for line in lines]

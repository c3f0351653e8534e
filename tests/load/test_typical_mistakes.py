"""Two schemes written from words, and the mistakes that are made in them most: each is said rightly, at its place."""

import shutil
from pathlib import Path

import pytest

from assessment.check import check
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA

UNITS = {"dongzhen": "东镇", "xizhen": "西镇", "jiaoyuju": "教育局", "shuiliju": "水利局"}

INSPECTED = """\
id: "2024"
year: 2024
title: 2024年政务公开工作考核办法
issuer: 东山县人民政府办公室
issued: 2024-01-10
full: {town: 110, office: 100}
clauses:
  - {id: 一, text: 考核对象为东镇、西镇、教育局、水利局。}
  - {id: 二, heading: 二、日常公开60分, text: 信息不及时每条扣2分，扣完20分为止；栏目空白扣5分。}
  - {id: 三, heading: 三、第三方评估占40%, text: 评估两轮，上半年占四成、下半年占六成。}
  - {id: 四, heading: 四、村务公开10分, text: 仅对乡镇。}
  - {id: 五, heading: 五、加分不超过3分, text: 经验被省级推广加3分、市级加1分。}
  - {id: 六, heading: 六、等次, text: 90分以上优秀，80分以上良好，其余一般。}
groups:
  - {id: town, name: 乡镇, clause: 一, units: [dongzhen, xizhen]}
  - {id: office, name: 部门, clause: 一, units: [jiaoyuju, shuiliju]}
components:
  - id: daily
    name: 日常公开
    clause: 二
    method: deductions
    full: 60
    rules:
      - {id: 不及时, points: -2, count: each, limit: 20}
      - {id: 空白, points: -5, count: once}
  - id: agency
    name: 第三方评估
    clause: 三
    full: 100
    points: 40
    waves:
      - {id: h1, name: 上半年, window: {first: 2024-05-01, last: 2024-06-30}, weight: 4}
      - {id: h2, name: 下半年, window: {first: 2024-11-01, last: 2024-12-31}, weight: 6}
  - id: village
    name: 村务公开
    clause: 四
    full: 10
    groups: [town]
  - id: bonus
    name: 加分
    clause: 五
    method: accrual
    on_top: true
    limit: {upper: 3}
    rules:
      - {id: 推广, points: {省: 3, 市: 1}, count: each}
ranking: {places: 2, rounding: half-up, ties: skip, rank_on: exact, overall: false}
grades:
  town: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 80}, {name: 一般}]
  office: [{name: 优秀, at_least: 90}, {name: 良好, at_least: 80}, {name: 一般}]
readings: []
"""
"""Deductions, two waves of a third party, a part for towns alone, and a bonus on top."""

WEIGHED = """\
id: "2024"
year: 2024
title: 2024年政务公开评估指标
issuer: 东山县人民政府办公室
issued: 2024-01-10
full: 100
clauses:
  - {id: 一, text: 评估对象为东镇、西镇、教育局、水利局。}
  - {id: 甲, heading: 甲、主动公开, text: 占七成，其中基础信息、重点领域各一半。}
  - {id: 甲1, text: 基础信息，满分10分。}
  - {id: 甲2, text: 重点领域，满分20分。}
  - {id: 乙, heading: 乙、群众评议, text: 占三成，部门评乡镇，乡镇评部门，满分100分。}
groups:
  - {id: town, name: 乡镇, clause: 一, units: [dongzhen, xizhen]}
  - {id: office, name: 部门, clause: 一, units: [jiaoyuju, shuiliju]}
components:
  - id: open
    name: 主动公开
    clause: 甲
    method: mean
    full: 70
    items:
      - {id: basic, name: 基础信息, clause: 甲1, full: 10, weight: 1}
      - {id: field, name: 重点领域, clause: 甲2, full: 20, weight: 1}
  - id: peer
    name: 群众评议
    clause: 乙
    method: ballots
    full: 100
    points: 30
    raters: {town: [office], office: [town]}
    averaging: by-rater-unit
    window: {first: 2024-12-01, last: 2024-12-31}
ranking: {places: 1, rounding: half-even, ties: dense, rank_on: published, overall: true}
readings: []
"""
"""A weighted mean of items on scales of their own, and ballots."""

Mistakes = list[tuple[str, str, str]]
"""What is written, what is written by mistake, and what is said of it: line, column, code and the words in front."""

OF_INSPECTED: Mistakes = [
    ("full: {town: 110, office: 100}", "full: 100", "6:7: weights-do-not-add-up: “乡镇”各环节合计 110 分，应为 100 分"),
    (
        "groups: [town]",
        "groups: [乡镇]",
        "38:14: wrong-form: “组或类别”的写法不对：“乡镇”（是不是“town”？是的话请改成 town）",
    ),
    ("points: -2", "points: 2", "24:27: wrong-sign: “日常公开”是扣分条款，分值应为负数"),
    (
        "method: deductions",
        "method: 扣分",
        "21:13: not-a-choice: “计分方法”不能是“扣分”（是不是“deductions”（扣分）？是的话请改成 deductions）",
    ),
    ("weight: 4}", "weight: 40%}", "32:84: wrong-type: “权重”应当是数字，现为“40%”"),
    (
        "at_least: 90}, {name: 良好, at_least: 80}",
        "at_least: 80}, {name: 良好, at_least: 90}",
        "49:57: grade-order: “良好”的分数线不低于排在前面的“优秀”",
    ),
    ("at_least: 90}", "at_least: 120}", "49:31: grade-above-full: “优秀”的分数线 120 分高于总分 110 分"),
    ("limit: {upper: 3}", "limit: 3", "44:12: wrong-type: “限额”应当是若干栏"),
    ("limit: 20", "limit: 80", "24:51: never-acts: “不及时”最多扣 80 分，“日常公开”扣到 60 分就为止了"),
    (
        "first: 2024-11-01",
        "first: 2024-06-01",
        "32:7: waves-overlap: “第三方评估”的“上半年”和“下半年”有重叠的日子，那几天的记录会算两次",
    ),
    ("id: h2", "id: h1", "32:7: repeated-id: “第三方评估”有两轮的编号都是“h1”"),
    (
        "first: 2024-05-01, last: 2024-06-30",
        "first: 2023-05-01, last: 2023-06-30",
        "32:7: window-of-another-year: “第三方评估”的“上半年”（2023-05-01 至 2023-06-30）全在 2024 年以前",
    ),
    (", weight: 4}", "}", "32:7: missing-weight: “第三方评估”的“上半年”没有写权重，别的轮写了"),
    ("clause: 四", "clause: 十四", "36:13: unknown-clause: 方案原文中没有条款“十四”"),
    ("units: [jiaoyuju, shuiliju]", "units: [jiaoyuju, shuiliju, xizhen]", "16:46: repeated-id: 单位“xizhen”出现了 2 次"),
    ("    on_top: true\n", "", "6:7: open-total: “乡镇、部门”组的“加分”不设满分，总分就没有满分，方案却写了总分"),
    ("    full: 60\n", "", "18:5: missing-marks: “日常公开”没有写明满分"),
    (
        "count: each",
        "count: 每次",
        "24:38: not-a-choice: “计次方式”不能是“每次”（是不是“each”（每次）？是的话请改成 each）",
    ),
    (
        "rounding: half-up",
        "rounding: 四舍五入",
        "47:32: not-a-choice: “取整”不能是“四舍五入”（是不是“half-up”（四舍五入）？是的话请改成 half-up）",
    ),
    ('id: "2024"', "id: 2024", "1:5: wrong-type: “方案编号”应当是文字，现为“2024”"),
    ("name: 村务公开", "name：村务公开", "35:9: yaml-syntax: 这里的“：”是全角符号"),
]

OF_WEIGHED: Mistakes = [
    (
        "weight: 1}\n      - {id: field",
        "weight: 50%}\n      - {id: field",
        "23:63: wrong-type: “权重”应当是数字，现为“50%”",
    ),
    (
        ", weight: 1}\n      - {id: field",
        "}\n      - {id: field",
        "23:9: missing-weight: “主动公开”的下级有的写了权重，“基础信息”没有写",
    ),
    (
        "method: mean",
        "method: 加权平均",
        "20:13: not-a-choice: “计分方法”不能是“加权平均”（是不是“mean”（加权平均）？是的话请改成 mean）",
    ),
    ("    full: 70\n", "", "17:5: missing-marks: “主动公开”没有写明满分"),
    ("points: 30", "points: 20", "6:7: weights-do-not-add-up: “乡镇、部门”各环节合计 90 分，应为 100 分"),
    (
        "raters: {town: [office], office: [town]}",
        "raters: {town: [部门], office: [town]}",
        "31:21: wrong-form: “评议方”的写法不对：“部门”（是不是“office”？是的话请改成 office）",
    ),
    (
        "raters: {town: [office], office: [town]}",
        "raters: {town: [office]}",
        "31:13: no-raters: “群众评议”没有写“部门”由谁评议",
    ),
    (
        "method: ballots",
        "method: 评议",
        "28:13: not-a-choice: “计分方法”不能是“评议”（是不是“ballots”（评议）？是的话请改成 ballots）",
    ),
    ("averaging: by-rater-unit", "averaging: 平均", "32:16: not-a-choice: “求平均的方法”不能是“平均”"),
    ("clause: 甲2", "clause: 甲3", "24:41: unknown-clause: 方案原文中没有条款“甲3”"),
    ("id: field", "id: basic", "24:14: repeated-id: 环节或指标“basic”出现了 2 次"),
    ("full: 20, weight", "weight", "24:9: missing-marks: “重点领域”没有写明满分"),
    ("last: 2024-12-31", "last: 2024-11-30", "33:13: window-reversed: “群众评议”的测评时间，止日早于起日"),
    ("ties: dense", "ties: 并列", "34:49: not-a-choice: “并列”不能是“并列”"),
    (
        "units: [dongzhen, xizhen]",
        "units: [东镇, xizhen]",
        "14:45: wrong-form: “单位”的写法不对：“东镇”（是不是“dongzhen”？是的话请改成 dongzhen）",
    ),
    ("rank_on: published", "rank_on: 公布的", "34:65: not-a-choice: “排名依据”不能是“公布的”"),
]


def messages(path: Path, scheme: str) -> list[str]:
    """What is said of a scheme, but that the rest was not checked for want of a sound one."""
    data = path / "data"
    for folder in ("schemes", "units", "years", "scores/2024"):
        (data / folder).mkdir(parents=True)
    shutil.copy(DATA / "county.yaml", data)
    files = {
        "schemes/2024.yaml": scheme,
        "years/2024.yaml": 'year: 2024\nscheme: "2024"\nprovenance: real\nstage: collecting\ndisclosure: none\n',
        **{f"units/{id}.yaml": f"id: {id}\nname: {name}\n" for id, name in UNITS.items()},
        **{f"scores/2024/{id}.yaml": f"unit: {id}\nyear: 2024\nprovenance: real\n" for id in UNITS},
    }
    for name, text in files.items():
        (data / name).write_text(text, encoding="utf-8")
    found = {str(finding) for finding in check(read_year(data, Period(2024))) if finding.code != "rest-unchecked"}
    return sorted(line.removeprefix("data/schemes/2024.yaml:") for line in found)


@pytest.mark.parametrize("scheme", [INSPECTED, WEIGHED])
def test_nothing_is_wrong_with_either(scheme: str, tmp_path: Path) -> None:
    assert messages(tmp_path, scheme) == []


@pytest.mark.parametrize(
    ("scheme", "right", "wrong", "said"),
    [(scheme, *one) for scheme, listed in ((INSPECTED, OF_INSPECTED), (WEIGHED, OF_WEIGHED)) for one in listed],
)
def test_a_mistake_is_said_at_its_place(scheme: str, right: str, wrong: str, said: str, tmp_path: Path) -> None:
    assert right in scheme
    first, *_ = messages(tmp_path, scheme.replace(right, wrong, 1))
    assert first.startswith(said)

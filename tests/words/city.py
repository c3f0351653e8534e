"""A city of four units, as few as ballots may come from, whose scheme has no word in common with the shipped ones."""

from pathlib import Path

from tests.folder import reapprove

COUNTY = """\
portal: {name: 临江市人民政府, domain: www.linjiang.test, id_code: "3300000001", icp: 备案甲, police: 备案乙}
column:
  title: 临江市透明政府评价
  url: https://www.linjiang.test/pingjia
  name: 评价公布
  description: 透明政府评价的办法和结果
  keywords: [透明政府]
  breadcrumb: [临江市, 评价公布]
organiser: {name: 临江市数据局, contact: 八楼, complaints: 市数据局一楼}
documents: {classification: 评价, subject: 政务}
"""

SCHEME = """\
id: "2023"
year: 2023
title: 临江市透明政府评价办法
issuer: 临江市人民政府
issued: 2023-03-01
full: 100
conversion_full: 20
contents_depth: 1
clauses:
  - id: 第1章
    heading: 第1章　总则
    clauses:
      - {id: 第1条, text: 评价街道和部门。}
      - {id: 第2条, text: 评价结果在核定以前应当保密，不得外传。}
  - id: 第2章
    heading: 第2章　名录
    clauses:
      - {id: 第3条, text: 滨江街道、城东街道}
      - {id: 第4条, text: 市图书馆、市博物馆}
  - id: 第3章
    heading: 第3章　评分
    clauses:
      - {id: 第5条, text: 上级评估占60%。}
      - id: 第6条
        text: 平时记录占20分。
        columns: [分值, 事项]
        clauses:
          - {id: 第6条之1, worth: 15分, text: 漏发一件减3分。}
          - {id: 第6条之2, worth: 5分, text: 迟发一件减1分。}
      - {id: 第7条, text: 街道打分占20%。}
      - {id: 第8条, text: 嘉许，一等2分，二等1分。}
      - {id: 第9条, text: 前半部分}
      - {id: 第10条, text: 后半部分}
groups:
  - {id: street, name: 街道, clause: 第3条, units: [binjiang, chengdong]}
  - {id: bureau, name: 馆所, clause: 第4条, units: [tushuguan, bowuguan]}
components:
  - id: above
    name: 上级评估
    clause: 第5条
    method: given
    giver: 省评估组
    full: 50
    points: 60
    window: {first: 2023-11-01, last: 2023-11-30}
    items:
      - {clause: 第9条, name: 上卷, full: 30}
      - {clause: 第10条, name: 下卷, full: 20}
  - id: usual
    name: 平时记录
    clause: 第6条
    method: deductions
    full: 20
    points: 20
    window: {first: 2023-01-01, last: 2023-12-31}
    items:
      - {clause: 第6条之1, name: 漏发, full: 15, rules: [{id: 漏发一件, points: -3, count: each}]}
      - {clause: 第6条之2, name: 迟发, full: 5, rules: [{id: 迟发一件, points: -1, count: each}]}
  - id: streets
    name: 街道打分
    clause: 第7条
    method: ballots
    full: 10
    points: 20
    window: {first: 2024-01-01, last: 2024-01-31}
    raters: {street: [street, bureau], bureau: [street, bureau]}
    averaging: pooled
  - id: praise
    name: 嘉许
    clause: 第8条
    method: bonus
    points: 3
    limit: {upper: 3, on: net}
    attach: total
    window: {first: 2023-01-01, last: 2023-12-31}
    items:
      - {clause: 第8条, name: 嘉许次数, rules: [{id: 嘉许, points: {一等: 2, 二等: 1}, count: each}]}
ranking: {places: 1, rounding: half-even, ties: dense, rank_on: exact, overall: true}
readings:
  - id: average
    clauses: [第7条]
    question: 街道打分怎样合成？
    choice: pooled
    options:
      - {id: pooled, text: 全部的票一起算。}
"""

UNITS = {"binjiang": "滨江街道", "chengdong": "城东街道", "tushuguan": "市图书馆", "bowuguan": "市博物馆"}

PUBLISHED = """\
stage: published
disclosure: full
agency: 省评估组
approval: {body: 评价委员会, date: 2024-02-20, document: 会议纪要}
published: 2024-02-28
"""
COLLECTING = "stage: collecting\ndisclosure: none\n"

RECORD = """\
unit: {unit}
year: 2023
provenance: {provenance}
evidence:
  - {{id: e1, title: 评估表, kind: 文件, source: 省评估组, captured: 2023-11-20, url: /pg}}
marks:
  above: {{mark: {mark}, date: 2023-11-20, evidence: [e1]}}
deductions:
  - {{id: d1, clause: 第6条之1, date: 2023-05-04, reason: 少发一件, evidence: [e1]}}
bonus:
  - {{id: b1, clause: 第8条, level: 一等, date: 2023-05-06, reason: 受嘉许, evidence: [e1]}}
ballots:
  streets:
{ballots}"""


def write(top: Path, *, published: bool) -> Path:
    """Write the city's data below a folder, with marks of one year; return the data folder."""
    data = top / "data"
    provenance = "sample" if published else "real"
    files = {
        "county.yaml": COUNTY,
        "schemes/2023.yaml": SCHEME,
        "years/2023.yaml": f'year: 2023\nscheme: "2023"\nprovenance: {provenance}\n'
        + (PUBLISHED if published else COLLECTING),
    }
    for number, (unit, name) in enumerate(UNITS.items()):
        cast = "".join(
            f"    - {{rater: {rater}, date: 2024-01-05, marks: [{7 + number}]}}\n" for rater in UNITS if rater != unit
        )
        files[f"units/{unit}.yaml"] = f"id: {unit}\nname: {name}\n"
        files[f"scores/2023/{unit}.yaml"] = RECORD.format(
            unit=unit, provenance=provenance, mark=40 + number, ballots=cast
        )
    for file, text in files.items():
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(text, encoding="utf-8")
    reapprove(data, 2023)
    return data

"""A small year with an unmistakable value in every field that some level does not show, and years that differ in them.

The county has three towns and a department. 乙镇 leads and 甲镇 comes last, so that the order of marks is not annex 1's.
"""

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl

from assessment.dataset.year import Disclosure, Stage
from tests.folder import reapprove
from tests.repository.county import NAMES, RATERS, SCHEME, SETTINGS, SOURCE

APPROVAL = """\
approval: {body: 领导小组, date: 2020-02-20, document: 纪要}
"""
AMENDMENTS = """\
amendments:
  - number: 1
    date: 2020-03-10
    reason: {amended}
    document: {letter}
    changes:
      - {{file: scores/2019/jia.yaml, at: [deductions, d1, reason], what: 扣分记录/d1/原因, was: {was}, now: {reason}}}
      - {{file: scores/2019/bing.yaml, at: [not_assessed, agency], what: 未参评, was: {{reason: {absent}}}}}
  - number: 2
    date: 2020-03-11
    reason: {amended_inside}
    document: {letter_inside}
    changes:
      - file: scores/2019/jia.yaml
        at: [deductions, d2, reason]
        what: 扣分记录/d2/原因
        was: {was_inside}
        now: {now_inside}
"""

AGENCY = {"jia": "71.3125", "yi": "93.9375", "bing": "83.5625", "ding": "88.6875"}
KEPT = b"93.9375"
"""What the office keeps as a file of evidence that is public; whoever guesses it knows it by its digest."""
BALLOTS = {
    "jia": ("93.0625, 90.9375", "90.5625", "93.4375"),
    "yi": ("88.1875, 91.4375", "92.3125", "90.6875"),
    "bing": ("87.9375", "93.5625, 92.8125", "~, 91.1875"),
    "ding": ("90.3125", "86.5625", "95.4375, 89.9375"),
}
"""By unit, one list of ballots for each unit that rates it; those of 甲镇 have one mean however they are averaged."""

WORDS: Mapping[str, tuple[str, Disclosure | None]] = {
    "called": ("人称大甲镇", Disclosure.NONE),
    "agency": (AGENCY["jia"], Disclosure.COMPONENTS),
    "item": ("42.1875", Disclosure.FULL),
    "own": ("52.4375", Disclosure.FULL),
    "reason": ("扣分缘由公开的", Disclosure.FULL),
    "note": ("整改说明公开的", Disclosure.FULL),
    "given": ("加分缘由公开的", Disclosure.FULL),
    "lost": ("失分缘由公开的", Disclosure.FULL),
    "report": ("测评报告公开的", Disclosure.FULL),
    "source": ("证据来源公开的", Disclosure.FULL),
    "address": ("gongkai-yiju", Disclosure.FULL),
    "exempt": ("不涉及的缘由", Disclosure.FULL),
    "statement": ("申诉陈述公开的", Disclosure.FULL),
    "decision": ("复核决定公开的", Disclosure.FULL),
    "amended": ("更正缘由公开的", Disclosure.FULL),
    "letter": ("更正公开文号", Disclosure.FULL),
    "was": ("更正以前的缘由", Disclosure.FULL),
    "absent": ("未参评的旧缘由", Disclosure.FULL),
    "kept": ("原件-留存", None),
    "kept_digest": (hashlib.sha256(KEPT).hexdigest(), None),
    "ballot": ("93.0625", None),
    "recorder": ("经手人欧阳", None),
    "override": ("超期说明不外传", None),
    "incident": ("shijian-neibu", None),
    "inside": ("内部扣分缘由", None),
    "inside_note": ("内部整改说明", None),
    "inside_given": ("内部加分缘由", None),
    "inside_lost": ("内部失分缘由", None),
    "proof": ("内部证据标题", None),
    "proof_id": ("zjneibu", None),
    "proof_source": ("申请人司马某", None),
    "proof_address": ("neibu-yiju", None),
    "proof_file": ("申请表-司马某", None),
    "objected": ("内部申诉陈述", None),
    "decided": ("内部复核决定", None),
    "amended_inside": ("更正缘由不外传", None),
    "letter_inside": ("更正内部文号", None),
    "was_inside": ("内部旧缘由", None),
    "now_inside": ("内部新缘由", None),
    "alias": ("表上写的甲", None),
    "comment": ("文件里的批注", None),
    "author": ("表格作者上官", None),
}
"""What is planted, and the first level at which the public sees it; None for what it never sees.

What is seen from ``Disclosure.NONE`` on is seen of every year, before its approval too.
"""

NUMBERS = frozenset({"agency", "item", "own", "ballot", "kept_digest"})
"""What of the planted is a number, or reckoned from other things."""


@dataclass(frozen=True)
class Plan:
    """One year: what differs from the planted one."""

    words: Mapping[str, str] = field(default_factory=dict)
    agency: Mapping[str, str] = field(default_factory=lambda: AGENCY)
    ballots: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: BALLOTS)
    items: tuple[str, str] = ("42.1875", "29.125")
    """Marks of the two items of 甲镇, of 60 and of 40; they come to the agency's mark."""
    days: str = "0{}"
    """How a day of a month is made of a digit."""
    more_lines: bool = False
    """Whether what is internal takes more lines in the file."""


def write(data: Path, plan: Plan, stage: Stage, level: Disclosure) -> Path:
    """Write the year below an empty folder; an approved one is fixed as it is."""
    words = {name: word for name, (word, _) in WORDS.items()} | dict(plan.words)
    year = (
        f'year: 2019\nscheme: "2019"\nprovenance: sample\nstage: {stage.value}\ndisclosure: {level.value}\nleading: 1\n'
    )
    if stage.is_approved:
        year += APPROVAL + AMENDMENTS.format(**words)
    if stage is Stage.PUBLISHED:
        year += "published: 2020-02-28\n"
    files = {
        "county.yaml": SETTINGS,
        "years/2019.yaml": year,
        "schemes/2019.yaml": _scheme(),
        "schemes/2019.source.txt": SOURCE,
    }
    for unit, name in NAMES.items():
        files[f"units/{unit}.yaml"] = f"id: {unit}\nname: {name}\n"
        files[f"scores/2019/{unit}.yaml"] = _record(unit, plan, words)
    files["units/jia.yaml"] += f"also_called: [{words['called']}]\naliases: [{words['alias']}]\n"
    workbook = _workbook(words["author"])
    files["scores/2019/jia.yaml"] = _planted(plan, words, hashlib.sha256(workbook).hexdigest())
    for file, text in files.items():
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(text, encoding="utf-8")
    kept = data / "evidence" / "2019" / "jia"
    kept.mkdir(parents=True)
    (kept / f"{words['proof_file']}.xlsx").write_bytes(workbook)
    (kept / f"{words['kept']}.txt").write_bytes(KEPT)
    reapprove(data)
    return data


GRADES = """\
grades:
  town: [{name: 优等, at_least: 90}, {name: 良等, at_least: 70}, {name: 其余等}]
  office: [{name: 优等, at_least: 75}, {name: 其余等}]
"""
"""甲镇 and 丙镇 are of one grade, and stand in it in the order of annex 1: 丙镇 has more."""


def _scheme() -> str:
    clauses = "  - {id: 指标一, text: 指标一60分}\n  - {id: 指标二, text: 指标二40分}\n  - {id: 日常, "
    items = "      - {clause: 指标一, name: 一, full: 60}\n      - {clause: 指标二, name: 二, full: 40}\n"
    items = f"    self_marks: true\n    items:\n{items}"
    text = SCHEME.replace("  - {id: 日常, ", clauses, 1)
    text = text.replace("        name: 报备\n", "        name: 报备\n        not_applicable: keep\n")
    text = text.replace("readings:\n", f"{GRADES}readings:\n", 1)
    return text.replace("2019-12-31}\n", f"2019-12-31}}\n{items}", 1)


def _record(unit: str, plan: Plan, words: Mapping[str, str]) -> str:
    proof = f"title: {words['report']}, kind: 文件, source: {words['source']}, url: /{words['address']}"
    return f"""\
unit: {unit}
year: 2019
provenance: sample
self_review: {{title: 自评, url: /zp}}
evidence:
  - {{id: e1, {proof}, captured: 2019-12-20}}
marks:
  agency: {{mark: {plan.agency[unit]}, date: 2019-12-20, evidence: [e1]}}
{_ballots(unit, plan)}"""


def _planted(plan: Plan, words: Mapping[str, str], digest: str) -> str:
    """Return the record of 甲镇, in which each field that there is stands once open and once internal."""
    say = {
        **words,
        "inside": _lines(words["inside"], 3) if plan.more_lines else words["inside"],
        "mark": plan.agency["jia"],
        "first": plan.items[0],
        "second": plan.items[1],
        "digest": digest,
        "day": plan.days.format(3),
        "ballots": _ballots("jia", plan),
    }
    return _TEMPLATE.format(**say)


def _lines(text: str, number: int) -> str:
    return "|\n" + "\n".join([f"      {text}"] * number)


def _ballots(unit: str, plan: Plan) -> str:
    cast = "".join(
        f"    - {{rater: {rater}, date: 2020-01-{plan.days.format(5)}, marks: [{marks}]}}\n"
        for rater, marks in zip(RATERS[unit], plan.ballots[unit], strict=True)
    )
    return f"ballots:\n  peer:\n{cast}"


_TEMPLATE = """\
unit: jia
year: 2019
provenance: sample
self_review: {{title: 自评, url: /zp}}
evidence:
  - {{id: e1, title: {report}, kind: 文件, source: {source}, captured: 2019-12-20, url: /{address},
     files: [{{file: 2019/jia/{kept}.txt, sha256: {kept_digest}}}]}}
  - id: {proof_id} # {comment}
    title: {proof}
    kind: 台账
    source: {proof_source}
    captured: 2019-12-20
    url: /{proof_address}
    files: [{{file: 2019/jia/{proof_file}.xlsx, sha256: {digest}}}]
    visibility: internal
marks:
  agency:
    mark: {mark}
    date: 2019-12-{day}
    evidence: [e1, {proof_id}]
    items:
      - {{clause: 指标一, mark: {first}, reason: {lost}, evidence: [e1]}}
      - {{clause: 指标二, mark: {second}, reason: {inside_lost}, evidence: [{proof_id}], visibility: internal}}
deductions:
  - id: d2
    clause: 第1项
    level: 省
    date: 2018-07-{day}
    incident: {incident}
    reason: {inside}
    evidence: [{proof_id}]
    rectified: {{note: {inside_note}}}
    visibility: internal
    recorder: {recorder}
    override: {override}
  - id: d1
    clause: 第1项
    level: 省
    date: 2019-07-{day}
    reason: {reason}
    evidence: [e1, {proof_id}]
    rectified: {{note: {note}, date: 2020-01-{day}}}
    recorder: {recorder}
bonus:
  - {{id: b2, clause: 第3项, date: 2019-05-{day}, reason: {inside_given}, evidence: [{proof_id}], visibility: internal}}
  - {{id: b1, clause: 第3项, date: 2019-06-{day}, reason: {given}, evidence: [e1], recorder: {recorder}}}
not_applicable:
  - {{clause: 第2项, reason: {exempt}}}
self_marks:
  - {{clause: 指标一, mark: {own}}}
  - {{clause: 指标二, mark: 31.75}}
objections:
  - id: o2
    about: d2
    date: 2020-01-10
    statement: {objected}
    evidence: [{proof_id}]
    outcome: 不成立
    decided: 2020-01-12
    explanation: {decided}
  - id: o1
    about: d1
    date: 2020-01-10
    statement: {statement}
    outcome: 不成立
    decided: 2020-01-12
    explanation: {decision}
{ballots}"""


def _workbook(author: str) -> bytes:
    """Return a sheet as an office keeps it, with the name of whoever made it."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = author
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def others(names: Iterable[str]) -> dict[str, str]:
    """Return other words of other lengths in place of the planted ones."""
    return {name: f"{WORDS[name][0]}yi{number}" for number, name in enumerate(names)}


def first_shown_after(level: Disclosure) -> list[str]:
    """Return the names of what a level does not show, without the numbers."""
    levels = [*Disclosure]
    return [
        name
        for name, (_, first) in WORDS.items()
        if name not in NUMBERS and (first is None or levels.index(first) > levels.index(level))
    ]


def shifted(ballots: Mapping[str, tuple[str, ...]], by: Decimal) -> dict[str, tuple[str, ...]]:
    """Return every ballot with so much more."""
    return {unit: tuple(_shifted(cast, by) for cast in lists) for unit, lists in ballots.items()}


def _shifted(cast: str, by: Decimal) -> str:
    return ", ".join(mark if mark == "~" else str(Decimal(mark) + by) for mark in cast.split(", "))

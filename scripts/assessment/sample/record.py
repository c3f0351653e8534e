"""One unit's file: what was invented about it, numbered and written down."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urljoin

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.edit.layout import Flow, yaml_text
from assessment.sample.agency import AgencyItemMark, AgencyMark, agency_mark
from assessment.sample.ballots import Cast, ballots, redealt
from assessment.sample.bonus import bonus
from assessment.sample.calendar import some_day
from assessment.sample.daily import daily
from assessment.sample.facts import Fact, Objected, Proof, Rectified
from assessment.sample.profiles import PROFILES
from assessment.sample.sample_year import SampleYear
from assessment.sample.year import eligible

RECORDER = "县政府办信息公开股（示例）"
SAMPLE = "示例数据，非真实考评结果"
"""The first line of every file of evidence; by it the files are known again."""
HEAD = ("yaml-language-server: $schema=../../../schemas/score.json", SAMPLE)
COMMENTS = {
    "self_review": "自评：本单位自行公开的材料，不计分",
    "evidence": "证据清单：下面各处按编号引用",
    "marks": "专业机构测评：mark 为最终成绩，items 为各项指标得分",
    "deductions": "日常测评：附件2的扣分记录",
    "bonus": "加分项：附件3加分项的加分和扣分记录",
    "not_applicable": "不涉及的条款",
    "ballots": "双向互评：每个评议单位一行，~ 为空白票",
    "objections": "申诉和复核：原记录保留，决定写在这里",
}
RecordFields = dict[str, object]


class _EvidenceList:
    """The list of evidence, numbered in the order of use; what is used twice is listed once."""

    def __init__(self, unit: Unit, year: int, site: str) -> None:
        self._unit, self._year, self._site = unit, year, site
        self._ids: dict[Proof, str] = {}

    def cite(self, proofs: tuple[Proof, ...]) -> list[str]:
        """Return the ids by which a record cites what proves it."""
        return [self._ids.setdefault(proof, f"e{len(self._ids) + 1:02}") for proof in proofs]

    def entries(self) -> list[RecordFields]:
        """Return the entries."""
        return [_without_empty(self._fields(proof, id)) for proof, id in self._ids.items()]

    def files(self) -> dict[str, str]:
        """Return the texts of the files that are kept, by path below the evidence folder."""
        return {self._path(id): self._text(proof) for proof, id in self._ids.items() if not proof.page}

    def _path(self, id: str) -> str:
        return f"{self._year}/{self._unit.id}/{id}.txt"

    def _text(self, proof: Proof) -> str:
        lines = (SAMPLE, f"题名：{proof.title}", f"单位：{self._unit.name}", f"来源：{proof.source}")
        return "".join(f"{line}\n" for line in (*lines, f"取得日期：{proof.captured}"))

    def _kept(self, proof: Proof, id: str) -> list[RecordFields]:
        if proof.page:
            return []
        return [{"file": self._path(id), "sha256": hashlib.sha256(self._text(proof).encode()).hexdigest()}]

    def _fields(self, proof: Proof, id: str) -> RecordFields:
        return {
            "id": id,
            "title": proof.title,
            "kind": proof.kind,
            "source": proof.source,
            "captured": proof.captured,
            "url": proof.page and urljoin(self._site, proof.page),
            "files": self._kept(proof, id),
            "visibility": "internal" if proof.internal else "",
        }


@dataclass(frozen=True)
class SampleRecord:
    """One unit's file, and the evidence that it lists."""

    text: str
    evidence: Mapping[str, str]
    """Texts by path below the evidence folder."""


def sample_record(year: SampleYear, scheme: Scheme, unit: Unit) -> SampleRecord:
    """Return the record of one unit; what is drawn for it depends on the seed, the year and the unit alone."""
    group = scheme.group_of(unit.id)
    if group is None:
        raise ValueError(f"{unit.id} is not assessed")
    plan, profile = year.plan(unit.id), PROFILES[unit.id].of_year(year.year)
    site = f"https://example.org/{unit.id}/"
    evidence = _EvidenceList(unit, scheme.year, site)
    agency = _component(scheme, Method.GIVEN)
    peer = _component(scheme, Method.BALLOTS)
    mark = _agency(year, agency, group.id, unit.id)
    marks: RecordFields = {agency.id: _mark(mark, evidence, year.brief)}
    listed = any(unit.id in units for units in eligible(scheme).values())
    deducted = daily(year.chance(unit.id, "daily"), year, profile, plan)
    awarded = bonus(year.chance(unit.id, "bonus"), year.calendar, profile, plan, listed)
    deductions = [_entry(f"d{n:02}", fact, site, evidence) for n, fact in enumerate(deducted, 1)]
    bonuses = [_entry(f"b{n:02}", fact, site, evidence) for n, fact in enumerate(awarded, 1)]
    objected = [(f"d{n:02}", fact.objected) for n, fact in enumerate(deducted, 1) if fact.objected]
    objected += [(f"b{n:02}", fact.objected) for n, fact in enumerate(awarded, 1) if fact.objected]
    objected += [(agency.id, plan.objected)] if plan.objected else []
    objections = [
        _objection(f"s{n:02}", about, objection, mark.final, evidence) for n, (about, objection) in enumerate(objected, 1)
    ]
    raters = [rater for other in scheme.groups if other.id in peer.raters[group.id] for rater in other.units]
    fields: RecordFields = {
        "unit": unit.id,
        "year": scheme.year,
        "provenance": "sample",
        "self_review": _self_review(year, unit, site) if plan.self_review and not year.brief else {},
        "evidence": evidence.entries(),
        "marks": marks,
        "deductions": deductions,
        "bonus": bonuses,
        "not_applicable": [{"clause": clause, "reason": why} for clause, why in plan.not_applicable.items()],
        "ballots": {peer.id: [_cast(cast) for cast in _ballots(year, unit.id, raters)]},
        "objections": objections,
    }
    return SampleRecord(yaml_text(_without_empty(fields), HEAD, COMMENTS), evidence.files())


def _component(scheme: Scheme, method: Method) -> Part:
    return next(component for component in scheme.components if component.method is method)


def _without_empty(fields: Mapping[str, object]) -> RecordFields:
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}


def _agency(year: SampleYear, component: Part, group: str, unit: str) -> AgencyMark:
    plan, mark = year.plan(unit), agency_mark(year, component, group, unit)
    if not plan.equals:
        return mark
    other = _agency(year, component, group, plan.equals)
    return AgencyMark(other.final + Decimal("2.5"), mark.day, (), "", mark.proofs)


def _ballots(year: SampleYear, unit: str, raters: list[str]) -> tuple[Cast, ...]:
    plan, source, voted = year.plan(unit), year.chance(unit, "ballots"), year.calendar.voted
    if plan.equals:
        return redealt(source, voted, _ballots(year, plan.equals, raters))
    return ballots(source, voted, raters, plan.silent_rater)


def _self_review(year: SampleYear, unit: Unit, site: str) -> RecordFields:
    return {
        "title": f"{unit.name}{year.year}年度政务公开工作总结和自评材料（示例）",
        "url": f"{site}jdbz/{year.year}zp.html",
        "date": some_day(year.chance(unit.id, "self-review"), *year.calendar.self_reviews),
    }


def _mark(mark: AgencyMark, evidence: _EvidenceList, brief: bool) -> RecordFields:
    return _without_empty(
        {
            "mark": mark.final,
            "date": mark.day,
            "evidence": Flow(evidence.cite(mark.proofs)),
            "difference": mark.difference,
            "items": [_item(item, evidence, brief) for item in mark.items],
        }
    )


def _item(item: AgencyItemMark, evidence: _EvidenceList, brief: bool) -> RecordFields | Flow:
    if item.mark is None:
        return {"clause": item.clause, "not_applicable": item.reason}
    fields: RecordFields = {"clause": item.clause, "mark": _short(item.mark)}
    if item.reason:
        fields |= {"reason": item.reason, "evidence": Flow(evidence.cite(item.proofs))}
    if brief:
        return Flow(fields)
    if item.rectified:
        fields["rectified"] = _rectified(item.rectified)
    return fields


def _short(mark: Decimal) -> Decimal:
    """Return a mark without zeros behind the point."""
    return mark.quantize(Decimal(1)) if mark == mark.to_integral_value() else mark.normalize()


def _rectified(rectified: Rectified) -> RecordFields:
    return _without_empty({"note": rectified.note, "date": rectified.day})


def _entry(id: str, fact: Fact, site: str, evidence: _EvidenceList) -> RecordFields:
    return _without_empty(
        {
            "id": id,
            "clause": fact.clause,
            "rule": fact.rule,
            "level": fact.level,
            "date": fact.day,
            "count": fact.count if fact.count > 1 else None,
            "incident": fact.incident,
            "reason": fact.reason,
            "evidence": Flow(evidence.cite(fact.proofs)),
            "links": {name: site + page for name, page in fact.links.items()},
            "rectified": _rectified(fact.rectified) if fact.rectified else None,
            "visibility": "internal" if fact.internal else "",
            "recorder": RECORDER,
            "override": fact.override,
        }
    )


def _cast(cast: Cast) -> Flow:
    marks = [None if mark is None else _short(mark) for mark in cast.marks]
    return Flow({"rater": cast.rater, "date": cast.day, "marks": marks})


def _objection(id: str, about: str, objection: Objected, given: Decimal, evidence: _EvidenceList) -> RecordFields:
    return _without_empty(
        {
            "id": id,
            "about": about,
            "date": objection.filed,
            "statement": objection.statement,
            "evidence": Flow(evidence.cite(objection.proofs)) if objection.proofs else None,
            "outcome": objection.outcome,
            "decided": objection.decided,
            "explanation": objection.explanation,
            "count": objection.count,
            "mark": given + objection.more if objection.more is not None else None,
        }
    )

"""What each level shows of a record, said a second time: the one thing by which public output may tell twins apart."""

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assessment.dataset.year import Disclosure
from tests.twins import marks
from tests.twins.county import UNIT, Raw
from tests.twins.marks import is_public

LEVELS = tuple(Disclosure)

MARK = ("mark", "number", "date", "difference", "reason")
ENTRY = ("id", "clause", "rule", "level", "date", "count", "points", "reason", "rectified")
ITEM = ("clause", "mark", "not_applicable", "reason", "rectified")
EVIDENCE = ("id", "title", "kind", "source", "captured", "url")
OBJECTION = ("id", "about", "date", "statement", "outcome", "decided", "explanation", "count", "mark")


def shown(raw: Raw, level: Disclosure) -> str:
    """What a level shows of the year in which 甲镇 has this record, in a form that can be compared."""
    return json.dumps(_shown(raw, level), ensure_ascii=False, sort_keys=True, default=str)


def projected(raw: Raw) -> Raw:
    """The public part of a record: what can be shown of it in words, with nothing of what is internal."""
    proofs = {str(piece["id"]) for piece in _listed(raw, "evidence") if is_public(piece)}
    inside = {str(e["id"]) for name in ("deductions", "bonus") for e in _listed(raw, name) if not is_public(e)}
    by_component = raw["marks"]
    assert isinstance(by_component, dict)
    public: Raw = {
        "marks": {
            name: {
                **_only(mark, MARK, proofs),
                "items": [_only(item, ITEM, proofs) for item in _listed(mark, "items") if is_public(item)],
            }
            for name, mark in by_component.items()
        },
        "not_assessed": raw.get("not_assessed"),
        "not_applicable": _listed(raw, "not_applicable"),
        "self_review": raw.get("self_review"),
        "self_marks": _listed(raw, "self_marks"),
    }
    for section in ("deductions", "bonus"):
        public[section] = [_only(entry, ENTRY, proofs) for entry in _listed(raw, section) if is_public(entry)]
    public["objections"] = [
        _only(objection, OBJECTION, proofs)
        for objection in _listed(raw, "objections")
        if objection["outcome"] != "待定" and objection["about"] not in inside
    ]
    cited = json.dumps(public, ensure_ascii=False, default=str)
    public["evidence"] = [
        {name: piece.get(name) for name in EVIDENCE}
        for piece in _listed(raw, "evidence")
        if is_public(piece) and f'"{piece["id"]}"' in cited
    ]
    return public


def internal_sums(raw: Raw) -> Mapping[str, Fraction]:
    """What internal records give or take, in one sum a clause; clauses where it is nothing are left out."""
    every = {section: _listed(raw, section) for section in ("deductions", "bonus")}
    outside = {section: [entry for entry in listed if is_public(entry)] for section, listed in every.items()}
    whole, public = marks.by_clause(raw, every), marks.by_clause(raw, outside)
    sums = {clause: whole[clause] - public[clause] for clause in whole}
    by_component = raw["marks"]
    assert isinstance(by_component, dict)
    for component, mark in by_component.items():
        for item in _listed(mark, "items"):
            if not is_public(item):
                clause = str(item["clause"])
                sums[clause] = marks.of_item(component, item) - marks.number(marks.leaves(component)[clause]["full"])
    return {clause: points for clause, points in sums.items() if points}


def _shown(raw: Raw, level: Disclosure) -> object:
    own = {"self_review": raw.get("self_review")}
    if level is Disclosure.NONE:
        return own
    lacking = marks.without_marks(raw)
    if lacking:
        status = "未参评" if set(lacking.values()) != {"待定"} else "待定"
        return (own, status, lacking, _without_empty_marks(projected(raw))) if level is Disclosure.FULL else (own, status)
    totals = {**marks.totals_of_others(), UNIT: marks.total(raw)}
    ranks = {unit: _rank(unit, totals) for unit in totals}
    if level is Disclosure.NAMES:
        return own, {unit: rank == 1 for unit, rank in ranks.items()}
    grades = {unit: value >= 80 for unit, value in totals.items()}
    if level is Disclosure.GRADES:
        return own, grades
    rounded = {unit: _rounded(value) for unit, value in totals.items()}
    town = [value for unit, value in totals.items() if marks.group_of(unit) == "town"]
    figures = [own, grades, rounded, ranks, len(set(town)), _rounded(sum(town, Fraction(0)) / len(town))]
    if level is Disclosure.TOTALS:
        return figures
    figures += [totals, marks.by_component(raw)]
    if level is Disclosure.COMPONENTS:
        return figures
    by_component = raw["marks"]
    assert isinstance(by_component, dict)
    detailed = {len(_listed(mark, "items")) == len(marks.leaves(name)) for name, mark in by_component.items()}
    return [*figures, projected(raw), internal_sums(raw), sorted(detailed)]


def _without_empty_marks(public: Raw) -> Raw:
    """The public part without the components of which nothing is public, as if nothing were recorded there."""
    by_component = public["marks"]
    assert isinstance(by_component, dict)
    return {**public, "marks": {name: mark for name, mark in by_component.items() if any(mark.values())}}


def _rank(unit: str, totals: Mapping[str, Fraction]) -> int:
    mine = [value for other, value in totals.items() if marks.group_of(other) == marks.group_of(unit)]
    return 1 + sum(value > totals[unit] for value in mine)


def _rounded(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _only(part: Raw, names: tuple[str, ...], proofs: set[str]) -> Raw:
    """These fields of a part, and what it cites that is public."""
    cited = part.get("evidence", [])
    assert isinstance(cited, list)
    return {name: part[name] for name in names if name in part} | {"cited": [name for name in cited if name in proofs]}


def _listed(raw: object, name: str) -> list[Raw]:
    assert isinstance(raw, dict)
    found = raw.get(name, [])
    assert isinstance(found, list)
    return found

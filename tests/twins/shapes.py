"""Records drawn at random: a public part, and hidden parts of every shape, by design of pairs that show the same.

Under one clause, sets of internal entries that come to one sum beside what is public are worth the same and look the
same. Twins take another set of each clause, other internal items of one worth, and other ballots of one mean.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tests.twins.county import Raw, entries, plain, with_entries
from tests.twins.marks import by_clause

INTERNAL = {"visibility": "internal"}


@dataclass(frozen=True)
class Fact:
    """One entry, and how an objection to it was decided; empty where there was none."""

    rule: str = ""
    level: str = ""
    count: int = 1
    decision: str = ""


Facts = tuple[Fact, ...]

LEVELS = ("国家", "省", "市")
KINDS: Mapping[str, tuple[Fact, ...]] = {
    "日一": tuple(Fact(level=level, count=count) for level in LEVELS[:2] for count in (1, 2, 4)),
    "日二": (Fact(), Fact(count=3)),
    "日三": tuple(Fact(level=level, count=count) for level in LEVELS for count in (1, 2)),
    "日四": tuple(Fact(rule=rule, count=count) for rule in ("迟报", "漏报") for count in (1, 3, 5)),
    "加一": tuple(Fact(count=count) for count in (1, 2, 6)),
    "加二": tuple(Fact(rule=rule, level=level) for rule in ("表彰", "批评") for level in LEVELS),
    "加三": tuple(Fact(rule="差错", count=count) for count in (1, 2, 5)),
}
"""What can be recorded under each clause."""
SECTIONS = {clause: "bonus" if clause.startswith("加") else "deductions" for clause in KINDS}
DECISIONS = ("", "", "成立", "部分成立", "不成立", "待定", "部分成立 成立")

ITEMS: Mapping[str, Sequence[tuple[Raw, Raw]]] = {
    "agency": [
        ({"clause": "测一甲", "mark": 40}, {"clause": "测一甲", "mark": 40, **INTERNAL}),
        ({"clause": "测一乙", "not_applicable": "缘由", **INTERNAL}, {"clause": "测一乙", "mark": 0, **INTERNAL}),
        ({"clause": "测二", "not_applicable": "缘由", **INTERNAL}, {"clause": "测二", "mark": 40, **INTERNAL}),
    ],
    "check": [
        ({"clause": "查一", "not_applicable": "缘由", **INTERNAL}, {"clause": "查一", "mark": 6, **INTERNAL}),
        (
            {"clause": "查二", "mark": 3, "reason": "甲", **INTERNAL},
            {"clause": "查二", "mark": 3, "reason": "乙", **INTERNAL},
        ),
    ],
}
"""Item marks that are worth the same: one of each pair for either twin."""

BALLOTS: Sequence[Sequence[Sequence[int | None]]] = (
    [[90], [90], [90]],
    [[88], [90], [92]],
    [[90, None], [88, 92], [90, 90, 90]],
    [[85], [95], [None]],
    [[80, 100], [90], []],
    [[89, None, 91], [90, None], [None, 90]],
)
"""Ballots with one mean, and with other numbers of raters, valid ballots and blanks."""


OWN: Sequence[Sequence[Raw]] = (
    [],
    [{"clause": "测一甲", "mark": 39}, {"clause": "测一乙", "mark": 10}, {"clause": "测二", "mark": 40}],
    [{"clause": "日一", "mark": 5}, {"clause": "日二", "mark": 1}, {"clause": "日三", "mark": 4}],
)
"""Marks that the unit gives itself."""


@dataclass(frozen=True)
class Unfinished:
    """What stands in a record that lacks marks, in place of what usually does."""

    marks: Mapping[str, Raw] = field(default_factory=dict)
    """By component; empty for none at all."""
    cast: Sequence[Sequence[int | None]] = ((90,), (90,), (90,))
    not_assessed: Mapping[str, str] = field(default_factory=dict)


ONE = {"clause": "查一", "mark": 6}
INSIDE = {"clause": "查二", "mark": 3, "reason": "缘由", **INTERNAL}
ABSENT = {"peer": "没有参加"}
LACKS: Mapping[str, tuple[Unfinished, Unfinished]] = {
    "no final mark": (
        Unfinished({"agency": {}, "check": {"items": [ONE, INSIDE]}}),
        Unfinished({"agency": {}, "check": {"items": [ONE, {**INSIDE, "mark": 4}]}}),
    ),
    "no item but an internal one": (Unfinished({"check": {}}), Unfinished({"check": {"items": [INSIDE]}})),
    "either of two internal items": (
        Unfinished({"check": {"items": [{**INSIDE, "clause": "查一"}]}}),
        Unfinished({"check": {"items": [INSIDE]}}),
    ),
    "no ballot that is not blank": (
        Unfinished(cast=((None,), (), (None, None))),
        Unfinished(cast=((), (None,), ())),
    ),
    "no part in the ballots": (
        Unfinished(cast=(), not_assessed=ABSENT),
        Unfinished(cast=((88,), (None,), ()), not_assessed=ABSENT),
    ),
    "no part in the ballots, and items": (
        Unfinished({"check": {}}, not_assessed=ABSENT),
        Unfinished({"check": {"items": [INSIDE]}}, not_assessed=ABSENT),
    ),
}
"""By what is missing, two records that lack the same for all that the public knows."""


def public_parts() -> tuple[Raw, ...]:
    """Public parts: nothing at all, something under each clause, more than the limits, all items told."""
    some = _with_facts(plain(), {clause: (kinds[0],) for clause, kinds in KINDS.items()}, "d", {}, random.Random(1))
    decided = {clause: (Fact(kinds[-1].rule, kinds[-1].level, 2, "部分成立"),) for clause, kinds in KINDS.items()}
    much = {clause: (*kinds[-2:], Fact(kinds[0].rule, kinds[0].level, 1, "成立")) for clause, kinds in KINDS.items()}
    return (
        plain(),
        _with_facts(some, decided, "o", {}, random.Random(2)) | {"self_marks": OWN[1]},
        _with_facts(plain(), much, "m", {}, random.Random(3)) | {"self_marks": OWN[2]},
    )


def worth_alike(public: Raw, clause: str, chance: random.Random) -> list[list[Facts]]:
    """Sets of internal entries of a clause that give one sum beside what is public; more than one set in each list."""
    found: dict[Fraction, set[Facts]] = {}
    for facts in _sets(clause, chance):
        raw = _with_facts(public, {clause: facts}, "n", INTERNAL, random.Random(0))
        worth = by_clause(raw, {section: entries(raw, section) for section in ("deductions", "bonus")})[clause]
        found.setdefault(worth, set()).add(facts)
    return [sorted(sets, key=repr) for _, sets in sorted(found.items()) if len(sets) > 1]


def twins(public: Raw, alike: Mapping[str, list[list[Facts]]], chance: random.Random) -> tuple[Raw, Raw]:
    """Two records with one public part that show the same: of each clause another set of internal entries."""
    chosen = {clause: chance.sample(chance.choice(lists), 2) for clause, lists in alike.items() if chance.random() < 0.6}
    detailed = chance.random() < 0.5
    cast = chance.sample(BALLOTS, 2)
    pair = []
    for side in (0, 1):
        hidden = {clause: sets[side] for clause, sets in chosen.items()}
        raw = _with_facts(public, hidden, chance.choice("npq"), INTERNAL, chance)
        raw = _with_items(raw, side, detailed, chance)
        pair.append(_with_secrets(with_ballots(raw, cast[side]), chance))
    return pair[0], pair[1]


def unfinished_twins(public: Raw, lack: str, chance: random.Random) -> tuple[Raw, Raw]:
    """Two records without a total that have one public part and lack the same; what is hidden needs no common sum."""
    first, second = (_unfinished(public, form, chance) for form in LACKS[lack])
    return first, second


def _unfinished(public: Raw, form: Unfinished, chance: random.Random) -> Raw:
    hidden = {clause: chance.choice(_sets(clause, chance)) for clause in KINDS if chance.random() < 0.4}
    raw = _with_facts(public, hidden, chance.choice("npq"), INTERNAL, chance)
    marks = {name: mark for name, mark in {**_mapping(raw["marks"]), **form.marks}.items() if mark}
    raw = {**raw, "marks": marks, "not_assessed": dict(form.not_assessed)}
    return _with_secrets(with_ballots(raw, (*form.cast, *[()] * (3 - len(form.cast)))), chance)


def anything(chance: random.Random) -> Raw:
    """Any record: some public and some internal entries, another mark of the agency, other ballots."""
    raw = plain()
    for tag, visibility in (("d", {}), ("n", INTERNAL)):
        hidden = {clause: chance.choice(_sets(clause, chance)) for clause in KINDS if chance.random() < 0.4}
        raw = _with_facts(raw, hidden, tag, visibility, chance)
    raw["marks"] = {**_mapping(raw["marks"]), "agency": {"mark": chance.choice([60, 70, 80])}}
    raw["self_marks"] = chance.choice(OWN)
    return _with_secrets(with_ballots(raw, chance.choice(BALLOTS)), chance)


def approvable(raw: Raw, side: int) -> Raw:
    """The record as a year can be approved with it: no open objections, and the ballots of three raters."""
    closed = [objection for objection in entries(raw, "objections") if objection["outcome"] != "待定"]
    return with_ballots({**raw, "objections": closed}, BALLOTS[side])


def moved(raw: Raw, step: int) -> Raw:
    """The record with so many steps of the agency in place of ballots: 3 × 40 % is 4 × 30 %."""
    marks = _mapping(raw["marks"])
    agency = _mapping(marks["agency"])
    cast = [[mark if mark is None else mark - 4 * step for mark in rater] for rater in BALLOTS[0]]
    mark = 80 + 3 * step
    return with_ballots({**raw, "marks": {**marks, "agency": {**agency, "mark": mark}}}, cast)


def _sets(clause: str, chance: random.Random) -> list[Facts]:
    kinds = KINDS[clause]
    every = [_decided(kind, decision) for kind in kinds for decision in DECISIONS[1:]]
    more = [tuple(chance.choices(every, k=number)) for number in (2, 3) for _ in range(20)]
    return [(), *((fact,) for fact in every), *more]


def _decided(fact: Fact, decision: str) -> Fact:
    """The fact with a decision; in part only where something can remain."""
    return Fact(fact.rule, fact.level, max(fact.count, 2) if "部分" in decision else fact.count, decision)


def _with_facts(
    raw: Raw, by: Mapping[str, Facts], tag: str, visibility: Mapping[str, object], chance: random.Random
) -> Raw:
    number = 0
    for clause, facts in by.items():
        for fact in facts:
            number += 1
            id = f"{tag}{number}"
            entry: Raw = {
                "id": id,
                "clause": clause,
                "date": f"2019-0{chance.randrange(1, 10)}-11",
                "reason": f"缘由{id}",
            }
            entry |= {name: value for name, value in (("rule", fact.rule), ("level", fact.level)) if value}
            entry |= {"count": fact.count} if fact.count > 1 else {}
            raw = with_entries(raw, SECTIONS[clause], [{**entry, "evidence": ["e2"], **visibility}])
            for step, outcome in enumerate(fact.decision.split()):
                raw = with_entries(raw, "objections", [_objection(f"{id}-{step}", id, step, outcome)])
    return raw


def _objection(id: str, about: str, step: int, outcome: str) -> Raw:
    objection: Raw = {"id": id, "about": about, "date": "2020-01-10", "statement": f"陈述{id}", "outcome": outcome}
    if outcome != "待定":
        objection |= {"decided": f"2020-01-1{2 + step}", "explanation": f"说明{id}"}
    return objection | ({"count": 1} if outcome == "部分成立" else {})


def _with_items(raw: Raw, side: int, detailed: bool, chance: random.Random) -> Raw:
    marks = dict(_mapping(raw["marks"]))
    for component, pairs in ITEMS.items():
        items: list[Raw] = [dict(pair[side]) for pair in pairs]
        items[0] = dict(pairs[0][0]) if component == "agency" else items[0]
        for item in items:
            if item.get("visibility") and "mark" in item:
                item |= {"reason": f"缘由{chance.random()}", "evidence": ["e2"]}
        if component == "check" or detailed:
            why = {} if component == "check" else {"difference": "综合评定"}
            marks[component] = {**_mapping(marks[component]), **why, "items": items}
    return {**raw, "marks": marks}


def with_ballots(raw: Raw, cast: Sequence[Sequence[int | None]]) -> Raw:
    """The record with these ballots, a list for each rater unit."""
    known = entries(_mapping(plain()["ballots"]), "peer")
    return {
        **raw,
        "ballots": {"peer": [{**rater, "marks": [*marks]} for rater, marks in zip(known, cast, strict=True) if marks]},
    }


def _with_secrets(raw: Raw, chance: random.Random) -> Raw:
    """The record with other things that are never public: who recorded, incidents, internal and open things."""
    secret = [f"z{chance.randrange(100, 200)}" for _ in range(chance.randrange(3))]
    proofs: list[Raw] = [
        {
            "id": id,
            "title": f"内部{id}",
            "kind": "台账",
            "source": "内部",
            "captured": "2019-12-20",
            "url": f"/{id}",
            **INTERNAL,
        }
        for id in dict.fromkeys(secret)
    ]
    raw = with_entries(raw, "evidence", proofs)
    for section in ("deductions", "bonus"):
        if section in raw:
            raw[section] = [
                {
                    **entry,
                    "recorder": f"人{chance.random()}",
                    "incident": f"shi-{chance.randrange(10**6)}",
                    "override": "迟了",
                }
                | {"evidence": ["e2", *(str(proof["id"]) for proof in proofs)]}
                for entry in entries(raw, section)
            ]
    known = [str(entry["id"]) for section in ("deductions", "bonus") for entry in entries(raw, section)]
    waiting = [
        _objection(f"w{number}", about, 0, "待定") for number, about in enumerate(chance.sample(known, len(known) // 3))
    ]
    return with_entries(raw, "objections", waiting)


def _mapping(value: object) -> Raw:
    assert isinstance(value, dict)
    return value

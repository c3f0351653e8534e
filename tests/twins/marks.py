"""The marks of a record, reckoned a second time from its values and from the words of the scheme alone."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from tests.repository.county import NAMES
from tests.twins.county import SCHEME, YEAR, Raw, plain, read_text

Points = Mapping[str, Fraction]
"""What a record comes to, by clause or by component."""

AGAINST = ("成立", "部分成立")
"""Decisions that change a mark."""


@cache
def components() -> Mapping[str, Raw]:
    """The components of the scheme, by id."""
    return {str(part["id"]): part for part in _listed(read_text(SCHEME).data, "components")}


def group_of(unit: str) -> str:
    """The group that a unit is ranked in."""
    return "office" if unit == "ding" else "town"


def number(value: object) -> Fraction:
    """A number of a file."""
    return Fraction(str(value))


def is_public(part: Raw) -> bool:
    """Whether a record does not say that it is internal."""
    return part.get("visibility") != "internal"


def by_clause(raw: Raw, entries: Mapping[str, Sequence[Raw]]) -> Points:
    """What these entries and the full marks come to, by clause of the deductions and the bonus."""
    unit = str(raw["unit"])
    return {
        str(item["clause"]): _item(item, section == "deductions", entries[section], raw, unit)
        for component, section in (("daily", "deductions"), ("bonus", "bonus"))
        for item in _listed(components()[component], "items")
    }


def leaves(component: str) -> Mapping[str, Raw]:
    """The items of a component that carry marks, by clause."""
    found: dict[str, Raw] = {}
    for item in _listed(components()[component], "items"):
        below = _listed(item, "items") or [item]
        found |= {str(leaf["clause"]): leaf for leaf in below}
    return found


def of_item(component: str, item: Raw) -> Fraction:
    """What an item is worth: its mark, or where it is 不涉及 all or nothing as the scheme has it."""
    leaf = leaves(component)[str(item["clause"])]
    if "not_applicable" not in item:
        return number(item["mark"])
    return number(leaf["full"]) if _keeps(component, leaf) else Fraction(0)


def by_component(raw: Raw) -> Points:
    """The mark of every component."""
    clauses = by_clause(raw, {section: _listed(raw, section) for section in ("deductions", "bonus")})
    sums = {
        component: sum((clauses[str(item["clause"])] for item in _listed(components()[component], "items")), Fraction(0))
        for component in ("daily", "bonus")
    }
    bonus = min(sums["bonus"], Fraction(5))
    return {"agency": _given(raw), "check": _checked(raw), "daily": sums["daily"], "peer": _peer(raw), "bonus": bonus}


def without_marks(raw: Raw) -> Mapping[str, str]:
    """Why components have no mark, by id; 待定 where it is still to come."""
    marked = {
        "agency": "mark" in _marks(raw, "agency"),
        "check": {item["clause"] for item in _listed(_marks(raw, "check"), "items")} == leaves("check").keys(),
        "peer": any(mark is not None for cast in _cast(raw) for mark in _of(cast)),
    }
    absent = raw.get("not_assessed", {})
    assert isinstance(absent, dict)
    pending = {name: "待定" for name, is_there in marked.items() if not is_there}
    return pending | {name: str(reason) for name, reason in absent.items()}


def total(raw: Raw) -> Fraction:
    """The exact total."""
    marks = by_component(raw)
    return (
        marks["agency"] * Fraction(40, 100)
        + marks["check"]
        + marks["daily"]
        + marks["peer"] * Fraction(30, 100)
        + marks["bonus"]
    )


@cache
def totals_of_others() -> Points:
    """The totals of all units with plain records, by id in the order of the scheme."""
    return {unit: total(plain(unit)) for unit in NAMES}


def _item(item: Raw, takes: bool, entries: Sequence[Raw], raw: Raw, unit: str) -> Fraction:
    mine = [entry for entry in entries if entry["clause"] == item["clause"]]
    rules = {str(rule["id"]): rule for rule in _listed(item, "rules")}
    waiting = [rule for rule in rules.values() if "automatic_unless" not in rule]
    points: dict[str, list[Fraction]] = {str(rule["id"]): [] for rule in waiting}
    for entry in mine:
        name = str(entry.get("rule") or waiting[0]["id"])
        worth = rules[name]["points"]
        one = number(worth[str(entry["level"])] if isinstance(worth, dict) else worth)
        points[name] += [one] * _remaining(entry, raw)
    mark = number(item["full"]) if takes else Fraction(0)
    mark += sum((_rule(rules[name], worth) for name, worth in points.items()), Fraction(0))
    if unit in _eligible(str(item["clause"])):
        free = (rule for rule in rules.values() if not points.get(str(rule.get("automatic_unless")), [1]))
        mark += sum((number(rule["points"]) for rule in free), Fraction(0))
    return max(mark, Fraction(0)) if takes else mark


def _rule(rule: Raw, points: Sequence[Fraction]) -> Fraction:
    once = rule.get("count", "highest") in ("once", "highest")
    net = max(points, key=abs, default=Fraction(0)) if once else sum(points, Fraction(0))
    limit = number(rule["limit"]) if "limit" in rule else abs(net)
    return max(-limit, min(limit, net))


def _remaining(entry: Raw, raw: Raw) -> int:
    """How often an entry counts after all decisions about it; the last one holds."""
    decided = [o for o in _listed(raw, "objections") if o["about"] == entry["id"] and o["outcome"] in AGAINST]
    if not decided:
        return int(number(entry.get("count", 1)))
    last = max(decided, key=lambda objection: (str(objection["decided"]), str(objection["id"])))
    return int(number(last.get("count", 0)))


@cache
def _eligible(clause: str) -> Sequence[str]:
    year = read_text(YEAR).data
    assert isinstance(year, dict)
    return year["eligible"].get(clause, [])  # type: ignore[no-any-return]


def _given(raw: Raw) -> Fraction:
    decided = [o for o in _listed(raw, "objections") if o["about"] == "agency" and o["outcome"] in AGAINST]
    if decided:
        return number(max(decided, key=lambda o: (str(o["decided"]), str(o["id"])))["mark"])
    return number(_marks(raw, "agency")["mark"])


def _checked(raw: Raw) -> Fraction:
    """The sum of the items; what is 不涉及 and left out is made up for by the others."""
    marks = _listed(_marks(raw, "check"), "items")
    every = leaves("check")
    left_out = sum(
        (
            number(every[str(item["clause"])]["full"])
            for item in marks
            if "not_applicable" in item and not _keeps("check", every[str(item["clause"])])
        ),
        Fraction(0),
    )
    held = sum((of_item("check", item) for item in marks), Fraction(0))
    return held * 10 / (10 - left_out)


def _peer(raw: Raw) -> Fraction:
    """The mean of the means of the rater units."""
    means = []
    for cast in _cast(raw):
        marks = [number(mark) for mark in _of(cast) if mark is not None]
        means += [sum(marks, Fraction(0)) / len(marks)] if marks else []
    return sum(means, Fraction(0)) / len(means)


def _cast(raw: Raw) -> list[Raw]:
    return _listed(raw.get("ballots", {}), "peer")


def _of(cast: Raw) -> list[object]:
    marks = cast["marks"]
    assert isinstance(marks, list)
    return marks


def _keeps(component: str, leaf: Raw) -> bool:
    return leaf.get("not_applicable", components()[component].get("not_applicable")) == "keep"


def _marks(raw: Raw, component: str) -> Raw:
    marks = raw["marks"]
    assert isinstance(marks, dict)
    return marks.get(component, {})  # type: ignore[no-any-return]


def _listed(raw: object, name: str) -> list[Raw]:
    assert isinstance(raw, dict)
    found = raw.get(name, [])
    assert isinstance(found, list)
    return found

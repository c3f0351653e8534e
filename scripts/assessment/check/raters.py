"""Ballots come from units of the groups that the scheme lets rate (三（三）, reading ballot-average of 2019)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.findings import Finding, Severity
from assessment.nearest import did_you_mean


def check_raters(facts: Facts) -> Iterator[Finding]:
    """Find ballots under a component without ballots, and raters unknown, of the wrong group, or listed twice.

    A unit that rates itself is a fault even where the scheme lets its group rate itself. It may rate in each wave.
    """
    for part in facts.scheme.parts():
        if part.method is Method.BALLOTS and not part.items:
            yield from _rated_by_nobody(facts, part)
    measured = [one for component in facts.scheme.components for one in component.measurements()]
    for record in facts.records.values():
        seen: set[tuple[str, str, str]] = set()
        for cast in record.ballots:
            place = cast.origin.of("rater")
            component = facts.parts.get(cast.component)
            if component is None or component.method is not Method.BALLOTS:
                named = {c.id: c.name for c in facts.scheme.components if c.method is Method.BALLOTS}
                hint = did_you_mean(cast.component, named, "请核对环节编号")
                yield Finding(place, "unknown-component", f"“{cast.component}”不是评议环节", hint)
                continue
            rated, group = facts.group(record), facts.scheme.group_of(cast.rater)
            if cast.rater in facts.scheme.outside_names:
                if rated and cast.rater not in component.raters.get(rated, ()):
                    name = facts.scheme.outside_names[cast.rater]
                    message = f"“{name}”不能评议“{facts.name(record.unit)}”"
                    yield Finding(place, "wrong-rater-group", message, _who_may(facts, component, rated))
            elif group is None:
                message = f"评议单位“{cast.rater}”不是本年度的考评对象"
                known = {**facts.assessed_names, **facts.scheme.outside_names}
                hint = did_you_mean(cast.rater, known, "请核对单位编号")
                yield Finding(place, "unknown-unit", message, hint)
            elif rated and group.id not in component.raters.get(rated, ()):
                message = f"“{facts.name(cast.rater)}”属于“{group.name}”，不能评议“{facts.name(record.unit)}”"
                yield Finding(place, "wrong-rater-group", message, _who_may(facts, component, rated))
            elif rated and cast.rater == record.unit:
                yield Finding(place, "self-rating", "单位不能评议自己", "请删去这一条")
            waves = (wave for part, wave in measured if part.key == cast.component and wave is not None)
            wave = next((wave.id for wave in waves if cast.date is not None and cast.date in wave.window), "")
            if (cast.component, cast.rater, wave) in seen:
                yield Finding(place, "repeated-rater", f"评议单位“{cast.rater}”列了两次", "请合并成一条")
            seen.add((cast.component, cast.rater, wave))


def _rated_by_nobody(facts: Facts, part: Part) -> Iterator[Finding]:
    """Find groups that the part is for and that nobody may rate: their units would be 待定 for ever.

    While parts of the scheme are undecided, as after a group was added, that is still to be written.
    """
    severity = Severity.WARNING if facts.scheme.undecided else Severity.ERROR
    for group in facts.scheme.groups:
        is_for = any(part.is_for(facts.scheme.marked_as(unit)) for unit in group.units)
        if is_for and not part.raters.get(group.id):
            message = f"“{part.name}”没有写“{group.name}”由谁评议"
            hint = f"请在 raters 补上 {group.id}: [评议的组]；不评议这一组的，写 groups 限定"
            yield Finding(part.origin.of("raters"), "no-raters", message, hint, severity)


def _who_may(facts: Facts, component: Part, rated: str) -> str:
    allowed = component.raters.get(rated, ())
    known = {**{group.id: group.name for group in facts.scheme.groups}, **facts.scheme.outside_names}
    names = "、".join(name for id, name in known.items() if id in allowed)
    return f"应由{names}评议" if names else "方案没有规定由谁评议这个单位所在的组（raters）"

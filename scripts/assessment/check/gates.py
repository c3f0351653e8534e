"""A gate looks at a part that has a mark of its own in the same branch, and can be shut as well as open."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assessment.check.bounds import Bounds, bounds_of, total_bounds
from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Gate, Part
from assessment.dataset.scheme import Scheme
from assessment.exact import exact
from assessment.findings import Finding


def check_gates(facts: Facts) -> Iterator[Finding]:
    """Find gates without one threshold, gates that look at nothing they can see, and gates that never change."""
    yield from under_readings(facts, lambda scheme: _among(scheme, scheme.components, top=True))


def _among(scheme: Scheme, parts: Sequence[Part], *, top: bool) -> Iterator[Finding]:
    seen_from = {part.key: part for part in parts}
    for part in parts:
        if part.gate is not None:
            yield from _gate(scheme, part, part.gate, seen_from, top=top)
        yield from _among(scheme, part.items, top=False)


def _gate(scheme: Scheme, part: Part, gate: Gate, beside: Mapping[str, Part], *, top: bool) -> Iterator[Finding]:
    place = part.origin.of("gate")
    if (gate.at_least is None) == (gate.above is None):
        message = f"“{part.name}”的门槛要写且只写一种：达到（at_least）或超过（above）"
        yield Finding(place, "gate-threshold", message, "请保留一种")
    if not gate.part:
        if not top:
            message = f"“{part.name}”的门槛没有写看哪一部分（part），只有环节才能看总分"
            yield Finding(place, "gate-part", message, _usable(part, beside))
        elif (gate.at_least is None) != (gate.above is None):
            yield from _always_same(scheme, part, gate, None)
        return
    if gate.part in {below.key for below in part.walk()}:
        message = f"“{part.name}”的门槛看的是它自己"
        yield Finding(place, "gate-part", message, _usable(part, beside))
        return
    visible = {seen.key: seen for other in beside.values() if other is not part for seen in _visible(other)}
    target = visible.get(gate.part)
    if target is None:
        known = any(other.key == gate.part for other in scheme.parts())
        why = "不在同一个上级之下，或没有自己的得分" if known else "方案里没有"
        message = f"“{part.name}”的门槛要看“{gate.part}”，{why}"
        yield Finding(place, "gate-part", message, _usable(part, beside))
        return
    if target.key in beside and target.gate is not None:
        message = f"“{part.name}”的门槛要看“{target.name}”，它自己也有门槛"
        yield Finding(place, "gate-part", message, "请改看没有门槛的部分，或删去其中一个门槛")
    missing = [group.name for group in scheme.marking_groups if part.is_for(group.id) and not target.is_for(group.id)]
    if missing:
        message = f"“{part.name}”的门槛要看“{target.name}”，它不适用于“{'、'.join(missing)}”组"
        yield Finding(place, "gate-part", message, "请改看各组都有的部分，或用 groups 限定适用的组")
    elif (gate.at_least is None) != (gate.above is None):
        yield from _always_same(scheme, part, gate, target)


def _visible(part: Part) -> Iterator[Part]:
    """Yield a part and those below that have a mark which a gate beside the part sees."""
    yield part
    if not part.waves and part.members is None and part.method is not Method.GIVEN:
        for item in part.items:
            yield from _visible(item)


def _usable(part: Part, beside: Mapping[str, Part]) -> str:
    keys = [key for key, other in beside.items() if other is not part and other.gate is None]
    return f"part 可填：{'、'.join(keys)}" if keys else "同一上级之下没有别的部分，请删去门槛"


def _always_same(scheme: Scheme, part: Part, gate: Gate, target: Part | None) -> Iterator[Finding]:
    """Find gates that are open, or shut, whatever the marks."""
    threshold = exact(gate.above if gate.above is not None else gate.at_least or Decimal(0))
    strict = gate.above is not None
    found = [_seen(scheme, part, target, group.id) for group in scheme.marking_groups if part.is_for(group.id)]
    what = "总分" if target is None else f"“{target.name}”"
    if all(b.most is not None and (b.most < threshold or (strict and b.most == threshold)) for b in found):
        message = f"{what}最多也过不了“{part.name}”的门槛，这一部分永远不计"
        yield Finding(part.origin.of("gate"), "never-acts", message, "请写它过得了的数，或删去 gate")
    elif all(b.least is not None and (b.least > threshold or (not strict and b.least == threshold)) for b in found):
        message = f"{what}最少也过“{part.name}”的门槛，门槛不起作用"
        yield Finding(part.origin.of("gate"), "never-acts", message, "请写更高的数，或删去 gate")


def _seen(scheme: Scheme, part: Part, target: Part | None, group: str) -> Bounds:
    if target is not None:
        return bounds_of(target, group)
    others = [other for other in scheme.components if other is not part and (other.gate is None or other.gate.part)]
    return total_bounds(others, group)

"""A part is measured in waves, or by members, in such a way that each mark and entry belongs to one of them."""

from collections.abc import Iterator
from itertools import combinations

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Combine, Part
from assessment.findings import Finding


def check_waves(facts: Facts) -> Iterator[Finding]:
    """Find waves that share an id or a day, waves inside waves, and members of what is not marked by member."""
    for scheme in facts.schemes:
        for component in scheme.components:
            yield from _part(component, None, None)


def _part(part: Part, waves_above: Part | None, members_above: Part | None) -> Iterator[Finding]:
    """Find the faults of a part and of all below it.

    Args:
        waves_above: the part above that is measured in waves.
        members_above: the part above that is measured by members.
    """
    if part.waves:
        yield from _waves(part)
        above = waves_above or members_above
        if above is not None:
            how = "分轮测评" if above is waves_above else "按下属对象评定"
            message = f"“{part.name}”又分轮次，上级“{above.name}”已经{how}"
            yield Finding(part.origin.of("waves"), "nested-waves", message, "请只在一级写 waves")
    if part.members is not None:
        if members_above is not None:
            message = f"“{part.name}”又分对象，上级“{members_above.name}”已经按下属对象评定"
            yield Finding(part.origin.of("members"), "nested-waves", message, "请只在一级写 members")
        methods = {leaf.method for leaf in part.leaves()}
        if methods != {Method.GIVEN} and not (part.method is Method.COUNT and not part.items):
            message = f"“{part.name}”不由外部逐个对象给分，不能按下属对象合成（members）"
            yield Finding(part.origin.of("members"), "unused-field", message, "请把 members 写在外部给分的那一项")
    for item in part.items:
        yield from _part(item, part if part.waves else waves_above, part if part.members is not None else members_above)


def _waves(part: Part) -> Iterator[Finding]:
    place = part.origin.of("waves")
    seen: set[str] = set()
    for wave in part.waves:
        if wave.id in seen:
            yield Finding(place, "repeated-id", f"“{part.name}”有两轮的编号都是“{wave.id}”", "请改成各不相同")
        seen.add(wave.id)
        if wave.window.last < wave.window.first:
            message = f"“{part.name}”的“{wave.name}”，止日早于起日"
            yield Finding(place, "window-reversed", message, "请核对日期")
        elif "window" in part.origin.fields and (
            wave.window.first not in part.window or wave.window.last not in part.window
        ):
            message = f"“{part.name}”的“{wave.name}”不全在它的测评时间（{part.window.first} 至 {part.window.last}）之内"
            yield Finding(place, "outside-window", message, "请核对两处日期")
    for wave in part.waves if part.combine is Combine.MEAN and any(one.is_weighed for one in part.waves) else ():
        if not wave.is_weighed:
            message = f"“{part.name}”的“{wave.name}”没有写权重，别的轮写了"
            yield Finding(place, "missing-weight", message, "请补上 weight，或各轮都不写（各轮一样重）")
    for one, other in combinations(part.waves, 2):
        if one.window.first <= other.window.last and other.window.first <= one.window.last:
            message = f"“{part.name}”的“{one.name}”和“{other.name}”有重叠的日子，那几天的记录会算两次"
            yield Finding(place, "waves-overlap", message, "请核对各轮的起止日期")
    if part.combine is not Combine.MEAN and len({wave.weight for wave in part.waves}) > 1:
        message = f"“{part.name}”各轮不取平均（combine），用不上轮次的“权重”（weight）"
        yield Finding(place, "unused-field", message, "请删去各轮的 weight，或改为 combine: mean")

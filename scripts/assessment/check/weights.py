"""Weights and marks add up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.marked_as import names_in
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.place import Origin

_TOTAL_HINT = "请改正总分（full）或各环节的 points；满分以外的写 on_top: true，只考一部分组的写 groups"
_SUM_HINT = "请改正分值；原文如此的，加一条解读，在 settings 里写这里的 scale 是 true 还是 false"


def check_weights(facts: Facts) -> Iterator[Finding]:
    """Find weights that do not add up to the full marks, and items that do not add up to what holds them.

    A gap that a reading says how to bridge, by setting ``scale`` there or not, is as issued and not a fault.
    """
    for scheme in facts.schemes:
        missing = [*_missing(scheme), *_without_end(scheme)]
        yield from missing
        if not missing:
            yield from _totals(scheme)
            explained = set(_bridged(scheme))
            for component in scheme.components:
                yield from _component(scheme, component, explained)


def _missing(scheme: Scheme) -> Iterator[Finding]:
    """Find full marks that are not written, and numbers by group that leave a group out."""
    yield from _missing_total(scheme)
    for component in scheme.components:
        yield from _missing_below(component, [group for group in scheme.marking_groups if component.is_for(group.id)])


def _missing_total(scheme: Scheme) -> Iterator[Finding]:
    """Find totals without full marks although everything in them has some, and full marks of totals that have no end."""
    closed: list[MarkingGroup] = []
    endless: dict[str, list[str]] = {}
    for group in scheme.marking_groups:
        counted = [part for part in scheme.components_of(group.id) if not part.on_top]
        open_ended = [part for part in counted if part.points_of(group.id) is None]
        if not open_ended:
            closed.append(group)
        elif not any(_lacks_full(part, group.id) for part in open_ended):  # else that is said of the part itself
            endless.setdefault(open_ended[0].name, []).append(group.name)
    for part, names in endless.items():
        of = f"“{'、'.join(names)}”组的“{part}”不设满分"
        named = [group for group in scheme.marking_groups if group.name in names]
        if scheme.full is not None and any(scheme.full_of(group.id) is not None for group in named):
            message = f"{of}，总分就没有满分，方案却写了总分（full）"
            hint = "请删去总分（full）或其中这些组的数字，或给这个环节补上 full"
            yield Finding(scheme.origin.of("full"), "open-total", message, hint)
        elif scheme.conversion_full is not None:
            message = f"{of}，总分没有满分，不能折算成绩效考核得分"
            place = scheme.origin.of("conversion_full")
            yield Finding(place, "open-total", message, "请删去 conversion_full，或给这个环节补上 full")
    if scheme.full is not None:
        yield from _left_out(closed, scheme.full, scheme.origin, "full", "总分")
    elif closed:
        yield _without_full("总分", scheme.origin)


def _lacks_full(part: Part, group: str) -> bool:
    """Tell whether a part, or one below it, is without numbers that it needs."""
    left_out = any(value is not None and value.of(group) is None for value in (part.points, part.full))
    return (
        left_out
        or (_needs_full(part) and part.full_of(group) is None)
        or any(_lacks_full(item, group) for item in part.items_of(group))
    )


def _needs_full(part: Part) -> bool:
    """Tell whether a part cannot do without full marks; one that only rounds give the marks of is as open as they are."""
    only_rounds = bool(part.waves) and all(wave.round is not None for wave in part.waves)
    return part.method.needs_full and not only_rounds


def _missing_below(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    for field, value in (("points", part.points), ("full", part.full)):
        if value is not None:
            yield from _left_out(groups, value, part.origin, field, part.name)
    written = part.full is not None
    if _needs_full(part) and not written and any(part.full_of(group.id) is None for group in groups):
        yield _without_full(part.name, part.origin)
    if part.method is Method.MEAN:
        yield from _missing_shares(part, groups)
    for item in part.items:
        yield from _missing_below(item, [group for group in groups if item.is_for(group.id)])


def _missing_shares(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find parts of a mean that have no full marks to be a share of, or no weight beside others that have one."""
    items = [item for item in part.items if not item.on_top]
    for item in items:
        if not item.method.needs_full and any(item.is_for(group.id) and not item.full_of(group.id) for group in groups):
            message = f"“{part.name}”取加权平均，“{item.name}”没有满分，算不出占几成"
            yield Finding(item.origin.place, "missing-marks", message, "请补上 full，或写 on_top: true 另加")
        if item.weight is None and any(other.weight is not None for other in items):
            message = f"“{part.name}”的下级有的写了权重，“{item.name}”没有写"
            yield Finding(item.origin.place, "missing-weight", message, "请补上 weight，或各项都不写（按满分占份额）")


def _without_full(name: str, origin: Origin) -> Finding:
    return Finding(origin.place, "missing-marks", f"“{name}”没有写明满分", "请补上 full")


def _left_out(groups: Sequence[MarkingGroup], value: ByGroup, origin: Origin, field: str, name: str) -> Iterator[Finding]:
    for group in groups:
        if value.of(group.id) is None:
            message = f"“{name}”没有写明“{group.name}”组的分值"
            hint = f"请补上 {' 或 '.join(names_in(group.id))}"
            if value.own.keys() - {one.group for one in groups}:
                hint += f"，或把 {'、'.join(group.units)} 列入已有分值的类别（kinds）"
            yield Finding(origin.of(field), "missing-weight", message, hint)


def _totals(scheme: Scheme) -> Iterator[Finding]:
    """Find groups whose components do not add up, those with the same sum in one line."""
    wrong: dict[tuple[Fraction, Fraction], list[str]] = {}
    for group in scheme.marking_groups:
        counted = [component for component in scheme.components_of(group.id) if not component.on_top]
        points = [component.points_of(group.id) for component in counted]
        if any(most is None for most in points):
            continue
        total, full = sum((Fraction(most or 0) for most in points), Fraction(0)), Fraction(scheme.full_of(group.id) or 0)
        if total != full:
            wrong.setdefault((total, full), []).append(group.name)
    for (total, full), names in wrong.items():
        message = f"“{'、'.join(names)}”各环节合计 {exact_text(total)} 分，应为 {exact_text(full)} 分"
        place = scheme.origin.of("full")
        yield Finding(place, "weights-do-not-add-up", message, _TOTAL_HINT)


def _without_end(scheme: Scheme) -> Iterator[Finding]:
    """Find parts without full marks in a sum of others that have them: what they make of its full marks is not said.

    A total may be without an end.
    """
    for items in (part.items for part in scheme.parts() if part.method is Method.SUM):
        for item in items:
            for group in (group.id for group in scheme.marking_groups if item.is_for(group.id)):
                beside = [other for other in items if other.is_for(group) and not other.on_top]
                ends = {other.points_of(group) is not None for other in beside}
                if not item.on_top and item.points_of(group) is None and len(ends) > 1:
                    message = f"“{item.name}”没有满分，同级的其他部分有，合起来的满分算不出"
                    yield Finding(item.origin.place, "missing-marks", message, "请补上 full，或写 on_top: true 另加")
                    break


def _bridged(scheme: Scheme) -> Iterator[str]:
    """Yield the ids and clauses of what some option of a reading scales."""
    for reading in scheme.readings:
        for option in reading.options:
            for setting in option.settings:
                *above, last = setting.at.split("/")
                if last == "scale" and above:
                    yield above[-1]


def _component(scheme: Scheme, component: Part, explained: set[str]) -> Iterator[Finding]:
    found: dict[Finding, list[str]] = {}
    groups = [group for group in scheme.marking_groups if component.is_for(group.id)]
    for group in groups:
        for part in component.walk():
            if part.is_for(group.id):
                for finding in (*_open_ended(part, group.id), *_items(part, group.id, explained)):
                    found.setdefault(finding, []).append(group.name)
    for finding, names in found.items():
        of = "" if len(names) == len(groups) else f"“{'、'.join(names)}”的"
        yield replace(finding, message=of + finding.message)


def _open_ended(part: Part, group: str) -> Iterator[Finding]:
    """Find points of a part without full marks that are not the limit that holds them."""
    points, upper = part.points_of(group), None if part.limit is None else part.limit.upper
    if part.points is None or part.full_of(group) is not None or points is None or upper == points:
        return
    bound = "没有写明上限" if upper is None else f"上限却是 {upper} 分"
    message = f"“{part.name}”最多加 {exact_text(exact(points))} 分（points），{bound}（limit 的 upper）"
    yield Finding(part.origin.of("points"), "bonus-without-limit", message, "请把两处写成同一个数")


def _items(holder: Part, group: str, explained: set[str]) -> Iterator[Finding]:
    declared = None if holder.full is None else holder.full.of(group)
    items = [item for item in holder.items_of(group) if not item.on_top]
    worth = [item.points_of(group) for item in items]
    if declared is None or holder.method is Method.MEAN or not items or any(points is None for points in worth):
        return
    held = sum((exact(points) for points in worth if points is not None), Fraction(0))
    if held != exact(declared) and holder.key not in explained:
        message = f"“{holder.name}”标示 {exact_text(exact(declared))} 分，下级合计 {exact_text(held)} 分"
        yield Finding(holder.origin.of("full"), "weights-do-not-add-up", message, _SUM_HINT)

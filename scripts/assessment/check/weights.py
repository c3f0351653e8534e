"""Weights and marks add up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.marked_as import names_in
from assessment.dataset.part import Method, Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.place import Origin

_NEED_FULL = (Method.GIVEN, Method.DEDUCTIONS, Method.BALLOTS, Method.MEAN)
"""The methods that cannot do without full marks."""


def check_weights(facts: Facts) -> Iterator[Finding]:
    """Find weights that do not add up to the full marks, and items that do not add up to what holds them.

    A gap that a reading says how to bridge, by setting ``scale`` there or not, is as issued and not a fault.
    """
    for scheme in facts.schemes:
        missing = [*_missing(scheme)]
        yield from missing
        if not missing:
            yield from _totals(scheme)
            explained = set(_bridged(scheme))
            for component in scheme.components:
                yield from _component(scheme, component, explained)


def _missing(scheme: Scheme) -> Iterator[Finding]:
    """Find full marks that are not written, and numbers by group that leave a group out."""
    yield from _left_out(scheme.marking_groups, scheme.full, scheme.origin, "full", "总分")
    for component in scheme.components:
        yield from _missing_below(component, [group for group in scheme.marking_groups if component.is_for(group.id)])


def _missing_below(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    for field, value in (("points", part.points), ("full", part.full)):
        if value is not None:
            yield from _left_out(groups, value, part.origin, field, part.name)
    written = part.full is not None
    if part.method in _NEED_FULL and not written and any(part.full_of(group.id) is None for group in groups):
        yield _without_full(part.name, part.origin)
    if part.method is Method.MEAN:
        yield from _missing_shares(part, groups)
    for item in part.items:
        yield from _missing_below(item, [group for group in groups if item.is_for(group.id)])


def _missing_shares(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find parts of a mean that have no full marks to be a share of, or no weight beside others that have one."""
    items = [item for item in part.items if not item.on_top]
    for item in items:
        if item.method not in _NEED_FULL and any(
            item.is_for(group.id) and not item.full_of(group.id) for group in groups
        ):
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
        total, full = sum((Fraction(most or 0) for most in points), Fraction(0)), scheme.full.exact(group.id)
        if total != full:
            wrong.setdefault((total, full), []).append(group.name)
    for (total, full), names in wrong.items():
        message = f"“{'、'.join(names)}”各环节合计 {exact_text(total)} 分，应为 {exact_text(full)} 分"
        place = scheme.origin.of("full")
        yield Finding(place, "weights-do-not-add-up", message, "请核对总分（full）和各环节的 points")


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
        yield Finding(holder.origin.of("full"), "weights-do-not-add-up", message, "请核对分值；原文如此的，请加一条解读")

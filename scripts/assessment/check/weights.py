"""Weights and marks add up."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Method, Part
from assessment.dataset.scheme import Group, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.place import Origin

_SUMMED = (Method.INDICATORS, Method.DEDUCTIONS)
"""The methods whose full marks must come from items."""


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
    yield from _left_out(scheme.groups, scheme.full, scheme.origin, "full", "总分")
    for component in scheme.components:
        name = component.name
        yield from _left_out(scheme.groups, component.points, component.origin, "points", name)
        if component.method in (Method.BONUS, Method.ROLLUP):
            continue
        if component.full is None:
            yield _without_full(name, component.origin)
        else:
            yield from _left_out(scheme.groups, component.full, component.origin, "full", name)
        for item in component.walk():
            if item.full is None:
                yield _without_full(item.name, item.origin)
            else:
                yield from _left_out(scheme.groups, item.full, item.origin, "full", item.name)


def _without_full(name: str, origin: Origin) -> Finding:
    return Finding(origin.place, "missing-marks", f"“{name}”没有写明满分", "请补上 full")


def _left_out(groups: tuple[Group, ...], value: ByGroup, origin: Origin, field: str, name: str) -> Iterator[Finding]:
    for group in groups:
        if value.of(group.id) is None:
            message = f"“{name}”没有写明“{group.name}”组的分值"
            yield Finding(origin.of(field), "missing-weight", message, f"请补上 {group.id}")


def _totals(scheme: Scheme) -> Iterator[Finding]:
    """Find groups whose components do not add up, those with the same sum in one line."""
    parts = [component for component in scheme.components if component.method is not Method.BONUS]
    wrong: dict[tuple[Fraction, Fraction], list[str]] = {}
    for group in scheme.groups:
        total = sum((component.points.exact(group.id) for component in parts), Fraction(0))
        full = scheme.full.exact(group.id)
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
    if component.method is Method.DEDUCTIONS:
        yield from _signs(component)
    found: dict[Finding, list[str]] = {}
    for group in scheme.groups:
        if component.method is Method.BONUS:
            wrong = _bonus(component, component.points.exact(group.id))
        elif component.full is not None and (component.items or component.method in _SUMMED):
            wrong = _items(component, component.items, component.full.exact(group.id), group.id, explained)
        else:
            return
        for finding in wrong:
            found.setdefault(finding, []).append(group.name)
    for finding, names in found.items():
        of = "" if len(names) == len(scheme.groups) else f"“{'、'.join(names)}”的"
        yield replace(finding, message=of + finding.message)


def _bonus(component: Part, points: Fraction) -> Iterator[Finding]:
    """Find a bonus whose points are not the limit that holds it."""
    upper = None if component.limit is None else component.limit.upper
    if upper is None or exact(upper) != points:
        bound = "没有写明上限" if upper is None else f"上限却是 {upper} 分"
        message = f"“{component.name}”最多加 {exact_text(points)} 分（points），{bound}（limit 的 upper）"
        yield Finding(component.origin.of("points"), "bonus-without-limit", message, "请把两处写成同一个数")


def _signs(component: Part) -> Iterator[Finding]:
    for item in component.walk():
        for rule in item.rules:
            if any(rule.each(level) > 0 for level in rule.levels or ("",)):
                message = f"“{item.name}”是扣分条款，分值应为负数"
                yield Finding(rule.origin.of("points"), "wrong-sign", message, "请在分值前加负号")


def _items(
    holder: Part | Part, items: tuple[Part, ...], declared: Fraction, group: str, explained: set[str]
) -> Iterator[Finding]:
    held = sum((item.full.exact(group) for item in items if item.full is not None), Fraction(0))
    if held != declared and (holder.id if isinstance(holder, Part) else holder.clause) not in explained:
        message = f"“{holder.name}”标示 {exact_text(declared)} 分，下级合计 {exact_text(held)} 分"
        yield Finding(holder.origin.of("full"), "weights-do-not-add-up", message, "请核对分值；原文如此的，请加一条解读")
    for item in items:
        if item.items and item.full is not None:
            yield from _items(item, item.items, item.full.exact(group), group, explained)

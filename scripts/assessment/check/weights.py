"""Weights and marks add up."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assessment.check.facts import Facts
from assessment.dataset.scheme import Component, Item, Method, Scheme
from assessment.exact import exact, exact_text, for_group
from assessment.findings import Finding


def weights(facts: Facts) -> Iterator[Finding]:
    """Find weights that do not add up to the full marks, and items that do not add up to what holds them.

    A gap that a reading says how to bridge, by setting ``scale`` there or not, is as issued and not a fault.
    """
    explained = set(_bridged(facts.scheme))
    for group in facts.scheme.groups:
        parts = [component for component in facts.scheme.components if component.method is not Method.BONUS]
        if missing := [c for c in parts if not _covers(c, group.id)]:
            for component in missing:
                message = f"“{component.name}”没有写明“{group.name}”组的分值"
                yield Finding(component.origin.of("points"), "missing-weight", message, "请补上该组的分值")
            continue
        total = sum((for_group(component.points, group.id) for component in parts), Fraction(0))
        if total != exact(facts.scheme.full):
            message = f"“{group.name}”各环节合计 {exact_text(total)} 分，应为 {facts.scheme.full} 分"
            place = facts.scheme.components[0].origin.of("points")
            yield Finding(place, "weights-do-not-add-up", message, "请核对各环节的 points")
        for component in parts:
            if component.method is Method.DEDUCTIONS:
                yield from _signs(component)
            if component.items and component.full is not None:
                yield from _items(component, component.items, exact(component.full), group.id, explained)


def _bridged(scheme: Scheme) -> Iterator[str]:
    """Yield the ids and clauses of what some option of a reading scales."""
    for reading in scheme.readings:
        for option in reading.options:
            for setting in option.settings:
                *above, last = setting.at.split("/")
                if last == "scale" and above:
                    yield above[-1]


def _covers(component: Component, group: str) -> bool:
    values = [component.points, *(item.full for item in component.walk())]
    return all(group in value for value in values if isinstance(value, Mapping))


def _signs(component: Component) -> Iterator[Finding]:
    for item in component.walk():
        for rule in item.rules:
            listed = rule.points.values() if isinstance(rule.points, Mapping) else (rule.points,)
            if any(points > 0 for points in listed):
                message = f"“{item.name}”是扣分条款，分值应为负数"
                yield Finding(rule.origin.of("points"), "wrong-sign", message, "请在分值前加负号")


def _items(
    holder: Component | Item, items: tuple[Item, ...], declared: Fraction, group: str, explained: set[str]
) -> Iterator[Finding]:
    if any(item.full is None for item in items):
        for item in items:
            if item.full is None:
                yield Finding(item.origin.place, "missing-marks", f"“{item.name}”没有写明满分", "请补上 full")
        return
    held = sum((for_group(item.full, group) for item in items if item.full is not None), Fraction(0))
    if held != declared and (holder.id if isinstance(holder, Component) else holder.clause) not in explained:
        message = f"“{holder.name}”标示 {exact_text(declared)} 分，下级合计 {exact_text(held)} 分"
        yield Finding(holder.origin.of("full"), "weights-do-not-add-up", message, "请核对分值；原文如此的，请加一条解读")
    for item in items:
        if item.items and item.full is not None:
            yield from _items(item, item.items, for_group(item.full, group), group, explained)

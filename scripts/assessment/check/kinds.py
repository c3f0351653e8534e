"""Kinds of units stand for units that are assessed, and leave no unit with two numbers or with none."""

from collections.abc import Iterator

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.marked_as import names_in
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding
from assessment.nearest import did_you_mean
from assessment.place import Origin


def check_kinds(facts: Facts) -> Iterator[Finding]:
    """Find units of a kind that are not assessed, kinds that nothing asks for, and units that fall under two or none."""
    for kind in facts.scheme.kinds:
        for unit in kind.units:
            if unit not in facts.assessed:
                message = f"类别“{kind.name}”里的“{unit}”不是本年度的考评对象"
                hint = did_you_mean(unit, facts.assessed_names, "请核对单位编号，考评对象列在 groups")
                yield Finding(kind.origin.of("units"), "unknown-unit", message, hint)
    if facts.scheme.kinds:
        yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    yield from _unused(scheme)
    if scheme.full is not None:
        yield from _two_numbers(scheme, "总分", scheme.full, scheme.origin, "full")
    for part in scheme.parts():
        yield from _mixed(scheme, part)
        for field, value in (("full", part.full), ("points", part.points)):
            if value is not None:
                yield from _two_numbers(scheme, part.name, value, part.origin, field)
    yield from _of_none(scheme)


def _unused(scheme: Scheme) -> Iterator[Finding]:
    of_parts = (value for part in scheme.parts() for value in (part.full, part.points))
    numbers = [value for value in (scheme.full, *of_parts) if value is not None]
    ids = {id for part in scheme.parts() for id in part.groups} | {id for value in numbers for id in value.own}
    for kind in scheme.kinds:
        if kind.id not in ids:
            message = f"类别“{kind.name}”没有用处：没有一项只适用于它，也没有按它填写的分值"
            hint = f"请在有关各项写 groups: [{kind.id}]，或按它填写 full、points，或删去这一类"
            yield Finding(kind.origin.of("id"), "never-acts", message, hint)


def _mixed(scheme: Scheme, part: Part) -> Iterator[Finding]:
    """Find a part that is for kinds and groups at once, which says neither that both are meant nor that either is."""
    kinds = [kind.id for kind in scheme.kinds if kind.id in part.groups]
    groups = [group.id for group in scheme.groups if group.id in part.groups]
    if kinds and groups:
        message = (
            f"“{part.name}”同时限定了组（{'、'.join(groups)}）和类别（{'、'.join(kinds)}），看不出是都要还是有一样就行"
        )
        hint = "groups 请只写组或只写类别；两样都要的，请另立一个类别"
        yield Finding(part.origin.of("groups"), "groups-and-kinds", message, hint)


def _two_numbers(scheme: Scheme, name: str, value: ByGroup, origin: Origin, field: str) -> Iterator[Finding]:
    called = scheme.group_names
    for group in scheme.marking_groups:
        given = {id: value.own[id] for id in names_in(group.id) if id in value.own}
        if len(given) > 1:
            numbers = "、".join(f"{called[id]} {number:f}" for id, number in given.items())
            message = f"“{name}”对 {'、'.join(group.units)} 写了几个分值（{numbers}），分不清按哪一个"
            hint = "请让这些单位只属于其中一类，或另立一个类别"
            yield Finding(origin.of(field), "two-numbers", message, hint)


def _of_none(scheme: Scheme) -> Iterator[Finding]:
    """Find units of no kind where every component of the full marks is for kinds alone."""
    kinds = {kind.id for kind in scheme.kinds}
    base = [component for component in scheme.components if not component.on_top]
    if any(kinds.isdisjoint(component.groups) for component in base):
        return
    for group in scheme.marking_groups:
        if kinds.isdisjoint(names_in(group.id)):
            message = f"{'、'.join(group.units)} 不属于任何类别，没有一个环节适用"
            yield Finding(scheme.origin.of("kinds"), "unit-of-no-kind", message, "请把这些单位列入一个类别")

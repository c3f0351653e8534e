"""A part is for groups or kinds that the part above is for, and says nothing about others."""

from collections.abc import Iterator, Sequence

from assessment.check.facts import Facts
from assessment.dataset.marked_as import names_in
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.findings import Finding


def check_groups(facts: Facts) -> Iterator[Finding]:
    """Find parts for groups that never reach them, numbers for such groups, and groups that a part leaves empty."""
    for scheme in facts.schemes:
        for component in scheme.components:
            yield from _part(scheme, component, scheme.marking_groups, "方案")


def _part(scheme: Scheme, part: Part, above: Sequence[MarkingGroup], holder: str) -> Iterator[Finding]:
    """Find the faults of a part and of all below it.

    Args:
        above: the groups that the part above is for.
        holder: the name of the part above.
    """
    names = scheme.group_names
    outside = [names[id] for id in part.groups if id in names.keys() - _names(above)]
    if outside:
        message = f"“{part.name}”适用于“{'、'.join(outside)}”组，上级“{holder}”却不适用"
        yield Finding(part.origin.of("groups"), "not-for-group", message, "请从 groups 中删去，或让上级也适用")
    groups = [group for group in above if part.is_for(group.id)]
    for field, own in (("full", part.full), ("points", part.points)):
        unused = [names[id] for id in (() if own is None else own.own) if id in names.keys() - _names(groups)]
        if unused:
            message = f"“{part.name}”不适用于“{'、'.join(unused)}”组，却写了它的分值"
            yield Finding(part.origin.of(field), "not-for-group", message, "请删去这一组的数字")
    if part.items and part.method is not Method.GIVEN:
        empty = [group.name for group in groups if not any(item.is_for(group.id) for item in part.items)]
        if empty:
            message = f"“{part.name}”适用于“{'、'.join(empty)}”组，下级却没有一项适用"
            yield Finding(
                part.origin.of("items"), "not-for-group", message, "请补上这一组的项目，或用 groups 限定适用的组"
            )
    for item in part.items:
        yield from _part(scheme, item, groups, part.name)


def _names(groups: Sequence[MarkingGroup]) -> set[str]:
    """Return the ids of the groups and kinds that some units are of."""
    return {name for group in groups for name in names_in(group.id)}

"""A total below 0 is what the scheme says, not what it forgot to rule out."""

from collections.abc import Iterator, Sequence

from assessment.check.bounds import bounds_of, factor_of, total_bounds
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.exact import exact_text
from assessment.findings import Finding, Severity


def check_below_zero(facts: Facts) -> Iterator[Finding]:
    """Find components that can take the total of a group below 0 without a word about it.

    A reading that sets the limit of a component has answered the question, and so has a lower limit, or ``none``.
    """
    answered = {*_answered(facts.scheme)}
    found: dict[Finding, None] = {}
    for scheme in facts.schemes:
        for component in scheme.components:
            limit = component.limit
            if component.key not in answered and (limit is None or (limit.lower is None and not limit.is_open_below)):
                found.update(dict.fromkeys(_component(scheme, component)))
    yield from found


def _answered(scheme: Scheme) -> Iterator[str]:
    """Yield the ids of the components whose limit some option of a reading sets."""
    for reading in scheme.readings:
        for option in reading.options:
            for setting in option.settings:
                first, *names = setting.at.split("/")
                if first == "components" and len(names) == 2 and names[1] == "limit":
                    yield names[0]


def _component(scheme: Scheme, component: Part) -> Iterator[Finding]:
    groups = [group for group in scheme.marking_groups if component.is_for(group.id) and _is_whole(component, group)]
    negative = [group for group in groups if _is_negative(scheme, group) and _least(component, group) != "0"]
    if negative:
        yield _finding(component, negative, _least(component, negative[0]))


def _is_whole(component: Part, group: MarkingGroup) -> bool:
    """Tell whether all that a mean needs is written, without which nothing is known of its mark."""
    means = (part for part in component.walk() if part.method is Method.MEAN and part.is_for(group.id))
    below = ([item for item in part.items_of(group.id) if not item.on_top] for part in means)
    return all(items and all(item.full_of(group.id) for item in items) for items in below)


def _is_negative(scheme: Scheme, group: MarkingGroup) -> bool:
    least = total_bounds(scheme.components, group.id).least
    return least is None or least < 0


def _least(component: Part, group: MarkingGroup) -> str:
    """Return the least that a component gives the total, in words; ``0`` where it cannot be negative."""
    least = bounds_of(component, group.id).times(factor_of(component, group.id)).least
    return "没有下限" if least is None else exact_text(least) if least < 0 else "0"


def _finding(component: Part, groups: Sequence[MarkingGroup], least: str) -> Finding:
    how = least if least == "没有下限" else f"最少 {least} 分"
    names = "、".join(group.name for group in groups)
    message = f"“{names}”组的总分可能是负数：“{component.name}”{how}"
    hint = "请写 limit: {lower: …} 规定最少几分；原文就是不设下限的，写 limit: {lower: none}，或加一条解读"
    place = component.origin.of("limit" if "limit" in component.origin.fields else "id")
    return Finding(place, "total-below-zero", message, hint, Severity.WARNING)

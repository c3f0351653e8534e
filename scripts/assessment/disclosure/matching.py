"""Whether two years' schemes mark a thing alike, so that its marks may be compared; where not, why (口径不同)."""

from dataclasses import fields
from decimal import Decimal
from enum import Enum

from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Part, Rule
from assessment.dataset.scheme import Scheme


class Why(Enum):
    """Why two years are not compared."""

    NEW = "上次没有这一项"
    GONE = "这次没有这一项"
    NAME = "名称不同"
    FULL = "满分不同"
    RULES = "计分规则不同"
    ITEMS = "所含项目不同"
    PARTS = "所含环节的口径不同"
    NOT_APPLICABLE = "有一次不涉及"
    NO_DETAIL = "有一次没有逐项成绩"
    NO_MARK = "有一次没有成绩"
    NOT_ASSESSED_THEN = "上次没有考评这个单位"
    OTHER_GROUP = "上次在另一组考评"
    OTHER_KINDS = "上次属于别的类别"
    OTHER_LIST = "上次的排名名单不同"


def item_differs(now: Part, before: Part, group: str) -> Why | None:
    """Return why an item without items below is not marked alike in both years for a group, or None where it is."""
    if now.name != before.name:
        return Why.NAME
    if _of(now.full, group) != _of(before.full, group):
        return Why.FULL
    alike = (now.not_applicable, now.eligible_listed) == (before.not_applicable, before.eligible_listed)
    return None if alike and _rules(now.rules) == _rules(before.rules) else Why.RULES


def component_differs(now: Part, before: Part, group: str) -> Why | None:
    """Return why a component is not marked alike in both years for a group, or None where it is.

    The window differs from year to year by nature and does not count.
    """
    if now.name != before.name:
        return Why.NAME
    if any(_of(one, group) != _of(other, group) for one, other in ((now.full, before.full), (now.points, before.points))):
        return Why.FULL
    if _how(now) != _how(before):
        return Why.RULES
    return None if _shape(now.items, group) == _shape(before.items, group) else Why.ITEMS


def totals_differ(now: Scheme, before: Scheme, group: str) -> Why | None:
    """Return why totals are not made alike in both years for a group, or None where they are."""
    if _of(now.full, group) != _of(before.full, group):
        return Why.FULL
    here, there = ({one.id: one for one in scheme.components if one.is_for(group)} for scheme in (now, before))
    alike = here.keys() == there.keys() and all(
        component_differs(here[name], there[name], group) is None for name in here
    )
    return None if alike else Why.PARTS


def leaves(component: Part, group: str) -> dict[str, Part]:
    """Return the items with full marks that carry marks themselves and are for a group, by key."""
    every = (leaf for leaf in component.leaves() if leaf is not component)
    return {leaf.key: leaf for leaf in every if leaf.full_of(group) is not None}


_BY_NATURE = frozenset({"origin", "window", "clause", "label", "limit_text", "groups", "self_marks"})
"""What differs from year to year and says nothing of marks: dates, places, numbering, words, 自评."""
_SEPARATE = frozenset({"full", "points", "items", "waves", "rules"})
"""What is compared by itself."""


def _how(component: Part) -> tuple[object, ...]:
    waves = tuple((wave.id, wave.weight) for wave in component.waves)
    return (*_plain(component, _BY_NATURE | _SEPARATE), waves)


def _shape(items: tuple[Part, ...], group: str) -> tuple[object, ...]:
    return tuple(
        (
            item.clause,
            *_plain(item, _BY_NATURE | _SEPARATE),
            _of(item.full, group),
            _rules(item.rules),
            _shape(item.items, group),
        )
        for item in items
        if item.is_for(group)
    )


def _rules(rules: tuple[Rule, ...]) -> tuple[object, ...]:
    return tuple(_plain(rule, frozenset({"origin", "label"})) for rule in rules)


def _plain(part: Part | Rule, without: frozenset[str]) -> tuple[object, ...]:
    return tuple(getattr(part, field.name) for field in fields(part) if field.name not in without)


def _of(value: ByGroup | None, group: str) -> Decimal | None:
    return None if value is None else value.of(group)

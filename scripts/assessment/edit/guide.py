"""An example of each kind of record, as comments to be opened and filled in: in order, and valid as it stands."""

from collections.abc import Iterator
from datetime import date

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Group, Scheme
from assessment.edit.layout import Flow, yaml_text

GUIDE = "# 以下是各类记录的写法。要用哪一段，就去掉各行开头的“# ”，换成实际内容；同一类的下一条接在后面，编号 e02、d02："
"""What stands above the examples."""

_CITED = Flow(["e01"])
_RATERS = 3
"""How many rater units the example of ballots has: fewer would be warned of."""

_COMMENTS = {
    "self_review": "自评：本单位自行公开的材料，不计分",
    "evidence": "证据清单：下面各处按编号引用；要留存的文件和网页用 scripts/evidence add 登记",
    "marks": "评定成绩：mark 为最终成绩；有逐项得分的，在 items 下每项写 clause、mark，失分的加写 reason、evidence",
    "deductions": "扣分：扣多少由方案决定，这里不写；按级别计分的加写 level，有几种情形的加写 rule；"
    "整改写在 rectified，完成了才写 date",
    "bonus": "加分、减分：写法与扣分相同",
    "not_applicable": "不涉及的条款：不是0分",
    "ballots": "评议票：每个评议单位一行，每张票一个分数，~ 为弃权；任何时候都不公开",
    "self_marks": "自评得分：单位逐项给自己打的分，只与考评得分对照，不计分",
    "objections": "申诉和复核：还没有决定的，outcome 写 待定，不写 decided、explanation；部分成立的加写 count",
}


def guide(scheme: Scheme, unit: str) -> str:
    """Return the lines that show how to record what there can be about a unit, all of them comments."""
    group = scheme.group_of(unit)
    if group is None:
        return ""
    fields = _fields(scheme, group, unit)
    lines = yaml_text(fields, comments=_COMMENTS).splitlines()
    return "".join(f"{line}\n" for line in (GUIDE, *(f"# {line}".rstrip() for line in lines)))


def _fields(scheme: Scheme, group: Group, unit: str) -> dict[str, object]:
    """Return an example of each field that the scheme has a use for, in the order in which records have them."""
    marked_as = scheme.marked_as(unit)
    components = scheme.components_of(marked_as)
    marks = {component.id: mark for component in components for mark in _marks(component, marked_as)}
    deduction = next(_simple_items(scheme, Method.DEDUCTIONS), None)
    bonus = next(_simple_items(scheme, Method.ACCRUAL), None)
    used = {item.clause for _, item in filter(None, (deduction, bonus))}
    absent = next(_may_be_absent(scheme, used), None)
    ballots = {component.id: cast for component in components if (cast := _ballots(scheme, component, group, unit))}
    last = max(component.window.last for component in components)
    cited = marks or deduction or bonus
    examples: dict[str, object] = {
        "self_review": {"title": "自评材料的标题", "url": "https://example.org/", "date": last},
        "evidence": [_evidence(min(component.window.first for component in components))] if cited else None,
        "marks": marks,
        "deductions": deduction and [_deduction(*deduction)],
        "bonus": bonus and [_entry("b01", "为什么加分或减分，一两句话说清楚", *bonus)],
        "not_applicable": absent and [{"clause": absent.clause, "reason": "为什么不涉及"}],
        "ballots": ballots,
        "self_marks": next((own for part in components if (own := [*_self_marks(part, marked_as)])), None),
        "objections": deduction and [_objection(last)],
    }
    return {name: example for name, example in examples.items() if example}


def _evidence(day: date) -> dict[str, object]:
    return {
        "id": "e01",
        "title": "证据名称",
        "kind": "网页",
        "source": "证据来自哪里",
        "captured": day,
        "url": "https://example.org/",
    }


def _marks(component: Part, marked_as: str) -> Iterator[dict[str, object]]:
    """Yield the example of a mark from outside, where the component takes one."""
    head = {"date": component.window.first, "evidence": _CITED}
    if component.method is Method.GIVEN:
        yield {"mark": component.full_of(marked_as), **head}
    elif leaf := next((leaf for leaf in component.leaves() if leaf.method is Method.GIVEN), None):
        yield {**head, "items": [{"clause": leaf.clause, "mark": leaf.full_of(marked_as)}]}


def _simple_items(scheme: Scheme, method: Method) -> Iterator[tuple[Part, Part]]:
    """Yield the items that take entries of any unit without a level, a choice of rule or links."""
    for component in scheme.components:
        for item in component.leaves():
            simple = item.method is method and len(item.rules) == 1 and not item.eligible_listed
            if simple and not item.rules[0].levels and not item.rules[0].requires:
                yield component, item


def _self_marks(component: Part, marked_as: str) -> Iterator[dict[str, object]]:
    """Yield the example of the mark that a unit gives itself for each item of a component that is measured once."""
    several = {leaf.key for leaf, wave in component.measurements() if wave is not None}
    several |= {leaf.key for part in component.walk() if part.members is not None for leaf in part.leaves()}
    for leaf in component.self_marked():
        if leaf.is_for(marked_as) and leaf.key not in several:
            yield {"clause": leaf.key, "mark": leaf.full_of(marked_as) or 0}


def _entry(id: str, reason: str, component: Part, item: Part) -> dict[str, object]:
    return {
        "id": id,
        "clause": item.clause,
        "date": component.window.first,
        "count": 1,
        "reason": reason,
        "evidence": _CITED,
        "recorder": "由谁记录，不会公开",
    }


def _deduction(component: Part, item: Part) -> dict[str, object]:
    mended = Flow({"note": "怎样整改的", "date": component.window.last})
    return {**_entry("d01", "为什么扣分，一两句话说清楚", component, item), "rectified": mended}


def _may_be_absent(scheme: Scheme, used: set[str]) -> Iterator[Part]:
    """Yield the items that can be 不涉及, first those that say so themselves; never all that a component has."""
    found: list[Part] = []
    for component in scheme.components:
        leaves = [*component.leaves()]
        if len(leaves) > 1 and (component.method is Method.GIVEN or not component.takes(Method.GIVEN)):
            free = (leaf for leaf in leaves if leaf.clause not in used)
            found += [leaf for leaf in free if leaf.not_applicable is not None]
    yield from sorted(found, key=lambda leaf: "not_applicable" not in leaf.origin.fields)


def _ballots(scheme: Scheme, component: Part, group: Group, unit: str) -> list[object]:
    """Return the example of ballots, where the component has any and somebody rates the unit's group."""
    if component.method is not Method.BALLOTS:
        return []
    allowed = component.raters.get(group.id, ())
    raters = [rater for other in scheme.groups if other.id in allowed for rater in other.units if rater != unit]
    raters += [rater.id for rater in scheme.outside_raters if rater.id in allowed]
    full, day = component.full_of(scheme.marked_as(unit)), component.window.first
    return [Flow({"rater": rater, "date": day, "marks": Flow([full, None])}) for rater in raters[:_RATERS]]


def _objection(day: date) -> dict[str, object]:
    return {
        "id": "o01",
        "about": "d01",
        "date": day,
        "statement": "单位怎样说",
        "evidence": _CITED,
        "outcome": "成立",
        "decided": day,
        "explanation": "为什么这样决定",
    }

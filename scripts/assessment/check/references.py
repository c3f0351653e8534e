"""Ids and clauses in the scheme stand for something, and once only."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Item
from assessment.findings import Finding
from assessment.place import Origin


def references(facts: Facts) -> Iterator[Finding]:
    """Find citations of clauses that are not in the text, and ids that stand twice."""
    scheme = facts.scheme
    known = {clause.id for clause in scheme.walk()}
    cited: list[tuple[str, Origin]] = [
        *((group.clause, group.origin) for group in scheme.groups),
        *((component.clause, component.origin) for component in scheme.components),
        *((item.clause, item.origin) for component in scheme.components for item in component.walk()),
    ]
    for clause, origin in cited:
        if clause not in known:
            yield Finding(origin.of("clause"), "unknown-clause", f"方案原文中没有条款“{clause}”", "请核对条款编号")
    for reading in scheme.readings:
        for clause in reading.clauses:
            if clause not in known:
                yield Finding(
                    reading.origin.of("clauses"), "unknown-clause", f"方案原文中没有条款“{clause}”", "请核对条款编号"
                )
    yield from _repeated(((clause.id, clause.origin) for clause in scheme.walk()), "条款")
    yield from _repeated(((component.id, component.origin) for component in scheme.components), "环节")
    items: list[Item] = [item for component in scheme.components for item in component.walk()]
    yield from _repeated(((item.clause, item.origin) for item in items), "指标的条款", "clause")
    yield from _repeated(((reading.id, reading.origin) for reading in scheme.readings), "解读")
    yield from _repeated(((group.id, group.origin) for group in scheme.groups), "组")
    yield from _repeated(((unit, group.origin) for group in scheme.groups for unit in group.units), "单位", "units")
    for reading in scheme.readings:
        yield from _repeated(((option.id, reading.origin) for option in reading.options), "理解", "options")
    for item in items:
        yield from _repeated(((rule.id, rule.origin) for rule in item.rules), "计分规则")
        yield from _automatic(item)
    groups = {group.id for group in scheme.groups}
    for component in scheme.components:
        if component.attach != "total" and component.attach not in facts.components:
            message = f"“{component.name}”计入的环节“{component.attach}”不存在"
            yield Finding(component.origin.of("attach"), "unknown-component", message, "请填 total 或环节编号")
        for rated, raters in component.raters.items():
            for group in {rated, *raters} - groups:
                message = f"“{component.name}”的评议关系里有不存在的组“{group}”"
                yield Finding(component.origin.of("raters"), "unknown-group", message, "请核对组的编号")


def _automatic(item: Item) -> Iterator[Finding]:
    """Find rules that count unless another one does that is not there."""
    others = {rule.id for rule in item.rules if not rule.automatic_unless}
    for rule in item.rules:
        if rule.automatic_unless and rule.automatic_unless not in others:
            message = f"“{item.clause}”没有“{rule.automatic_unless}”这种情形"
            yield Finding(rule.origin.of("automatic_unless"), "unknown-rule", message, "请核对情形的名称")


def _repeated(ids: Iterable[tuple[str, Origin]], what: str, field: str = "id") -> Iterator[Finding]:
    listed = list(ids)
    counts = Counter(id for id, _ in listed)
    seen: set[str] = set()
    for id, origin in listed:
        if id in seen:
            yield Finding(origin.of(field), "repeated-id", f"{what}“{id}”出现了 {counts[id]} 次", "请改成各不相同")
        seen.add(id)

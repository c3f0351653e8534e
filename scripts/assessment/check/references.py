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
    yield from _repeated(((item.clause, item.origin) for item in items), "指标的条款")
    yield from _repeated(((reading.id, reading.origin) for reading in scheme.readings), "解读")
    yield from _repeated(((unit, group.origin) for group in scheme.groups for unit in group.units), "单位")
    groups = {group.id for group in scheme.groups}
    for component in scheme.components:
        if component.attach != "total" and component.attach not in facts.components:
            message = f"“{component.name}”计入的环节“{component.attach}”不存在"
            yield Finding(component.origin.of("attach"), "unknown-component", message, "请填 total 或环节编号")
        for rated, raters in component.raters.items():
            for group in {rated, *raters} - groups:
                message = f"“{component.name}”的评议关系里有不存在的组“{group}”"
                yield Finding(component.origin.of("raters"), "unknown-group", message, "请核对组的编号")


def _repeated(ids: Iterable[tuple[str, Origin]], what: str) -> Iterator[Finding]:
    listed = list(ids)
    counts = Counter(id for id, _ in listed)
    seen: set[str] = set()
    for id, origin in listed:
        if id in seen:
            place = origin.of("clause") if "clause" in origin.fields else origin.of("id")
            yield Finding(place, "repeated-id", f"{what}“{id}”出现了 {counts[id]} 次", "请改成各不相同")
        seen.add(id)

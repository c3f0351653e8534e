"""Ids and clauses in the scheme stand for something, and once only."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.scheme import Item, Method, Scheme
from assessment.findings import Finding
from assessment.nearest import did_you_mean
from assessment.place import Origin, Place


def check_references(facts: Facts) -> Iterator[Finding]:
    """Find citations of clauses, groups and components that are not there, and ids that stand twice."""
    for scheme in facts.schemes:
        yield from _clauses(scheme)
        yield from _ids(scheme)
        yield from _groups(scheme)
        yield from _attached(scheme)


def _clauses(scheme: Scheme) -> Iterator[Finding]:
    known = dict.fromkeys(clause.id for clause in scheme.walk())
    cited: list[tuple[str, Place]] = [
        *((group.clause, group.origin.of("clause")) for group in scheme.groups),
        *((component.clause, component.origin.of("clause")) for component in scheme.components),
        *((item.clause, item.origin.of("clause")) for _, item in scheme.items()),
        *([(scheme.secrecy, scheme.origin.of("secrecy"))] if scheme.secrecy else []),
        *((clause, reading.origin.of("clauses")) for reading in scheme.readings for clause in reading.clauses),
    ]
    for clause, place in cited:
        if clause not in known:
            hint = did_you_mean(clause, list(known), "请核对条款编号")
            yield Finding(place, "unknown-clause", f"方案原文中没有条款“{clause}”", hint)


def _ids(scheme: Scheme) -> Iterator[Finding]:
    yield from _repeated(((clause.id, clause.origin) for clause in scheme.walk()), "条款")
    yield from _repeated(((component.id, component.origin) for component in scheme.components), "环节")
    items: list[Item] = [item for _, item in scheme.items()]
    yield from _repeated(((item.clause, item.origin) for item in items), "指标的条款", "clause")
    yield from _repeated(((reading.id, reading.origin) for reading in scheme.readings), "解读")
    yield from _repeated(((group.id, group.origin) for group in scheme.groups), "组")
    yield from _repeated(((unit, group.origin) for group in scheme.groups for unit in group.units), "单位", "units")
    for reading in scheme.readings:
        yield from _repeated(((option.id, reading.origin) for option in reading.options), "理解", "options")
    for item in items:
        yield from _repeated(((rule.id, rule.origin) for rule in item.rules), "计分规则")
        yield from _automatic(item)


def _groups(scheme: Scheme) -> Iterator[Finding]:
    """Find groups that numbers are given for, raters come from or parts are limited to, and that are not there."""
    named: list[tuple[str, Iterable[str], Place]] = [
        ("总分", scheme.full.own, scheme.origin.of("full")),
        ("等次", scheme.grades, scheme.origin.of("grades")),
    ]
    for component in scheme.components:
        name, origin = component.name, component.origin
        raters = {*component.raters, *(by for listed in component.raters.values() for by in listed)}
        named += [
            (f"{name}的评议关系", raters, origin.of("raters")),
            (name, component.groups, origin.of("groups")),
            (name, _own(component.full), origin.of("full")),
            (name, component.points.own, origin.of("points")),
        ]
        for item in component.walk():
            named += [
                (item.name, item.groups, item.origin.of("groups")),
                (item.name, _own(item.full), item.origin.of("full")),
            ]
    known = {group.id for group in scheme.groups}
    for name, groups, place in named:
        for group in groups:
            if group not in known:
                names = {one.id: one.name for one in scheme.groups}
                hint = did_you_mean(group, names, f"方案的组：{'、'.join(names)}")
                yield Finding(place, "unknown-group", f"“{name}”里有不存在的组“{group}”", hint)


def _own(full: ByGroup | None) -> Iterable[str]:
    return () if full is None else full.own


def _attached(scheme: Scheme) -> Iterator[Finding]:
    """Find bonuses that are added to what is not there or cannot take them."""
    hosts = [component.id for component in scheme.components if component.method is not Method.BONUS]
    for component in scheme.components:
        if component.attach not in ("total", *hosts):
            message = f"“{component.name}”不能计入“{component.attach}”"
            hint = f"可填：{'、'.join(('total', *hosts))}"
            yield Finding(component.origin.of("attach"), "unknown-component", message, hint)


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

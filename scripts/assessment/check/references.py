"""Ids and clauses in the scheme stand for something, and once only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from assessment.check.facts import Facts
from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
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
    for component in scheme.components:
        if not component.id:
            message = f"“{component.name}”缺少 id（编号）"
            hint = "环节的编号用在记录和网址里，例如 agency"
            yield Finding(component.origin.place, "missing-key", message, hint)
    yield from _repeated(((part.id, part.origin) for part in scheme.parts() if part.id), "环节或指标")
    yield from _shared_clauses(scheme)
    yield from _repeated(((reading.id, reading.origin) for reading in scheme.readings), "解读")
    ids = [*((group.id, group.origin) for group in scheme.groups), *((kind.id, kind.origin) for kind in scheme.kinds)]
    yield from _repeated(ids, "组或类别" if scheme.kinds else "组")
    yield from _repeated(((unit, group.origin) for group in scheme.groups for unit in group.units), "单位", "units")
    for reading in scheme.readings:
        yield from _repeated(((option.id, reading.origin) for option in reading.options), "理解", "options")
    for item in scheme.parts():
        yield from _repeated(((rule.id, rule.origin) for rule in item.rules), "计分规则")
        yield from _automatic(item)


def _shared_clauses(scheme: Scheme) -> Iterator[Finding]:
    """Find parts that only their clause could tell apart, where another part without an id, or another leaf, has it."""
    holders = [part for part in scheme.parts() if not part.id or not part.items]
    counts = Counter(part.clause for part in holders)
    components = {id(component) for component in scheme.components}
    for part in holders:
        if counts[part.clause] > 1 and not part.id and id(part) not in components:
            message = f"条款“{part.clause}”用于 {counts[part.clause]} 处，“{part.name}”没有编号，分不清是哪一处"
            yield Finding(part.origin.of("clause"), "repeated-id", message, "请给用同一条款的各处都写上 id")


def _groups(scheme: Scheme) -> Iterator[Finding]:
    """Find groups that numbers are given for, raters come from or parts are limited to, and that are not there."""
    named: list[tuple[str, Iterable[str], Place]] = [
        ("总分", _own(scheme.full), scheme.origin.of("full")),
    ]
    for component in scheme.components:
        name, origin = component.name, component.origin
        named += [
            (name, component.groups, origin.of("groups")),
            (name, _own(component.full), origin.of("full")),
            (name, _own(component.points), origin.of("points")),
        ]
        for item in component.below():
            named += [
                (item.name, item.groups, item.origin.of("groups")),
                (item.name, _own(item.full), item.origin.of("full")),
                (item.name, _own(item.points), item.origin.of("points")),
            ]
    names = {one.id: one.name for one in scheme.groups}
    for name, groups, place in named:
        yield from _unknown(name, groups, place, scheme.group_names, "方案的组和类别" if scheme.kinds else "方案的组")
    lists = {one.id: one.name for one in scheme.lists}
    where = "方案的名单" if scheme.ranking.lists else "方案的组"
    yield from _unknown("等次", scheme.grades, scheme.origin.of("grades"), lists, where)
    who_rates = {**names, **scheme.outside_names}
    where = "方案的组和其他评议方" if scheme.outside_raters else "方案的组"
    for component in scheme.components:
        what, place = f"{component.name}的评议关系", component.origin.of("raters")
        by = {one for listed in component.raters.values() for one in listed}
        yield from _unknown(what, component.raters.keys() - by, place, names, "方案的组")
        yield from _unknown(what, by, place, who_rates, where)


def _unknown(name: str, ids: Iterable[str], place: Place, known: Mapping[str, str], where: str) -> Iterator[Finding]:
    for id in ids:
        if id not in known:
            hint = did_you_mean(id, known, f"{where}：{'、'.join(known)}")
            yield Finding(place, "unknown-group", f"“{name}”里有不存在的组“{id}”", hint)


def _own(full: ByGroup | None) -> Iterable[str]:
    return () if full is None else full.own


def _attached(scheme: Scheme) -> Iterator[Finding]:
    """Find bonuses that are added to what is not there or cannot take them."""
    hosts = [component.id for component in scheme.components if not component.on_top]
    for component in scheme.components:
        if component.attach not in ("total", *hosts):
            message = f"“{component.name}”不能计入“{component.attach}”"
            hint = f"可填：{'、'.join(('total', *hosts))}"
            yield Finding(component.origin.of("attach"), "unknown-component", message, hint)
            continue
        host = next((other for other in scheme.components if other.id == component.attach), component)
        names = [g.name for g in scheme.marking_groups if component.is_for(g.id) and not host.is_for(g.id)]
        if names:
            message = f"“{component.name}”计入“{host.name}”，那一环节不适用于“{'、'.join(names)}”组"
            yield Finding(
                component.origin.of("attach"), "not-for-group", message, "请改为 total，或限定适用的组（groups）"
            )


def _automatic(item: Part) -> Iterator[Finding]:
    """Find rules that count unless another one does that is not there."""
    others = {rule.id for rule in item.rules if not rule.automatic_unless}
    for rule in item.rules:
        if rule.automatic_unless and rule.automatic_unless not in others:
            message = f"“{item.clause}”没有“{rule.automatic_unless}”这种情形"
            hint = did_you_mean(
                rule.automatic_unless, sorted(others), f"这一项的情形：{'、'.join(sorted(others)) or '没有'}"
            )
            yield Finding(rule.origin.of("automatic_unless"), "unknown-rule", message, hint)


def _repeated(ids: Iterable[tuple[str, Origin]], what: str, field: str = "id") -> Iterator[Finding]:
    listed = list(ids)
    counts = Counter(id for id, _ in listed)
    seen: set[str] = set()
    for id, origin in listed:
        if id in seen:
            yield Finding(origin.of(field), "repeated-id", f"{what}“{id}”出现了 {counts[id]} 次", "请改成各不相同")
        seen.add(id)

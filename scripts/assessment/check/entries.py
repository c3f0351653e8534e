"""Deductions and bonus entries fall under a rule of the scheme."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part, Rule
from assessment.dataset.record import Entry, UnitRecord
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_entries(facts: Facts) -> Iterator[Finding]:
    """Find entries under unknown clauses, rules or levels, without what the rule requires, or with an id used twice."""
    for record in facts.records.values():
        seen: set[str] = set()
        for method, listed in ((Method.DEDUCTIONS, record.deductions), (Method.ACCRUAL, record.bonus)):
            for entry in listed:
                if entry.id in seen:
                    message = f"记录编号“{entry.id}”用了两次"
                    yield Finding(entry.origin.of("id"), "repeated-id", message, "请改成本文件内不重复的编号")
                seen.add(entry.id)
                yield from _entry(facts, record, entry, method)


def _entry(facts: Facts, record: UnitRecord, entry: Entry, method: Method) -> Iterator[Finding]:
    if entry.clause in facts.ambiguous and entry.clause not in facts.parts:
        return  # check_for_group tells which ids there are
    item = facts.leaves.get(entry.clause)
    if item is None or item.method is not method:
        leaves = (leaf for component in facts.scheme.components for leaf in component.leaves())
        usable = {leaf.key: leaf.name for leaf in leaves if leaf.method is method}
        where = "扣分" if method is Method.DEDUCTIONS else "加分"
        message = f"“{entry.clause}”不是{where}条款"
        hint = did_you_mean(entry.clause, usable, "可用的条款：" + "、".join(usable))
        yield Finding(entry.origin.of("clause"), "unknown-clause", message, hint)
        return
    if item.eligible_listed and facts.group(record) and record.unit not in facts.year.eligible.get(item.clause, ()):
        message = f"“{item.clause}”只适用于名单上的单位，名单里没有“{facts.name(record.unit)}”"
        hint = f"请核对年度文件的 eligible；适用的，把编号 {record.unit} 写进去"
        yield Finding(entry.origin.of("clause"), "not-eligible", message, hint)
    rules = {rule.id: rule for rule in item.rules if not rule.automatic_unless}
    if entry.rule not in rules and (entry.rule or len(rules) != 1):
        message = (
            f"“{entry.clause}”没有“{entry.rule}”这种情形"
            if entry.rule
            else f"“{entry.clause}”有几种情形，没有写明是哪一种"
        )
        hint = did_you_mean(entry.rule, list(rules), "适用情形（rule）可填：" + "、".join(rules))
        yield Finding(entry.origin.of("rule"), "unknown-rule", message, hint)
        return
    rule = rules[entry.rule] if entry.rule else next(iter(rules.values()))
    levels = rule.levels
    if levels and entry.level not in levels:
        message = (
            f"“{entry.clause}”按级别计分，级别不能是“{entry.level}”"
            if entry.level
            else f"“{entry.clause}”按级别计分，没有写级别"
        )
        hint = did_you_mean(entry.level, list(levels), "级别（level）可填：" + "、".join(levels))
        yield Finding(entry.origin.of("level"), "unknown-level", message, hint)
    if not levels and entry.level:
        yield Finding(entry.origin.of("level"), "unknown-level", f"“{entry.clause}”不分级别", "请删去级别（level）")
    yield from _chosen_points(entry, rule)
    missing = [name for name in rule.requires if name not in entry.links]
    if missing:
        message = f"缺少{'、'.join(missing)}{'，齐全才计分' if len(rule.requires) > 1 else ''}"
        yield Finding(entry.origin.of("links"), "missing-link", message, "请在材料链接（links）中逐项填写地址")
    yield from _unknown_links(entry, item, rule.requires)


def _chosen_points(entry: Entry, rule: Rule) -> Iterator[Finding]:
    """Find points that the assessor had to choose and did not, chose out of range, or had not to choose."""
    place = entry.origin.of("points")
    if rule.range is None:
        if entry.points is not None:
            message = f"“{rule.id}”的分值由方案规定，不另外定分"
            yield Finding(place, "entry-points", message, "请删去定分（points）")
        return
    low, high = (f"{end:f}" for end in rule.range)
    if entry.points is None:
        message = f"“{rule.id}”由考评人员在 {low} 到 {high} 之间定分，没有写定了多少"
        yield Finding(place, "entry-points", message, "请在定分（points）填写，扣分为负")
    elif not rule.range[0] <= entry.points <= rule.range[1]:
        message = f"定分 {entry.points:f} 不在“{rule.id}”的幅度 {low} 到 {high} 之内"
        yield Finding(place, "entry-points", message, "请核对定分（points），扣分为负")


def _unknown_links(entry: Entry, item: Part, required: tuple[str, ...]) -> Iterator[Finding]:
    absent = [name for name in required if name not in entry.links]
    for name in entry.links:
        if name not in required:
            message = f"“{item.clause}”不需要“{name}”的链接"
            hint = did_you_mean(name, absent, "请删去；需要保存的网页请列入证据")
            yield Finding(entry.origin.of("links"), "unknown-link", message, hint)

"""What the scheme can say and the engine cannot compute yet is refused, never accepted and ignored."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Component, Item, Method, NotApplicable, Rule
from assessment.findings import Finding
from assessment.place import Place

HINT = "请改用已支持的写法，或联系软件维护人员"


def unsupported(facts: Facts) -> Iterator[Finding]:
    """Find features of the scheme that have no computation."""
    scheme = facts.scheme
    if scheme.grades:
        yield _refused(scheme.origin.of("grades"), "等次（grades）")
    if scheme.conversion_full is not None:
        yield _refused(scheme.origin.of("conversion_full"), "绩效折算（conversion_full）")
    for component in scheme.components:
        yield from _component(component)


def _component(component: Component) -> Iterator[Finding]:
    if component.method is Method.ROLLUP or component.components:
        yield _refused(component.origin.of("method"), "环节汇总（rollup）")
    if component.waves:
        yield _refused(component.origin.of("waves"), "分轮次测评（waves）")
    if component.gate is not None:
        yield _refused(component.origin.of("gate"), "加分门槛（gate）")
    if component.limit is not None and component.method is not Method.BONUS:
        yield _refused(component.origin.of("limit"), "加分项以外环节的限额（limit）")
    counted = component.method in (Method.DEDUCTIONS, Method.BONUS)
    if counted and component.not_applicable is NotApplicable.RESCALE:
        yield _refused(component.origin.of("not_applicable"), "扣分、加分条款的按比例折算（rescale）")
    if component.method is not Method.BONUS and component.full is None:
        place = component.origin.place
        yield Finding(place, "missing-marks", f"“{component.name}”没有写明满分", "请补上 full")
    for item in component.walk():
        yield from _item(component, item)


def _item(component: Component, item: Item) -> Iterator[Finding]:
    counted = component.method in (Method.DEDUCTIONS, Method.BONUS)
    if counted and item.not_applicable is NotApplicable.RESCALE:
        yield _refused(item.origin.of("not_applicable"), "扣分、加分条款的按比例折算（rescale）")
    if not counted and item.rules:
        yield _refused(item.origin.of("rules"), "指标下的计分规则（rules）")
    if counted and item.items and item.rules:
        yield _refused(item.origin.of("rules"), "有下级指标时的计分规则（rules）")
    for rule in item.rules:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[Finding]:
    if rule.veto:
        yield _refused(rule.origin.of("veto"), "一票否决（veto）")
    if rule.percent is not None:
        yield _refused(rule.origin.of("percent"), "按比例计分（percent）")
    if rule.range is not None:
        yield _refused(rule.origin.of("range"), "幅度计分（range）")


def _refused(place: Place, what: str) -> Finding:
    return Finding(place, "unsupported", f"本软件目前还不能计算{what}", HINT)

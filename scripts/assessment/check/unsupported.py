"""What the scheme can say and the engine does not compute is refused, never accepted and ignored.

``_OF_COMPONENT``, ``_OF_ITEM`` and ``_OF_RULE`` are the table of the fields that have an effect, by method and by
kind of node. A field that is written anywhere else has none there, or none yet.
"""

from collections.abc import Iterator, Mapping

from assessment.check.facts import Facts
from assessment.dataset.scheme import Component, Count, Item, Method, NotApplicable, Rule, Scheme
from assessment.findings import Finding
from assessment.load.json_schema import title_of
from assessment.load.yaml_file import Steps
from assessment.place import Origin, Place

_NAMES = {"id", "name", "clause"}
_BY_ITEMS = {"full", "scale", "not_applicable", "items"}

_OF_COMPONENT: Mapping[Method, set[str]] = {
    Method.GIVEN: _BY_ITEMS | {"giver"},
    Method.INDICATORS: _BY_ITEMS | {"giver"},
    Method.DEDUCTIONS: {"full", "not_applicable", "items"},
    Method.BALLOTS: {"full", "raters", "averaging", "places"},
    Method.BONUS: {"attach", "limit", "items"},
}
"""What a component may write beside its names, method, points and window."""

_OF_SUMS = {"scale", "not_applicable"}
"""Of these, what only counts for the marks of items."""

_OF_ITEM: Mapping[Method, tuple[set[str], set[str]]] = {
    Method.GIVEN: ({"full", "not_applicable"}, {"full", "scale", "items"}),
    Method.INDICATORS: ({"full", "not_applicable"}, {"full", "scale", "items"}),
    Method.DEDUCTIONS: ({"full", "not_applicable", "eligible_listed", "limit_text", "rules"}, {"full", "items"}),
    Method.BALLOTS: (set(), set()),
    Method.BONUS: ({"eligible_listed", "limit_text", "rules"}, {"items"}),
}
"""What an item may write beside its names: one that carries marks itself, and one that holds others."""

_OF_RULE = {"points", "count", "limit", "requires"}
_OF_LEVELS = {"label"}
_OF_AUTOMATIC = {"points", "count", "automatic_unless"}
"""What a rule may write beside its id: one for entries, moreover one with levels, and one that needs no entry."""

_NOT_YET = {"groups", "weight", "waves", "components", "gate", "veto", "percent", "range"}
"""What no method computes yet."""

_COMPONENT: Steps = ("components", 0)
_ITEM: Steps = (*_COMPONENT, "items", 0)
_RULE: Steps = (*_ITEM, "rules", 0)


def check_unsupported(facts: Facts) -> Iterator[Finding]:
    """Find what the scheme says, under the readings chosen or any other, that has no effect on the marks."""
    for scheme in facts.schemes:
        yield from _scheme(scheme)


def _scheme(scheme: Scheme) -> Iterator[Finding]:
    if scheme.full.differs:
        yield _unsupported(scheme.origin.of("full"), "各组不同的总分（full）")
    for component in scheme.components:
        if component.method is Method.ROLLUP:
            yield _unsupported(component.origin.of("method"), "环节汇总（rollup）")
        else:
            yield from _component(component)


def _component(component: Component) -> Iterator[Finding]:
    allowed = _NAMES | {"method", "points", "window"} | _OF_COMPONENT[component.method]
    if not component.items:
        allowed -= _OF_SUMS
    yield from _unused(component.name, component.origin, allowed, _COMPONENT)
    if component.full is not None and component.full.differs:
        yield _unsupported(component.origin.of("full"), "各组不同的环节满分（full）")
    if component.method is Method.DEDUCTIONS and component.not_applicable is NotApplicable.RESCALE:
        yield _unsupported(component.origin.of("not_applicable"), "扣分条款的按比例折算（rescale）")
    for item in component.walk():
        yield from _item(component.method, item)


def _item(method: Method, item: Item) -> Iterator[Finding]:
    carries, holds = _OF_ITEM[method]
    yield from _unused(item.name, item.origin, _NAMES | (holds if item.items else carries), _ITEM)
    if method is Method.DEDUCTIONS and item.not_applicable is NotApplicable.RESCALE:
        yield _unsupported(item.origin.of("not_applicable"), "扣分条款的按比例折算（rescale）")
    if method is Method.BONUS and item.limit_text and all(rule.limit is None for rule in item.rules):
        message = f"“{item.name}”写了限额的原话，各种情形却都没有限额（limit）"
        yield Finding(item.origin.of("limit_text"), "unused-field", message, "请在相应的情形下补上 limit，或删去这一栏")
    for rule in item.rules:
        yield from _rule(item, rule)


def _rule(item: Item, rule: Rule) -> Iterator[Finding]:
    if rule.automatic_unless:
        yield from _unused(rule.id, rule.origin, _NAMES | _OF_AUTOMATIC, _RULE)
        yield from _automatic(item, rule)
        return
    yield from _unused(rule.id, rule.origin, _NAMES | _OF_RULE | (_OF_LEVELS if rule.levels else set()), _RULE)
    if rule.count is Count.HIGHEST and not rule.levels:
        message = f"“{rule.id}”不分级别，没有最高一级可计"
        yield Finding(rule.origin.of("count"), "unused-field", message, "只计一次的请填 once，否则请按级别填写分值")


def _automatic(item: Item, rule: Rule) -> Iterator[Finding]:
    if not item.eligible_listed:
        message = f"“{item.name}”没有适用的名单，自动计分的“{rule.id}”对谁都不会生效"
        hint = "请在该项写明 eligible_listed: true，并在年度文件的 eligible 列出单位"
        yield Finding(rule.origin.of("automatic_unless"), "unused-field", message, hint)
    if rule.levels:
        message = f"自动计分的“{rule.id}”不能分级别"
        yield Finding(rule.origin.of("points"), "automatic-levels", message, "请只写一个分值")
    if rule.count is not Count.ONCE:
        message = f"自动计分的“{rule.id}”每个单位只计一次"
        yield Finding(rule.origin.of("count"), "unused-field", message, "请填 once")


def _unused(name: str, origin: Origin, allowed: set[str], node: Steps) -> Iterator[Finding]:
    """Find the fields of a node that are written and have no effect on it."""
    for field in sorted(origin.fields.keys() - allowed):
        title = f"“{title_of('scheme', (*node, field))}”（{field}）"
        if field in _NOT_YET:
            yield _unsupported(origin.of(field), title)
        else:
            yield Finding(origin.of(field), "unused-field", f"“{name}”用不上{title}", "请删去这一栏")


def _unsupported(place: Place, what: str) -> Finding:
    hint = "请改用已支持的写法，或联系软件维护人员"
    return Finding(place, "unsupported", f"本软件目前还不能计算{what}", hint)

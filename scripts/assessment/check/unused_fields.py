"""Whatever a scheme writes has an effect on the marks, or is refused: never accepted and ignored."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.part import Count, Method, Part, Rule
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding
from assessment.load.json_schema import title_of
from assessment.load.yaml_file import Steps

_ANYWHERE = {"id", "name", "clause", "groups", "method", "window", "full", "gate", "limit", "waves", "reasons"}
"""What every part may write."""

_PART: Steps = ("components", 0)
_RULE: Steps = (*_PART, "rules", 0)


def check_unused_fields(facts: Facts) -> Iterator[Finding]:
    """Find what the scheme says, under the readings chosen or any other, that has no effect on the marks."""
    for scheme in facts.schemes:
        for component in scheme.components:
            yield from _part(component, None, scheme.vetoed is not None)
        yield from _outcome_of_total(scheme)


def _part(part: Part, above: Part | None, outcome_above: bool) -> Iterator[Finding]:
    """Find unused fields of a part and of all below it.

    Args:
        above: the part that takes this one in; None for the total.
        outcome_above: whether a part above says what a veto makes of it.
    """
    yield from _unused(part.name, part, _effective(part, above), _PART)
    yield from _counted(part)
    yield from _gate(part)
    ends = outcome_above or part.vetoed is not None
    if part.vetoed is None and part.fails_below is not None:
        yield _lacking(part, "fails_below", "写了不合格线，没有写不合格的后果", "请补上 vetoed（mark、grade）")
    if part.vetoed is not None and part.fails_below is None and not _can_veto(part):
        yield _lacking(
            part, "vetoed", "写了否决的后果，下面没有一票否决的情形", "请在相应的情形下写 veto: true，或删去这一栏"
        )
    if part.limit_text and part.limit is None and all(rule.limit is None for rule in part.rules):
        message = f"“{part.name}”写了限额的原话，各种情形却都没有限额（limit）"
        yield Finding(part.origin.of("limit_text"), "unused-field", message, "请在相应的情形下补上 limit，或删去这一栏")
    for rule in part.rules:
        yield from _rule(part, rule)
        if rule.veto and not ends:
            message = f"“{rule.id}”是一票否决，方案没有写否决的后果"
            yield Finding(rule.origin.of("veto"), "unused-field", message, "请在这一项、上级或方案写明 vetoed")
    for item in part.items:
        yield from _part(item, part, ends)


def _effective(part: Part, above: Part | None) -> set[str]:
    """Return the fields that have an effect on a part."""
    fields = {*_ANYWHERE}
    if above is None:
        fields |= {"attach"} if part.on_top else set()
    fields |= {"on_top"} if above is None or above.method.joins else set()
    fields |= {"weight"} if above is not None and above.method is Method.MEAN and not part.on_top else {"points"}
    fields |= {"combine"} if part.waves else set()
    fields |= {"vetoed", "fails_below"}
    if part.items:
        fields |= {"items", "rescale_here"}
        fields |= {"scale"} if part.method is not Method.MEAN else set()
    if part.takes(Method.GIVEN, Method.COUNT):
        fields |= {"members"}
    if part.takes(Method.GIVEN, Method.COUNT, Method.DEDUCTIONS) and (part.items or above is not None):
        fields |= {"not_applicable"}
    if part.takes(Method.BALLOTS):
        fields |= {"raters"}
    if part.items:
        return fields
    match part.method:
        case Method.DEDUCTIONS | Method.ACCRUAL:
            fields |= {"rules", "eligible_listed", "limit_text"}
        case Method.BALLOTS:
            fields |= {"averaging", "places"}
        case Method.COUNT:
            fields |= {"per", "table", "line"}
        case Method.GIVEN | Method.SUM | Method.MEAN:
            pass
    return fields


def _counted(part: Part) -> Iterator[Finding]:
    """Find counts that do not say, or say twice, what a number is worth."""
    if part.method is not Method.COUNT or part.items:
        return
    ways = [field for field in ("per", "table", "line") if field in part.origin.fields]
    if len(ways) != 1:
        message = f"“{part.name}”按数量计分，没有写数量怎样变成得分" if not ways else f"“{part.name}”写了几种计分办法"
        hint = "请写 per（每个几分）、table（分档）、line（按比例）中的一种"
        yield Finding(part.origin.of(ways[-1]) if ways else part.origin.place, "count-without-way", message, hint)
    if len({step.number for step in (*part.table, *part.line)}) < len((*part.table, *part.line)):
        field = "table" if part.table else "line"
        yield Finding(part.origin.of(field), "repeated-id", f"“{part.name}”的分档里有相同的数量", "请删去一行")


def _gate(part: Part) -> Iterator[Finding]:
    gate = part.gate
    if gate is not None and (gate.at_least is None) == (gate.above is None):
        message = f"“{part.name}”的门槛要写且只写一种：达到（at_least）或超过（above）"
        yield Finding(part.origin.of("gate"), "gate-threshold", message, "请保留一种")


def _can_veto(part: Part) -> bool:
    return any(rule.veto for below in part.walk() for rule in below.rules)


def _outcome_of_total(scheme: Scheme) -> Iterator[Finding]:
    """Find an outcome of the total that nothing leads to, and a threshold that leads to none."""
    if scheme.fails_below is not None and scheme.vetoed is None:
        message = "总分写了不合格线，没有写不合格的后果"
        yield Finding(scheme.origin.of("fails_below"), "unused-field", message, "请补上 vetoed（mark、grade）")
    vetoes = any(_can_veto(component) for component in scheme.components)
    if scheme.vetoed is not None and scheme.fails_below is None and not vetoes:
        message = "总分写了否决的后果，没有一票否决的情形"
        yield Finding(scheme.origin.of("vetoed"), "unused-field", message, "请在相应的情形下写 veto: true，或删去这一栏")


def _lacking(part: Part, field: str, message: str, hint: str) -> Finding:
    return Finding(part.origin.of(field), "unused-field", f"“{part.name}”{message}", hint)


def _rule(item: Part, rule: Rule) -> Iterator[Finding]:
    if rule.automatic_unless:
        yield from _unused(rule.id, rule, {"id", "points", "count", "automatic_unless"}, _RULE)
        yield from _automatic(item, rule)
        return
    ways = [field for field in ("points", "percent", "range", "ceiling") if field in rule.origin.fields]
    fields = {"id", "count", "limit", "requires", "veto", *ways[:1]} | ({"label"} if rule.levels else set())
    yield from _unused(rule.id, rule, fields, _RULE)
    if rule.range is not None and rule.range[0] > rule.range[1]:
        message = f"“{rule.id}”的幅度前一个数大于后一个数"
        yield Finding(rule.origin.of("range"), "range-reversed", message, "请把小的数写在前面，扣分为负")
    if rule.ceiling is not None and item.method is not Method.DEDUCTIONS:
        message = f"“{rule.id}”规定起评的上限，只能用于扣分的条款"
        yield Finding(rule.origin.of("ceiling"), "unused-field", message, "请删去这一栏")
    if rule.count is Count.HIGHEST and not rule.levels:
        message = f"“{rule.id}”不分级别，没有最高一级可计"
        yield Finding(rule.origin.of("count"), "unused-field", message, "只计一次的请填 once，否则请按级别填写分值")


def _automatic(item: Part, rule: Rule) -> Iterator[Finding]:
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


def _unused(name: str, node: Part | Rule, effective: set[str], path: Steps) -> Iterator[Finding]:
    """Find the fields of a node that are written and have no effect on it."""
    for field in sorted(node.origin.fields.keys() - effective):
        title = f"“{title_of('scheme', (*path, field))}”（{field}）"
        yield Finding(node.origin.of(field), "unused-field", f"“{name}”用不上{title}", "请删去这一栏")

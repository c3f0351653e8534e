"""Whatever a scheme writes has an effect on the marks, or is refused: never accepted and ignored."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Count, NotApplicable, Part, Rule
from assessment.findings import Finding
from assessment.load.json_schema import title_of
from assessment.load.yaml_file import Steps
from assessment.place import Origin

_ANYWHERE = {"id", "name", "clause", "groups", "method", "window", "full", "gate", "limit", "waves", "members"}
"""What every part may write."""

_BEYOND_DETAIL = {"gate", "limit", "waves", "combine", "members", "vetoed", "fails_below", "on_top", "rules"}
"""What would change a mark, and so does nothing below a mark that is given."""

_PART: Steps = ("components", 0)
_RULE: Steps = (*_PART, "rules", 0)


def check_unused_fields(facts: Facts) -> Iterator[Finding]:
    """Find what the scheme says, under the readings chosen or any other, that has no effect on the marks."""
    for scheme in facts.schemes:
        for component in scheme.components:
            yield from _part(component, None, detail=False)
        if "rescale_here" in scheme.origin.fields and not any(_can_leave_out(part) for part in scheme.components):
            yield _unused_field("总分", scheme.origin, "rescale_here", ())


def _part(part: Part, above: Part | None, *, detail: bool) -> Iterator[Finding]:
    """Find unused fields of a part and of all below it.

    Args:
        above: the part that takes this one in; None for the total.
        detail: whether the part stands below a mark that is given, and so only explains it.
    """
    fields = _effective(part, above)
    yield from _unused(part.name, part, fields - _BEYOND_DETAIL if detail else fields, _PART)
    yield from _method(part, detail=detail)
    if part.limit_text and part.limit is None and all(rule.limit is None for rule in part.rules):
        message = f"“{part.name}”写了限额的原话，各种情形却都没有限额（limit）"
        yield Finding(part.origin.of("limit_text"), "unused-field", message, "请在相应的情形下补上 limit，或删去这一栏")
    for rule in part.rules:
        yield from _rule(part, rule)
    for item in part.items:
        yield from _part(item, part, detail=detail or part.method is Method.GIVEN)


def _effective(part: Part, above: Part | None) -> set[str]:
    """Return the fields that have an effect on a part."""
    fields = {*_ANYWHERE}
    if above is None:
        fields |= {"attach"} if part.on_top else set()
        fields |= {"giver"} if part.takes(Method.GIVEN) else set()
    fields |= {"on_top"} if above is None or above.method.joins else set()
    fields |= {"weight"} if above is not None and above.method is Method.MEAN and not part.on_top else {"points"}
    fields |= {"combine"} if part.waves else set()
    fields |= {"vetoed", "fails_below"}
    if part.items:
        fields |= {"items"}
        fields |= {"rescale_here"} if part.method.joins and _can_leave_out(part) else set()
        fields |= {"scale"} if part.method is not Method.MEAN and part.full is not None else set()
    if part.takes(Method.GIVEN):
        fields |= {"reasons"}
    if part.takes(Method.GIVEN, Method.COUNT, Method.DEDUCTIONS) and (part.items or above is not None):
        fields |= {"not_applicable"}
    if part.takes(Method.BALLOTS):
        fields |= {"raters"}
    if _can_mark_themselves(part):
        fields |= {"self_marks"}
    return fields if part.items else fields | part.method.fields


def _can_leave_out(part: Part) -> bool:
    """Tell whether some part below can be 不涉及 and left out."""
    return any(below.not_applicable not in (None, NotApplicable.KEEP) for below in part.below())


def _can_mark_themselves(part: Part) -> bool:
    """Tell whether there is something that others do not rate and rounds do not tell."""
    if part.waves and all(wave.round is not None for wave in part.waves):
        return False
    below = any(_can_mark_themselves(item) for item in part.items)
    return below if part.items else part.method is not Method.BALLOTS


def _method(part: Part, *, detail: bool) -> Iterator[Finding]:
    """Find methods that join parts where none are below, and others than marks given below a mark that is given."""
    if part.method.joins and not part.items:
        message = f"“{part.name}”由下级计分，却没有下级"
        yield Finding(part.origin.of("method"), "missing-items", message, "请补上 items，或改为 method: given")
    if detail and part.method is not Method.GIVEN and not part.method.joins:
        message = f"“{part.name}”的上级由外部给分，下级只是明细，不能另行计分"
        yield Finding(part.origin.of("method"), "unused-field", message, "请删去 method，或把上级改为 method: sum")


def _rule(item: Part, rule: Rule) -> Iterator[Finding]:
    if rule.automatic_unless:
        yield from _unused(rule.id, rule, {"id", "points", "count", "automatic_unless"}, _RULE)
        yield from _automatic(item, rule)
        return
    ways = [field for field in ("points", "percent", "range", "ceiling") if field in rule.origin.fields]
    if len(ways) > 1:
        titles = "、".join(f"“{title_of('scheme', (*_RULE, field))}”（{field}）" for field in ways)
        message = f"“{rule.id}”写了几种计分办法：{titles}"
        yield Finding(rule.origin.of(ways[1]), "unused-field", message, "请只留一种")
    fields = {"id", "requires", "veto", "count", *ways} | ({"label"} if rule.levels else set())
    fields |= {"limit"} if ways and rule.ceiling is None else set()
    yield from _unused(rule.id, rule, fields, _RULE)
    if (not ways or rule.ceiling is not None) and rule.count is not Count.ONCE:
        message = f"“{rule.id}”不论出现几次都只算一次"
        yield Finding(rule.origin.of("count"), "unused-field", message, "请删去 count")
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
        yield _unused_field(name, node.origin, field, path)


def _unused_field(name: str, origin: Origin, field: str, path: Steps) -> Finding:
    title = f"“{title_of('scheme', (*path, field))}”（{field}）"
    return Finding(origin.of(field), "unused-field", f"“{name}”用不上{title}", "请删去这一栏")

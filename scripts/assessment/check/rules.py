"""What rules cost or give has the right sign, lies within the full marks, and changes something."""

from collections.abc import Iterator
from decimal import Decimal

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Count, Part, Rule
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding


def check_rules(facts: Facts) -> Iterator[Finding]:
    """Find rules with a wrong sign, beyond the full marks or without any effect, and items that no rule can change."""
    yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    for part in scheme.parts():
        if part.items or not part.method.takes_entries:
            continue
        groups = [group for group in scheme.marking_groups if part.is_for(group.id)]
        if not part.rules:
            message = f"“{part.name}”没有计分规则，谁的得分都不会变"
            yield Finding(part.origin.place, "no-rules", message, "请补上 rules，写明每种情形加减多少分")
        for rule in part.rules:
            yield from _sign(part, rule)
            yield from _without_full(part, rule, groups)
            yield from _beyond(part, rule, groups)
            yield from _without_effect(rule)
            yield from _beyond_floor(part, rule, groups)
            yield from _beyond_top(part, rule, groups)


def _way(rule: Rule) -> str:
    """Return the field that says what the rule costs or gives."""
    return next((field for field in ("points", "percent", "range", "ceiling") if field in rule.origin.fields), "id")


def _sign(part: Part, rule: Rule) -> Iterator[Finding]:
    if part.method is Method.DEDUCTIONS and any(number > 0 for number in _numbers(rule)):
        message = f"“{part.name}”是扣分条款，分值应为负数"
        yield Finding(rule.origin.of(_way(rule)), "wrong-sign", message, "请在分值前加负号")
    if rule.range is not None and rule.range[0] > rule.range[1]:
        message = f"“{rule.id}”的幅度前一个数大于后一个数"
        yield Finding(rule.origin.of("range"), "range-reversed", message, "请把小的数写在前面，扣分为负")


def _numbers(rule: Rule) -> Iterator[Decimal]:
    """Yield every signed number that an entry can cost or give."""
    yield from (rule.each(level) for level in rule.levels or ("",))
    yield from rule.range or ()
    if rule.percent is not None:
        yield rule.percent


def _without_full(part: Part, rule: Rule, groups: list[MarkingGroup]) -> Iterator[Finding]:
    if (
        _way(rule) == "percent"
        and part.method is Method.ACCRUAL
        and any(part.full_of(group.id) is None for group in groups)
    ):
        message = f"“{rule.id}”按满分的百分比计分，“{part.name}”没有满分"
        yield Finding(rule.origin.of(_way(rule)), "missing-marks", message, "请补上 full，或改写 points")


def _beyond(part: Part, rule: Rule, groups: list[MarkingGroup]) -> Iterator[Finding]:
    if rule.percent is not None and abs(rule.percent) > 100:
        message = f"“{rule.id}”每次占满分的 {abs(rule.percent):f}%，超过了满分"
        yield Finding(rule.origin.of("percent"), "beyond-full", message, "请填 -100 到 100 之间的数")
    fulls = [full for group in groups if (full := part.full_of(group.id)) is not None]
    if rule.range is not None and fulls and max(map(abs, rule.range)) > max(fulls):
        message = f"“{rule.id}”的幅度超过“{part.name}”的满分 {exact_text(exact(max(fulls)))} 分"
        yield Finding(rule.origin.of("range"), "beyond-full", message, "请把幅度改到满分以内，或改大 full")


def _without_effect(rule: Rule) -> Iterator[Finding]:
    if not rule.veto and rule.ceiling is None and not any(_numbers(rule)):
        message = f"“{rule.id}”加减的是 0 分，不起作用"
        yield Finding(rule.origin.of(_way(rule)), "never-acts", message, "请填写分值，或删去这种情形")
    if rule.ceiling == 100:
        message = f"“{rule.id}”以满分的 100% 起评，不起作用"
        yield Finding(rule.origin.of("ceiling"), "never-acts", message, "请填小于 100 的数，或删去这种情形")
    if rule.limit is not None and rule.count is not Count.EACH and rule.percent is None:
        most = max(map(abs, _numbers(rule)), default=Decimal(0))
        if rule.limit > most:
            message = f"“{rule.id}”只计一次，最多 {exact_text(exact(most))} 分，到不了限额 {rule.limit:f} 分"
            yield Finding(rule.origin.of("limit"), "never-acts", message, "请删去 limit；可以计几次的，写 count: each")


def _beyond_floor(part: Part, rule: Rule, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find limits of deductions beyond what there is to deduct: the part stops at its own lower limit before."""
    lower = None if part.limit is None else part.limit.lower
    fulls = [full for group in groups if (full := part.full_of(group.id)) is not None]
    if part.method is not Method.DEDUCTIONS or rule.limit is None or lower is None or not fulls:
        return
    most = max(fulls) - lower
    if rule.limit > most > 0:
        message = f"“{rule.id}”最多扣 {rule.limit:f} 分，“{part.name}”扣到 {exact_text(exact(most))} 分就为止了"
        yield Finding(rule.origin.of("limit"), "never-acts", message, "请写不超过满分的 limit，或删去这一栏")


def _beyond_top(part: Part, rule: Rule, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find limits of awards beyond the most that the part can come to, where nothing is taken off beside them."""
    if part.method is not Method.ACCRUAL or rule.limit is None:
        return
    upper = None if part.limit is None else part.limit.upper
    fulls = [full for group in groups if (full := part.full_of(group.id)) is not None]
    most = upper if upper is not None else max(fulls, default=None)
    only_awards = all(number >= 0 for other in part.rules for number in _numbers(other))
    if most is not None and only_awards and rule.limit > most:
        message = f"“{rule.id}”最多加 {rule.limit:f} 分，“{part.name}”加到 {exact_text(exact(most))} 分就为止了"
        yield Finding(rule.origin.of("limit"), "never-acts", message, "请写不超过上限的 limit，或删去这一栏")

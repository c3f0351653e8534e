"""A limit can act, and its words are those of the clause and say the limit that is computed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assessment.check.bounds import bounds_before_limit
from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import LimitOn, Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.exact import exact, exact_text
from assessment.findings import Finding, Severity
from assessment.folding import folded

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def check_limits(facts: Facts) -> Iterator[Finding]:
    """Find limits that no mark can reach, and words for them that the clause does not have or that say other numbers."""
    yield from under_readings(facts, _of_scheme)
    texts = {clause.id: folded(clause.text) for clause in facts.scheme.walk()}
    for item in facts.scheme.parts():
        if not item.limit_text:
            continue
        place = item.origin.of("limit_text")
        if item.clause in texts and folded(item.limit_text) not in texts[item.clause]:
            message = f"“{item.clause}”的原文里没有“{item.limit_text}”"
            yield Finding(place, "limit-text", message, "请照原文填写 limit_text")
        numbers = {Decimal(number) for number in _NUMBER.findall(folded(item.limit_text))}
        for limit in _computed(item):
            if numbers and limit not in numbers:
                message = f"限额是 {exact_text(exact(limit))} 分，文字却是“{item.limit_text}”"
                yield Finding(place, "limit-text", message, "请核对 limit 和 limit_text，使两处相同")


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    for part in scheme.parts():
        groups = [group for group in scheme.marking_groups if part.is_for(group.id)]
        yield from _bounds(part, groups)
        yield from _full(part, groups)


def _bounds(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find limits the wrong way round, and those beyond what the part can come to in any group."""
    if part.limit is None or "limit" not in part.origin.fields:
        return
    place, upper, lower = part.origin.of("limit"), part.limit.upper, part.limit.lower
    if upper is not None and lower is not None and lower > upper:
        message = f"“{part.name}”的下限 {lower:f} 分高于上限 {upper:f} 分"
        yield Finding(place, "limit-reversed", message, "请把小的数写在 lower，大的写在 upper")
    if part.limit.on is LimitOn.AWARDS and (upper is None or not part.takes(Method.ACCRUAL)):
        message = f"“{part.name}”的限额只限加分（on: awards），却没有加分的上限"
        yield Finding(place, "unused-field", message, "请写明 upper，或删去 on")
    found = [bounds_before_limit(part, group.id) for group in groups]
    if upper is not None and all(one.most is not None and one.most < upper for one in found):
        most = max(one.most for one in found if one.most is not None)
        message = f"“{part.name}”最多 {exact_text(most)} 分，到不了上限 {upper:f} 分"
        # A bonus has to say its limit even where the text as issued gives no way to reach it.
        stated = part.points is not None and part.full is None
        hint = "请核对各种情形的分值；原文如此的可以不改" if stated else "请写更低的 upper，或删去"
        yield Finding(place, "never-acts", message, hint, Severity.WARNING if stated else Severity.ERROR)
    if lower is not None and all(one.least is not None and one.least > lower for one in found):
        least = min(one.least for one in found if one.least is not None)
        message = f"“{part.name}”最少 {exact_text(least)} 分，到不了下限 {lower:f} 分"
        yield Finding(place, "never-acts", message, "请写更高的 lower，或删去")
    fulls = [full for group in groups if (full := part.full_of(group.id)) is not None]
    if lower is not None and part.method is Method.DEDUCTIONS and fulls and lower >= max(fulls):
        message = f"“{part.name}”的下限 {lower:f} 分不低于满分，谁都扣不了分"
        yield Finding(place, "never-acts", message, "请写比满分小的 lower")


def _full(part: Part, groups: list[MarkingGroup]) -> Iterator[Finding]:
    """Find full marks that entries or numbers can never bring, in any group."""
    if part.items or part.full is None or not part.method.climbs:
        return
    most = [(bounds_before_limit(part, group.id).most, part.full.of(group.id)) for group in groups]
    if most and all(reached is not None and full is not None and 0 < reached < full for reached, full in most):
        best = max(reached for reached, _ in most if reached is not None)
        full = max(full for _, full in most if full is not None)
        message = f"“{part.name}”最多 {exact_text(best)} 分，到不了满分 {full:f} 分"
        hint = "请核对满分和各种情形的分值；原文如此的可以不改"
        yield Finding(part.origin.of("full"), "never-acts", message, hint, Severity.WARNING)


def _computed(item: Part) -> list[Decimal]:
    """Return the limits that the words stand for: of the rules, or where they have none the full marks."""
    of_rules = [rule.limit for rule in item.rules if rule.limit is not None]
    if of_rules or item.full is None:
        return of_rules
    return [*item.full.numbers]

"""The words for a limit are those of the clause, and say the limit that is computed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assessment.check.facts import Facts
from assessment.dataset.part import Part
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.folding import folded

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def check_limits(facts: Facts) -> Iterator[Finding]:
    """Find limits in words that the clause does not have, or that speak of other numbers than the rules do."""
    texts = {clause.id: folded(clause.text) for clause in facts.scheme.walk()}
    for item in facts.scheme.parts():
        if not item.limit_text:
            continue
        place = item.origin.of("limit_text")
        if item.clause in texts and folded(item.limit_text) not in texts[item.clause]:
            message = f"“{item.clause}”的原文里没有“{item.limit_text}”"
            yield Finding(place, "limit-text", message, "请照原文填写 limit_text")
        said = {Decimal(number) for number in _NUMBER.findall(folded(item.limit_text))}
        for limit in _computed(item):
            if said and limit not in said:
                message = f"限额是 {exact_text(exact(limit))} 分，文字却是“{item.limit_text}”"
                yield Finding(place, "limit-text", message, "请核对 limit 和 limit_text，使两处相同")


def _computed(item: Part) -> list[Decimal]:
    """Return the limits that the words stand for: of the rules, or where they have none the full marks."""
    of_rules = [rule.limit for rule in item.rules if rule.limit is not None]
    if of_rules or item.full is None:
        return of_rules
    return [*item.full.numbers]

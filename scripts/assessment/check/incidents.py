"""One incident costs or gives marks under one rule only (reading 7)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.findings import Finding


def incidents(facts: Facts) -> Iterator[Finding]:
    """Find incidents that one unit's record uses under two rules."""
    for record in facts.each():
        first: dict[str, tuple[str, str]] = {}
        for entry in record.entries:
            if not entry.incident:
                continue
            rule = (entry.clause, entry.rule)
            if first.setdefault(entry.incident, rule) != rule:
                message = f"事件“{entry.incident}”已按“{first[entry.incident][0]}”计分，不能再按“{entry.clause}”计分"
                yield Finding(
                    entry.origin.of("incident"), "incident-twice", message, "同一件事只按一条规则计分，请保留一处"
                )

"""One incident costs or gives marks under one rule, once (reading one-incident of 2019)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import Entry
from assessment.findings import Finding


def check_incidents(facts: Facts) -> Iterator[Finding]:
    """Find incidents that one unit's record uses a second time."""
    for record in facts.records.values():
        first: dict[str, Entry] = {}
        for entry in record.entries:
            if entry.incident and first.setdefault(entry.incident, entry) is not entry:
                before = first[entry.incident]
                message = f"事件“{entry.incident}”已在“{before.id}”中按“{before.clause}”计分，不能再次计分"
                hint = "同一件事只计分一次，请保留一处；几处问题写在同一条记录里"
                yield Finding(entry.origin.of("incident"), "incident-twice", message, hint)

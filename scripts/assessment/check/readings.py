"""The options of a reading differ in what is computed, or the reading decides nothing."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding, Severity


def check_readings(facts: Facts) -> Iterator[Finding]:
    """Find options of a reading that come to the same scheme as one before them."""
    found = {(one.reading, one.option): one.scheme for one in facts.dataset.alternatives}
    for reading in facts.scheme.readings:
        different: dict[str, Scheme] = {}
        for option in reading.options:
            scheme = facts.scheme if option.id == reading.choice else found.get((reading.id, option.id))
            same = next((id for id, other in different.items() if other == scheme), None)
            if scheme is None or option.id in different:
                continue
            if same is None:
                different[option.id] = scheme
                continue
            message = f"解读“{reading.id}”选“{option.id}”和选“{same}”，算出来完全一样"
            hint = "请用 settings 写明它改哪一处、改成什么（at、value），或删去这一种理解"
            yield Finding(reading.origin.of("options"), "same-options", message, hint, Severity.WARNING)

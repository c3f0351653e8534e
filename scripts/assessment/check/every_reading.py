"""What is said of the scheme as it would be under each option of each reading."""

from collections.abc import Callable, Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def under_readings(facts: Facts, find: Callable[[Scheme], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what is wrong under the readings chosen or any other; what never acts, only if it acts under none.

    What each option writes anew stands at another place under each, and is the same fault if the same is said of it.
    """
    found = [set(find(scheme)) for scheme in facts.schemes]
    messages = [{finding.message for finding in under_one} for under_one in found]
    for finding in set[Finding]().union(*found):
        if finding.code != "never-acts" or all(finding.message in under_one for under_one in messages):
            yield finding

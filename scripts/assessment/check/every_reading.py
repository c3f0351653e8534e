"""What is said of the scheme as it would be under each option of each reading."""

from collections.abc import Callable, Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def under_readings(facts: Facts, find: Callable[[Scheme], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what is wrong under the readings chosen or any other; what never acts, only if it acts under none."""
    found = [set(find(scheme)) for scheme in facts.schemes]
    for finding in set[Finding]().union(*found):
        if finding.code != "never-acts" or all(finding in under_one for under_one in found):
            yield finding

"""Ranks of parts go no deeper than there are parts."""

from collections.abc import Iterator

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def check_rank_depth(facts: Facts) -> Iterator[Finding]:
    """Find a depth of ranks that no part lies at."""
    yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    deepest = max((component.height for component in scheme.components), default=0)
    if scheme.ranking.depth > deepest:
        message = f"名次排到第 {scheme.ranking.depth} 层，方案的各部分只有 {deepest} 层"
        hint = f"环节是第 1 层；排到最下面一层，ranking 里写 depth: {deepest}"
        yield Finding(scheme.origin.of("ranking"), "rank-depth", message, hint)

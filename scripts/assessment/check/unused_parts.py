"""Every part counts for somebody."""

from collections.abc import Iterator

from assessment.check.bounds import factor_of
from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def check_unused_parts(facts: Facts) -> Iterator[Finding]:
    """Find parts whose mark is worth nothing in the sum above."""
    yield from under_readings(facts, _worthless)


def _worthless(scheme: Scheme) -> Iterator[Finding]:
    for component in scheme.components:
        yield from _part(scheme, component, None)


def _part(scheme: Scheme, part: Part, above: Part | None) -> Iterator[Finding]:
    groups = [group.id for group in scheme.marking_groups if part.is_for(group.id)]
    counts = above is None or above.method is Method.SUM or part.on_top
    if counts and groups and all(factor_of(part, group) == 0 for group in groups):
        message = f"“{part.name}”计入上级 0 分，得多少分都一样"
        hint = "请核对 points；只扣不加的，删去 full，写 limit: {upper: 0}；不计分的请删去这一项"
        yield Finding(part.origin.of("points"), "never-acts", message, hint)
    if part.method is not Method.GIVEN:
        for item in part.items:
            yield from _part(scheme, item, part)

"""Those who rate and are not assessed have ids of their own, and rate somebody."""

from collections.abc import Iterator

from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.scheme import Scheme
from assessment.findings import Finding


def check_outside_raters(facts: Facts) -> Iterator[Finding]:
    """Find ids that stand for something else as well, and raters that no part lets rate."""
    if facts.scheme.outside_raters:
        yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    taken = {*scheme.group_names, *(unit for group in scheme.groups for unit in group.units)}
    parts = [part for part in scheme.parts() if part.method is Method.BALLOTS]
    rating = {by for part in parts for listed in part.raters.values() for by in listed}
    for rater in scheme.outside_raters:
        if rater.id in taken:
            message = f"评议方编号“{rater.id}”已是组、类别或单位的编号"
            yield Finding(rater.origin.of("id"), "repeated-id", message, "请换一个编号")
        taken.add(rater.id)
        if rater.id not in rating:
            message = f"“{rater.name}”不评议任何一组"
            hint = f"请在评议环节的 raters 里列出 {rater.id}，或删去这一个评议方"
            yield Finding(rater.origin.of("id"), "never-acts", message, hint)

"""What a veto or a failed mark makes of a part: it has a cause, and its grade and mark are such as can be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assessment.check.bounds import Bounds, bounds_of, total_bounds
from assessment.check.every_reading import under_readings
from assessment.check.facts import Facts
from assessment.dataset.part import Consequence, Part
from assessment.dataset.scheme import MarkingGroup, Scheme
from assessment.findings import Finding
from assessment.place import Origin


def check_outcomes(facts: Facts) -> Iterator[Finding]:
    """Find vetoes without an outcome, outcomes without a cause, and outcomes that cannot be."""
    yield from under_readings(facts, _of_scheme)


def _of_scheme(scheme: Scheme) -> Iterator[Finding]:
    groups, origin = scheme.marking_groups, scheme.origin
    fulls = [full for group in groups if (full := scheme.full_of(group.id)) is not None]
    yield from _causes("总分", origin, scheme.vetoed, scheme.fails_below, any(map(_open_veto, scheme.components)))
    yield from _never_fails(
        "总分", origin, scheme.fails_below, (total_bounds(scheme.components, group.id) for group in groups)
    )
    yield from _grade("总分", origin, scheme.vetoed, scheme, groups)
    yield from _above("总分", origin, scheme.vetoed, max(fulls, default=None))
    for component in scheme.components:
        yield from _part(scheme, component, scheme.vetoed is not None)


def _part(scheme: Scheme, part: Part, outcome_above: bool) -> Iterator[Finding]:
    """Find the faults of a part and of all below it.

    Args:
        outcome_above: whether a part above, or the total, says what a veto makes of it.
    """
    name, origin = f"“{part.name}”", part.origin
    groups = [group for group in scheme.marking_groups if part.is_for(group.id)]
    fulls = [full for group in groups if (full := part.full_of(group.id)) is not None]
    vetoes = any(rule.veto for rule in part.rules) or any(map(_open_veto, part.items))
    yield from _causes(name, origin, part.vetoed, part.fails_below, vetoes)
    yield from _never_fails(name, origin, part.fails_below, (bounds_of(replace(part, vetoed=None), g.id) for g in groups))
    yield from _grade(name, origin, part.vetoed, scheme, groups)
    yield from _above(name, origin, part.vetoed, max(fulls, default=None))
    ends = outcome_above or part.vetoed is not None
    for rule in part.rules:
        if rule.veto and not ends:
            message = f"“{rule.id}”是一票否决，方案没有写否决的后果"
            yield Finding(rule.origin.of("veto"), "unused-field", message, "请在这一项、上级或方案写明 vetoed")
    for item in part.items:
        yield from _part(scheme, item, ends)


def _open_veto(part: Part) -> bool:
    """Tell whether a veto can come up from a part that no outcome there or below concludes."""
    return part.vetoed is None and (any(rule.veto for rule in part.rules) or any(map(_open_veto, part.items)))


def _causes(
    name: str, origin: Origin, outcome: Consequence | None, threshold: Decimal | None, vetoes: bool
) -> Iterator[Finding]:
    if threshold is not None and outcome is None:
        message = f"{name}写了不合格线，没有写不合格的后果"
        yield Finding(origin.of("fails_below"), "unused-field", message, "请补上 vetoed（mark、grade）")
    if outcome is not None and threshold is None and not vetoes:
        message = f"{name}写了否决的后果，下面没有一票否决的情形"
        hint = "请在相应的情形下写 veto: true，或写明 fails_below，或删去这一栏"
        yield Finding(origin.of("vetoed"), "unused-field", message, hint)


def _never_fails(name: str, origin: Origin, threshold: Decimal | None, bounds: Iterable[Bounds]) -> Iterator[Finding]:
    if threshold is None:
        return
    found = [*bounds]
    if all(one.least is not None and one.least >= threshold for one in found):
        message = f"{name}不会低于不合格线，不合格线不起作用"
        yield Finding(origin.of("fails_below"), "never-acts", message, "请写更高的 fails_below，或删去这一栏")
    elif all(one.most is not None and one.most < threshold for one in found):
        message = f"{name}最多也到不了不合格线，总是不合格"
        yield Finding(origin.of("fails_below"), "never-acts", message, "请写更低的 fails_below")


def _grade(
    name: str, origin: Origin, outcome: Consequence | None, scheme: Scheme, groups: Sequence[MarkingGroup]
) -> Iterator[Finding]:
    """Find grades that some list does not have."""
    if outcome is None or not outcome.grade:
        return
    if not scheme.grades:
        message = f"{name}否决以后的等次是“{outcome.grade}”，方案没有规定等次"
        yield Finding(origin.of("vetoed"), "unknown-grade", message, "请在方案的 grades 写明各组的等次线，或删去 grade")
    groups_marked = {group.group for group in groups}
    for ranked_in in scheme.lists:
        names = [grade.name for grade in scheme.grades.get(ranked_in.id, ())]
        if names and outcome.grade not in names and not groups_marked.isdisjoint(ranked_in.groups):
            message = f"{name}否决以后的等次“{outcome.grade}”，不是“{ranked_in.name}”组的等次"
            yield Finding(origin.of("vetoed"), "unknown-grade", message, f"grade 可填：{'、'.join(names)}")


def _above(name: str, origin: Origin, outcome: Consequence | None, full: Decimal | None) -> Iterator[Finding]:
    if outcome is not None and outcome.mark is not None and full is not None and outcome.mark > full:
        message = f"{name}否决以后记 {outcome.mark:f} 分，超过满分 {full:f} 分"
        yield Finding(origin.of("vetoed"), "mark-above-full", message, "请核对 vetoed 的 mark")

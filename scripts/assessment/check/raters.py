"""Ballots come from units of the groups that the scheme lets rate (三（三）, reading 13)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.scheme import Method
from assessment.findings import Finding


def raters(facts: Facts) -> Iterator[Finding]:
    """Find ballots under a component without ballots, raters unknown or of the wrong group, and raters listed twice."""
    for record in facts.each():
        seen: set[tuple[str, str]] = set()
        for cast in record.ballots:
            place = cast.origin.of("rater")
            component = facts.components.get(cast.component)
            if component is None or component.method is not Method.BALLOTS:
                yield Finding(place, "unknown-component", f"“{cast.component}”不是互评环节", "请核对环节编号")
                continue
            allowed = component.raters.get(facts.group(record), ())
            group = facts.scheme.group_of(cast.rater)
            if group is None:
                message = f"评议单位“{cast.rater}”不是本年度的考评对象"
                yield Finding(place, "unknown-unit", message, "请核对单位编号")
            elif group.id not in allowed:
                names = "、".join(other.name for other in facts.scheme.groups if other.id in allowed)
                message = f"“{cast.rater}”属于“{group.name}”，不能评议本单位"
                yield Finding(place, "wrong-rater-group", message, f"应由{names}评议")
            if (cast.component, cast.rater) in seen:
                yield Finding(place, "repeated-rater", f"评议单位“{cast.rater}”列了两次", "请合并成一条")
            seen.add((cast.component, cast.rater))

"""A ballot that two publications give away: the exact means before and after it changed differ by it alone (五（三）)."""

from collections.abc import Iterator

from assessment.approval.difference import differences
from assessment.approval.earlier import earlier
from assessment.approval.fixed import inputs
from assessment.check.facts import Facts
from assessment.findings import Finding, Severity
from assessment.place import Place

HINT = "确需更正的，请先在方案的互评环节写 places（平均分取到几位小数），把平均分取整；已经公布的平均分收不回来"


def check_amended_ballots(facts: Facts) -> Iterator[Finding]:
    """Warn of ballots that were changed after approval, recorded as an amendment or not yet.

    A component whose mean is rounded is passed over: there the two means tell no more than a range.
    """
    if facts.year.stage.is_approved:
        exact = {component.id for component in facts.scheme.components if component.places is None}
        yield from _recorded(facts, exact)
        yield from _to_be_recorded(facts, exact)


def _recorded(facts: Facts, exact: set[str]) -> Iterator[Finding]:
    document = facts.base.documents.get(f"years/{facts.year.year}.yaml")
    for index, amendment in enumerate(facts.year.amendments):
        names = dict.fromkeys(c.at[1] for c in amendment.changes if c.at[0] == "ballots" and c.at[1] in exact)
        if names and document is not None:
            place = document.place(("amendments", index))
            yield _warning(place, f"第{amendment.number}次更正改了{_called(facts, names)}的互评票")


def _to_be_recorded(facts: Facts, exact: set[str]) -> Iterator[Finding]:
    act = None if facts.dataset.approval is None else facts.dataset.approval.in_force
    if act is None:
        return
    last = act.fixed.inputs
    now = inputs(facts.year, facts.scheme, facts.base.documents)
    for path, was in last.items():
        document = facts.base.documents.get(path)
        if path.startswith("scores/") and now.get(path, was) != was and document is not None:
            before = earlier(facts.base.data, path, facts.year.year, was)
            for found in () if before is None else differences(before.data, document.data):
                if found.at[0] == "ballots" and len(found.at) > 1 and found.at[1] in exact:
                    yield _warning(
                        document.place(found.path), f"审定以后改了{_called(facts, {found.at[1]: None})}的互评票"
                    )


def _called(facts: Facts, components: dict[str, None]) -> str:
    names = (facts.components[id].name if id in facts.components else id for id in components)
    return "、".join(f"“{name}”" for name in names)


def _warning(place: Place, what: str) -> Finding:
    message = f"{what}：把前后两次公布的平均分相减，能倒推出改动的那一票"
    return Finding(place, "amended-ballots", message, HINT, Severity.WARNING)

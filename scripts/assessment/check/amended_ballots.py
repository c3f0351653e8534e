"""Ballots that two publications give away: two exact means of one unit narrow what each rater gave (五（三）)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assessment.approval.ballot_means import Inputs, Mean, Means, Versions, narrows
from assessment.approval.difference import differences
from assessment.approval.fixed import inputs
from assessment.check.facts import Facts
from assessment.dataset.approval import Act, ActKind
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Amendment
from assessment.findings import Finding, Severity
from assessment.place import Place

HINT = "确需更正的，请先在方案的评议环节写 places: 0，平均分取到整数；已经公布的平均分收不回来"
WHY = "前后两次公布的平均分合起来，能倒推出评议单位打的分"
_SETTINGS = ("components", "readings")


def check_amended_ballots(facts: Facts) -> Iterator[Finding]:
    """Warn where the means of ballots that a year publishes after an act narrow them beside those of the act before.

    Whatever made the means differ is found: ballots, the way they are averaged, its reading, or how far it is rounded.
    """
    acts = () if facts.dataset.approval is None else facts.dataset.approval.standing
    if not acts or not facts.year.stage.is_approved:
        return
    now = inputs(facts.year, facts.scheme, facts.base.documents)
    versions = Versions(facts.base.data, facts.year.period, facts.base.documents, now, facts.scheme, facts.records)
    moments = [*(act.fixed.inputs for act in acts), now]
    if all(_inputs_of_means(before) == _inputs_of_means(after) for before, after in pairwise(moments)):
        return
    means = [versions.means(moment) for moment in moments]
    for act, (before, after) in zip(acts[1:], pairwise(means[:-1]), strict=True):
        yield from _recorded(facts, act, before, after)
    yield from _to_be_recorded(facts, versions, acts[-1].fixed.inputs, means[-2], means[-1])


@dataclass(frozen=True)
class _Narrower:
    """A mean that a unit publishes beside an earlier one."""

    unit: str
    component: Part


def _narrower(before: Means, after: Means) -> Iterator[_Narrower]:
    """Yield the means that narrow the ballots; a component may be called otherwise than before."""
    for unit, means in after.units.items():
        known = before.units.get(unit, ())
        for mean in means:
            same = [earlier for earlier in known if _name(earlier) == _name(mean)] or known
            if same and all(narrows(earlier, mean) for earlier in same):
                yield _Narrower(unit, mean.component)


def _name(mean: Mean) -> tuple[str, str]:
    return mean.component.key, mean.wave


def _recorded(facts: Facts, act: Act, before: Means, after: Means) -> Iterator[Finding]:
    number, document = act.number, facts.base.documents.get(f"years/{facts.year.period}.yaml")
    index, amendment = next(
        ((index, known) for index, known in enumerate(facts.year.amendments) if known.number == number), (0, None)
    )
    names = dict.fromkeys(found.component.name for found in _narrower(before, after))
    if amendment is not None and (before.unknown or after.unknown):
        names |= dict.fromkeys(_components_named(amendment, facts.scheme))
    if names and act.kind is ActKind.AMENDED and amendment is not None and document is not None:
        yield _warning(document.place(("amendments", index)), f"第{number}次更正改变了{_quoted(names)}公布的平均分")
    elif names:
        yield _warning(act.origin.place, f"审定以后改变了{_quoted(names)}公布的平均分")


def _components_named(amendment: Amendment, scheme: Scheme) -> Iterator[str]:
    """Yield the components whose ballots an amendment says that it changed, or how they are counted."""
    rated = {part.key: part.name for part in scheme.parts() if part.method is Method.BALLOTS}
    exact = {part.key for part in scheme.parts() if part.places is None}
    for change in amendment.changes:
        id = change.at[1] if len(change.at) > 1 and change.at[0] in ("ballots", "components") else ""
        if id in rated and id in exact:
            yield rated[id]


def _to_be_recorded(facts: Facts, versions: Versions, last: Inputs, before: Means, after: Means) -> Iterator[Finding]:
    """Warn once a file: of a unit's record where that was changed, of the scheme otherwise."""
    by_file: dict[str, dict[str, None]] = {}
    for found in _narrower(before, after):
        record = f"scores/{facts.year.period}/{found.unit}.yaml"
        path = record if last.get(record) != versions.now.get(record) else f"schemes/{facts.year.scheme}.yaml"
        by_file.setdefault(path, {})[found.component.name] = None
    for path, names in by_file.items():
        yield _warning(_place(versions, path, last), f"审定以后改变了{_quoted(names)}公布的平均分")


def _place(versions: Versions, path: str, last: Inputs) -> Place:
    """Return where a file first differs in what ballots are counted by."""
    document = versions.documents[path]
    if document is None:
        raise ValueError(f"{path} has means and was not read")
    was = versions.document(path, last[path]) if path in last else None
    fields = ("ballots",) if path.startswith("scores/") else _SETTINGS
    changes = () if was is None else differences(was.data, document.data)
    return document.place(next((change.path for change in changes if change.at[0] in fields), ()))


def _inputs_of_means(moment: Inputs) -> Inputs:
    """Return the digests of what means are reckoned from."""
    return {path: digest for path, digest in moment.items() if path.startswith(("schemes/", "scores/"))}


def _quoted(names: dict[str, None]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _warning(place: Place, what: str) -> Finding:
    return Finding(place, "amended-ballots", f"{what}：{WHY}", HINT, Severity.WARNING)

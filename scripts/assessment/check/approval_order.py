"""The acts of a year follow one another as the commands write them, and none makes a change pass for something else."""

from collections.abc import Iterator

from assessment.approval.record import broken
from assessment.check.approval import act_words
from assessment.check.facts import Facts
from assessment.dataset.approval import Act, ActKind, Withdrawal
from assessment.findings import Finding
from assessment.period import Period

_HOW = "请从 Git 恢复审定记录和当时的数据；审定、公布、更正、撤回都用命令记"


def check_approval_order(facts: Facts) -> Iterator[Finding]:
    """Find the first act that cannot follow the one before it."""
    if facts.dataset.approval is None or broken(facts.dataset.approval.acts):
        return
    standing: list[Act] = []
    for act in facts.dataset.approval.acts:
        wrong = _withdrawn(act, standing) if isinstance(act, Withdrawal) else _wrong(act, standing, facts.year.period)
        if wrong:
            yield Finding(act.origin.place, "approval-order", wrong, _HOW)
            return
        standing = [] if isinstance(act, Withdrawal) else [*standing, act]


def _withdrawn(act: Withdrawal, standing: list[Act]) -> str:
    """Return what is wrong with a withdrawal of what stands; empty for nothing."""
    if not standing or act.undoes != standing[0].seal:
        return "这里撤回的不是前面的那次审定"
    if any(before.kind is ActKind.PUBLISHED for before in standing):
        return "已经公布的审定不能撤回"
    return ""


def _wrong(act: Act, standing: list[Act], period: Period) -> str:
    """Return what is wrong with an act after those that stand; empty for nothing."""
    if (act.kind is ActKind.APPROVED) != (not standing):
        return f"{act_words(act)}之前没有审定" if not standing else "前面的审定没有撤回，不能再审定一次"
    number = sum(before.kind is ActKind.AMENDED for before in standing) + 1
    if act.kind is ActKind.AMENDED and act.number != number:
        return f"这里应当是第{number}次更正，写的是第{act.number}次"
    if act.kind is ActKind.PUBLISHED and _apart(act, period) != _apart(standing[-1], period):
        return "公布时的数据与前一次记录的不同；公布不能改动数据，要先记一次更正"
    return ""


def _apart(act: Act, period: Period) -> tuple[object, ...]:
    """Return what an act fixed apart from the year file, which publishing writes."""
    fixed = act.fixed
    inputs = {path: sha256 for path, sha256 in fixed.inputs.items() if path != f"years/{period}.yaml"}
    return inputs, dict(fixed.evidence), fixed.results, dict(fixed.totals)

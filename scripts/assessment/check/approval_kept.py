"""What was approved stays approved: no act that was once committed goes away (五（二）: 经得起检验和推敲)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from assessment.approval.earlier import committed
from assessment.approval.record import record_path
from assessment.approval.sealed import read_back
from assessment.check.facts import Facts
from assessment.dataset.year import Provenance
from assessment.findings import Finding


def approval_kept(facts: Facts) -> Iterator[Finding]:
    """Find a year of which Git knows more acts than its record has now; invented years come and go."""
    path = record_path(facts.year.year)
    now = 0 if facts.approval is None else len(facts.approval.acts)
    known = max((_acts(held, path) for held in committed(facts.data, PurePosixPath(path))), default=0)
    if known > now:
        message = f"Git 里的审定记录有{known}次（审定、公布、更正），现在只有{now}次"
        hint = f"请从 Git 恢复 {facts.data.name}/{path} 和当时的数据；审定以后的改动用 scripts/amend 记一次更正"
        yield Finding(facts.year.origin.of("stage"), "approval-undone", message, hint)


def _acts(held: bytes, path: str) -> int:
    """Return how many acts a committed record tells of a real year."""
    document = read_back(path, held)
    if document is None or not isinstance(document.data, dict):
        return 0
    acts = document.data.get("acts")
    return len(acts) if document.data.get("provenance") == Provenance.REAL.value and isinstance(acts, list) else 0

"""The approval record: one sealed entry an act, and the file that they stand in."""

from collections.abc import Mapping, Sequence
from datetime import date

from assessment.approval.canonical import digest
from assessment.dataset.approval import Act, ActKind, Fixed, Withdrawal
from assessment.dataset.year import Provenance
from assessment.edit.layout import yaml_text
from assessment.load.approval import WITHDRAWN
from assessment.period import Period

HEAD = (
    "yaml-language-server: $schema=../../schemas/approval.json",
    "由 scripts/approve 和 scripts/amend 写入，请勿手工修改；不对外公布",
)

ActFields = Mapping[str, object]


def record_path(period: Period) -> str:
    """Return where a year's record stands, below the data folder."""
    return f"approvals/{period}.yaml"


def record_text(period: Period, provenance: Provenance, acts: Sequence[ActFields]) -> str:
    """Return a record as a file."""
    return yaml_text({"year": period.written, "provenance": provenance.value, "acts": list(acts)}, HEAD)


def entry(kind: ActKind, number: int, day: date, fixed: Fixed, key: str, before: str) -> dict[str, object]:
    """Return an act as it stands in the file; ``before`` is the seal of the act before, empty for the first one."""
    fields: dict[str, object] = {"act": kind.value, "date": day}
    if number:
        fields["number"] = number
    fields["inputs"] = dict(fixed.inputs)
    if fixed.evidence:
        fields["evidence"] = dict(fixed.evidence)
    fields |= {"results": fixed.results, "totals": dict(fixed.totals), "key": key}
    return fields | {"seal": _seal(kind, number, day, fixed, key, before)}


def withdrawal_entry(undoes: str, reason: str, day: date, before: str) -> dict[str, object]:
    """Return a withdrawal as it stands in the file; ``before`` is the seal of the act before."""
    seal = _withdrawal_seal(undoes, reason, day, before)
    return {"act": WITHDRAWN, "date": day, "undoes": undoes, "reason": reason, "seal": seal}


def broken(acts: Sequence[Act | Withdrawal]) -> Act | Withdrawal | None:
    """Return the first act whose seal does not fit, because it or one before was edited."""
    before = ""
    for act in acts:
        if _seal_of(act, before) != act.seal:
            return act
        before = act.seal
    return None


def _seal_of(act: Act | Withdrawal, before: str) -> str:
    match act:
        case Act():
            return _seal(act.kind, act.number, act.date, act.fixed, act.key, before)
        case Withdrawal():
            return _withdrawal_seal(act.undoes, act.reason, act.date, before)


def _withdrawal_seal(undoes: str, reason: str, day: date, before: str) -> str:
    return digest([WITHDRAWN, day.isoformat(), undoes, reason, before])


def _seal(kind: ActKind, number: int, day: date, fixed: Fixed, key: str, before: str) -> str:
    digests = [dict(fixed.inputs), dict(fixed.evidence), fixed.results, dict(fixed.totals)]
    return digest([kind.value, number, day.isoformat(), digests, key, before])

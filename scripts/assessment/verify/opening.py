"""Open a bundle's commitments: show, from the private repository, that they stand for these inputs and no others."""

import hmac
import tempfile
from pathlib import Path

from assessment.approval.commitment import commitment
from assessment.approval.fixed import fixed
from assessment.approval.record import broken
from assessment.bundle.manifest import Manifest
from assessment.check import check_by
from assessment.check.approval import act_words
from assessment.check.approval_kept import check_approval_kept
from assessment.check.approval_order import check_approval_order
from assessment.check.signature import check_signature
from assessment.dataset.approval import Act
from assessment.errors import RequestError
from assessment.repository.snapshot import write_snapshot
from assessment.verify.commits import records_of
from assessment.year.reading import read_year
from assessment.year.year import Year

_OF_ACTS = (check_approval_order, check_approval_kept, check_signature)
"""The rules about the acts themselves."""


def open_commitments(manifest: Manifest, data: Path) -> int:
    """Return how many inputs, evidence among them, the commitments of all years were found to stand for.

    Raises:
        RequestError: if there is no commitment, or the repository's records are not what one stands for.
    """
    committed = {year: value for year, value in manifest.commitments.items() if value}
    if not committed:
        raise RequestError("发布包里没有承诺值：审定以前没有密钥，也就没有承诺值")
    clone = records_of(manifest, data)
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        snapshot = Path(folder) / clone.data.name
        write_snapshot(clone, manifest.commit, snapshot)
        opened = [_opened(read_year(snapshot, year), value, manifest.commit[:10]) for year, value in committed.items()]
    for year, act in zip(committed, opened, strict=True):
        _refuse_unkept(read_year(data, year), act)
    return sum(len(act.fixed.inputs) + len(act.fixed.evidence) for act in opened)


def _opened(year: Year, value: str, commit: str) -> Act:
    """Return the act that a year's commitment stands for."""
    record, named = year.readable.approval if year.readable else None, f"版本 {commit}"
    act = None if record is None else record.in_force
    if record is None or act is None:
        raise RequestError(f"{named}没有可以读的 {year.period.spaced}审定记录，承诺值打不开")
    now = fixed(year.whole, year.documents)
    if broken(record.acts) is not None or (now.inputs, now.evidence) != (act.fixed.inputs, act.fixed.evidence):
        hint = "运行 scripts/validate 看是哪一处"
        raise RequestError(f"{named}的 {year.period.spaced}数据与审定记录不符，承诺值打不开；{hint}")
    if not hmac.compare_digest(commitment(year.period, act), value):
        raise RequestError(f"承诺值与{named}的 {year.period.spaced}全部输入不符：发布包不是由这些数据生成的")
    return act


def _refuse_unkept(now: Year, act: Act) -> None:
    """Refuse an act that is not kept now, and a record that lacks acts or that nobody on the list of signers signed."""
    record = now.readable.approval if now.readable else None
    kept = () if record is None or broken(record.acts) else record.acts
    what = f"发布包依据的{act_words(act)}（{act.date}）"
    if act.seal not in [one.seal for one in kept]:
        raise RequestError(f"{what}不在现在的 {now.period.spaced}审定记录里，承诺值不能作数")
    if record is not None and act.seal not in [one.seal for one in record.standing]:
        raise RequestError(f"{what}后来撤回了，承诺值不能作数")
    faults = [finding for finding in check_by(now, _OF_ACTS) if finding not in now.findings]
    if faults:
        why = f"{'；'.join(finding.message for finding in faults)}；运行 scripts/validate 看怎样改"
        raise RequestError(f"{now.period.spaced}的审定记录没有通过检查，承诺值不能作数：{why}")

"""Open a bundle's commitments: show, from the private repository, that they stand for these inputs and no others."""

import hmac
import tempfile
from pathlib import Path

from assessment.approval.commitment import commitment
from assessment.approval.fixed import fixed
from assessment.approval.record import broken
from assessment.check import check_by
from assessment.check.approval import act_words
from assessment.check.approval_kept import approval_kept
from assessment.check.approval_order import approval_order
from assessment.check.signature import signature
from assessment.dataset.approval import Act
from assessment.errors import RequestError
from assessment.load.files import Loaded, load
from assessment.repository.snapshot import write_snapshot
from assessment.verify.commits import records_of
from assessment.verify.manifest import Manifest

_OF_ACTS = (approval_order, approval_kept, signature)
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
        opened = [_opened(load(snapshot, year), year, value, manifest.commit[:10]) for year, value in committed.items()]
    for year, act in zip(committed, opened, strict=True):
        _refuse_unkept(data, year, act)
    return sum(len(act.fixed.inputs) + len(act.fixed.evidence) for act in opened)


def _opened(loaded: Loaded, year: int, value: str, commit: str) -> Act:
    """Return the act that a year's commitment stands for."""
    record, named = loaded.approval, f"版本 {commit}"
    act = None if record is None else record.in_force
    if record is None or act is None or loaded.year is None or loaded.scheme is None:
        raise RequestError(f"{named}没有可以读的 {year} 年审定记录，承诺值打不开")
    now = fixed(loaded.dataset(), loaded.documents)
    if broken(record.acts) is not None or (now.inputs, now.evidence) != (act.fixed.inputs, act.fixed.evidence):
        raise RequestError(f"{named}的 {year} 年数据与审定记录不符，承诺值打不开；运行 scripts/validate 看是哪一处")
    if not hmac.compare_digest(commitment(year, act), value):
        raise RequestError(f"承诺值与{named}的 {year} 年全部输入不符：发布包不是由这些数据生成的")
    return act


def _refuse_unkept(data: Path, year: int, act: Act) -> None:
    """Refuse an act that is not kept now, and a record that lacks acts or that nobody on the list of signers signed."""
    now = load(data, year)
    record = now.approval
    acts = () if record is None or now.year is None or broken(record.acts) else record.acts
    what = f"发布包依据的{act_words(act)}（{act.date}）"
    if act.seal not in [one.seal for one in acts]:
        raise RequestError(f"{what}不在现在的 {year} 年审定记录里，承诺值不能作数")
    if record is not None and act.seal not in [one.seal for one in record.standing]:
        raise RequestError(f"{what}后来撤回了，承诺值不能作数")
    faults = [finding for finding in check_by(now, _OF_ACTS) if finding not in now.findings]
    if faults:
        messages = "；".join(finding.message for finding in faults)
        raise RequestError(f"{year} 年的审定记录没有通过检查，承诺值不能作数：{messages}；运行 scripts/validate 看怎样改")

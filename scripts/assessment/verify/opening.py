"""Open a bundle's commitment: show, from the private repository, that it stands for these inputs and no others."""

import hmac
import tempfile
from pathlib import Path

from assessment.approval.commitment import commitment
from assessment.approval.fixed import fixed
from assessment.approval.record import broken
from assessment.errors import RequestError
from assessment.load.files import load
from assessment.repository.revision import commit_of
from assessment.repository.snapshot import write_snapshot
from assessment.verify.manifest import Manifest


def open_commitment(manifest: Manifest, data: Path) -> int:
    """Return how many inputs, evidence among them, the commitment was found to stand for.

    Raises:
        RequestError: if there is no commitment, or the repository's records are not what it stands for.
    """
    if not manifest.commitment:
        raise RequestError("发布包里没有承诺值：审定以前没有密钥，也就没有承诺值")
    if not manifest.commit:
        raise RequestError("发布包没有写明版本，承诺值打不开")
    commit = commit_of(data, manifest.commit)
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        snapshot = Path(folder) / "data"
        write_snapshot(data, commit, snapshot)
        loaded = load(snapshot, manifest.year)
    record, named = loaded.approval, f"版本 {commit[:10]}"
    if record is None or loaded.year is None or loaded.scheme is None:
        raise RequestError(f"{named}没有可以读的 {manifest.year} 年审定记录，承诺值打不开")
    now, act = fixed(loaded.dataset(), loaded.documents), record.newest
    if broken(record.acts) is not None or (now.inputs, now.evidence) != (act.fixed.inputs, act.fixed.evidence):
        raise RequestError(f"{named}的数据与审定记录不符，承诺值打不开；运行 scripts/validate 看是哪一处")
    if not hmac.compare_digest(commitment(record), manifest.commitment):
        raise RequestError(f"承诺值与{named}的全部输入不符：发布包不是由这些数据生成的")
    return len(now.inputs) + len(now.evidence)

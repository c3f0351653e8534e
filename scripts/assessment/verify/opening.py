"""Open a bundle's commitments: show, from the private repository, that they stand for these inputs and no others."""

import hmac
import tempfile
from pathlib import Path

from assessment.approval.commitment import commitment
from assessment.approval.fixed import fixed
from assessment.approval.record import broken
from assessment.errors import RequestError
from assessment.load.files import Loaded, load
from assessment.repository.revision import commit_of
from assessment.repository.snapshot import write_snapshot
from assessment.verify.manifest import Manifest


def open_commitments(manifest: Manifest, data: Path) -> int:
    """Return how many inputs, evidence among them, the commitments of all years were found to stand for.

    Raises:
        RequestError: if there is no commitment, or the repository's records are not what one stands for.
    """
    committed = {year: value for year, value in manifest.commitments.items() if value}
    if not committed:
        raise RequestError("发布包里没有承诺值：审定以前没有密钥，也就没有承诺值")
    if not manifest.commit:
        raise RequestError("发布包没有写明版本，承诺值打不开")
    commit = commit_of(data, manifest.commit)
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        snapshot = Path(folder) / "data"
        write_snapshot(data, commit, snapshot)
        return sum(_opened(load(snapshot, year), year, value, commit[:10]) for year, value in committed.items())


def _opened(loaded: Loaded, year: int, value: str, commit: str) -> int:
    """Return how many inputs a year's commitment stands for."""
    record, named = loaded.approval, f"版本 {commit}"
    if record is None or loaded.year is None or loaded.scheme is None:
        raise RequestError(f"{named}没有可以读的 {year} 年审定记录，承诺值打不开")
    now, act = fixed(loaded.dataset(), loaded.documents), record.newest
    if broken(record.acts) is not None or (now.inputs, now.evidence) != (act.fixed.inputs, act.fixed.evidence):
        raise RequestError(f"{named}的 {year} 年数据与审定记录不符，承诺值打不开；运行 scripts/validate 看是哪一处")
    if not hmac.compare_digest(commitment(record), value):
        raise RequestError(f"承诺值与{named}的 {year} 年全部输入不符：发布包不是由这些数据生成的")
    return len(now.inputs) + len(now.evidence)

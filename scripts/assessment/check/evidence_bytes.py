"""Git keeps evidence files byte for byte: otherwise their digests are wrong in every other copy of the repository."""

import io
from collections.abc import Iterator
from pathlib import Path

from assessment.check.evidence_files import CONVERTED
from assessment.check.facts import Facts
from assessment.dataset.record import EvidenceFile
from assessment.errors import RequestError
from assessment.evidence.unchanged import how_to_keep
from assessment.findings import Finding, Severity
from assessment.load.evidence import Digest, Missing, Unreached, turned_digests
from assessment.load.evidence_folder import evidence_folders_of
from assessment.place import Place
from assessment.repository.attributes import changeable, committed, held


def check_evidence_bytes(facts: Facts) -> Iterator[Finding]:
    """Find files that were committed with other line breaks than they have, and files that Git may do that to."""
    listed = [
        kept
        for record in facts.records.values()
        for piece in record.evidence
        for kept in piece.files
        if not isinstance(facts.base.evidence.held[kept.path], Missing | Unreached)
    ]
    for folder in evidence_folders_of(facts.base.data, facts.base.county):
        here = [kept for kept in listed if (folder / kept.path).is_file()]
        yield from _committed_otherwise(facts, folder, here)
        if count := len(changeable(folder, dict.fromkeys(kept.path for kept in here))):
            message = f"Git 会改动证据文件的换行或编码，别处取出的校验值就对不上，涉及{count}份"
            place = Place(".gitattributes", 1, 1)
            yield Finding(place, "changeable-evidence", message, how_to_keep(folder), Severity.WARNING)


def _committed_otherwise(facts: Facts, folder: Path, here: list[EvidenceFile]) -> Iterator[Finding]:
    """Find files that are right here and wrong in the commit: while they are here, nothing is lost yet."""
    commit = committed(folder)
    unlike = [
        kept
        for kept in here
        if kept.path in commit
        and facts.base.evidence.held[kept.path] == Digest(kept.sha256)
        and commit[kept.path].size != (folder / kept.path).stat().st_size
    ]
    try:
        contents = held(folder, (commit[kept.path] for kept in unlike))
    except RequestError:
        # What a partial clone left out cannot be looked at here.
        return
    for file, content in zip(unlike, contents, strict=True):
        if content is not None and _same_text(content, folder / file.path):
            message = f"证据文件 {file.path} 提交时换行被 Git 改过，别处取出的校验值就对不上；这里的还是原样"
            hint = f"{how_to_keep(folder)}，再运行 git add --renormalize . 并提交"
            yield Finding(file.origin.of("file"), CONVERTED, message, hint)


def _same_text(content: bytes, path: Path) -> bool:
    """Tell whether a file holds this but for line breaks."""
    with path.open("rb") as file:
        return [*turned_digests(io.BytesIO(content))] == [*turned_digests(file)]

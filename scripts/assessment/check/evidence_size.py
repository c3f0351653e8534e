"""Evidence has something in it, and no more than a repository can hand on."""

from collections.abc import Iterator
from pathlib import Path

from assessment.check.facts import Facts
from assessment.evidence.size import HOW, too_large
from assessment.findings import Finding, Severity
from assessment.load.evidence_folder import evidence_folders_of


def check_evidence_size(facts: Facts) -> Iterator[Finding]:
    """Warn of files that are empty, and of those that many platforms refuse."""
    listed = [(piece.id, kept) for record in facts.records.values() for piece in record.evidence for kept in piece.files]
    for folder in evidence_folders_of(facts.base.data, facts.base.county):
        here = [(id, kept) for id, kept in listed if _is_there(folder / kept.path)]
        large = too_large(folder, dict.fromkeys(kept.path for _, kept in here))
        for id, kept in here:
            place = kept.origin.of("file")
            if (folder / kept.path).stat().st_size == 0:
                message = f"证据“{id}”的文件 {kept.path} 是空的"
                yield Finding(place, "empty-evidence", message, "请找回原来的文件，重新登记", Severity.WARNING)
            elif kept.path in large:
                message = f"证据“{id}”的文件 {kept.path} 有 {large[kept.path]}，多数平台不接受 100 MB 以上的文件"
                yield Finding(place, "large-evidence", message, HOW, Severity.WARNING)


def _is_there(path: Path) -> bool:
    """Tell whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False

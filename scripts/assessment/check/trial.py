"""Trying a change before it is made: the whole year is checked with everything new in place."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from assessment.check import check
from assessment.findings import Finding, Severity
from assessment.load.county import FILE as COUNTY
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.files import load

EVIDENCE = "evidence"
"""Where the evidence folder stands in a trial."""


def faults_of(data: Path, year: int, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> list[Finding]:
    """Return the errors that the year would have with what is new and does not have without.

    Args:
        texts: data files by path below the data folder.
        kept: evidence files by path below the evidence folder.
    """
    new = {path: text.encode() for path, text in texts.items()}
    name = data.resolve().name
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        after = _errors(data, Path(folder) / "after" / name, year, new, kept)
        before = _errors(data, Path(folder) / "before" / name, year, {}, {}) if after else []
    known = Counter(_same(finding) for finding in before)
    added = []
    for finding in after:
        if known[_same(finding)]:
            known[_same(finding)] -= 1
        else:
            added.append(finding)
    return added


def _same(finding: Finding) -> tuple[str, str, str]:
    """What tells an old fault although lines have moved."""
    return finding.place.file, finding.code, finding.message


def _errors(data: Path, copy: Path, year: int, texts: Mapping[str, bytes], kept: Mapping[str, bytes]) -> list[Finding]:
    copy.mkdir(parents=True)
    # The county's own file would lead to its evidence folder instead of to the copy.
    _overlay(data, copy, texts, {EVIDENCE, COUNTY})
    (copy / EVIDENCE).mkdir()
    _overlay(evidence_folder_of(data), copy / EVIDENCE, kept, set())
    return [finding for finding in check(load(copy, year)) if finding.severity is Severity.ERROR]


def _overlay(folder: Path, copy: Path, new: Mapping[str, bytes], left_out: set[str]) -> None:
    """Make a folder look like another one with new files: what stays is linked."""
    inner: dict[str, dict[str, bytes]] = {}
    for path, content in new.items():
        first, _, rest = path.partition("/")
        if rest:
            inner.setdefault(first, {})[rest] = content
        else:
            (copy / first).write_bytes(content)
    for name, below in inner.items():
        (copy / name).mkdir()
        _overlay(folder / name, copy / name, below, set())
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name not in left_out and not (copy / old.name).exists():
            (copy / old.name).symlink_to(old.resolve())

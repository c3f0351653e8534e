"""Trying a change before it is made: the whole year is checked with everything new in place."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assessment.check import RULES, check_by
from assessment.findings import Finding, Severity
from assessment.load.county import FILE as COUNTY
from assessment.load.county import load_county
from assessment.load.evidence_folder import evidence_folders_of
from assessment.period import Period
from assessment.repository.links import real_place
from assessment.year.reading import read_year

EVIDENCE = "evidence"
"""Where the evidence folder stands in a trial."""


def faults_of(data: Path, period: Period, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> list[Finding]:
    """Return the errors that the year would have with what is new and does not have without.

    Args:
        texts: data files by path below the data folder.
        kept: evidence files by path below the evidence folder.

    Raises:
        LinkedDataError: if the data folder is a link.
    """
    after = errors_with(data, period, texts, kept)
    return added(errors_with(data, period, {}, {}), after) if after else []


def errors_with(data: Path, period: Period, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> list[Finding]:
    """Return the errors that the year would have; arguments as for ``faults_of``."""
    with lay_over(data, texts, kept) as copy:
        return [finding for finding in check_by(read_year(copy, period), RULES) if finding.severity is Severity.ERROR]


@contextmanager
def lay_over(data: Path, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a data folder, of passage, that is like another one with everything new in place; arguments as above."""
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        copy = Path(folder) / real_place(data).name
        copy.mkdir()
        # The county's own file would lead to its evidence folder instead of to the copy.
        _overlay(data, copy, {path: text.encode() for path, text in texts.items()}, {EVIDENCE, COUNTY})
        (copy / EVIDENCE).mkdir()
        evidence, *_ = evidence_folders_of(data, load_county(data).county)
        _overlay(evidence, copy / EVIDENCE, kept, set())
        yield copy


def added(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the errors that were not there before; an old one is known although lines have moved."""
    known = Counter(_same(finding) for finding in before)
    new = []
    for finding in after:
        if known[_same(finding)]:
            known[_same(finding)] -= 1
        else:
            new.append(finding)
    return new


def new_errors(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors among findings that were not there before."""
    return tuple(added(before, (one for one in after if one.severity is Severity.ERROR)))


def _same(finding: Finding) -> tuple[str, str, str]:
    """What tells an old fault although lines have moved."""
    return finding.place.file, finding.code, finding.message


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

"""From a data file to what of it can be used, with every fault told as the mistake that it most likely is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from assessment.findings import Finding, Severity, has_errors
from assessment.load.json_schema import checked, names
from assessment.load.lost_text import lost_text
from assessment.load.mistakes.leftovers import merge_conflicts
from assessment.load.mistakes.mistake import Mistake
from assessment.load.mistakes.rows import Rows
from assessment.load.mistakes.search import Judge, Refusal, explain
from assessment.load.references import references
from assessment.load.yaml_file import Document, parse, stops_at, text_of
from assessment.place import Place

_FILES = 256
"""Texts whose verdicts are kept: a few years of one county, which an act or a preview reads several times."""


@dataclass(frozen=True)
class CheckedFile:
    """One data file, and what its text and its schema say of it."""

    raw: Document | None
    """As it stands; None where it cannot be read."""
    good: Document | None
    """Without what is at fault; None where no part of it can be used."""
    clear: bool
    """Whether every value could be read, so that what is not in ``raw`` is not in the file."""
    findings: tuple[Finding, ...]


def read_checked(path: Path, file: str, kind: str) -> CheckedFile:
    """Read one data file of a kind, named as its schema is; ``file`` is the name that findings call it by."""
    text = text_of(path, file)
    return CheckedFile(None, None, False, (text,)) if isinstance(text, Finding) else check_text(text, file, kind)


@lru_cache(maxsize=_FILES)
def check_text(text: str, file: str, kind: str) -> CheckedFile:
    """Read the text of one data file of a kind, as ``read_checked`` does; the same text is not judged again."""
    rows = Rows(text)
    if conflicts := merge_conflicts(rows):
        return CheckedFile(None, None, False, tuple(_finding(mistake, rows, file) for mistake in conflicts))
    if referring := references(text, file, kind):
        return CheckedFile(None, None, False, tuple(referring))
    raw, faults = parse(text, file)
    good, refusals = (None, list[Finding]()) if raw is None else checked(raw, kind)
    lost = [] if raw is None else [*lost_text(raw, rows, kind)]
    findings = [*faults, *refusals, *lost]
    if has_errors(findings):
        findings = _explained(text, rows, file, kind, findings)
    return CheckedFile(raw, good, raw is not None and not faults, tuple(findings))


def _explained(text: str, rows: Rows, file: str, kind: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the mistakes in place of what they have brought about."""
    explanation = explain(text, Judge(_stop, partial(_faults, kind=kind), names(kind)))
    if not explanation.mistakes:
        return list(findings)
    mistakes = [_finding(mistake, rows, file) for mistake in explanation.mistakes]
    left = [
        Finding(Place(file, *rows.line_and_column(fault.at)), fault.code, fault.message, fault.hint)
        for fault in explanation.faults
    ]
    return [*mistakes, *left, *(finding for finding in findings if finding.severity is not Severity.ERROR)]


def _finding(mistake: Mistake, rows: Rows, file: str) -> Finding:
    return Finding(Place(file, *rows.line_and_column(mistake.at)), "yaml-syntax", mistake.message, mistake.hint)


def _stop(text: str) -> int | None:
    stop = stops_at(text)
    return None if stop is None else Rows(text).offset(*stop)


def _faults(text: str, kind: str) -> tuple[Refusal, ...]:
    raw, findings = parse(text, "")
    rows = Rows(text)
    if raw is not None:
        findings = [*findings, *checked(raw, kind)[1], *lost_text(raw, rows, kind)]
    return tuple(
        Refusal(rows.offset(found.place.line - 1, found.place.column - 1), found.code, found.message, found.hint)
        for found in findings
        if found.severity is Severity.ERROR
    )

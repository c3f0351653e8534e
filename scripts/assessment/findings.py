"""Findings: what is wrong with the data, in words an office clerk can act on."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from assessment.place import Place
from assessment.visible import printable


class Severity(Enum):
    """Whether a finding stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One fault in the data: where it is, which rule it breaks, what it means and what to do."""

    place: Place
    code: str
    """Short stable name of the broken rule, such as ``mark-above-full``."""
    message: str
    """One plain Chinese sentence."""
    hint: str = ""
    """What to do about it, in Chinese."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        hint = f"（{self.hint}）" if self.hint else ""
        return f"{self.place}: {self.code}: {self.message}{hint}"


class Format(Enum):
    """The forms in which findings are told."""

    TEXT = "text"
    GITHUB = "github"
    GITLAB = "gitlab"
    JSON = "json"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, line and column, each once."""
    return sorted(set(findings), key=_order)


def _order(finding: Finding) -> tuple[str, int, int, str, str, str, str]:
    place = finding.place
    return place.file, place.line, place.column, finding.code, finding.message, finding.hint, finding.severity.value


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding stops the build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def tally(findings: Iterable[Finding]) -> str:
    """Return how many findings stop the build and how many do not, each counted once; nothing for none."""
    counts = Counter(finding.severity for finding in set(findings))
    words = {Severity.ERROR: "处错误", Severity.WARNING: "处提示"}
    return "、".join(f"{counts[severity]} {word}" for severity, word in words.items() if counts[severity])


def findings_text(findings: Iterable[Finding], form: Format) -> str:
    """Return the findings as text: a line each, annotations of a pull request, a report of GitLab, or a JSON list."""
    ordered = in_order(findings)
    match form:
        case Format.TEXT:
            return "".join(f"{printable(str(finding), lambda _: '␣')}\n" for finding in ordered)
        case Format.GITHUB:
            return "".join(f"{_annotation(finding)}\n" for finding in ordered)
        case Format.GITLAB:
            return json.dumps([_issue(finding) for finding in ordered], ensure_ascii=False, indent=2) + "\n"
        case Format.JSON:
            return json.dumps([_entry(finding) for finding in ordered], ensure_ascii=False, indent=2) + "\n"
        case _:
            assert_never(form)


def findings_in(text: str) -> list[Finding]:
    """Return the findings of a JSON list, as ``findings_text`` writes it."""
    return [_finding(**entry) for entry in json.loads(text)]


def _annotation(finding: Finding) -> str:
    """Return a workflow command; its values escape what would end them early."""
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": finding.code}
    where = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    text = finding.message + (f"（{finding.hint}）" if finding.hint else "")
    return f"::{finding.severity.value} {where}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _issue(finding: Finding) -> dict[str, object]:
    """Return an entry of a code quality report, which knows it again by its fingerprint."""
    text = finding.message + (f"（{finding.hint}）" if finding.hint else "")
    return {
        "description": text,
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(str(finding).encode("utf-8")).hexdigest(),
        "severity": "major" if finding.severity is Severity.ERROR else "info",
        "location": {"path": finding.place.file, "lines": {"begin": finding.place.line}},
    }


def _entry(finding: Finding) -> dict[str, str | int]:
    place = finding.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": finding.severity.value,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
    }


def _finding(file: str, line: int, column: int, severity: str, code: str, message: str, hint: str) -> Finding:
    return Finding(Place(file, line, column), code, message, hint, Severity(severity))

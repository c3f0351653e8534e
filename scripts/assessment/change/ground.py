"""A year as it stands: what was read, what is wrong with it, what it comes to; and the same with one record changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from assessment.check import OF_SCHEME, RULES, CheckRule, RuleFindings, everything_found, findings_by_rule
from assessment.check.counts import check_counts
from assessment.check.days import check_days
from assessment.check.entries import check_entries
from assessment.check.evidence import check_evidence
from assessment.check.evidence_files import check_evidence_files
from assessment.check.few_raters import check_few_raters
from assessment.check.files import check_files
from assessment.check.for_group import check_for_group
from assessment.check.glyphs import check_glyphs
from assessment.check.incidents import check_incidents
from assessment.check.marks import check_marks
from assessment.check.objections import check_objections
from assessment.check.raters import check_raters
from assessment.check.reconcile import check_reconciliation
from assessment.check.references import check_references
from assessment.check.self_marks import check_self_marks
from assessment.check.states import check_states
from assessment.check.windows import check_windows
from assessment.compare.side import OF_RECORDS_FOR_MARKS, Faulty, Side, errors_for_marks, marks_of, side_of_year
from assessment.findings import Finding, in_order
from assessment.history.parts import parts_of
from assessment.load.data_files import place_of
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.year.reading import read_year
from assessment.year.with_texts import with_record
from assessment.year.year import Year

OF_RECORDS: tuple[CheckRule, ...] = (
    check_files,
    check_references,
    check_counts,
    check_for_group,
    check_marks,
    check_self_marks,
    check_reconciliation,
    check_entries,
    check_windows,
    check_days,
    check_evidence,
    check_evidence_files,
    check_incidents,
    check_states,
    check_raters,
    check_few_raters,
    check_objections,
    check_glyphs,
)
"""The rules that find faults in a record by what it, the scheme and the year say, without asking Git."""


@dataclass(frozen=True)
class Ground:
    """A year as it stands."""

    year: Year
    side: Side
    findings: tuple[Finding, ...]
    """Everything that is wrong with it, in order."""
    found: RuleFindings = field(default_factory=dict)
    """What each rule finds in it, as far as that is kept."""


def ground_of(data: Path, period: Period) -> Ground:
    """Return a year as a data folder has it."""
    with locked(data, Use.READING):
        return ground_of_year(read_year(data, period))


def ground_of_year(year: Year, like: Ground | None = None) -> Ground:
    """Return a year as it was read.

    Args:
        like: the year as it stood before; what was found in what has not changed since is not sought again.
    """
    found = findings_by_rule(year, RULES, None if like is None else _found_before(year, like))
    return Ground(year, side_of_year(year, found), tuple(in_order(everything_found(year, found))), found)


def _found_before(year: Year, like: Ground) -> RuleFindings:
    """Return what rules found that looked at nothing that is another now."""
    now, then = year.readable, like.year.readable
    if now is None or then is None:
        return {}
    is_same = now.scheme is then.scheme and now.alternatives is then.alternatives
    is_as_quiet = now.year.stage.is_approved == then.year.stage.is_approved
    return {rule: like.found[rule] for rule in OF_SCHEME if rule in like.found} if is_same and is_as_quiet else {}


def ground_with(ground: Ground, units: Iterable[str]) -> Ground:
    """Return a year as a data folder has it, of which only the records of some units have changed since it was read.

    Raises:
        OSError, UnicodeDecodeError: if one of them cannot be read; the year is to be read as a whole then.
    """
    data, year = ground.year.data, ground.year
    with locked(data, Use.READING):
        for unit in units:
            year = with_record(year, unit, (data / record_path(year.period, unit)).read_bytes().decode())
        return ground_of_year(year, ground)


def record_path(period: Period, unit: str) -> str:
    """Return where the record of a unit stands below the data folder."""
    return f"scores/{period}/{unit}.yaml"


@dataclass(frozen=True)
class TrialRecord:
    """A year as it would be with another text of one record."""

    year: Year
    side: Side
    findings: tuple[Finding, ...]
    """What is wrong with the record then, as far as rules can tell that look at it alone."""


def try_record(ground: Ground, unit: str, text: str) -> TrialRecord:
    """Return a year as it would be with another text of one record; the other records are not looked at again."""
    path = record_path(ground.year.period, unit)
    file = place_of(ground.year.data, ground.year.data / path).file
    year = with_record(ground.year, unit, text)
    alone = _alone(year, unit, path, file)
    judged = findings_by_rule(alone, {*OF_RECORDS, *OF_RECORDS_FOR_MARKS})
    of_record = (*alone.findings, *(one for rule in OF_RECORDS for one in judged.get(rule, ())))
    found = tuple(in_order(_in_file(of_record, file)))
    errors = _in_file(errors_for_marks(alone, judged), file)
    before = ground.side.marks
    elsewhere = () if not isinstance(before, Faulty) else (one for one in before.findings if one.place.file != file)
    document = year.documents[path]
    side = replace(
        ground.side,
        marks=marks_of(year, (*elsewhere, *errors)),
        records={
            **{name: held for name, held in ground.side.records.items() if name != unit},
            **({} if document is None else {unit: parts_of(document)}),
        },
        unread=ground.side.unread - {unit} | ({unit} if document is None else frozenset()),
    )
    return TrialRecord(year, side, found)


def findings_in(ground: Ground, unit: str) -> tuple[Finding, ...]:
    """Return what is wrong with the record of a unit."""
    path = ground.year.data / record_path(ground.year.period, unit)
    return tuple(_in_file(ground.findings, place_of(ground.year.data, path).file))


def _in_file(findings: Iterable[Finding], file: str) -> list[Finding]:
    return [finding for finding in findings if finding.place.file == file]


def _alone(year: Year, unit: str, path: str, file: str) -> Year:
    """Return a year with only one record, of which faults elsewhere say nothing."""
    readable = year.readable
    if readable is not None:
        records = {name: record for name, record in readable.records.items() if name == unit}
        readable = replace(readable, records=records)
    return replace(
        year,
        documents={path: year.documents[path]},
        readable=readable,
        findings=tuple(_in_file(year.findings, file)),
    )

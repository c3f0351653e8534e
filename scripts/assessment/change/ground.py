"""A year as it stands: what was read, what is wrong with it, what it comes to; and the same with one record changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.check import CheckRule, check, check_by
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
from assessment.compare.side import Faulty, Side, errors_for_marks, marks_of, side_of_year
from assessment.findings import Finding, in_order
from assessment.history.parts import parts_of
from assessment.load.data_files import place_of
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.year.reading import read_year, with_record
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


def ground_of(data: Path, period: Period) -> Ground:
    """Return a year as a data folder has it."""
    with locked(data, Use.READING):
        year = read_year(data, period)
        return Ground(year, side_of_year(year), tuple(in_order(check(year))))


def ground_with(ground: Ground, units: Iterable[str]) -> Ground:
    """Return a year as a data folder has it, of which only the records of some units have changed since it was read.

    Raises:
        OSError, UnicodeDecodeError: if one of them cannot be read; the year is to be read as a whole then.
    """
    data, year = ground.year.data, ground.year
    with locked(data, Use.READING):
        for unit in units:
            year = with_record(year, unit, (data / record_path(year.period, unit)).read_bytes().decode())
        return Ground(year, side_of_year(year), tuple(in_order(check(year))))


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
    alone = _alone(year, unit, file)
    found = tuple(in_order(_in_file(check_by(alone, OF_RECORDS), file)))
    errors = _in_file(errors_for_marks(alone), file)
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


def _alone(year: Year, unit: str, file: str) -> Year:
    """Return a year with only one record, of which faults elsewhere say nothing."""
    readable = year.readable
    if readable is not None:
        records = {name: record for name, record in readable.records.items() if name == unit}
        readable = replace(readable, records=records)
    return replace(year, readable=readable, findings=tuple(_in_file(year.findings, file)))

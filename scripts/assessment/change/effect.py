"""What a change of one record does to the results."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.change.ground import Ground, TrialRecord
from assessment.compare.comparison import YearComparison, compare_sides
from assessment.compare.side import Scored
from assessment.dataset import Dataset
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Ledger, Marked, Row
from assessment.scoring.units import known_ledger_of
from assessment.status import Status

_HOLD = frozenset({RowKind.LIMIT, RowKind.COUNT, RowKind.CEILING, RowKind.GATE, RowKind.VETO})
"""Rows by which a rule of the scheme holds a mark."""


@dataclass(frozen=True)
class OtherReading:
    """A reading under which the change does something else."""

    reading: str
    question: str
    option: str
    """What the clause is read as then."""
    difference: Fraction | None
    """What the total changes by then; None where a side has none."""


@dataclass(frozen=True)
class ChangeEffect:
    """What a change does."""

    comparison: YearComparison
    """The same as ``scripts/compare`` tells once it is made."""
    holds: tuple[Row, ...]
    """The limits and the like that act with it and did not, or not so, without."""
    readings: tuple[OtherReading, ...]


def effect_of(ground: Ground, trial: TrialRecord, unit: str) -> ChangeEffect:
    """Return what a trial of one unit's record does to the results."""
    comparison = compare_sides(ground.year.period, ground.side, trial.side)
    before, after = ground.side.marks, trial.side.marks
    if not isinstance(before, Scored) or not isinstance(after, Scored) or unit not in after.ledgers:
        return ChangeEffect(comparison, (), ())
    then, now = set(_rows(before.ledgers[unit])), after.ledgers[unit]
    holds = tuple(row for row in _rows(now) if row.kind in _HOLD and row.points and not _is_among(row, then))
    return ChangeEffect(comparison, holds, tuple(_other_readings(before.dataset, after.dataset, unit)))


def _rows(ledger: Ledger) -> Iterator[Row]:
    for result in ledger.components:
        if isinstance(result, Marked):
            yield from result.rows
    yield from ledger.closing


def _is_among(row: Row, rows: set[Row]) -> bool:
    """Tell whether a row that says the same is among others, wherever it stands in its file."""
    return any((row.kind, row.part, row.rule, row.points) == (one.kind, one.part, one.rule, one.points) for one in rows)


def _other_readings(before: Dataset, after: Dataset, unit: str) -> Iterator[OtherReading]:
    """Yield the readings under which the unit's total changes by another amount than under the chosen ones."""
    chosen = _difference(known_ledger_of(before, before.scheme, unit), known_ledger_of(after, after.scheme, unit))
    readings = {reading.id: reading for reading in before.scheme.readings}
    for other in after.alternatives:
        if other.scheme.group_of(unit) is None:
            continue
        then = _difference(known_ledger_of(before, other.scheme, unit), known_ledger_of(after, other.scheme, unit))
        if then != chosen:
            reading = readings[other.reading]
            option = next(option.text for option in reading.options if option.id == other.option)
            yield OtherReading(reading.id, reading.question, option, then)


def _difference(before: Ledger, after: Ledger) -> Fraction | None:
    if before.status is not Status.COMPLETE or after.status is not Status.COMPLETE:
        return None
    return after.total - before.total

"""The whole comparison: two revisions, year by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assessment.compare.records import RecordChange, record_changes
from assessment.compare.settings import ReadingChange, SettingChange, reading_changes, setting_changes
from assessment.compare.side import NoYear, Scored, Side, side_of
from assessment.compare.units import UnitChange, unit_changes
from assessment.period import Period
from assessment.year.files import files_of


@dataclass(frozen=True)
class YearComparison:
    """What differs in one year."""

    period: Period
    before: Side
    after: Side
    records: tuple[RecordChange, ...]
    readings: tuple[ReadingChange, ...]
    settings: tuple[SettingChange, ...]
    """What differs in the files of year, scheme and units, readings apart."""
    units: tuple[UnitChange, ...]
    """Empty where a side has no marks."""

    @property
    def own(self) -> frozenset[str]:
        """The ids of the units whose own marks differ."""
        return frozenset(unit.unit for unit in self.units if unit.marks_differ)

    @property
    def names(self) -> dict[str, str]:
        """The names of the units of both sides, by id."""
        return {**self.before.names, **self.after.names}


@dataclass(frozen=True)
class Comparison:
    """What differs between two revisions."""

    before: str
    """How the older side is called."""
    after: str
    notes: tuple[str, ...]
    """What a reader must know of the sides."""
    years: tuple[YearComparison, ...]
    """The years that differ, newest first."""
    county: tuple[SettingChange, ...]
    """What differs in what the county says of itself; no marks hang on it."""


def compare_years(before: Path, after: Path, chosen: Iterable[Period]) -> tuple[YearComparison, ...]:
    """Return what differs between two data folders in each year, left out where no file does."""
    return tuple(
        compare_year(before, after, period)
        for period in sorted(chosen, reverse=True)
        if files_of(before, period) != files_of(after, period)
    )


def compare_year(before: Path, after: Path, period: Period) -> YearComparison:
    """Return what differs between two data folders in a year."""
    return compare_sides(period, side_of(before, period), side_of(after, period))


def compare_sides(period: Period, then: Side, now: Side) -> YearComparison:
    """Return what differs between two sides of a year."""
    if isinstance(now.marks, NoYear):
        return YearComparison(period, then, now, (), (), (), ())
    if isinstance(then.marks, NoYear):
        return YearComparison(period, then, now, record_changes(then, now), (), (), ())
    readings = reading_changes(then, now)
    decided = {f"readings/{reading.reading}/choice" for reading in readings}
    settings = tuple(setting for setting in setting_changes(then, now) if setting.path not in decided)
    units: tuple[UnitChange, ...] = ()
    if isinstance(then.marks, Scored) and isinstance(now.marks, Scored):
        units = unit_changes(then.marks, now.marks, {**then.names, **now.names})
    return YearComparison(period, then, now, record_changes(then, now), readings, settings, units)

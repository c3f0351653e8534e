"""One side of a comparison: a year's records as written, and its marks where they can be computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.approval.sealed import sealed
from assessment.check import CheckRule, RuleFindings, findings_by_rule
from assessment.check.entries import check_entries
from assessment.check.files import check_files
from assessment.check.kinds import check_kinds
from assessment.check.marks import check_marks
from assessment.check.objections import check_objections
from assessment.check.ranking_lists import check_ranking_lists
from assessment.check.raters import check_raters
from assessment.check.references import check_references
from assessment.check.rounds import check_rounds
from assessment.check.states import check_states
from assessment.check.unused_fields import check_unused_fields
from assessment.check.weights import check_weights
from assessment.check.year_record import check_year_record
from assessment.dataset import Dataset
from assessment.findings import Finding, Severity, in_order
from assessment.history.kinds import Key
from assessment.history.parts import WrittenRecord, parts_of
from assessment.kept import kept_for_last
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.scoring.ledger import Ledger
from assessment.scoring.part_orders import PartOrders, part_orders
from assessment.scoring.ranking import Order, order
from assessment.scoring.units import reckoning
from assessment.year.reading import read_year
from assessment.year.year import Year

OF_RECORDS_FOR_MARKS: tuple[CheckRule, ...] = (
    check_files,
    check_references,
    check_rounds,
    check_marks,
    check_entries,
    check_states,
    check_raters,
    check_objections,
)
"""Those that may find faults in a record."""

_FOR_MARKS: tuple[CheckRule, ...] = (
    *OF_RECORDS_FOR_MARKS,
    check_weights,
    check_kinds,
    check_ranking_lists,
    check_unused_fields,
    check_year_record,
)
"""The rules without which marks mean nothing. What the others find, such as a change after the approval or missing
evidence, is validation's to tell, and no reason to withhold what a change does."""


@dataclass(frozen=True)
class Scored:
    """A year whose marks could be computed."""

    dataset: Dataset
    ledgers: Mapping[str, Ledger]
    orders: Mapping[str, Order]
    """By id of the ranking list."""
    part_orders: Mapping[str, PartOrders]
    """The ranks of parts, by id of the ranking list."""


@dataclass(frozen=True)
class Faulty:
    """A year with faults that leave no marks to compute."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class NoYear:
    """The side has no such year."""


Marks = Scored | Faulty | NoYear

_FILES = 1024
"""Files whose records are kept: a few years of one county, of which one file at a time changes."""


@dataclass(frozen=True)
class Side:
    """A year as one side has it."""

    marks: Marks
    records: Mapping[str, Mapping[Key, WrittenRecord]]
    """The records of each unit's file that could be read, by unit id."""
    unread: frozenset[str]
    """Ids of the units whose file is there and could not be read."""
    settings: Mapping[str, Document]
    """What the files of year, scheme and units say of the year, as far as they could be read, by path below the data."""

    @property
    def part_names(self) -> Mapping[str, str]:
        """The names of the parts that have ids, by id, where the scheme could be read."""
        if not isinstance(self.marks, Scored):
            return {}
        return {part.id: part.name for part in self.marks.dataset.scheme.parts() if part.id}

    @property
    def wave_names(self) -> Mapping[tuple[str, str], str]:
        """What waves are called, by part and id, where the scheme could be read."""
        return self.marks.dataset.scheme.wave_names if isinstance(self.marks, Scored) else {}

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the units, by id."""
        named = {}
        for path, document in self.settings.items():
            if path.startswith("units/") and isinstance(document.data, dict):
                named[Path(path).stem] = str(document.data.get("name") or Path(path).stem)
        return named


def side_of(data: Path, period: Period) -> Side:
    """Return a year as a data folder has it."""
    if not (data / "years" / f"{period}.yaml").is_file():
        return Side(NoYear(), {}, frozenset(), {})
    return side_of_year(read_year(data, period))


def side_of_year(year: Year, found: RuleFindings | None = None) -> Side:
    """Return a year that was read as a side.

    Args:
        found: what all rules find in it; None where they are still to be asked.
    """
    records = {Path(path).stem: read for path, read in year.documents.items() if path.startswith("scores/")}
    return Side(
        marks=marks_of(year, errors_for_marks(year, found or findings_by_rule(year, _FOR_MARKS))),
        records={unit: _parts_of(read) for unit, read in records.items() if read is not None},
        unread=frozenset(unit for unit, read in records.items() if read is None),
        settings={
            path: sealed(path, read, year.period)
            for path, read in year.documents.items()
            if read is not None and path.startswith(("years/", "schemes/", "units/"))
        },
    )


@kept_for_last(_FILES)
def _parts_of(document: Document) -> Mapping[Key, WrittenRecord]:
    return parts_of(document)


def errors_for_marks(year: Year, found: RuleFindings) -> tuple[Finding, ...]:
    """Return the errors with which marks mean nothing, of those that rules find."""
    listed = [*year.findings, *(one for rule in _FOR_MARKS for one in found.get(rule, ()))]
    return tuple(finding for finding in in_order(listed) if finding.severity is Severity.ERROR)


def marks_of(year: Year, errors: tuple[Finding, ...]) -> Marks:
    """Return the marks of a year in which these errors were found."""
    if errors:
        return Faulty(errors)
    scheme = year.whole.scheme
    computed = reckoning(year.whole)(scheme)
    orders = {one.id: order(scheme.units_of(one), computed, scheme.ranking) for one in scheme.lists}
    return Scored(year.whole, computed, orders, part_orders(scheme, computed, orders))

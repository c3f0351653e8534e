"""What an audience may see of one unit's result, by disclosure level."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.record import Objection, Outcome, UnitRecord, Visibility
from assessment.dataset.year import Disclosure
from assessment.disclosure.as_public import public_part
from assessment.disclosure.components import component_ledger, component_mark
from assessment.disclosure.figures import as_published, figure, total_figure
from assessment.disclosure.part_marks import public_marks, public_measured
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import (
    ByComponent,
    ComponentLedger,
    ExplainedUnmarked,
    ForOffice,
    Graded,
    InFull,
    Named,
    Result,
    Totalled,
    Unfinished,
    Unmarked,
    Withheld,
)
from assessment.disclosure.rows import every_row, public_closing, public_evidence, public_rows
from assessment.disclosure.self_marks import self_marks
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Ledger, Marked, NotAssessed, Pending, sum_of
from assessment.scoring.ranking import Standing
from assessment.scoring.units import known_ledger_of
from assessment.status import Status


@dataclass(frozen=True)
class DisclosedYear:
    """A year with its results, and how much of them who may see."""

    dataset: Dataset
    assessment: Assessment
    level: Disclosure
    audience: Audience

    def standing(self, unit: str) -> Standing | None:
        """Return where a unit stands among those it is ranked with; None where it has no rank."""
        orders = self.assessment.orders.values()
        return next((standing for order in orders if (standing := order.rank(unit)) is not None), None)

    def trails(self, unit: str) -> bool:
        """Tell whether a unit is on one of the last ranks that are named."""
        ties = self.dataset.scheme.ranking.ties
        ranks = (order.rank_from_last(unit, ties) for order in self.assessment.orders.values())
        return any(rank is not None and rank <= self.dataset.year.trailing for rank in ranks)


def result_of(year: DisclosedYear, unit: str) -> Result:
    """Return what the audience may see of a unit."""
    ledger = year.assessment.ledgers[unit]
    match year.level:
        case Disclosure.NONE:
            return Withheld()
        case Disclosure.NAMES:
            standing = year.standing(unit)
            leading = standing is not None and standing.rank <= year.dataset.year.leading
            return Named(leading, not leading and year.trails(unit))
        case Disclosure.GRADES:
            if ledger.status is not Status.COMPLETE:
                return _unmarked(year, ledger)
            # A year without grades is refused before (``grades-missing``).
            return Graded(year.assessment.grades[unit])
        case Disclosure.TOTALS | Disclosure.COMPONENTS | Disclosure.FULL:
            if ledger.status is not Status.COMPLETE:
                return _unmarked(year, ledger)
            return _marks(year, ledger)
        case _:
            assert_never(year.level)


def _unmarked(year: DisclosedYear, ledger: Ledger) -> Unmarked:
    status, record = ledger.status, year.dataset.records[ledger.unit]
    marked_as = year.dataset.scheme.marked_as(ledger.unit)
    match year.audience:
        case Audience.PUBLIC if year.level is Disclosure.FULL:
            return ExplainedUnmarked(status, tuple(_public_reasons(ledger)))
        case Audience.PUBLIC:
            return Unmarked(status)
        case Audience.OFFICE:
            ledgers, recorders = tuple(_every_ledger(ledger, marked_as, record)), _recorders(record)
            own = tuple(self_marks(record, year.dataset.scheme, ledgers))
            reasons, objections, ballots = tuple(_reasons(ledger)), record.objections, record.ballots
            return Unfinished(status, reasons, ledgers, objections, own, ballots, recorders)
        case _:
            assert_never(year.audience)


def _every_ledger(ledger: Ledger, marked_as: str, record: UnitRecord) -> Iterator[ComponentLedger]:
    """Yield the components that have marks, as they are."""
    for result in ledger.components:
        if isinstance(result, Marked):
            rows = every_row(result.rows, record)
            yield component_ledger(result, marked_as, rows, result.marks, result.absent, result.measured)


def _recorders(record: UnitRecord) -> dict[str, str]:
    return {entry.id: entry.recorder for entry in record.entries if entry.recorder}


def _public_reasons(ledger: Ledger) -> Iterator[str]:
    """Yield why there is no total, by component: which items lack marks would tell which internal ones have some."""
    for result in ledger.components:
        match result:
            case Marked():
                pass
            case Pending():
                yield f"尚无{result.component.name}成绩"
            case NotAssessed():
                yield result.reason
            case _:
                assert_never(result)


def _reasons(ledger: Ledger) -> Iterator[str]:
    """Yield why there is no total, in full."""
    for result in ledger.components:
        match result:
            case Marked():
                pass
            case Pending():
                yield result.missing
            case NotAssessed():
                yield result.reason
            case _:
                assert_never(result)


def _marks(year: DisclosedYear, ledger: Ledger) -> Totalled:
    dataset, level = year.dataset, year.level
    marked_as = dataset.scheme.marked_as(ledger.unit)
    grade = year.assessment.grades.get(ledger.unit, "")
    standing = year.standing(ledger.unit)
    total = total_figure(ledger.total, dataset.scheme.ranking)
    rank = None if standing is None else standing.rank
    shared = standing is not None and standing.shared
    if level is Disclosure.TOTALS:
        # Not rounded, a total tells more than itself: its denominator counts raters, and steps show what it is made of.
        return Totalled(as_published(total), rank, shared, grade)
    marked = [result for result in ledger.components if isinstance(result, Marked)]
    bonus = figure(sum((r.weighted for r in marked if r.component.on_top), Fraction(0)))
    closing = figure(sum_of(ledger.closing))
    if level is Disclosure.COMPONENTS:
        absent = _known_absent(dataset, ledger)
        marks = tuple(component_mark(result, marked_as, absent) for result in marked)
        return ByComponent(total, rank, shared, grade, marks, bonus, closing)
    record = dataset.records[ledger.unit]
    match year.audience:
        case Audience.PUBLIC:
            public = _public_ledger(dataset, ledger)
            ledgers = tuple(_public_ledgers(dataset, ledger, public))
            rows = tuple(public_closing(ledger.closing, public.closing, record))
            objections, own = tuple(_public_objections(record)), tuple(self_marks(record, dataset.scheme, ledgers))
            return InFull(total, rank, shared, grade, ledgers, bonus, closing, rows, objections, own)
        case Audience.OFFICE:
            ledgers = tuple(_every_ledger(ledger, marked_as, record))
            rows = tuple(every_row(ledger.closing, record))
            own = tuple(self_marks(record, dataset.scheme, ledgers))
            marked_in_full = (ledgers, bonus, closing, rows, record.objections, own)
            return ForOffice(total, rank, shared, grade, *marked_in_full, record.ballots, _recorders(record))
        case _:
            assert_never(year.audience)


def _public_ledger(dataset: Dataset, ledger: Ledger, *, in_full: bool = False) -> Ledger:
    """Return the ledger that the public part of the record makes; ``in_full`` as there."""
    record = public_part(dataset.records[ledger.unit], dataset.scheme, in_full=in_full)
    return known_ledger_of(replace(dataset, records={ledger.unit: record}), dataset.scheme, ledger.unit)


def _public_ledgers(dataset: Dataset, ledger: Ledger, public: Ledger) -> Iterator[ComponentLedger]:
    """Yield the components with the rows that the public part of the record makes."""
    record, marked_as = dataset.records[ledger.unit], dataset.scheme.marked_as(ledger.unit)
    shown = _public_ledger(dataset, ledger, in_full=True) if _has_internal_marks(record) else public
    for result, part, in_full in zip(ledger.components, public.components, shown.components, strict=True):
        if isinstance(result, Marked) and isinstance(part, Marked) and isinstance(in_full, Marked):
            rows = tuple(public_rows(result, part, record))
            marks, measured = public_marks(result, in_full, rows), public_measured(result.component, in_full, rows)
            yield component_ledger(result, marked_as, rows, marks, in_full.absent, measured)


def _known_absent(dataset: Dataset, ledger: Ledger) -> frozenset[str]:
    """Return the parts that do not apply to the unit by the public part of its record; it is told by ranks alone."""
    if not dataset.scheme.ranking.depth:
        return frozenset()
    public = _public_ledger(dataset, ledger, in_full=True)
    return frozenset(key for result in public.components if isinstance(result, Marked) for key in result.absent)


def _has_internal_marks(record: UnitRecord) -> bool:
    return any(item.visibility is Visibility.INTERNAL for mark in record.marks for item in mark.items)


def _public_objections(record: UnitRecord) -> Iterator[Objection]:
    """Yield the decided objections to what is public, citing public evidence only."""
    internal = {entry.id for entry in record.entries if entry.visibility is Visibility.INTERNAL}
    known = public_evidence(record)
    for objection in record.objections:
        if objection.outcome is not Outcome.OPEN and objection.about not in internal:
            yield replace(objection, evidence=tuple(name for name in objection.evidence if name in known))

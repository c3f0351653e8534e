"""The ledger of every unit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Protocol, assert_never

from assessment.dataset import Dataset
from assessment.dataset.part import Part
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.kept import OWNERS, Same
from assessment.period import Period
from assessment.scoring.branch import Absence, Below, Branch, Lacking, PartResult
from assessment.scoring.case import Case, RoundResult
from assessment.scoring.ledger import ComponentResult, Ledger, Marked, NotAssessed, Pending
from assessment.scoring.sum_and_mean import branches, join_branches, points_each, redistribute, shut
from assessment.scoring.tree import concluded_by, failure_words, result_of

RoundResults = Mapping[str, Mapping[Period, RoundResult]]
"""What units came to in rounds, by unit id."""


class PartReckoning(Protocol):
    """Gives what a component comes to."""

    def __call__(self, case: Case, part: Part, *, fills: bool) -> PartResult:
        """Return it, as ``tree.result_of`` does."""


def ledgers(dataset: Dataset, scheme: Scheme, rounds: RoundResults | None = None) -> dict[str, Ledger]:
    """Return the ledger of every assessed unit by id, in the order of the scheme.

    Args:
        rounds: what the units came to in the year's rounds; None where it is still to be reckoned.
    """
    units = [unit for group in scheme.groups for unit in group.units]
    known = in_rounds(dataset, units) if rounds is None else rounds
    return {unit: ledger_of(dataset, scheme, unit, known) for unit in units}


def reckoning(dataset: Dataset) -> Callable[[Scheme], dict[str, Ledger]]:
    """Return what gives every ledger of a year under a scheme, and reckons once what several schemes have alike."""

    def under(scheme: Scheme) -> dict[str, Ledger]:
        units = (unit for group in scheme.groups for unit in group.units)
        return {unit: known_ledger_of(dataset, scheme, unit) for unit in units}

    return under


def known_ledger_of(dataset: Dataset, scheme: Scheme, unit: str) -> Ledger:
    """Return the ledger of one unit; a component of the same record is reckoned once for all who ask.

    The year as recorded and as the public knows it have the same records, but for those with something internal. Beside
    its records and scheme, a ledger depends on nothing of a year but its lists of eligible units and its rounds.
    """
    known = _known_of(Same(dataset.year.eligible, dataset.rounds))
    return ledger_of(dataset, scheme, unit, {unit: known.rounds_of(dataset, unit)}, known.result)


class _Known:
    """What was reckoned of the records of a year; whatever goes by its id is kept, so that no other gets the id."""

    def __init__(self) -> None:
        self._rounds: dict[str, Mapping[Period, RoundResult]] = {}
        self._distinct: dict[str, list[Part]] = {}
        self._alike: dict[int, tuple[Part, Part]] = {}
        self._results: dict[tuple[int, str, str, int, bool], tuple[UnitRecord, PartResult]] = {}

    def rounds_of(self, dataset: Dataset, unit: str) -> Mapping[Period, RoundResult]:
        """Return what a unit came to in the year's rounds."""
        if unit not in self._rounds:
            self._rounds[unit] = in_rounds(dataset, [unit])[unit]
        return self._rounds[unit]

    def result(self, case: Case, part: Part, *, fills: bool) -> PartResult:
        """Return what a component comes to."""
        key = (id(case.record), case.unit, case.group, id(self._same(part)), fills)
        if key not in self._results:
            self._results[key] = case.record, result_of(case, part, fills=fills)
        return self._results[key][1]

    def _same(self, part: Part) -> Part:
        """Return the first component that equals this one."""
        if id(part) not in self._alike:
            of_key = self._distinct.setdefault(part.key, [])
            if part not in of_key:
                of_key.append(part)
            self._alike[id(part)] = part, of_key[of_key.index(part)]
        return self._alike[id(part)][1]


@lru_cache(maxsize=OWNERS)
def _known_of(_beside_records: Same) -> _Known:
    return _Known()


def ledger_of(
    dataset: Dataset,
    scheme: Scheme,
    unit: str,
    rounds: RoundResults | None = None,
    result: PartReckoning = result_of,
) -> Ledger:
    """Return the ledger of one unit; ``rounds`` as above.

    Args:
        result: gives what a component comes to.
    """
    known = in_rounds(dataset, [unit]) if rounds is None else rounds
    marked_as = scheme.marked_as(unit)
    case = Case(unit, marked_as, dataset.records[unit], dataset.year.eligible, known.get(unit, {}))
    parts = scheme.components_of(marked_as)
    results = tuple((part, result(case, part, fills=not scheme.rescale_here)) for part in parts)
    marked = [part for part, result in results if isinstance(result, Branch)]
    factors = {part.key: points_each(case, _host(part, marked)) for part, _ in results}
    found = branches(results)
    if not isinstance(found, tuple):
        return Ledger(unit, tuple(component_result(case, part, result, factors[part.key]) for part, result in results))
    opened = _through_total(found, factors)
    components = tuple(component_result(case, part, branch, factors[part.key]) for part, branch in opened)
    return _closed(scheme, Ledger(unit, components), opened, factors)


def in_rounds(dataset: Dataset, units: Iterable[str]) -> RoundResults:
    """Return what units came to in each round that the year takes marks from, as far as they were assessed there."""
    found: dict[str, dict[Period, RoundResult]] = {unit: {} for unit in units}
    for period, one in dataset.rounds.items():
        assessed = [unit for unit in found if one.scheme.group_of(unit) is not None and unit in one.records]
        below = in_rounds(one, assessed)
        for unit in assessed:
            ledger = ledger_of(one, one.scheme, unit, below)
            place = one.records[unit].origin.place
            found[unit][period] = RoundResult(one.year.name, one.year.stage.is_approved, ledger, place)
    return found


def _host(part: Part, marked: Iterable[Part]) -> Part:
    """Return the component that a mark is weighed as: the one it is attached to, while that has a mark.

    Reading bonus-attachment of 2019.
    """
    return next((other for other in marked if other.id == part.attach), part)


def component_result(case: Case, part: Part, result: PartResult, factor: Fraction) -> ComponentResult:
    """Return what a component comes to as it stands in the ledger.

    Args:
        factor: what one of its marks is worth in the total.
    """
    match result:
        case Branch():
            return Marked(part, result.rows, factor, result.marks, result.absent, result.measured)
        case Absence():
            return NotAssessed(part, result.absent.reason, result.absent.origin.place)
        case Lacking():
            recorded = case.mark(part)
            place = case.record.origin.place if recorded is None else recorded.origin.place
            return Pending(part, _lack(part, result), place)
        case _:
            assert_never(result)


def _lack(component: Part, lacking: Lacking) -> str:
    """Return what a component lacks in words; a part that lacks several waves is named once."""
    if {part.key for part in lacking.parts} == {component.key}:
        return f"尚无{component.name}{lacking.what}"
    return f"尚无指标得分：{'、'.join(dict.fromkeys(part.name for part in lacking.parts))}"


def _through_total(found: Below, factors: Mapping[str, Fraction]) -> Below:
    """Shut the components that the total does not open: the total without all that it could open."""
    gates = {part.key: part.gate for part, _ in found if part.gate is not None and not part.gate.part}
    total = Fraction(sum(branch.mark * factors[part.key] for part, branch in found if part.key not in gates))
    closed = {key: gate for key, gate in gates.items() if not gate.opens(total)}
    return tuple((part, shut(part, closed[part.key], branch) if part.key in closed else branch) for part, branch in found)


def _closed(scheme: Scheme, ledger: Ledger, components: Below, factors: Mapping[str, Fraction]) -> Ledger:
    """Return the ledger with what is done to the total as a whole."""
    place = scheme.origin.place
    if not scheme.rescale_here and scheme.vetoed is None:
        return replace(ledger, grade=next((branch.grade for _, branch in components if branch.grade), ""))
    base = join_branches(tuple(branch.taken_in(factors[part.key]) for part, branch in components if not part.on_top))
    back = redistribute("", place, base).rows[len(base.rows) :] if scheme.rescale_here else ()
    every = join_branches(tuple(branch.taken_in(factors[part.key]) for part, branch in components)).with_rows(back)
    whole = concluded_by(scheme.vetoed, "", place, failure_words(scheme.fails_below, every.mark), every)
    return replace(ledger, closing=(*back, *whole.rows[len(every.rows) :]), grade=whole.grade)

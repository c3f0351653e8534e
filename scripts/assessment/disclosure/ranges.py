"""How far ranks can be trusted, reckoned from what the audience may know; told only where every mark is public."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from assessment.dataset.part import Part, Rule
from assessment.dataset.scheme import RankingList, Scheme
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import ComponentLedger, InFull, Result
from assessment.disclosure.rank_ranges import ListRanges, MovingOption, PublishedRange, PublishedRanges
from assessment.disclosure.readings import ballot_readings
from assessment.disclosure.results import DisclosedYear
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Ledger
from assessment.trust.combinations import Combinations, combinations
from assessment.trust.ranges import RankRange, inseparable_runs, rank_ranges


def published_ranges(
    year: DisclosedYear,
    results: Mapping[str, Result],
    marks_under: Callable[[Scheme], Mapping[str, Ledger]],
) -> PublishedRanges:
    """Return the ranges of every list that is ranked.

    Args:
        results: by unit id, as published in full.
        marks_under: gives the ledgers under a scheme, as the audience may know them.
    """
    scheme = year.dataset.scheme
    left_out = ballot_readings(scheme) if year.audience is Audience.PUBLIC else frozenset[str]()
    alternatives = [one for one in year.dataset.alternatives if one.reading not in left_out]
    found = combinations(scheme, alternatives, marks_under, scheme.year)
    lists = (_list(one, year.assessment, results, found, scheme) for one in scheme.lists)
    return PublishedRanges(
        of_marks=found.of_marks,
        of_ranks=found.of_ranks,
        left_out=tuple(reading.id for reading in scheme.readings if reading.id in left_out),
        count=found.count,
        reckoned=len(found.totals),
        count_of_ranks=found.count_of_ranks,
        lists=tuple(one for one in lists if one.units),
    )


def _list(
    of: RankingList, assessment: Assessment, results: Mapping[str, Result], found: Combinations, scheme: Scheme
) -> ListRanges:
    ranges = rank_ranges([standing.unit for standing in assessment.orders[of.id].standings], found)
    order = [one.unit for one in ranges]
    totals = {unit: assessment.ledgers[unit].total for unit in order}
    leads = {above: totals[above] - totals[below] for above, below in pairwise(order)}
    return ListRanges(
        list=of.id,
        units=tuple(_published(one, leads.get(one.unit)) for one in ranges),
        runs=inseparable_runs(order, found),
        lightest=min((cost for unit in order for cost in _deductions(unit, results[unit], scheme)), default=None),
    )


def _published(one: RankRange, lead: Fraction | None) -> PublishedRange:
    return PublishedRange(
        unit=one.unit,
        rank=one.chosen,
        best=one.marks.best,
        worst=one.marks.worst,
        best_in_all=one.every.best,
        worst_in_all=one.every.worst,
        most=None if one.most is None else MovingOption(*one.most),
        lead=lead,
    )


def _deductions(unit: str, result: Result, scheme: Scheme) -> Iterator[Fraction]:
    """Yield what one deduction takes from the unit's total, by each rule of the scheme that takes a fixed number."""
    components = result.components if isinstance(result, InFull) else ()
    marked_as = scheme.marked_as(unit)
    parts = {part.key: part for part in scheme.parts()}
    for component in components:
        for part, worth in _leaves(component, parts):
            for rule in part.rules:
                yield from (-points * worth for points in _points(rule, part, marked_as) if points * worth < 0)


def _leaves(component: ComponentLedger, parts: Mapping[str, Part]) -> Iterator[tuple[Part, Fraction]]:
    """Yield the items that start at full marks, and what one mark of each is worth in the total."""
    for row in component.rows:
        key = row.part or component.id
        if row.kind is RowKind.FULL and key in parts:
            yield parts[key], row.share.exact * component.factor.exact


def _points(rule: Rule, part: Part, marked_as: str) -> Iterator[Fraction]:
    yield from (Fraction(rule.each(level)) for level in rule.levels or ("",))
    full = part.full_of(marked_as)
    if rule.percent is not None and full is not None:
        yield Fraction(rule.percent) * Fraction(full) / 100

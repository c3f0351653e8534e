"""What an audience may see of units that are ranked together: their order and summary, where totals are public."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assessment.dataset.scheme import RankingList, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.figures import as_published, total_figure
from assessment.disclosure.part_ranks import part_ranks
from assessment.disclosure.publication import GroupSummary, PublishedGroup
from assessment.disclosure.published_result import Result
from assessment.scoring.assessment import Assessment
from assessment.status import Status


def published_group(
    scheme: Scheme, of: RankingList, assessment: Assessment, level: Disclosure, results: Mapping[str, Result]
) -> PublishedGroup:
    """Return a ranking list; below the level of totals its units stand in the order of annex 1, and in no other.

    Args:
        results: what the audience sees of each unit, by id.
    """
    order = assessment.orders[of.id]
    units = scheme.units_of(of)
    shown = level.shows_totals
    return PublishedGroup(
        id=of.id,
        name=of.name,
        marked_as=tuple(one.id for one in scheme.marking_groups if one.group in of.groups),
        units=units,
        ranking=tuple(standing.unit for standing in order.standings) if shown else (),
        pending=order.pending if level.shows_results else (),
        not_assessed=order.not_assessed if level.shows_results else (),
        summary=_summary(scheme, units, assessment, level) if shown else None,
        part_ranks=part_ranks(scheme, order, results) if scheme.ranking.depth else {},
    )


def _summary(scheme: Scheme, units: Sequence[str], assessment: Assessment, level: Disclosure) -> GroupSummary | None:
    ledgers = [assessment.ledgers[unit] for unit in units]
    totals = [ledger.total for ledger in ledgers if ledger.status is Status.COMPLETE]
    if not totals:
        return None
    figures = [
        total_figure(value, scheme.ranking)
        for value in (sum(totals, Fraction(0)) / len(totals), max(totals), min(totals))
    ]
    mean, highest, lowest = map(as_published, figures) if level is Disclosure.TOTALS else figures
    return GroupSummary(len(totals), mean, highest, lowest)

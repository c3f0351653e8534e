"""From an Assessment to a Publication: what stage and level allow this audience to see (五（三）)."""

from collections.abc import Mapping
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.round_levels import highest_level, is_beyond
from assessment.dataset.year import Disclosure
from assessment.disclosure.amendments import amendments
from assessment.disclosure.groups import published_group
from assessment.disclosure.known_reckoning import known_reckoning
from assessment.disclosure.past import published_history
from assessment.disclosure.publication import Audience, Edition, Publication
from assessment.disclosure.published_reading import PublishedReading
from assessment.disclosure.published_result import Result
from assessment.disclosure.published_unit import PublishedUnit
from assessment.disclosure.ranges import published_ranges
from assessment.disclosure.rank_ranges import PublishedRanges
from assessment.disclosure.readings import published_readings
from assessment.disclosure.results import DisclosedYear, result_of
from assessment.disclosure.weights import list_weights
from assessment.history.events import History
from assessment.history.kinds import Completeness
from assessment.scoring.assessment import Assessment

NO_HISTORY = History(Completeness.ABSENT)


def disclose(
    dataset: Dataset, assessment: Assessment, audience: Audience, edition: Edition, history: History = NO_HISTORY
) -> Publication:
    """Return what the audience may see; the office sees everything, the public nothing before approval."""
    level = _level(dataset, audience)
    scheme = dataset.scheme
    units = [(unit, group.id) for group in scheme.groups for unit in group.units]
    year = DisclosedYear(dataset, assessment, level, audience)
    results = {unit: result_of(year, unit) for unit, _ in units}
    overall = assessment.overall.standings if assessment.overall is not None and level.shows_totals else ()
    groups = tuple(published_group(scheme, one, assessment, level, results) for one in scheme.lists)
    readings, ranges = _under_other_readings(year, results)
    return Publication(
        audience=audience,
        period=dataset.year.period,
        name=dataset.year.name,
        after=dataset.year.after,
        stage=dataset.year.stage,
        disclosure=level,
        provenance=dataset.year.provenance,
        agency=dataset.year.agency,
        approval=dataset.year.approval,
        published=dataset.year.published,
        amendments=amendments(dataset, level, audience),
        scheme=scheme,
        scheme_digest=dataset.scheme_digest,
        edition=edition,
        groups=groups,
        units={
            unit: PublishedUnit(
                id=unit,
                name=dataset.units[unit].name,
                full_name=dataset.units[unit].full_name,
                plates=dataset.units[unit].plates,
                also_called=dataset.units[unit].also_called,
                other_years=dataset.units[unit].other_years,
                site=dataset.units[unit].site,
                group=group,
                ranked_in=scheme.list_of(group).id,
                marked_as=scheme.marked_as(unit),
                self_review=dataset.records[unit].self_review,
                result=results[unit],
                history=published_history(history, dataset.records[unit], results[unit], audience),
            )
            for unit, group in units
        },
        overall=tuple((standing.unit, standing.rank) for standing in overall),
        readings=readings,
        ranges=ranges,
        weights=list_weights(scheme, groups, results),
        rules_digest=dataset.rules_digest,
    )


def _under_other_readings(
    year: DisclosedYear, results: Mapping[str, Result]
) -> tuple[tuple[PublishedReading, ...], PublishedRanges | None]:
    """Return what other readings would change, and the ranges of ranks, where every mark may be seen."""
    if year.level is not Disclosure.FULL:
        return tuple(PublishedReading(reading, ()) for reading in year.dataset.scheme.readings), None
    marks_under = known_reckoning(year.dataset, year.assessment, year.audience)
    return published_readings(year, marks_under), published_ranges(year, results, marks_under)


def _level(dataset: Dataset, audience: Audience) -> Disclosure:
    match audience:
        case Audience.OFFICE:
            return Disclosure.FULL
        case Audience.PUBLIC:
            return _public_level(dataset)
        case _:
            assert_never(audience)


def _public_level(dataset: Dataset) -> Disclosure:
    """Return what the public may see: nothing before approval, and never more of a round than the round itself shows."""
    level, limit = dataset.year.disclosure, highest_level(dataset)
    if not dataset.year.stage.is_approved:
        return Disclosure.NONE
    return limit if is_beyond(level, limit) else level

"""What an audience may see of what other readings would change."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Option, Reading, Scheme
from assessment.disclosure.as_public import as_public
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_reading import OptionEffect, PublishedReading, Unchanged
from assessment.disclosure.results import DisclosedYear
from assessment.scoring.assessment import Effect, effects
from assessment.scoring.ledger import Ledger

_OF_THE_MEAN = ("points", "full")
"""Settings of a component with ballots whose effects follow from the mean that is published, and not from ballots."""

_OF_RANKS = (["ranking", "ties"], ["ranking", "rank_on"], ["ranking", "rounding"])
"""Settings of ranks that concern units with equal totals, or with totals that lie half-way."""


def published_readings(
    year: DisclosedYear, marks_under: Callable[[Scheme], Mapping[str, Ledger]]
) -> tuple[PublishedReading, ...]:
    """Return the readings with their effects, which follow from every mark: for levels that show every mark.

    Args:
        marks_under: gives the ledgers under a scheme, as the audience may know them.
    """
    dataset, scheme = year.dataset, year.dataset.scheme
    match year.audience:
        case Audience.OFFICE:
            by_reading = {
                reading.id: tuple(_effects(reading, year.assessment.effects, dataset)) for reading in scheme.readings
            }
        case Audience.PUBLIC:
            left_out = ballot_readings(scheme)
            alternatives = (other for other in dataset.alternatives if other.reading not in left_out)
            found = tuple(effects(scheme, alternatives, marks_under))
            public = as_public(dataset)
            by_reading = {reading.id: tuple(_effects(reading, found, public)) for reading in scheme.readings}
        case _:
            assert_never(year.audience)
    return tuple(PublishedReading(reading, by_reading[reading.id]) for reading in scheme.readings)


def ballot_readings(scheme: Scheme) -> frozenset[str]:
    """Return the ids of the readings whose effects follow from ballots, which are never public."""
    return frozenset(reading.id for reading in scheme.readings if _tells_of_ballots(reading, scheme))


def _tells_of_ballots(reading: Reading, scheme: Scheme) -> bool:
    with_ballots = {component.id for component in scheme.components if component.takes(Method.BALLOTS)}
    return any(_counts_ballots(option, with_ballots) for option in reading.options)


def _counts_ballots(option: Option, with_ballots: Collection[str]) -> bool:
    paths = (setting.at.split("/") for setting in option.settings)
    return any(
        path[0] == "components" and path[1] in with_ballots and path[2] not in _OF_THE_MEAN
        for path in paths
        if len(path) > 2
    )


def _effects(reading: Reading, every: Iterable[Effect], dataset: Dataset) -> Iterator[OptionEffect]:
    """Yield the effects of a reading; why there is none is told by the records of ``dataset`` alone."""
    effects_of = {effect.option: effect for effect in every if effect.reading == reading.id}
    for option in reading.options:
        if option.id in effects_of:
            found = effects_of[option.id]
            effect = OptionEffect(option, found.totals, found.moved, found.grades, found.renumbered)
            something = found.totals or found.moved or found.grades or found.renumbered
            yield effect if something else replace(effect, unchanged=_why_not(reading, option, dataset))


def _why_not(reading: Reading, option: Option, dataset: Dataset) -> Unchanged | None:
    """Return why an option changes nothing."""
    chosen = {setting.at: setting.value for setting in reading.chosen.settings}
    paths = [setting.at.split("/") for setting in option.settings if setting.value != chosen.get(setting.at)]
    if paths and all(path == ["ranking", "overall"] for path in paths):
        return Unchanged.BESIDE
    if not paths or not all(path[0] == "components" or path in _OF_RANKS for path in paths):
        return None
    touched = {path[1] for path in paths if path[0] == "components"}
    components = [component for component in dataset.scheme.components if component.id in touched]
    if components and all(_is_given(component, dataset) for component in components):
        return Unchanged.GIVEN
    return Unchanged.NOBODY


def _is_given(component: Part, dataset: Dataset) -> bool:
    """Tell whether every unit that a component is for has its mark as a whole, so that no item is reckoned."""
    scheme = dataset.scheme
    units = (unit for one in scheme.marking_groups if component.is_for(one.id) for unit in one.units)
    marks = [[mark for mark in dataset.records[unit].marks if mark.component == component.key] for unit in units]
    known = [isinstance(mark.mark, Decimal) for of_unit in marks for mark in of_unit]
    return component.method is Method.GIVEN and bool(known) and all(marks) and all(known)

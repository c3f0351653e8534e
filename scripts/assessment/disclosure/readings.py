"""What an audience may see of what other readings would change."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import Visibility
from assessment.dataset.scheme import Option, Reading, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.as_public import as_public
from assessment.disclosure.publication import Audience, OptionEffect, PublishedReading, Unchanged
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment, Effect, effects
from assessment.scoring.ledger import Ledger, Marked, Row
from assessment.scoring.units import ledgers

_OF_THE_MEAN = ("points", "full")
"""Settings of a component with ballots whose effects follow from the mean that is published, and not from ballots."""

_OF_RANKS = (["ranking", "ties"], ["ranking", "rank_on"], ["ranking", "rounding"])
"""Settings of ranks that concern units with equal totals, or with totals that lie half-way."""


def published_readings(
    dataset: Dataset, assessment: Assessment, level: Disclosure, audience: Audience
) -> tuple[PublishedReading, ...]:
    """Return the readings; their effects follow from every mark, and so are told only where every mark is public.

    What another way to average ballots would change follows from the ballots, which are never public.
    """
    scheme = dataset.scheme
    match audience:
        case _ if level is not Disclosure.FULL:
            by_reading: Mapping[str, tuple[OptionEffect, ...]] = {}
        case Audience.OFFICE:
            by_reading = {
                reading.id: tuple(_effects(reading, assessment.effects, dataset)) for reading in scheme.readings
            }
        case Audience.PUBLIC:
            readings = [reading for reading in scheme.readings if not _tells_of_ballots(reading, scheme)]
            public = as_public(dataset)
            public_effects = _of_what_is_public(dataset, assessment, {reading.id for reading in readings})
            by_reading = {reading.id: tuple(_effects(reading, public_effects, public)) for reading in readings}
        case _:
            assert_never(audience)
    return tuple(PublishedReading(reading, by_reading.get(reading.id, ())) for reading in scheme.readings)


def _of_what_is_public(dataset: Dataset, assessment: Assessment, readings: Collection[str]) -> tuple[Effect, ...]:
    """Return the effects on what is public: on public records as they are counted, and on what internal ones come to.

    Of two sets of internal records that come to the same, another option could make different sums; these would tell
    which of them there is. So their sums stay as they are. Where there are none, the effects are the true ones.
    """
    public = as_public(dataset)
    rest = _rest(assessment.ledgers, ledgers(public, dataset.scheme))

    def marks_under(scheme: Scheme) -> Mapping[str, Ledger]:
        return {unit: _with_rest(ledger, rest[unit]) for unit, ledger in ledgers(public, scheme).items()}

    alternatives = (other for other in dataset.alternatives if other.reading in readings)
    return tuple(effects(dataset.scheme, alternatives, marks_under))


Rest = Mapping[str, Fraction]
"""What internal records do to the mark of each component, by its id."""


def _rest(true: Mapping[str, Ledger], public: Mapping[str, Ledger]) -> Mapping[str, Rest]:
    return {
        unit: {
            result.component.id: result.mark - part.mark
            for result, part in zip(ledger.components, public[unit].components, strict=True)
            if isinstance(result, Marked) and isinstance(part, Marked)
        }
        for unit, ledger in true.items()
    }


def _with_rest(ledger: Ledger, rest: Rest) -> Ledger:
    """Return the ledger with what internal records do to each component in a row of its own."""
    return replace(
        ledger,
        components=tuple(
            replace(result, rows=(*result.rows, _row(result.component, rest[result.component.id])))
            if isinstance(result, Marked)
            else result
            for result in ledger.components
        ),
    )


def _row(component: Part, points: Fraction) -> Row:
    place = component.origin.place
    return Row(RowKind.ENTRY, component.clause, "", points, place, visibility=Visibility.INTERNAL)


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

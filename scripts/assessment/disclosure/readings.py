"""What an audience may see of what other readings would change."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import Visibility
from assessment.dataset.scheme import Option, Reading, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.as_public import as_public
from assessment.disclosure.publication import Audience, OptionEffect, PublishedReading
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment, Effect, effects
from assessment.scoring.ledger import Ledger, Marked, Row
from assessment.scoring.units import ledgers

_OF_THE_MEAN = ("points", "full")
"""Settings of a component with ballots whose effects follow from the mean that is published, and not from ballots."""


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
            by_reading = {reading.id: tuple(_effects(reading, assessment.effects)) for reading in scheme.readings}
        case Audience.PUBLIC:
            readings = [reading for reading in scheme.readings if not _tells_of_ballots(reading, scheme)]
            public_effects = _of_what_is_public(dataset, assessment, {reading.id for reading in readings})
            by_reading = {reading.id: tuple(_effects(reading, public_effects)) for reading in readings}
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


def _effects(reading: Reading, every: Iterable[Effect]) -> Iterator[OptionEffect]:
    effects_of = {effect.option: effect for effect in every if effect.reading == reading.id}
    for option in reading.options:
        if option.id in effects_of:
            effect = effects_of[option.id]
            yield OptionEffect(option, effect.totals, effect.moved, effect.grades)

"""What an audience may see of what other readings would change."""

from collections.abc import Collection, Iterator

from assessment.dataset.scheme import Method, Option, Reading, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import Audience, OptionEffect, PublishedReading
from assessment.scoring.assessment import Assessment

_OF_THE_MEAN = ("points", "full")
"""Settings of a component with ballots whose effects follow from the mean that is published, and not from ballots."""


def published_readings(
    scheme: Scheme, assessment: Assessment, level: Disclosure, audience: Audience
) -> tuple[PublishedReading, ...]:
    """Return the readings; their effects follow from every mark, and so are told only where every mark is public.

    What another way to average ballots would change follows from the ballots, which are never public.
    """
    shown = [
        reading
        for reading in scheme.readings
        if level is Disclosure.FULL and (audience is Audience.OFFICE or not _tells_of_ballots(reading, scheme))
    ]
    return tuple(
        PublishedReading(reading, tuple(_effects(reading, assessment)) if reading in shown else ())
        for reading in scheme.readings
    )


def _tells_of_ballots(reading: Reading, scheme: Scheme) -> bool:
    with_ballots = {component.id for component in scheme.components if component.method is Method.BALLOTS}
    return any(_counts_ballots(option, with_ballots) for option in reading.options)


def _counts_ballots(option: Option, with_ballots: Collection[str]) -> bool:
    paths = (setting.at.split("/") for setting in option.settings)
    return any(
        path[0] == "components" and path[1] in with_ballots and path[2] not in _OF_THE_MEAN
        for path in paths
        if len(path) > 2
    )


def _effects(reading: Reading, assessment: Assessment) -> Iterator[OptionEffect]:
    effects = {effect.option: effect for effect in assessment.effects if effect.reading == reading.id}
    for option in reading.options:
        if option.id in effects:
            effect = effects[option.id]
            yield OptionEffect(option, effect.totals, effect.moved)

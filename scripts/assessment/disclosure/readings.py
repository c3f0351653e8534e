"""What an audience may see of what other readings would change."""

from collections.abc import Iterator

from assessment.dataset.scheme import Reading, Scheme
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import OptionEffect, PublishedReading
from assessment.scoring.assessment import Assessment


def published_readings(scheme: Scheme, assessment: Assessment, level: Disclosure) -> tuple[PublishedReading, ...]:
    """Return the readings; their effects follow from every mark, and so are told only where every mark is public."""
    if level is Disclosure.FULL:
        return tuple(PublishedReading(reading, tuple(_effects(reading, assessment))) for reading in scheme.readings)
    return tuple(PublishedReading(reading, ()) for reading in scheme.readings)


def _effects(reading: Reading, assessment: Assessment) -> Iterator[OptionEffect]:
    effects = {effect.option: effect for effect in assessment.effects if effect.reading == reading.id}
    for option in reading.options:
        if option.id in effects:
            effect = effects[option.id]
            yield OptionEffect(option, effect.totals, effect.moved)

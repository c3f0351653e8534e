"""How much a year may show whose marks come from rounds: never more than each round shows of itself."""

from assessment.dataset import Dataset
from assessment.dataset.part import Wave
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Disclosure

_ORDER = (*Disclosure,)
"""From nothing to everything, as they are listed."""


def is_beyond(level: Disclosure, limit: Disclosure) -> bool:
    """Tell whether a level shows more than another."""
    return _ORDER.index(level) > _ORDER.index(limit)


def highest_level(dataset: Dataset) -> Disclosure:
    """Return the level beyond which the year would tell of a round what the round does not show.

    A year's total and all below it are made of the marks of its rounds, so that each of them tells something of those.
    """
    schemes = (dataset.scheme, *(alternative.scheme for alternative in dataset.alternatives))
    waves = {wave for scheme in schemes for part in scheme.components for wave in part.rounds()}
    return min((_level(dataset, wave) for wave in waves), key=_ORDER.index, default=Disclosure.FULL)


def _level(dataset: Dataset, wave: Wave) -> Disclosure:
    source = None if wave.round is None else dataset.rounds.get(wave.round)
    if source is None or not source.year.stage.is_approved:
        return Disclosure.NONE
    level = source.year.disclosure
    return Disclosure.NONE if is_beyond(_shows(wave, source.scheme), level) else level


def _shows(wave: Wave, scheme: Scheme) -> Disclosure:
    """Return the level at which a round shows the mark that a wave takes, or what can be told of it."""
    if not wave.part:
        return Disclosure.NONE
    at_top = wave.part in {component.key for component in scheme.components}
    return Disclosure.COMPONENTS if at_top else Disclosure.FULL

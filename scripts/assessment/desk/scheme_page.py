"""What a year's scheme leaves to decide: items that are 待定, and readings that could be chosen otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.approval.corrections import component_names
from assessment.approval.words import place_words
from assessment.change.ground import Ground
from assessment.dataset.scheme import Reading


@dataclass(frozen=True)
class UndecidedLine:
    """A part of the scheme that is not decided."""

    at: str
    """As the scheme names it."""
    what: str
    """In Chinese."""


@dataclass(frozen=True)
class SchemePage:
    """What there is to decide about a scheme."""

    name: str
    title: str
    undecided: tuple[UndecidedLine, ...]
    readings: tuple[Reading, ...]
    fixed: tuple[Reading, ...]
    """Those with one option alone."""


def scheme_page(ground: Ground) -> SchemePage:
    """Return what there is to decide about the scheme of a year that can be read."""
    scheme = ground.year.whole.scheme
    return SchemePage(
        name=ground.year.whole.year.name,
        title=scheme.title,
        undecided=tuple(_undecided(ground)),
        readings=tuple(one for one in scheme.readings if len(one.options) > 1),
        fixed=tuple(one for one in scheme.readings if len(one.options) < 2),
    )


def _undecided(ground: Ground) -> Iterator[UndecidedLine]:
    scheme = ground.year.whole.scheme
    names = component_names(scheme)
    for at in scheme.undecided:
        yield UndecidedLine(at, place_words("scheme", tuple(at.split("/")), names))

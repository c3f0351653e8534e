"""What may be seen of the readings of a scheme: what each option that was not chosen would change."""

from dataclasses import dataclass
from enum import Enum

from assessment.dataset.scheme import Option, Reading


class Unchanged(Enum):
    """Why an option would change neither totals nor ranks."""

    GIVEN = "given"
    """The mark that it would reckon in another way was given directly for every unit."""
    NOBODY = "nobody"
    """What it is about happened to no unit."""
    BESIDE = "beside"
    """It adds an order beside the lists, which stay."""


@dataclass(frozen=True)
class OptionEffect:
    """An option that was not chosen, and what it would change."""

    option: Option
    totals: int
    """Units whose total would differ."""
    moved: tuple[tuple[str, int, int], ...]
    """Unit id, rank now, rank then, of the units that would stand elsewhere."""
    grades: int
    """Units whose grade would differ."""
    renumbered: tuple[tuple[str, int, int], ...] = ()
    """Unit id, rank now, rank then, of the units whose rank would only get another number."""
    unchanged: Unchanged | None = None
    """Why nothing would change; None where something would, or the scheme does not tell why."""


@dataclass(frozen=True)
class PublishedReading:
    """A reading, with the effects of its other options where every mark is public."""

    reading: Reading
    effects: tuple[OptionEffect, ...]

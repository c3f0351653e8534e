"""What may be seen of the changes to a year after its approval."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PublishedChange:
    """A value that was corrected, both versions of which may be shown."""

    unit: str
    """Id of the unit that it concerns; empty where it concerns all."""
    what: str
    was: str | None
    """None where there was nothing."""
    now: str | None
    """None where it was taken out."""


@dataclass(frozen=True)
class MovedTotal:
    """A unit's total before and after an amendment, as published, or why there is none."""

    unit: str
    was: str
    now: str


@dataclass(frozen=True)
class PublishedAmendment:
    """That a year was changed after approval, when, and as much of the changes as the level shows."""

    number: int
    date: date
    changes: tuple[PublishedChange, ...]
    totals: tuple[MovedTotal, ...]


@dataclass(frozen=True)
class ExplainedAmendment(PublishedAmendment):
    """An amendment of which everything is shown, with its reason."""

    reason: str
    document: str
    """Number of the document that orders it; empty where there is none."""

"""What may be seen of a unit: its names, its result, and what happened to its records."""

from dataclasses import dataclass
from datetime import date

from assessment.dataset.record import SelfReview
from assessment.disclosure.published_result import Result
from assessment.history.kinds import Completeness, Key, What


@dataclass(frozen=True)
class Trace:
    """One thing that happened to a record: when and in which commit, and never by whom."""

    what: What
    day: date | None
    """None while it is not committed."""
    commit: str
    """Short id of the commit; empty while it is not committed."""


@dataclass(frozen=True)
class OfficeTrace(Trace):
    """With what only the office sees."""

    author: str
    """Who committed it; empty while it is not committed."""
    fields: tuple[str, ...]
    """Names of the fields that changed."""


@dataclass(frozen=True)
class TracedRecord:
    """A record that may be shown, and what happened to it, oldest first."""

    key: Key
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class PublishedHistory:
    """What happened to a unit's records."""

    completeness: Completeness
    records: tuple[TracedRecord, ...]
    commits: tuple[str, ...]
    """Short ids of the commits that records tell of, oldest first."""
    unreadable: tuple[str, ...]
    """Short ids of the commits whose version of the unit's file could not be read."""


@dataclass(frozen=True)
class PublishedUnit:
    """An assessed unit and what may be seen of its result."""

    id: str
    name: str
    full_name: str
    plates: tuple[str, ...]
    also_called: tuple[str, ...]
    """What people call it."""
    other_years: tuple[str, ...]
    """Names that it bore in other years only."""
    site: str
    group: str
    """Id of the group of the scheme."""
    ranked_in: str
    """Id of those that it is ranked with, among ``Publication.groups``."""
    marked_as: str
    """What parts know its full marks and points by."""
    self_review: SelfReview | None
    result: Result
    history: PublishedHistory | None
    """None where the level does not show records."""

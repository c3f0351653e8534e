"""What happened to records, and how much of it the repository knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.history.kinds import Completeness, Key, What
from assessment.repository.commits import Commit


@dataclass(frozen=True)
class Event:
    """One thing that happened to a record."""

    what: What
    commit: Commit | None
    """None while it is not committed."""
    fields: tuple[str, ...]
    """Names of the fields that changed."""


Events = Mapping[Key, tuple[Event, ...]]
"""What happened to each record, oldest first; records that are no longer there end with their removal."""


@dataclass(frozen=True)
class FileHistory:
    """What happened to the records of one unit's file."""

    events: Events = field(default_factory=dict)
    unreadable: tuple[Commit, ...] = ()
    """Commits whose version of the file could not be read; what they did is told at the next version that can."""


@dataclass(frozen=True)
class History:
    """What happened to a year's records."""

    completeness: Completeness
    files: Mapping[str, FileHistory] = field(default_factory=dict)
    """By unit id."""
    public: Mapping[str, FileHistory] = field(default_factory=dict)
    """The same as if there had never been anything but what is public, by unit id."""
    commits: tuple[Commit, ...] = ()
    """The commits that touched the records, each after the ones it was made from."""

    def of(self, unit: str) -> FileHistory:
        """Return what happened to a unit's records."""
        return self.files.get(unit, FileHistory())

    def public_of(self, unit: str) -> FileHistory:
        """Return what happened to what is public of a unit's records."""
        return self.public.get(unit, FileHistory())

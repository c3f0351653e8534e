"""What happened to records, and how much of it the repository knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from assessment.history.parts import Key
from assessment.repository.commits import Commit


class What(Enum):
    """What a commit did to a record; the value is the Chinese word for it."""

    RECORDED = "登记"
    EARLIER = "此前已登记"
    """It was there already when the part of the past that is told begins: in a shallow clone, or before a move."""
    CHANGED = "修改"
    REMOVED = "删除"


@dataclass(frozen=True)
class Event:
    """One thing that happened to a record."""

    what: What
    commit: Commit | None
    """None while it is not committed."""
    fields: tuple[str, ...]
    """Names of the fields that changed."""


class Completeness(Enum):
    """How much of the past the repository can tell."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    """Older commits were left out when the repository was copied."""
    MOVED = "moved"
    """The records stood elsewhere before, and what happened to them there is not told."""
    UNREADABLE = "unreadable"
    """Git could not read old versions: the repository is damaged or a partial clone."""
    ABSENT = "absent"
    """There is no repository."""


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
    commits: tuple[Commit, ...] = ()
    """The commits that touched the records, each after the ones it was made from."""

    def of(self, unit: str) -> FileHistory:
        """Return what happened to a unit's records."""
        return self.files.get(unit, FileHistory())

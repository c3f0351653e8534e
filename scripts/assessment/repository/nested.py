"""Other repositories inside the data: Git, asked there, would take them for the one that holds the data."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from assessment.repository.clone import Clone
from assessment.repository.listing import OTHER_REPOSITORY, listing
from assessment.repository.repository import GIT

_SHAPES = ({GIT}, {"head", "objects", "refs"}, {"head", "commondir"})
"""By which names in a folder Git knows it for a repository; some systems do not tell capitals."""


def nested_now(data: Path) -> tuple[PurePath, ...]:
    """Return the folders, by path below the data folder, that Git would take for repositories as they are now."""
    return tuple(sorted(_looking_alike(_there(data))))


def nested_at(clone: Clone, commit: str) -> tuple[PurePath, ...]:
    """Return the same of a data folder as a commit holds it.

    Raises:
        GitError: if the commit cannot be read.
    """
    return tuple(sorted({*_committed(clone, commit)}))


def _looking_alike(folders: Mapping[PurePath, set[str]]) -> Iterator[PurePath]:
    for folder, names in folders.items():
        if any(shape <= {name.lower() for name in names} for shape in _SHAPES):
            yield folder


def _there(data: Path) -> Mapping[PurePath, set[str]]:
    """Return the names in each folder that is there, but for those in a repository's own folder."""
    folders_there = {}
    for folder, folders, files in os.walk(data):
        folders_there[PurePath(folder).relative_to(data)] = {*folders, *files}
        folders[:] = [name for name in folders if name.lower() != GIT]
    return folders_there


def _committed(clone: Clone, commit: str) -> Iterator[PurePath]:
    folders: dict[PurePath, set[str]] = {}
    for entry in listing(clone.repository, commit, [clone.below]):
        path = PurePath(os.fsdecode(entry.path)).relative_to(clone.below)
        if entry.mode == OTHER_REPOSITORY:
            yield path
        own = next((above for above in reversed(path.parents) if above.name.lower() == GIT), path)
        for step in (own, *own.parents):
            folders.setdefault(step.parent, set()).add(step.name)
    yield from _looking_alike(folders)

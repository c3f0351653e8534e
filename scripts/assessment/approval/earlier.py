"""The version of a file that was approved, as Git has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from assessment.approval.canonical import digest
from assessment.approval.sealed import read_back, sealed
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.repository.clone import clone_of
from assessment.repository.commits import texts, versions
from assessment.repository.git import GitError

_VERSIONS = 64
"""Versions of files that are kept as they were read."""


def earlier(data: Path, path: str, period: Period, wanted: str) -> Document | None:
    """Return what a year took from the newest committed version of a file that has the digest; None where Git has none.

    Args:
        path: below the data folder.
    """
    for held in committed(data, PurePosixPath(path)):
        part = _sealed_in(held, path, period)
        if part is not None and part.digest == wanted:
            return part.document
    return None


@dataclass(frozen=True)
class _SealedPart:
    """What a year takes from one version of a file."""

    document: Document
    digest: str


@lru_cache(maxsize=_VERSIONS)
def _sealed_in(held: bytes, path: str, period: Period) -> _SealedPart | None:
    document = read_back(path, held)
    if document is None:
        return None
    part = sealed(path, document, period)
    return _SealedPart(part, digest(part.data))


def committed(data: Path, path: PurePosixPath) -> Iterator[bytes]:
    """Yield the committed versions of a file, newest first; none where there is no repository or it cannot be read.

    Args:
        path: below the data folder.
    """
    clone = clone_of(data)
    if clone is None:
        return
    try:
        held = (
            version.files.get(path.name) for version in reversed(versions(clone, str(path.parent), every_branch=True))
        )
        ids = list(dict.fromkeys(id for id in held if id is not None))
        yield from texts(clone, ids).values()
    except GitError:
        return

"""The commits that touched a folder, and the files that the folder held at each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from assessment.repository.clone import Clone
from assessment.repository.objects import contents, contents_by_id, folder_entries
from assessment.repository.repository import Repository, text

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_DAY = date(1970, 1, 1)
"""The day of a commit that tells none, as Git itself has it."""


@dataclass(frozen=True)
class Commit:
    """A commit that touched the folder, seen from the folder."""

    id: str
    parents: tuple[str, ...]
    """The commits before it that touched the folder."""
    day: date
    """When the author made it, by the author's calendar."""
    author: str


@dataclass(frozen=True)
class Version:
    """What a folder held at a commit."""

    commit: Commit
    files: Mapping[str, str]
    """Ids of the contents by file name; folders below, links and names that are not UTF-8 are left out."""


def versions(clone: Clone, folder: str, *, every_branch: bool = False) -> tuple[Version, ...]:
    """Return the versions of a folder below the data folder, each after the ones it was made from.

    Side branches that left nothing in the folder are told of only where every branch is asked for.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    commits = tuple(commits_at(clone.repository, f":(literal){clone.inside(folder)}", every_branch=every_branch))
    folders = contents(clone.repository, [f"{commit.id}:{clone.inside(folder)}" for commit in commits])
    return tuple(
        Version(commit, {} if content is None else dict(files_in(content, len(commit.id))))
        for commit, content in zip(commits, folders, strict=True)
    )


def texts(clone: Clone, ids: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of files by their ids.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    wanted = list(ids)
    return dict(zip(wanted, contents_by_id(clone.repository, wanted), strict=True))


@dataclass(frozen=True)
class Move:
    """A file that a commit moved; paths are from the top of the repository."""

    old: PurePosixPath
    old_id: str
    new: PurePosixPath
    new_id: str


def moves_into(clone: Clone, commit: Commit, folder: str) -> Iterator[Move]:
    """Yield the files that a commit moved into a folder below the data folder from outside of it.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    inside = PurePosixPath(clone.inside(folder))
    options = ("-r", "-z", "--no-commit-id", "--raw", "--no-abbrev", "-M", "--diff-filter=R")
    words = text(clone.repository, "diff-tree", *options, commit.id).split("\0")
    for head, old, new in zip(words[0::3], words[1::3], words[2::3], strict=False):
        _, _, old_id, new_id, _ = head.split(" ")
        move = Move(PurePosixPath(old), old_id, PurePosixPath(new), new_id)
        if move.new.is_relative_to(inside) and not move.old.is_relative_to(inside):
            yield move


def commits_at(repository: Repository, *places: str, every_branch: bool) -> Iterator[Commit]:
    """Yield the commits that touched some of the places, each after its parents.

    Args:
        places: as Git names places (pathspecs), from the top.
        every_branch: whether side branches that left nothing there are told of, and all merges.

    Raises:
        GitError: if the repository is damaged.
    """
    more = ("--full-history",) if every_branch else ()
    options = ("--topo-order", "--reverse", "--parents", "--format=%as%x00%an", *more)
    answer = text(repository, "rev-list", *options, repository.commit, "--", *places)
    lines = iter(answer.split("\n") if answer else [])
    for head in lines:
        _, id, *parents = head.split(" ")
        day, _, author = next(lines).partition("\0")
        yield Commit(id, tuple(parents), date.fromisoformat(day) if _DAY.fullmatch(day) else _NO_DAY, author)


def files_in(folder: bytes, width: int) -> Iterator[tuple[str, str]]:
    """Yield names and ids of the plain files of a folder's object; names that are not UTF-8 are left out."""
    for entry in folder_entries(folder, width):
        try:
            name = entry.name.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if entry.is_file:
            yield name, entry.id

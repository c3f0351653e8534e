"""Where folders stood at each commit, wherever in the repository, so that nothing is forgotten by moving it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessment.repository.commits import Commit, commits_at, files_in
from assessment.repository.objects import FOLDER, Listed, contents_by_id, listed
from assessment.repository.repository import Repository

IdsByFile = Mapping[str, str]
"""Ids of contents by file name."""

_Trees = Mapping[str, bytes]


@dataclass(frozen=True)
class Holder:
    """A folder that holds one of the name that is asked for."""

    files: IdsByFile
    """Of the folder of that name."""
    is_whole: bool
    """Whether the other folder stands beside it."""


Holders = Mapping[str, Holder]
"""By path from the top; empty for the top itself."""


@lru_cache(maxsize=4)
def standings(repository: Repository, name: str, beside: str) -> tuple[tuple[tuple[Commit, Holders], ...], Holders]:
    """Return what holds folders of a name, and whether another folder is beside them.

    First at every commit that touched one, each after its parents; then at the commit that the repository stands at.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    commits = tuple(commits_at(repository, f":(glob)**/{name}/*", every_branch=True))
    tips = [*(commit.id for commit in commits), repository.commit]
    roots = contents_by_id(repository, [f"{id}^{{tree}}" for id in tips])
    width = len(repository.commit)
    trees = _below(repository, roots, width)
    known: dict[str, Holders] = {}
    found = [_holders(root, trees, width, (name, beside), known) for root in roots]
    return tuple(zip(commits, found[:-1], strict=True)), found[-1]


def _below(repository: Repository, roots: Sequence[bytes], width: int) -> _Trees:
    """Return every folder's object below the roots by id, asking git once for every level."""
    trees: dict[str, bytes] = {}
    wanted = dict.fromkeys(entry.id for root in set(roots) for entry in _folders(root, width))
    while wanted:
        trees |= dict(zip(wanted, contents_by_id(repository, [*wanted]), strict=True))
        found = (entry.id for id in wanted for entry in _folders(trees[id], width))
        wanted = dict.fromkeys(id for id in found if id not in trees)
    return trees


def _holders(root: bytes, trees: _Trees, width: int, names: tuple[str, str], known: dict[str, Holders]) -> Holders:
    """Return the holders in a commit; what stands below a folder at its top is looked through once."""
    holders = dict(_at("", root, trees, width, names))
    for entry in _folders(root, width):
        if entry.id not in known:
            known[entry.id] = dict(_walk(entry.id, trees, width, names))
        top = os.fsdecode(entry.name)
        holders |= {f"{top}/{path}" if path else top: held for path, held in known[entry.id].items()}
    return holders


def _walk(id: str, trees: _Trees, width: int, names: tuple[str, str]) -> Iterator[tuple[str, Holder]]:
    waiting = [("", id)]
    while waiting:
        path, at = waiting.pop()
        yield from _at(path, trees[at], trees, width, names)
        for entry in _folders(trees[at], width):
            name = os.fsdecode(entry.name)
            waiting.append((f"{path}/{name}" if path else name, entry.id))


def _at(path: str, folder: bytes, trees: _Trees, width: int, names: tuple[str, str]) -> Iterator[tuple[str, Holder]]:
    below = {os.fsdecode(entry.name): entry.id for entry in _folders(folder, width)}
    name, beside = names
    if name in below:
        yield path, Holder(dict(files_in(trees[below[name]], width)), beside in below)


def _folders(folder: bytes, width: int) -> Iterator[Listed]:
    return (entry for entry in listed(folder, width) if entry.mode == FOLDER)

"""Where folders stood at each commit, wherever in the repository, so that nothing is forgotten by moving it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assessment.repository.commits import Commit, commits_at, files_in
from assessment.repository.objects import contents_by_id, folders_in
from assessment.repository.repository import Repository

IdsByFile = Mapping[str, str]
"""Ids of contents by path."""

_Trees = Mapping[str, bytes]


Holder = Mapping[str, IdsByFile]
"""Of a folder that holds some of the names that are asked for, the files below each of these, by path from there."""

Holders = Mapping[str, Holder]
"""By path from the top; empty for the top itself."""


@lru_cache(maxsize=8)
def standings(
    repository: Repository, names: tuple[str, ...], touched: tuple[str, ...]
) -> tuple[tuple[tuple[Commit, Holders], ...], Holders]:
    """Return what holds folders of the names.

    First at every commit that touched a folder of some of these names, each after its parents; then at the commit that
    the repository stands at.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    commits = tuple(commits_at(repository, *(f":(glob)**/{name}/**" for name in touched), every_branch=True))
    tips = [*(commit.id for commit in commits), repository.commit]
    roots = contents_by_id(repository, [f"{id}^{{tree}}" for id in tips])
    walk = _Walk(_below(repository, roots, len(repository.commit)), len(repository.commit), names)
    there = [walk.holders(root) for root in roots]
    return tuple(zip(commits, there[:-1], strict=True)), there[-1]


def _below(repository: Repository, roots: Sequence[bytes], width: int) -> _Trees:
    """Return every folder's object below the roots by id, asking git once for every level."""
    trees: dict[str, bytes] = {}
    wanted = dict.fromkeys(entry.id for root in set(roots) for entry in folders_in(root, width))
    while wanted:
        trees |= dict(zip(wanted, contents_by_id(repository, [*wanted]), strict=True))
        below = (entry.id for id in wanted for entry in folders_in(trees[id], width))
        wanted = dict.fromkeys(id for id in below if id not in trees)
    return trees


@dataclass(frozen=True)
class _Walk:
    """A way through the folders of many commits, most of which they share."""

    trees: _Trees
    width: int
    names: tuple[str, ...]
    files: dict[str, IdsByFile] = field(default_factory=dict)
    """By the id of the folder."""
    below: dict[str, Holders] = field(default_factory=dict)
    """What a folder at the top holds, by its id."""

    def holders(self, root: bytes) -> Holders:
        """Return the holders in a commit; what stands below a folder at its top is looked through once."""
        holders = dict(self._at("", root))
        for entry in folders_in(root, self.width):
            if entry.id not in self.below:
                self.below[entry.id] = dict(self._through(entry.id))
            top = os.fsdecode(entry.name)
            holders |= {f"{top}/{path}" if path else top: holder for path, holder in self.below[entry.id].items()}
        return holders

    def _through(self, id: str) -> Iterator[tuple[str, Holder]]:
        waiting = [("", id)]
        while waiting:
            path, at = waiting.pop()
            yield from self._at(path, self.trees[at])
            for entry in folders_in(self.trees[at], self.width):
                name = os.fsdecode(entry.name)
                waiting.append((f"{path}/{name}" if path else name, entry.id))

    def _at(self, path: str, folder: bytes) -> Iterator[tuple[str, Holder]]:
        below = {os.fsdecode(entry.name): entry.id for entry in folders_in(folder, self.width)}
        if holder := {name: self._files(below[name]) for name in self.names if name in below}:
            yield path, holder

    def _files(self, id: str) -> IdsByFile:
        if id not in self.files:
            self.files[id] = dict(self._all_files(id))
        return self.files[id]

    def _all_files(self, id: str) -> Iterator[tuple[str, str]]:
        waiting = [("", id)]
        while waiting:
            above, at = waiting.pop()
            yield from ((above + name, content) for name, content in files_in(self.trees[at], self.width))
            for entry in folders_in(self.trees[at], self.width):
                waiting.append((f"{above}{os.fsdecode(entry.name)}/", entry.id))

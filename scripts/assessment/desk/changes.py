"""The changes of a person that are not handed in: what is saved and not in the branch of all."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.branches.steps import BranchStep, steps
from assessment.branches.work_tree import WorkTree, work_tree
from assessment.errors import RequestError
from assessment.repository.listing import id_of, listing


@dataclass(frozen=True)
class OwnChanges:
    """What is saved and not handed in."""

    branch: str
    """Where the working tree stands; empty where there is no repository."""
    why_not: str
    """Why there is none."""
    steps: tuple[BranchStep, ...]
    """What is committed, newest first."""
    loose: tuple[str, ...]
    """Data files that were changed and are in no commit, from the top of the repository."""


def my_changes(data: Path) -> OwnChanges:
    """Return what is saved and not handed in."""
    try:
        tree = work_tree(data)
    except RequestError as fault:
        return OwnChanges("", str(fault), (), ())
    return OwnChanges(tree.branch, "", steps(tree) if tree.is_own else (), tuple(_loose(tree)))


def _loose(tree: WorkTree) -> Iterator[str]:
    """Yield the data files that are not as in the commit that the working tree stands at; no filter of Git is asked."""
    real = Path(os.path.realpath(tree.clone.data))
    there = {path.relative_to(tree.top).as_posix(): path for path in sorted(real.rglob("*.yaml")) if path.is_file()}
    committed = {
        os.fsdecode(entry.path): entry.id
        for entry in listing(tree.repository, tree.commit, [tree.repository.below(real)])
        if entry.path.endswith(b".yaml")
    }
    for name in sorted(there.keys() | committed.keys()):
        path, id = there.get(name), committed.get(name)
        if path is None or id is None or id_of(path.read_bytes().replace(b"\r\n", b"\n"), len(id)) != id:
            yield name

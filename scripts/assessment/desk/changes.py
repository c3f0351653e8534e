"""The changes of a person that are not handed in: what is saved and not in the branch of all."""

from dataclasses import dataclass
from pathlib import Path

from assessment.branches.loose import loose_files
from assessment.branches.steps import BranchStep, steps
from assessment.branches.work_tree import work_tree
from assessment.errors import RequestError


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
    return OwnChanges(tree.branch, "", steps(tree) if tree.is_own else (), tuple(loose_files(tree)))

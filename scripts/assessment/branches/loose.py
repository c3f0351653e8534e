"""Data files that were changed and are in no commit yet."""

import os

from assessment.branches.work_tree import WorkTree
from assessment.repository.changed import changed_paths


def loose_files(tree: WorkTree) -> list[str]:
    """Return the files of the data folder, evidence too, that are not as in the commit, by path from the top.

    Raises:
        GitError: if git cannot read the commit.
    """
    return sorted(os.fsdecode(path) for path in changed_paths(tree.repository, [tree.clone.below]))

"""A person's own branch: found, or made from where the working tree stands."""

import re
from pathlib import Path

from assessment.branches.lay_out import lay_out
from assessment.branches.work_tree import BRANCHES, WorkTree, commit_at, move_branch, work_tree
from assessment.edit.files import writing
from assessment.repository.git import run
from assessment.repository.repository import GIT
from assessment.repository.revision import common_start

FOLDER = "records/"
"""What the names of the branches begin with that are made here."""


def branch_name(person: str) -> str:
    """Return what the branch of a person is called, by the person's id or the first part of an address."""
    plain = re.sub("[^a-z0-9]+", "-", person.partition("@")[0].lower()).strip("-")
    return f"{FOLDER}{plain or 'work'}"


def own_branch(data: Path, person: str) -> WorkTree:
    """Return the working tree on a branch of the person's own.

    A working tree that stands on another branch than the main one stays there: that is the person's. From the main
    branch, or from none, it goes to the person's branch, which is made here if it is not there. What is not committed
    yet is left as it is.

    Args:
        data: the data folder.
        person: the person's id or address.

    Raises:
        RequestError: if what is not committed is in the way.
    """
    with writing(data):
        tree = work_tree(data)
        if tree.is_own:
            return tree
        name = f"{BRANCHES}{branch_name(person)}"
        there = commit_at(tree.top, name)
        shared = commit_at(tree.top, f"refs/remotes/{tree.remote}/{branch_name(person)}") if tree.remote else ""
        if shared and not there:
            # The person has worked at another machine.
            move_branch(tree.top, name, shared, "", "branch: 从共享仓库开始")
            there = shared
        if not there or common_start(tree.clone, there, tree.commit) == there:
            # All that the branch has is here, so it goes on from here.
            if there != tree.commit:
                move_branch(tree.top, name, tree.commit, there, "branch: 从主分支开始")
        else:
            lay_out(tree, there)
        run(tree.top / GIT, tree.top, ("symbolic-ref", "-m", "checkout: 到自己的分支", "HEAD", name))
        return work_tree(data)

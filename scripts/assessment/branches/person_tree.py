"""A working tree for each person of an office, beside the repository that they share on a server."""

from pathlib import Path

from assessment.branches.own_branch import branch_name
from assessment.branches.own_git import own_git
from assessment.branches.work_tree import BRANCHES, WorkTree, commit_at, work_tree
from assessment.errors import RequestError
from assessment.repository.repository import repository_at, top_above, without_links


def person_tree(shared: WorkTree, folder: Path, person: str) -> WorkTree:
    """Return the working tree of a person, which is made where it is not there, on the person's own branch.

    Args:
        shared: the working tree that the server was started on.
        folder: where the working trees of persons are, outside of the repository's own.
        person: the person's id, which names tree and branch.

    Raises:
        RequestError: if the folder lies inside the repository, or something else is in the way.
    """
    place = person_folder(shared, folder) / person
    if not place.exists():
        _make(shared, place, person)
    repository = repository_at(place) if top_above(place) == place else None
    if repository is None or repository.objects != shared.repository.objects:
        raise RequestError(f"{place} 不是这个版本库的工作区，请管理员移走以后再来")
    return work_tree(place / shared.clone.below)


def person_folder(shared: WorkTree, folder: Path) -> Path:
    """Return the folder where the working trees of persons are, without links.

    Raises:
        RequestError: if it lies inside the repository.
    """
    real = without_links(folder)
    if real.is_relative_to(shared.top):
        raise RequestError(f"{folder} 在版本库自己的文件夹里，各人的工作区请放到外面，用 --trees 指明")
    return real


def _make(shared: WorkTree, place: Path, person: str) -> None:
    name = branch_name(person)
    known = commit_at(shared.top, f"{BRANCHES}{name}")
    copy = commit_at(shared.top, f"refs/remotes/{shared.remote}/{name}") if shared.remote else ""
    branch = (name,) if known else (copy or shared.main_commit,)
    new = () if known else ("--no-track", "-b", name)
    place.parent.mkdir(parents=True, exist_ok=True)
    answer = own_git(shared.top, ("worktree", "add", "--quiet", *new, "--", str(place), *branch))
    if answer.status != 0:
        raise RequestError(f"{place} 没有建成工作区：{' '.join(answer.words.split())}")

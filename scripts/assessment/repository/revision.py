"""From what a person calls a revision to a commit."""

from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.git import GitError, ask, text


def commit_of(data: Path, revision: str) -> str:
    """Return the full id of the commit that a branch, tag or id names.

    Raises:
        NoGitError: if git is not installed.
        RequestError: if the folder lies in no repository, or the repository knows no such revision.
    """
    try:
        ask(data, "rev-parse", "--git-dir")
    except GitError as fault:
        raise RequestError(f"{data} 不在版本库中，没有可以比较的版本") from fault
    unknown = RequestError(f"版本库里没有“{revision}”这个版本；请核对写法，或先运行 git fetch")
    if revision.startswith("-") or "\0" in revision:
        raise unknown
    try:
        return text(data, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitError as fault:
        raise unknown from fault


def common_start(data: Path, one: str, other: str) -> str | None:
    """Return the newest commit that both commits contain; None where they share none, as may be in a shallow clone."""
    try:
        return text(data, "merge-base", one, other)
    except GitError:
        return None

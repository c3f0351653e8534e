"""From what a person calls a revision to a commit."""

from assessment.errors import RequestError
from assessment.repository.clone import Clone
from assessment.repository.git import GitError, run
from assessment.repository.repository import GIT, Repository, ask, text


def commit_of(clone: Clone, revision: str) -> str:
    """Return the full id of the commit that a branch, tag or id names.

    Raises:
        RequestError: if the repository knows no such revision.
    """
    unknown = RequestError(f"版本库里没有“{revision}”这个版本；请核对写法，或先运行 git fetch")
    if revision.startswith("-") or "\0" in revision:
        raise unknown
    top = clone.repository.top
    try:
        # Names are the repository's own; looking one up runs nothing.
        answer = run(top / GIT, top, ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))
    except GitError as fault:
        raise unknown from fault
    return answer.decode("ascii").strip()


def common_start(clone: Clone, one: str, other: str) -> str | None:
    """Return the newest commit that both commits contain; None where they share none, as may be in a shallow clone."""
    try:
        return text(clone.repository, "merge-base", one, other)
    except GitError:
        return None


def is_in_history(repository: Repository, commit: str) -> bool:
    """Tell whether a commit is the one that the repository stands at, or one before it."""
    try:
        ask(repository, "merge-base", "--is-ancestor", commit, repository.commit)
    except GitError:
        return False
    return True

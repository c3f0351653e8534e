"""A clean copy of a repository at one commit, in a folder of its own."""

from pathlib import Path

from assessment.repository.git import GitError, ask, text


def check_out(folder: Path, commit: str, target: Path) -> Path:
    """Lay the commit out in ``target`` with its history; return the folder that stands for ``folder`` in it.

    The repository that ``folder`` lies in is left as it is; its objects are shared, not copied.

    Raises:
        NoGitError, GitError: if git cannot.
    """
    top, below = text(folder, "rev-parse", "--show-toplevel"), text(folder, "rev-parse", "--show-prefix")
    # The one way that may be gone: from this repository to a folder on this machine.
    ask(folder, "-c", "protocol.file.allow=always", "clone", "--quiet", "--shared", "--no-checkout", top, str(target))
    ask(target, "checkout", "--quiet", "--detach", commit)
    return target / below


def is_in_history(folder: Path, commit: str) -> bool:
    """Tell whether a commit is the one that the repository stands at, or one before it."""
    try:
        ask(folder, "merge-base", "--is-ancestor", commit, "HEAD")
    except GitError:
        return False
    return True

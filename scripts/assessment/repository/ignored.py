"""Whether Git would take in what a command writes for somebody to read or to publish."""

from pathlib import Path

from assessment.repository.git import GitError, NoGitError, run
from assessment.repository.repository import GIT, top_above, without_links

_NOT_IGNORED = 1
"""The status of git where no rule ignores a path."""


def is_to_be_committed(path: Path) -> bool:
    """Tell whether a file or folder stands in a repository that does not ignore it."""
    real = without_links(path)
    top = top_above(real.parent)
    if top is None:
        return False
    # A folder is ignored by rules that end with a slash only if it is called one.
    below = real.relative_to(top).as_posix() + ("/" if real.is_dir() else "")
    try:
        paths = f"{below}\0".encode("utf-8", "surrogateescape")
        question = ("check-ignore", "--stdin", "-z")
        answer = run(top / GIT, top, question, stdin=paths, fine=(0, _NOT_IGNORED), GIT_WORK_TREE=str(top))
    except (NoGitError, GitError):
        return False
    return not answer

"""A merge that is under way: what files were like before its two sides parted."""

from collections.abc import Sequence

from assessment.repository.clone import Clone
from assessment.repository.git import UNKNOWN, run
from assessment.repository.objects import contents
from assessment.repository.repository import GIT, text


def texts_before(clone: Clone, paths: Sequence[str]) -> dict[str, bytes]:
    """Return the files, by path below the data folder, as the last common commit of a merge under way has them.

    Files that it has not are left out; so are all where no merge is under way.

    Raises:
        NoGitError, GitError: if git cannot read them.
    """
    top = clone.repository.top
    question = ("rev-parse", "--verify", "--quiet", "MERGE_HEAD")
    other = run(top / GIT, top, question, fine=(0, UNKNOWN)).decode("ascii").strip()
    if not other:
        return {}
    base = text(clone.repository, "merge-base", clone.commit, other)
    found = contents(clone.repository, [f"{base}:{clone.inside(path)}" for path in paths])
    return {path: content for path, content in zip(paths, found, strict=True) if content is not None}

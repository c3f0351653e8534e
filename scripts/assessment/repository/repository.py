"""The repository that holds a folder: found from outside of the folder, and read without its settings.

What a repository holds may look like another repository, and its settings name programs: filters, hooks, pagers, helpers.
So the top is found by walking up from the folder that holds the data, never from inside the data; and objects are read
from an empty folder that Git takes for the repository, so that no setting, old or new, is known to it.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assessment.repository.git import UNKNOWN, run

GIT = ".git"
_FORMATS = {40: "", 64: "[extensions]\n\tobjectFormat = sha256\n"}
"""What a repository's settings have to say of its ids, by the number of their hexadecimal digits."""


@dataclass(frozen=True)
class Repository:
    """A repository that has commits."""

    top: Path
    """The folder whose files it keeps, without links."""
    objects: Path
    """Where Git keeps the contents."""
    commit: str
    """Full id of the commit that the working tree stands at."""
    cut: bytes
    """Ids of the commits whose parents were left out when the repository was copied, a line each."""

    def cuts_at(self, commit: str) -> bool:
        """Tell whether the parents of a commit were left out, so that what it brought cannot be told."""
        return commit.encode("ascii") in self.cut.split()

    def below(self, folder: Path) -> str:
        """Return the path of a folder, which lies in the repository, from the top; empty for the top itself."""
        return "" if folder == self.top else folder.relative_to(self.top).as_posix()


def top_above(folder: Path) -> Path | None:
    """Return the nearest folder, this one or one above it, that is the top of a repository; None for none."""
    real = without_links(folder)
    return next((place for place in (real, *real.parents) if _is_there(place / GIT)), None)


def without_links(path: Path) -> Path:
    """Return the absolute path of what a path leads to; of links that lead in a circle, as far as it goes."""
    return Path(os.path.realpath(path))


def repository_at(top: Path) -> Repository | None:
    """Return the repository of which a folder is the top; None where it has no commit.

    Raises:
        NoGitError: if git is not installed.
        GitError: if it is damaged.
    """
    question = ("rev-parse", "--path-format=absolute", "--git-common-dir", "--verify", "--quiet", "HEAD")
    answer = run(top / GIT, top, question, fine=(0, UNKNOWN)).decode("utf-8", "surrogateescape").removesuffix("\n")
    common, _, commit = answer.rpartition("\n")
    if not common:
        return None
    cuts = Path(common) / "shallow"
    return Repository(top, Path(common) / "objects", commit, cuts.read_bytes() if cuts.is_file() else b"")


def ask(repository: Repository, *arguments: str, stdin: bytes = b"") -> bytes:
    """Return what git says of the objects of a repository. Commits go by their ids, and paths start at the top.

    Raises:
        NoGitError: if git is not installed.
        GitError: if git refuses.
    """
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        alone = Path(folder)
        write_empty(repository, alone)
        return run(alone, repository.top, arguments, stdin=stdin, GIT_OBJECT_DIRECTORY=str(repository.objects))


def text(repository: Repository, *arguments: str) -> str:
    """Return what git says as text, without the line break at its end.

    Raises:
        NoGitError, GitError: as ``ask``.
    """
    return ask(repository, *arguments).decode("utf-8", "surrogateescape").removesuffix("\n")


def write_empty(repository: Repository, folder: Path) -> None:
    """Make an empty folder one that Git takes for a repository at the same commit, with no object and no setting."""
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text(f"{repository.commit}\n", encoding="ascii")
    version = 1 if (formats := _FORMATS[len(repository.commit)]) else 0
    (folder / "config").write_text(f"[core]\n\trepositoryFormatVersion = {version}\n{formats}", encoding="ascii")
    if repository.cut:
        (folder / "shallow").write_bytes(repository.cut)


def _is_there(path: Path) -> bool:
    """Tell whether there is anything of the name, were it a link that leads nowhere."""
    return path.is_symlink() or path.exists()

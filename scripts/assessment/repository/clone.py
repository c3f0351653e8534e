"""The data folder in the repository that holds it: where it stands, and whether it is whole."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.changed import is_changed
from assessment.repository.git import NoGitError
from assessment.repository.links import real_place
from assessment.repository.repository import Repository, repository_at, text, top_above

PROSE = "content"
"""Name of the folder beside the data in which a county keeps its prose."""


@dataclass(frozen=True)
class Clone:
    """A data folder in a repository that has commits."""

    data: Path
    repository: Repository

    @property
    def below(self) -> str:
        """Path of the data folder from the top of the repository."""
        return self.repository.below(self.data)

    @property
    def commit(self) -> str:
        """Full id of the commit that the working tree stands at."""
        return self.repository.commit

    @property
    def shallow(self) -> bool:
        """Whether older commits were left out when the repository was copied."""
        return bool(self.repository.cut)

    @cached_property
    def committed(self) -> date:
        """The day of the commit."""
        return date.fromisoformat(
            text(self.repository, "show", "--no-patch", "--no-show-signature", "--format=%cs", self.commit)
        )

    @cached_property
    def changed(self) -> bool:
        """Whether data, or prose beside it, differs from the commit."""
        return is_changed(self.repository, [self.below, self.repository.below(self.data.parent / PROSE)])

    def inside(self, folder: str) -> str:
        """Return the path of a folder below the data folder, from the top of the repository."""
        return f"{self.below}/{folder}"


def clone_of(data: Path) -> Clone | None:
    """Return the data folder in its repository; None where there is no git, no repository or no commit.

    Raises:
        LinkedDataError: if the data folder is a link, or stands below one.
        GitError: if the repository is damaged.
    """
    try:
        return _clone(data)
    except NoGitError:
        return None


def needed_clone(data: Path) -> Clone:
    """Return the data folder in its repository, for what cannot be done without.

    Raises:
        NoGitError: if git is not installed.
        RequestError: if the folder is a link or lies in no repository that has commits, or that is damaged.
    """
    clone = _clone(data)
    if clone is None:
        raise RequestError(f"{data} 不在版本库中，没有可以比较的版本")
    return clone


def _clone(data: Path) -> Clone | None:
    real = real_place(data)
    top = top_above(real.parent)
    repository = None if top is None else repository_at(top)
    return None if repository is None else Clone(real, repository)

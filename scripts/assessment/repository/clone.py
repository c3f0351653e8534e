"""The repository that a data folder lies in: where it stands, and whether it is whole."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.repository.git import GitError, NoGitError, text

PROSE = "content"
"""Name of the folder beside the data in which a county keeps its prose."""


@dataclass(frozen=True)
class Clone:
    """A data folder in a repository that has commits."""

    data: Path
    below: str
    """Path of the data folder from the top of the repository, with a slash at the end; empty for the top itself."""
    commit: str
    """Full id of the commit that the working tree stands at."""
    committed: date
    """The day of that commit."""
    changed: bool
    """Whether data, or prose beside it, differs from it."""
    shallow: bool
    """Whether older commits were left out when the repository was copied."""

    def inside(self, folder: str) -> str:
        """Return the path of a folder below the data folder, from the top of the repository."""
        return f"{self.below}{folder}".rstrip("/")


def clone_of(data: Path) -> Clone | None:
    """Return the repository of a data folder; None where there is no git, no repository or no commit."""
    try:
        commit = text(data, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        below = text(data, "rev-parse", "--show-prefix")
        return Clone(
            data=data,
            below=below,
            commit=commit,
            committed=date.fromisoformat(text(data, "show", "--no-patch", "--no-show-signature", "--format=%cs", commit)),
            changed=bool(text(data, "status", "--porcelain", "--", *_read_with(below))),
            shallow=text(data, "rev-parse", "--is-shallow-repository") == "true",
        )
    except (NoGitError, GitError):
        return None


def _read_with(below: str) -> tuple[str, ...]:
    """Return what a build reads of the repository: the data, and the county's prose beside it."""
    return (".", f"../{PROSE}") if below else (".",)

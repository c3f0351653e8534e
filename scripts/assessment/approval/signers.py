"""The list of those who may sign: what it was at each commit, and who changed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from assessment.repository.clone import Clone
from assessment.repository.commits import Commit, Version, texts, versions
from assessment.repository.signature import is_signed

SIGNERS = PurePosixPath("approvals/allowed_signers")
"""The list, below the data folder, in git's allowed-signers format."""

_NONE = ""
"""What stands for the content of a list that is not there."""


@dataclass(frozen=True)
class _State:
    """The list after a commit."""

    written: str
    """Id of its content as it stands."""
    in_force: str
    """Id of its content as the last change left it that somebody on the list signed."""
    grown_from: frozenset[str]
    """Every content that was in force on the way there."""


@dataclass(frozen=True)
class Signers:
    """The list through the history of a repository, and the approval records beside it.

    The first list is in force as it is. Later ones are if somebody on the list before signed the change; if nobody did,
    the list before stays in force.
    """

    clone: Clone
    history: Sequence[Version]

    @classmethod
    def of(cls, clone: Clone) -> "Signers":
        """Read it.

        Raises:
            GitError: if the repository is damaged, or a partial clone.
        """
        return cls(clone, versions(clone, str(SIGNERS.parent), every_branch=True))

    def introduced(self, record: str, seal: str) -> Commit | None:
        """Return the first commit in which an approval record, named by its file, holds the act with this seal."""
        held = texts(self.clone, {version.files[record] for version in self.history if record in version.files})
        for version in self.history:
            if seal.encode() in held.get(version.files.get(record, ""), b""):
                return version.commit
        return None

    def asks(self, commit: Commit) -> bool:
        """Tell whether a list was in force when a commit was made, or came with it."""
        return bool(self._before(commit, self._states))

    def signed(self, commit: Commit) -> bool:
        """Tell whether a commit is signed by somebody on the list in force before it, or on the first list with it.

        Raises:
            RequestError: if the program that checks signatures is not installed.
        """
        return self._signed(commit, self._before(commit, self._states))

    def out_of_force(self) -> Commit | None:
        """Return the last commit that changed the list in vain, if the list as it stands is not the one in force.

        Raises:
            RequestError: if the program that checks signatures is not installed.
        """
        vain = [version.commit for version in self.history if self._is_vain(version.commit)]
        return vain[-1] if vain and self._is_vain(self.history[-1].commit) else None

    def _is_vain(self, commit: Commit) -> bool:
        return self._states[commit.id].written != self._states[commit.id].in_force

    @cached_property
    def _states(self) -> Mapping[str, _State]:
        states: dict[str, _State] = {}
        for version in self.history:
            written = version.files.get(SIGNERS.name, _NONE)
            states[version.commit.id] = self._after(version.commit, written, states)
        return states

    def _after(self, commit: Commit, written: str, states: Mapping[str, _State]) -> _State:
        parents = [states[parent] for parent in commit.parents if parent in states]
        before = {parent.in_force for parent in parents}
        grown_from = frozenset({_NONE}).union(*(parent.grown_from for parent in parents))
        # A merge takes over a list that grew out of those of all its sides; an older one, or one from nowhere, not.
        heirs = [parent.in_force for parent in parents if before <= parent.grown_from]
        if before <= {_NONE} or written in heirs or self._signed(commit, sorted(before - {_NONE})):
            in_force = written
        else:
            in_force = (heirs or sorted(before - {written}))[0]
        return _State(written, in_force, grown_from | {in_force})

    def _before(self, commit: Commit, states: Mapping[str, _State]) -> list[str]:
        before = {states[parent].in_force for parent in commit.parents if parent in states} - {_NONE}
        return sorted(before or {states[commit.id].in_force} - {_NONE})

    def _signed(self, commit: Commit, lists: Sequence[str]) -> bool:
        return bool(lists) and all(is_signed(self.clone.repository, commit.id, self._texts[id]) for id in lists)

    @cached_property
    def _texts(self) -> Mapping[str, bytes]:
        ids = {version.files[SIGNERS.name] for version in self.history if SIGNERS.name in version.files}
        return texts(self.clone, ids)

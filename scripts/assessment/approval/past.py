"""Every act, and every list of those who may sign, that the history of a data folder holds, wherever the folder stood.

Acts and lists are followed by what they are, not by their path: what was committed in any data folder counts, unless that
folder still stands elsewhere in the repository, keeps what it held, and so is another county's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from assessment.approval.record import broken
from assessment.approval.sealed import read_back
from assessment.dataset.approval import Act, ApprovalRecord, Withdrawal
from assessment.dataset.year import Provenance
from assessment.load.approval import approval_of
from assessment.load.json_schema import checked
from assessment.repository.clone import Clone
from assessment.repository.commits import Commit, texts
from assessment.repository.holders import Holders, IdsByFile, standings

SIGNERS = PurePosixPath("approvals/allowed_signers")
"""The list of those who may sign, below the data folder, in git's allowed-signers format."""

_YEARS = "years"
"""The folder that a data folder has beside that of the acts."""
_RECORD = ".yaml"


@dataclass(frozen=True)
class Moment:
    """What the data folder held at a commit, wherever it stood."""

    commit: Commit
    """Its parents are the commits before it that touched acts or a list."""
    lists: frozenset[str]
    """Ids of the contents of the lists of signers: of one, as a rule, or of none."""
    records: frozenset[str]
    """Ids of the contents of the approval records."""
    others: Mapping[str, frozenset[str]]
    """The same of data folders that still stand elsewhere, by their paths."""


@dataclass(frozen=True)
class CommittedAct:
    """An act that was committed."""

    commit: Commit
    """The first commit that held it."""
    year: int
    act: Act | Withdrawal


@dataclass(frozen=True)
class Past:
    """The history of the acts."""

    clone: Clone
    moments: Sequence[Moment]
    """Every commit that touched acts or a list, each after its parents."""
    others: Mapping[str, frozenset[str]]
    """Ids of the contents of the records that other data folders hold now, by their paths."""

    @cached_property
    def real_acts(self) -> Sequence[CommittedAct]:
        """Every sealed act of a real year that was ever committed, once each; invented years come and go."""
        kept = {path: {act.seal for _, act in self._acts(ids)} for path, ids in self.others.items()}
        found: dict[str, CommittedAct] = {}
        for moment in self.moments:
            acts = list(self._acts(moment.records))
            for path, ids in moment.others.items():
                acts += [(record, act) for record, act in self._acts(ids) if act.seal not in kept[path]]
            for record, act in acts:
                if record.provenance is Provenance.REAL:
                    found.setdefault(act.seal, CommittedAct(moment.commit, record.year, act))
        return tuple(found.values())

    def holds(self, moment: Moment, seal: str) -> bool:
        """Tell whether an act with a seal was in the records at a commit."""
        ids = frozenset(id for id in moment.records if seal.encode() in self._contents[id])
        return any(act.seal == seal for _, act in self._acts(ids))

    def content(self, id: str) -> bytes:
        """Return what was committed under an id."""
        return self._contents[id]

    def _acts(self, ids: frozenset[str]) -> Iterator[tuple[ApprovalRecord, Act | Withdrawal]]:
        """Yield the acts of records, up to the first one in each whose seal does not fit."""
        for id in sorted(ids):
            record = _record(self._contents[id])
            if record is not None:
                unsound = broken(record.acts)
                sound = record.acts if unsound is None else record.acts[: record.acts.index(unsound)]
                yield from ((record, act) for act in sound)

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        ids = frozenset[str]().union(*self.others.values())
        for moment in self.moments:
            ids = ids.union(moment.lists, moment.records, *moment.others.values())
        return texts(self.clone, sorted(ids))


def past_of(clone: Clone) -> Past:
    """Return the history of a data folder's acts up to the commit that its repository stands at.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    stood, now = standings(clone.repository, SIGNERS.parent.name, _YEARS)
    others = {
        path: holder.files
        for path, holder in now.items()
        if path != clone.below and holder.is_whole and _is_there(clone.repository.top / path)
    }
    moments = [_moment(commit, holders, clone.below, others) for commit, holders in stood]
    return Past(clone, moments, {path: frozenset(_records(files)) for path, files in others.items()})


def _is_there(folder: Path) -> bool:
    """Tell whether a data folder still stands now, when its removal may not be committed yet."""
    return all((folder / name).is_dir() for name in (SIGNERS.parent, _YEARS))


def _moment(commit: Commit, holders: Holders, below: str, others: Mapping[str, IdsByFile]) -> Moment:
    """Tell what was the data folder's own: what stood in it, or in one that is gone or lost what it held."""
    counted = {path: holder.files for path, holder in holders.items() if path == below or holder.is_whole}
    return Moment(
        commit,
        frozenset(
            files[SIGNERS.name]
            for path, files in counted.items()
            if SIGNERS.name in files and SIGNERS.name not in others.get(path, ())
        ),
        frozenset(id for path, files in counted.items() if path not in others for id in _records(files)),
        {path: frozenset(_records(files)) for path, files in counted.items() if path in others},
    )


def _records(files: IdsByFile) -> Iterator[str]:
    return (id for name, id in files.items() if name.endswith(_RECORD))


@lru_cache(maxsize=256)
def _record(held: bytes) -> ApprovalRecord | None:
    """Return a record that was committed; None for what is none."""
    document = read_back(SIGNERS.with_suffix(_RECORD).as_posix(), held)
    good, faults = (None, []) if document is None else checked(document, "approval")
    return None if good is None or faults else approval_of(good)

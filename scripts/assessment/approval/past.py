"""Every act, and every list of those who may sign, that the history of a data folder holds, wherever the folder stood.

Acts and lists are followed by what they are, not by their path. What was committed in any data folder counts for the
county, except what another county has: a data folder that stands elsewhere in the repository, from which none of the
county's records came (``lineage.py``), and that still has the act with the files that the act fixed, or the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from assessment.approval.folders import ACTS, ENDING, RECORDS, YEARS, is_record
from assessment.approval.lineage import lineage
from assessment.approval.record import broken
from assessment.approval.sealed import read_back
from assessment.dataset.approval import Act, ApprovalRecord, Withdrawal
from assessment.dataset.year import Provenance
from assessment.load.approval import approval_of
from assessment.load.json_schema import checked
from assessment.period import Period
from assessment.repository.clone import Clone
from assessment.repository.commits import Commit, texts
from assessment.repository.holders import Holder, Holders, IdsByFile, standings

SIGNERS = PurePosixPath(ACTS, "allowed_signers")
"""The list of those who may sign, below the data folder, in git's allowed-signers format."""

_FOLDERS = (ACTS, YEARS, RECORDS)


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
    """The same of other counties' data folders, by their paths."""


@dataclass(frozen=True)
class CommittedAct:
    """An act that was committed."""

    commit: Commit
    """The first commit that held it."""
    period: Period
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
        elsewhere = {path: frozenset(self._seals_at(path, ids)) for path, ids in self.others.items()}
        acts: dict[str, CommittedAct] = {}
        for moment in self.moments:
            own = list(self._acts(moment.records))
            for path, ids in moment.others.items():
                own += [(record, act) for record, act in self._acts(ids) if act.seal not in elsewhere[path]]
            for record, act in own:
                if record.provenance is Provenance.REAL:
                    acts.setdefault(act.seal, CommittedAct(moment.commit, record.period, act))
        return tuple(acts.values())

    def _seals_at(self, path: str, ids: frozenset[str]) -> Iterator[str]:
        """Yield the seals of the acts that another data folder has, with half the records at least that it fixed."""
        folder = self.clone.repository.top / path
        for record, act in self._acts(ids):
            fixed = record.in_force.fixed.inputs if record.in_force else ()
            records = [(folder / file).is_file() for file in fixed if file.startswith(f"{RECORDS}/")]
            if (folder / YEARS / f"{record.period}{ENDING}").is_file() and records.count(True) >= records.count(False):
                yield act.seal

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
            for record, sound in _records_with_sound_acts(self._contents[id]):
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
    repository = clone.repository
    history, now = standings(repository, _FOLDERS, (ACTS,))
    others = {
        path: holder[ACTS]
        for path, holder in now.items()
        if path != clone.below and _is_whole(holder) and _is_there(repository.top / path)
    }
    # Where no other folder stands, everything is the county's own.
    own_at = lineage(clone, *standings(repository, _FOLDERS, (ACTS, RECORDS))) if others else _no_other
    moments = [_moment(commit, holders, clone.below, own_at(commit.id), others) for commit, holders in history]
    return Past(clone, moments, {path: frozenset(_records(files)) for path, files in others.items()})


def _no_other(_commit: str) -> frozenset[str]:
    return frozenset()


def _is_whole(holder: Holder) -> bool:
    """Tell whether a folder is a data folder with acts, and no folder that happens to have one of that name."""
    return ACTS in holder and YEARS in holder


def _is_there(folder: Path) -> bool:
    """Tell whether a data folder still stands now, when its removal may not be committed yet."""
    return all((folder / name).is_dir() for name in (ACTS, YEARS))


def _moment(commit: Commit, holders: Holders, below: str, own: frozenset[str], others: Mapping[str, IdsByFile]) -> Moment:
    """Tell what was the county's: what stood in its folders, and in what no longer stands or has lost its list."""
    acts = {
        path: holder[ACTS] for path, holder in holders.items() if _is_whole(holder) or (path == below and ACTS in holder)
    }
    foreign = others.keys() - own
    return Moment(
        commit,
        frozenset(
            files[SIGNERS.name]
            for path, files in acts.items()
            if SIGNERS.name in files and (path not in foreign or SIGNERS.name not in others[path])
        ),
        frozenset(id for path, files in acts.items() if path not in foreign for id in _records(files)),
        {path: frozenset(_records(files)) for path, files in acts.items() if path in foreign},
    )


def _records(files: IdsByFile) -> Iterator[str]:
    return (id for name, id in files.items() if is_record(name))


@lru_cache(maxsize=256)
def _records_with_sound_acts(content: bytes) -> tuple[tuple[ApprovalRecord, Sequence[Act | Withdrawal]], ...]:
    """Return the record that was committed, with the acts before the first whose seal does not fit; or nothing."""
    document = read_back(SIGNERS.with_suffix(ENDING).as_posix(), content)
    good, faults = (None, []) if document is None else checked(document, "approval")
    if good is None or faults:
        return ()
    record = approval_of(good)
    unsound = broken(record.acts)
    return ((record, record.acts if unsound is None else record.acts[: record.acts.index(unsound)]),)

"""Which data folders are one county's: a folder is another one's heir if the records that appear in it are the other's.

A path says nothing of this, since a move may leave a folder of the old name behind, and a copy leaves the original.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessment.approval.canonical import canonical
from assessment.approval.folders import ACTS, ENDING, RECORDS, is_record
from assessment.approval.sealed import read_back
from assessment.dataset.year import Provenance
from assessment.repository.clone import Clone
from assessment.repository.commits import Commit, texts
from assessment.repository.holders import Holders, IdsByFile
from assessment.repository.listing import id_of

_ALIKE = 2
"""Records are another folder's if at least one in so many of the other's entries of the year is among theirs."""

_FEWEST = 3
"""Two counties may have so few entries less one in common by chance, as when both begin with the same report."""

_CAST = "ballots"
"""Entries that say too little to tell counties apart: who rated, when, and a round number."""

EntryTexts = frozenset[str]
"""The entries of records, each as one text."""

_Read = Callable[[IdsByFile], Mapping[str, EntryTexts]]
"""From the records of a folder to their entries, by year."""


def lineage(clone: Clone, history: Sequence[tuple[Commit, Holders]], now: Holders) -> Callable[[str], frozenset[str]]:
    """Return a function from a commit to the paths of the data folders that were then the county's own.

    Args:
        clone: the county's data folder as it is now, committed or not.
        history: what stood where at each commit that touched acts or records, each after its parents.
        now: what stands where in the commit that the repository stands at.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    there = _there(clone.data)
    width = len(clone.commit)
    ids = {file: id_of(content, width) for file, content in there.items()}
    every = {
        id for _, holders in [*history, (None, now)] for holder in holders.values() for id in _records(holder).values()
    }
    known = texts(clone, sorted(every)) | {id: there[file] for file, id in ids.items()}
    with_invented = not any(_entries(content)[0] for content in there.values())
    read = _reader(known, with_invented=with_invented)

    holders_at = {commit.id: holders for commit, holders in history}
    own = {commit.id: {clone.below} for commit, _ in history}
    inner = {parent for commit, _ in history for parent in commit.parents}
    order = {commit.id: place for place, (commit, _) in enumerate(history)}
    acted = list(_acted(history))
    for commit, _ in history:
        if commit.id not in inner:
            own[commit.id].update(_sources(clone.below, ids, now, acted, read))
    for commit, holders in reversed(history):
        for parent in (parent for parent in commit.parents if parent in own):
            own[parent] |= own[commit.id]
            for path in sorted(own[commit.id] & holders.keys()):
                before = [state for state in acted if state.place < order[commit.id]]
                own[parent].update(_sources(path, _records(holders[path]), holders_at[parent], before, read))
    return lambda commit: frozenset(own.get(commit, {clone.below}))


@dataclass(frozen=True)
class _FolderThen:
    """What a folder held of the years with acts when an act was recorded there."""

    place: int
    """Of the commit in the history."""
    path: str
    records: IdsByFile


def _acted(history: Sequence[tuple[Commit, Holders]]) -> Iterator[_FolderThen]:
    known = set()
    for place, (_, holders) in enumerate(history):
        for path, holder in holders.items():
            acts = holder.get(ACTS, {})
            key = path, frozenset(acts.items())
            if key not in known:
                known.add(key)
                records = {name: id for name, id in _records(holder).items() if f"{_year(name)}{ENDING}" in acts}
                yield _FolderThen(place, path, records)


def _sources(path: str, records: IdsByFile, before: Holders, acted: Sequence[_FolderThen], read: _Read) -> Iterator[str]:
    """Yield the folders from which records came that were not in their folder before.

    They are compared with what others held just before, and when an act was recorded there.
    """
    old = _records(before.get(path, {}))
    if records == old:
        return
    others = [(other, _records(holder)) for other, holder in before.items()]
    others += [(state.path, state.records) for state in acted]
    for other, theirs in others:
        if other == path:
            continue
        for parts in read(theirs).values():
            ours, ours_before = (frozenset().union(*read(files).values()) for files in (records, old))
            if _are_of(ours, parts) and not _are_of(ours_before, parts):
                yield other


def _are_of(ours: EntryTexts, theirs: EntryTexts) -> bool:
    """Tell whether entries are another folder's, counted by what is the other's, so that adding to them hides nothing."""
    alike = len(ours & theirs)
    return alike >= _FEWEST and alike * _ALIKE >= len(theirs)


def _reader(known: Mapping[str, bytes], *, with_invented: bool) -> _Read:
    folders: dict[frozenset[tuple[str, str]], Mapping[str, EntryTexts]] = {}

    def read(files: IdsByFile) -> Mapping[str, EntryTexts]:
        key = frozenset(files.items())
        if key not in folders:
            years: dict[str, set[str]] = {}
            for name, id in files.items():
                is_real, parts = _entries(known[id])
                if is_real or with_invented:
                    years.setdefault(_year(name), set()).update(parts)
            folders[key] = {year: frozenset(parts) for year, parts in years.items()}
        return folders[key]

    return read


def _records(holder: Mapping[str, IdsByFile]) -> IdsByFile:
    return {name: id for name, id in holder.get(RECORDS, {}).items() if is_record(name)}


def _year(name: str) -> str:
    return name.partition("/")[0]


def _there(data: Path) -> dict[str, bytes]:
    """Return the records as they are now, by path below their folder."""
    folder = data / RECORDS
    files = (path for path in sorted(folder.rglob("*")) if is_record(path.name) and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@lru_cache(maxsize=4096)
def _entries(content: bytes) -> tuple[bool, EntryTexts]:
    """Return whether a record is of a real year, and its entries; none for what cannot be read."""
    document = read_back(f"{RECORDS}/record.yaml", content)
    data = document.data if document is not None else None
    if not isinstance(data, dict):
        return False, frozenset()
    return data.get("provenance") == Provenance.REAL.value, frozenset(_parts(data))


def _parts(data: Mapping[str, object]) -> Iterator[str]:
    for name, section in data.items():
        if name == _CAST:
            continue
        if isinstance(section, list):
            yield from (f"{name} {canonical(entry)}" for entry in section)
        elif isinstance(section, dict):
            yield from (f"{name} {key} {canonical(entry)}" for key, entry in section.items())

"""The files of a folder from version to version, through merges and renames: what each commit did to their records.

Whose records a version holds is read in the file. A version that names another unit or another year is passed over:
what was done to it was not done to this unit's records. Where invented records give way to real ones, or the other way
round, the past begins anew.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePath

from assessment.history.held import HeldRecords, Values
from assessment.history.kinds import What
from assessment.history.timeline import State, after
from assessment.period import Period
from assessment.repository.commits import Commit, Version

_ALIKE = 2
"""A file is the renamed other one if at least one record in so many is the same."""

Folder = Mapping[str, State]
"""The state of each file that is there or was, by name."""

Ids = Mapping[str, str]
"""The ids of the contents of the files that are there, by name."""


@dataclass(frozen=True)
class Contents:
    """What the versions of a year's files hold, and what tells whose it is."""

    period: Period
    held: Mapping[str, HeldRecords | None]
    """By the id of the content; None where it cannot be read."""
    units: Set[str]
    """The units that there are now; a file that bears the name of one was not renamed into another unit's."""
    earlier: Set[tuple[str, str]]
    """The commits, with names of files, before which there was more that is not told."""


def follow(past: Sequence[Version], now: Ids, contents: Contents) -> Folder:
    """Return the files as they are now, with what happened to their records.

    Args:
        past: every version, each after the ones it was made from.
        now: the files that are there, committed or not.
        contents: what the ids of both stand for.
    """
    folders: dict[str, Folder] = {}
    ids_at: dict[str, Ids] = {}
    for version in past:
        commit = version.commit
        parents = [(folders[parent], ids_at[parent]) for parent in commit.parents if parent in folders]
        folders[commit.id], ids_at[commit.id] = _folder(commit, parents, version.files, contents), version.files
    tip = [(folders[past[-1].commit.id], past[-1].files)] if past else []
    return _folder(None, tip, now, contents)


def _folder(commit: Commit | None, parents: Sequence[tuple[Folder, Ids]], files: Ids, contents: Contents) -> Folder:
    """Return the files as a commit left them; one that a parent had alike keeps that parent's state."""
    states: dict[str, State] = {}
    renamed = _renamed(parents, files, contents)
    known = dict.fromkeys((*files, *(name for folder, _ in parents for name in folder)))
    for name in known:
        if name in renamed.values() and name not in files:
            continue
        same = next((folder[name] for folder, ids in parents if name in files and ids.get(name) == files[name]), None)
        if same is not None:
            states[name] = same
            continue
        source = renamed.get(name, name)
        before = [folder[source] for folder, _ in parents if source in folder]
        held = contents.held.get(files[name]) if name in files else HeldRecords()
        is_earlier = commit is not None and (commit.id, name) in contents.earlier
        states[name] = _state(commit, name, before, held, contents.period, What.EARLIER if is_earlier else What.RECORDED)
    return states


def _state(
    commit: Commit | None, name: str, before: Sequence[State], held: HeldRecords | None, period: Period, new: What
) -> State:
    """Return the state of a file after a commit that changed or removed it."""
    if held is None:
        return after(commit, before, None, new)
    if not held.are_of(PurePath(name).stem, period):
        return before[0] if before else State()
    own = [state for state in before if state.provenance in (None, held.provenance) or held.provenance is None]
    provenance = held.provenance or next((state.provenance for state in own), None)
    return replace(after(commit, own, held.values, new), provenance=provenance)


def _renamed(parents: Sequence[tuple[Folder, Ids]], files: Ids, contents: Contents) -> dict[str, str]:
    """Return the old names of files that got new ones, by new name."""
    before = dict.fromkeys(name for _, ids in parents for name in ids)
    gone = [name for name in before if name not in files and PurePath(name).stem not in contents.units]
    renamed: dict[str, str] = {}
    for name in files:
        now = _values(contents, files[name])
        if name in before or not now:
            continue
        for old in gone:
            then = next(_values(contents, ids[old]) for _, ids in parents if old in ids)
            if then and old not in renamed.values() and _is_alike(then, now):
                renamed[name] = old
                break
    return renamed


def _values(contents: Contents, id: str) -> Values:
    held = contents.held.get(id)
    return held.values if held is not None else {}


def _is_alike(then: Values, now: Values) -> bool:
    same = sum(then.get(key) == value for key, value in now.items())
    return same * _ALIKE >= max(len(then), len(now))

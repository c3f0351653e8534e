"""The files of a folder from version to version, through merges and renames: what each commit did to their records."""

from collections.abc import Mapping, Sequence, Set

from assessment.history.kinds import What
from assessment.history.timeline import State, Values, after
from assessment.repository.commits import Commit, Version

_ALIKE = 2
"""A file is the renamed other one if at least one record in so many is the same."""

Folder = Mapping[str, State]
"""The state of each file that is there or was, by name."""

Ids = Mapping[str, str]
"""The ids of the contents of the files that are there, by name."""


def follow(past: Sequence[Version], now: Ids, values: Mapping[str, Values | None], cut: Set[str]) -> Folder:
    """Return the files as they are now, with what happened to their records.

    Args:
        past: every version, each after the ones it was made from.
        now: the files that are there, committed or not.
        values: the records of a file by the id of its content; None where it cannot be read.
        cut: ids of the commits before which there was more, which is not told.
    """
    folders: dict[str, Folder] = {}
    ids_at: dict[str, Ids] = {}
    for version in past:
        commit = version.commit
        parents = [(folders[parent], ids_at[parent]) for parent in commit.parents if parent in folders]
        new = What.EARLIER if commit.id in cut else What.RECORDED
        folders[commit.id], ids_at[commit.id] = _folder(commit, parents, version.files, values, new), version.files
    tip = [(folders[past[-1].commit.id], past[-1].files)] if past else []
    return _folder(None, tip, now, values, What.RECORDED)


def _folder(
    commit: Commit | None,
    parents: Sequence[tuple[Folder, Ids]],
    files: Ids,
    values: Mapping[str, Values | None],
    new: What,
) -> Folder:
    """Return the files as a commit left them; one that a parent had alike keeps that parent's state."""
    states: dict[str, State] = {}
    renamed = _renamed(parents, files, values)
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
        states[name] = after(commit, before, values.get(files[name]) if name in files else {}, new)
    return states


def _renamed(parents: Sequence[tuple[Folder, Ids]], files: Ids, values: Mapping[str, Values | None]) -> dict[str, str]:
    """Return the old names of files that got new ones, by new name."""
    before = dict.fromkeys(name for _, ids in parents for name in ids)
    gone = [name for name in before if name not in files]
    renamed: dict[str, str] = {}
    for name in files:
        now = values.get(files[name])
        if name in before or not now:
            continue
        for old in gone:
            then = next(values.get(ids[old]) for _, ids in parents if old in ids)
            if then and old not in renamed.values() and _is_alike(then, now):
                renamed[name] = old
                break
    return renamed


def _is_alike(then: Values, now: Values) -> bool:
    same = sum(then.get(key) == value for key, value in now.items())
    return same * _ALIKE >= max(len(then), len(now))

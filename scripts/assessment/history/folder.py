"""The history of a year: all its files, through renames, up to what is not committed yet."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path, PurePath

from assessment.history.events import History
from assessment.history.kinds import Completeness, What
from assessment.history.parts import parts_of
from assessment.history.timeline import State, Values, after
from assessment.load.yaml_file import parse
from assessment.repository.clone import Clone
from assessment.repository.commits import Commit, Version, came_from_elsewhere, texts, versions
from assessment.repository.git import GitError
from assessment.repository.listing import id_of

_ENDING = ".yaml"
_ALIKE = 2
"""A file is the renamed other one if at least one record in so many is the same."""

Folder = Mapping[str, State]
"""The state of each file that is there or was, by name."""

Ids = Mapping[str, str]
"""The ids of the contents of the files that are there, by name."""


def history_of(clone: Clone | None, year: int) -> History:
    """Return what happened to the records of a year; nothing, and why, where the repository cannot tell."""
    if clone is None:
        return History(Completeness.ABSENT)
    try:
        past = versions(clone, f"scores/{year}")
        moved = {
            version.commit.id
            for version in past
            if not version.commit.parents and came_from_elsewhere(clone, version.commit, f"scores/{year}")
        }
        folder = _followed(clone, f"scores/{year}", past, moved)
    except GitError:
        return History(Completeness.UNREADABLE)
    completeness = Completeness.SHALLOW if clone.shallow else Completeness.MOVED if moved else Completeness.WHOLE
    files = {PurePath(name).stem: state.past for name, state in folder.items()}
    return History(completeness, files, tuple(version.commit for version in past))


def _followed(clone: Clone, folder: str, past: Sequence[Version], moved: Set[str]) -> Folder:
    listed = [{name: id for name, id in version.files.items() if name.endswith(_ENDING)} for version in past]
    ids = dict.fromkeys(id for files in listed for id in files.values())
    values = {id: _values(held) for id, held in texts(clone, ids).items()}
    folders: dict[str, Folder] = {}
    ids_at: dict[str, Ids] = {}
    for version, files in zip(past, listed, strict=True):
        commit = version.commit
        parents = [(folders[parent], ids_at[parent]) for parent in commit.parents if parent in folders]
        cut = commit.id in moved or (clone.shallow and not commit.parents)
        new = What.EARLIER if cut else What.RECORDED
        folders[commit.id], ids_at[commit.id] = _folder(commit, parents, files, values, new), files
    tip = [(folders[past[-1].commit.id], listed[-1])] if past else []
    written = _written(clone.data / folder)
    ids_now = {name: id_of(held, len(clone.commit)) for name, held in written.items()}
    values |= {id: _values(written[name]) for name, id in ids_now.items() if id not in values}
    return _folder(None, tip, ids_now, values, What.RECORDED)


def _folder(
    commit: Commit | None,
    parents: Sequence[tuple[Folder, Ids]],
    files: Ids,
    values: Mapping[str, Values | None],
    new: What,
) -> Folder:
    """Return the files as a commit left them; one that a parent had alike keeps that parent's state."""
    made: dict[str, State] = {}
    renamed = _renamed(parents, files, values)
    known = dict.fromkeys((*files, *(name for folder, _ in parents for name in folder)))
    for name in known:
        if name in renamed.values() and name not in files:
            continue
        same = next((folder[name] for folder, ids in parents if name in files and ids.get(name) == files[name]), None)
        if same is not None:
            made[name] = same
            continue
        source = renamed.get(name, name)
        before = [folder[source] for folder, _ in parents if source in folder]
        made[name] = after(commit, before, values.get(files[name]) if name in files else {}, new)
    return made


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


def _written(folder: Path) -> dict[str, bytes]:
    """Return the files as they are now, by name; those that cannot be read are faults that loading tells."""
    held = {}
    for path in sorted(folder.glob(f"*{_ENDING}")):
        if path.is_file():
            held[path.name] = path.read_bytes()
    return held


def _values(held: bytes) -> Values | None:
    """Return the records of a file; None where it cannot be read."""
    try:
        document, _ = parse(held.decode("utf-8-sig"), "")
    except UnicodeDecodeError:
        return None
    return None if document is None else {key: part.fields for key, part in parts_of(document).items()}

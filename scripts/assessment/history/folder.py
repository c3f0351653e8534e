"""The history of a year: all its files, through renames, up to what is not committed yet."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from assessment.history.events import History
from assessment.history.follow import follow
from assessment.history.kinds import Completeness
from assessment.history.parts import parts_of
from assessment.history.public import public
from assessment.history.timeline import Values
from assessment.load.yaml_file import parse
from assessment.repository.clone import Clone
from assessment.repository.commits import Version, came_from_elsewhere, texts, versions
from assessment.repository.git import GitError
from assessment.repository.listing import id_of

_ENDING = ".yaml"


def history_of(clone: Clone | None, year: int) -> History:
    """Return what happened to the records of a year; nothing, and why, where the repository cannot tell."""
    if clone is None:
        return History(Completeness.ABSENT)
    try:
        past = [_records(version) for version in versions(clone, f"scores/{year}")]
        moved = {
            version.commit.id
            for version in past
            if not version.commit.parents and came_from_elsewhere(clone, version.commit, f"scores/{year}")
        }
        values = _committed(clone, past)
    except GitError:
        return History(Completeness.UNREADABLE)
    completeness = Completeness.SHALLOW if clone.shallow else Completeness.MOVED if moved else Completeness.WHOLE
    cut = {version.commit.id for version in past if clone.shallow and not version.commit.parents} | moved
    written = _working_files(clone.data / f"scores/{year}")
    now = {name: id_of(held, len(clone.commit)) for name, held in written.items()}
    values |= {id: _values(written[name]) for name, id in now.items() if id not in values}
    outside = {id: None if known is None else public(known) for id, known in values.items()}
    files, public_files = (
        {PurePath(name).stem: state.past for name, state in follow(past, now, held, cut).items()}
        for held in (values, outside)
    )
    return History(completeness, files, public_files, tuple(version.commit for version in past))


def _records(version: Version) -> Version:
    return replace(version, files={name: id for name, id in version.files.items() if name.endswith(_ENDING)})


def _committed(clone: Clone, past: Sequence[Version]) -> dict[str, Values | None]:
    """Return the records of every committed version of a file, by the id of its content.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    ids = dict.fromkeys(id for version in past for id in version.files.values())
    return {id: _values(held) for id, held in texts(clone, ids).items()}


def _working_files(folder: Path) -> dict[str, bytes]:
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

"""The history of a year: all its files, through renames, up to what is not committed yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from assessment.history.events import FileHistory, History
from assessment.history.follow import Contents, follow
from assessment.history.held import HeldRecords, held_records
from assessment.history.kinds import Completeness
from assessment.history.public import public
from assessment.period import Period
from assessment.repository.clone import Clone
from assessment.repository.commits import Move, Version, moves_into, texts, versions
from assessment.repository.git import GitError
from assessment.repository.listing import id_of

_ENDING = ".yaml"


def history_of(clone: Clone | None, period: Period) -> History:
    """Return what happened to the records of a year; nothing, and why, where the repository cannot tell."""
    if clone is None:
        return History(Completeness.ABSENT)
    try:
        past = [_records(version) for version in versions(clone, f"scores/{period}")]
        held = _committed(clone, past)
        moved = frozenset(_moved(clone, past, period))
    except GitError:
        return History(Completeness.UNREADABLE)
    completeness = Completeness.SHALLOW if clone.shallow else Completeness.MOVED if moved else Completeness.WHOLE
    earlier = moved | frozenset(_first_of_all(past) if clone.shallow else ())
    written = _working_files(clone.data / f"scores/{period}")
    now = {name: id_of(content, len(clone.commit)) for name, content in written.items()}
    held |= {id: held_records(written[name]) for name, id in now.items() if id not in held}
    outside = {id: None if known is None else replace(known, values=public(known.values)) for id, known in held.items()}
    units = frozenset(path.stem for path in (clone.data / "units").glob(f"*{_ENDING}"))

    def histories(known: Mapping[str, HeldRecords | None]) -> Mapping[str, FileHistory]:
        folder = follow(past, now, Contents(period, known, units, earlier))
        return {PurePath(name).stem: state.past for name, state in folder.items()}

    return History(completeness, histories(held), histories(outside), tuple(version.commit for version in past))


def _records(version: Version) -> Version:
    return replace(version, files={name: id for name, id in version.files.items() if name.endswith(_ENDING)})


def _committed(clone: Clone, past: Sequence[Version]) -> dict[str, HeldRecords | None]:
    """Return the records of every committed version of a file, by the id of its content.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    ids = dict.fromkeys(id for version in past for id in version.files.values())
    return {id: held_records(content) for id, content in texts(clone, ids).items()}


def _first_of_all(past: Sequence[Version]) -> Iterator[tuple[str, str]]:
    """Yield the commits that none is known before, with the files that they hold."""
    for version in past:
        if not version.commit.parents:
            yield from ((version.commit.id, name) for name in version.files)


def _moved(clone: Clone, past: Sequence[Version], period: Period) -> Iterator[tuple[str, str]]:
    """Yield the first commits of a folder that moved its files there from another data folder, with the files.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    for version in past:
        if not version.commit.parents:
            for move in moves_into(clone, version.commit, f"scores/{period}"):
                if move.new.name in version.files and _is_of_same_unit(clone, move, period):
                    yield version.commit.id, move.new.name


def _is_of_same_unit(clone: Clone, move: Move, period: Period) -> bool:
    """Tell whether a file holds the records of the unit, year and provenance that it held where it stood before."""
    if move.old.parts[-3:-1] != ("scores", str(period)):
        return False
    contents = texts(clone, (move.old_id, move.new_id))
    then, now = (held_records(contents[id]) for id in (move.old_id, move.new_id))
    return then is not None and now is not None and then.have_same_head(now)


def _working_files(folder: Path) -> dict[str, bytes]:
    """Return the files as they are now, by name; those that cannot be read are faults that loading tells."""
    held = {}
    for path in sorted(folder.glob(f"*{_ENDING}")):
        if path.is_file():
            held[path.name] = path.read_bytes()
    return held

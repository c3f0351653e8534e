"""Whether files differ from a commit, told from their bytes alone.

``git status`` would run the filters that the repository names and believe the marks in its index.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from assessment.digests import digest_of
from assessment.lfs import pointed_at
from assessment.repository.listing import LINK, OTHER_REPOSITORY, TreeEntry, id_of, listing, new_id
from assessment.repository.objects import contents_by_id
from assessment.repository.repository import Repository

_BY_PYTHON = "__pycache__"
_BY_SYSTEMS = re.compile(r"\..*|Thumbs\.db|desktop\.ini|~\$.*", re.IGNORECASE)
"""What systems, editors and office programs lay beside files."""
_PIECE = 1 << 20


def is_changed(repository: Repository, paths: Sequence[str]) -> bool:
    """Tell whether any file at or below paths is not as in the commit that the repository stands at.

    Raises:
        NoGitError, GitError: if git cannot read the commit.
    """
    return any(True for _ in changed_paths(repository, paths))


def changed_paths(repository: Repository, paths: Sequence[str]) -> Iterator[bytes]:
    """Yield the files at or below paths that are not as in the commit that the repository stands at, from the top.

    What begins with a point is for editors and the system, and counts only if the commit holds it.

    Raises:
        NoGitError, GitError: if git cannot read the commit.
    """
    committed = {entry.path: entry for entry in listing(repository, repository.commit, paths)}
    there = {}
    for base in (repository.top / path for path in paths):
        for file in _files(base):
            path = os.fsencode(file.relative_to(repository.top))
            there[path] = file
            if path not in committed and not _is_aside(file.relative_to(base)):
                yield path
    yield from (path for path in committed if path not in there)
    present = {path: entry for path, entry in committed.items() if path in there}
    other = {path: entry for path, entry in present.items() if not _is_same(entry, there[path])}
    repositories = [path for path, entry in other.items() if entry.mode == OTHER_REPOSITORY]
    yield from repositories
    files = {path: entry for path, entry in other.items() if path not in repositories}
    standing = _stand_for(repository, files, there)
    yield from (path for path, stands in zip(files, standing, strict=True) if not stands)


def _files(path: Path) -> Iterator[Path]:
    """Yield every file and link at or below a path."""
    if path.is_symlink() or path.is_file():
        yield path
    for folder, folders, files in os.walk(path):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in (*files, *links))
        folders[:] = [name for name in folders if name != _BY_PYTHON]


def _is_aside(path: PurePath) -> bool:
    """Tell whether a path below what is asked about is for editors and the system."""
    return any(_BY_SYSTEMS.fullmatch(name) for name in path.parts) and path.suffix.lower() not in (".yaml", ".yml")


def _is_same(entry: TreeEntry, path: Path) -> bool:
    """Tell whether a file has the content of an entry, its lines broken as in the repository or as on Windows."""
    width = len(entry.id)
    try:
        if path.is_symlink() or entry.mode == LINK:
            return entry.mode == LINK and id_of(os.fsencode(path.readlink()), width) == entry.id
        return _id_of_file(path, width) == entry.id or (
            _has_windows_lines(path) and id_of(path.read_bytes().replace(b"\r\n", b"\n"), width) == entry.id
        )
    except OSError:
        return False


def _id_of_file(path: Path, width: int) -> str:
    """Return the id that Git gives to what a file holds, which may be large."""
    digest = new_id(path.stat().st_size, width)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _has_windows_lines(path: Path) -> bool:
    """Tell whether a file begins like a text whose lines are broken as on Windows."""
    with path.open("rb") as file:
        begin = file.read(_PIECE)
    return b"\r\n" in begin and b"\0" not in begin


def _stand_for(repository: Repository, entries: Mapping[bytes, TreeEntry], there: Mapping[bytes, Path]) -> Iterator[bool]:
    """Yield of each entry whether it is what Git LFS keeps in place of the file."""
    pointers = contents_by_id(repository, [entry.id for entry in entries.values()])
    for path, pointer in zip(entries, pointers, strict=True):
        sha256 = pointed_at(pointer)
        yield bool(sha256) and _digest(there[path]) == sha256


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty for what is none or cannot be read."""
    try:
        return "" if path.is_symlink() else digest_of(path)
    except OSError:
        return ""

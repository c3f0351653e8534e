"""What is kept in the evidence folder: the digest of each file, or why there is none."""

import errno
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assessment.dataset.record import UnitRecord
from assessment.lfs import LONGEST, pointed_at
from assessment.period import Period

_PIECE = 1 << 20


@dataclass(frozen=True)
class Digest:
    """A file that was read."""

    sha256: str


@dataclass(frozen=True)
class Converted:
    """A file that is not as it was registered but would be with other line breaks, as Git turns CRLF to LF or back."""

    sha256: str
    original: str
    """The digest that it was registered with."""


@dataclass(frozen=True)
class Pointer:
    """A stand-in that Git LFS left for a file; it names the digest, but the file itself is not here."""

    sha256: str


@dataclass(frozen=True)
class Missing:
    """No such file."""


@dataclass(frozen=True)
class Unreached:
    """The file, or the whole folder, cannot be read here."""


Held = Digest | Converted | Pointer | Missing | Unreached


@dataclass(frozen=True)
class EvidenceFolder:
    """The evidence folder as far as one year needs it."""

    name: str
    """How findings call the folder."""
    is_there: bool
    held: Mapping[str, Held]
    """What the records list, by path below the folder."""
    unlisted: tuple[str, ...]
    """Files of the year that no record lists, with the name of their folder."""
    stray: Mapping[str, int]
    """What stands in no year's folder and what no record of any year lists: the number of files by first name."""


def evidence_folder(
    folders: Mapping[str, Path], period: Period, records: Iterable[UnitRecord], every_year: Path
) -> EvidenceFolder:
    """Look at every file that the records list, and for files of the year or of no year that they do not list.

    Args:
        folders: where to look, by the names that findings call them by; the first one may be out of reach.
        every_year: the folder with the records of all years.
    """
    listed: dict[str, set[str]] = {}
    for kept in (kept for record in records for piece in record.evidence for kept in piece.files):
        listed.setdefault(kept.path, set()).add(kept.sha256)
    there = [folder for folder in folders.values() if folder.is_dir()]
    first = next(iter(folders))
    is_there = folders[first].is_dir()
    return EvidenceFolder(
        name=first,
        is_there=is_there,
        held={
            path: _read_held(there, path, digests, Missing() if is_there else Unreached())
            for path, digests in sorted(listed.items())
        },
        unlisted=tuple(
            f"{name}/{path}" for name, folder in folders.items() for path in _files(folder, period) if path not in listed
        ),
        stray=dict(_stray(folders, every_year)),
    )


def _stray(folders: Mapping[str, Path], every_year: Path) -> Iterator[tuple[str, int]]:
    """Yield what stands beside the folders of the years, unless some record tells of it."""
    years = {folder.name for folder in every_year.glob("*")}
    beside = [
        (name, folder, top)
        for name, folder in folders.items()
        for top in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if top.name not in years and not top.name.startswith(".")
    ]
    texts = [_text(path) for path in sorted(every_year.glob("*/*.yaml"))] if beside else []
    for name, folder, top in beside:
        files = [path for path in (top, *top.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        paths = [path.relative_to(folder).as_posix() for path in files]
        if count := sum(not any(path.encode() in text for text in texts) for path in paths):
            yield f"{name}/{top.name}", count


def _text(record: Path) -> bytes:
    """Return a record as it is; nothing where it cannot be read, which loading its year tells."""
    try:
        return record.read_bytes()
    except OSError:
        return b""


def _files(folder: Path, period: Period) -> list[str]:
    """Return the files of a year, by path below the folder."""
    found = [
        path for path in sorted((folder / str(period)).rglob("*")) if path.is_file() and not path.name.startswith(".")
    ]
    return [path.relative_to(folder).as_posix() for path in found]


def _read_held(folders: Iterable[Path], name: str, registered: Set[str], otherwise: Held) -> Held:
    try:
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is None:
            return otherwise
        if path.stat().st_size <= LONGEST and (sha256 := pointed_at(path.read_bytes())):
            return Pointer(sha256)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest in registered:
                return Digest(digest)
            file.seek(0)
            original = next((turned for turned in turned_digests(file) if turned in registered), None)
            return Digest(digest) if original is None else Converted(digest, original)
    except OSError as fault:
        return Missing() if fault.errno == errno.ENAMETOOLONG else Unreached()


def turned_digests(file: BinaryIO) -> Iterator[str]:
    """Yield the digests that a file would have with every line break CRLF, and with every one LF."""
    crlf, lf = hashlib.sha256(), hashlib.sha256()
    for line in turned_lines(file):
        lf.update(line)
        crlf.update(line.replace(b"\n", b"\r\n"))
    yield crlf.hexdigest()
    yield lf.hexdigest()


def turned_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file in pieces with every CRLF turned into LF; a piece may be a part of a line, as in what is no text."""
    rest = b""
    while piece := file.read(_PIECE):
        piece = rest + piece
        rest = b"\r" if piece.endswith(b"\r") else b""
        yield piece.removesuffix(rest).replace(b"\r\n", b"\n")
    yield rest

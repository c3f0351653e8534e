"""What is kept in the evidence folder: the digest of each file, or why there is none."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.dataset.record import UnitRecord

_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n(?:.*\n)*")
_LONGEST_POINTER = 1024


@dataclass(frozen=True)
class Digest:
    """A file that was read."""

    sha256: str


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


Held = Digest | Pointer | Missing | Unreached


@dataclass(frozen=True)
class EvidenceFolder:
    """The evidence folder as far as one year needs it."""

    name: str
    """How findings call the folder."""
    is_there: bool
    held: Mapping[str, Held]
    """What the records list, by path below the folder."""
    unlisted: tuple[str, ...]
    """Files of the year that no record lists."""


def evidence_folder(folder: Path, name: str, year: int, records: Iterable[UnitRecord]) -> EvidenceFolder:
    """Look at every file that the records list, and for files of the year that they do not list."""
    listed = {kept.path for record in records for piece in record.evidence for kept in piece.files}
    own = folder / str(year)
    found = [path for path in sorted(own.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    names = (path.relative_to(folder).as_posix() for path in found)
    return EvidenceFolder(
        name=name,
        is_there=folder.is_dir(),
        held={path: _held(folder, path) for path in sorted(listed)},
        unlisted=tuple(path for path in names if path not in listed),
    )


def _held(folder: Path, name: str) -> Held:
    if not folder.is_dir():
        return Unreached()
    path = folder / name
    try:
        if not path.is_file():
            return Missing()
        if path.stat().st_size <= _LONGEST_POINTER and (pointer := _POINTER.fullmatch(path.read_bytes())):
            return Pointer(pointer[1].decode())
        with path.open("rb") as file:
            return Digest(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return Unreached()

"""A published bundle, a folder or a zip archive, read without unpacking: names, digests and the manifest."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from assessment.bundle.archive import Archive
from assessment.bundle.fault import BundleError, DamagedError
from assessment.bundle.front_manifest import FRONT_MARKER
from assessment.bundle.sums import MARKER
from assessment.digests import digest_of
from assessment.system_faults import reason_of

MOST_FILES = 20_000
MOST_BYTES = 2 * 1024**3
"""Of all files of an archive together, as unpacked; a county's bundle has some twenty million."""
MOST_MANIFEST = 16 * 1024**2


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds."""

    digests: Mapping[str, str]
    """SHA-256 of every plain file, by path."""
    odd: tuple[str, ...]
    """Links, devices and the like; they are never followed or read."""
    manifest: bytes


def read_bundle(path: Path) -> Bundle:
    """Read a folder or an archive.

    Raises:
        BundleError: if it cannot be read, is made to do harm, or holds no manifest.
    """
    try:
        if path.is_dir():
            return _folder(path)
        with path.open("rb") as file:
            return _archive(file)
    except DamagedError as fault:
        raise BundleError(f"{path.name} 不是完好的 zip 文件，没有核对") from fault
    except OSError as fault:
        raise BundleError(f"没有这个文件或文件夹，或没有权限：{path}") from fault


def read_front(path: Path, counties: Iterable[str]) -> Bundle:
    """Read what stands in a folder around the bundles of counties, which are folders in it.

    Raises:
        BundleError: if it cannot be read, or is no output of several counties.
    """
    return _folder(path, FRONT_MARKER, frozenset(counties))


def digests_of(folder: Path) -> Mapping[str, str]:
    """Return the digest of every plain file below a folder."""
    return {name: digest_of(path) for name, path in _files(folder) if _is_plain(path)}


def _folder(path: Path, marker: str = MARKER, without: frozenset[str] = frozenset()) -> Bundle:
    try:
        files = [*_files(path, without)]
        digests = {name: digest_of(file) for name, file in files if _is_plain(file)}
        odd = tuple(name for name, file in files if not _is_plain(file))
        if marker not in digests:
            raise BundleError(f"{path} 里没有 {marker}，不是发布包")
        if (path / marker).stat().st_size > MOST_MANIFEST:
            raise BundleError(f"{marker} 太大，没有核对")
        return Bundle(digests, odd, (path / marker).read_bytes())
    except OSError as fault:
        raise BundleError(f"读不了 {path}：{reason_of(fault)}") from fault


def _files(folder: Path, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, Path]]:
    """Yield everything below a folder that is no folder itself; what links lead to is not below it.

    Args:
        folder: where to look.
        without: names of folders in it whose files are left out.
    """
    for top, folders, files in os.walk(folder, onerror=_fail):
        links = [name for name in folders if (Path(top) / name).is_symlink()]
        if Path(top) == folder:
            folders[:] = [name for name in folders if name not in without]
        for name in sorted([*files, *links]):
            path = Path(top) / name
            yield path.relative_to(folder).as_posix(), path


def _fail(fault: OSError) -> None:
    raise fault


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _archive(file: IO[bytes]) -> Bundle:
    archive = Archive(file)
    if len(archive.entries) > MOST_FILES or sum(entry.size for entry in archive.entries) > MOST_BYTES:
        raise BundleError(f"压缩包展开后太大（超过 {MOST_FILES} 个文件或 2 GB），没有核对")
    files = [entry for entry in archive.entries if not entry.is_folder]
    top = _top([entry.name for entry in files])
    digests, odd, manifest = {}, [], b""
    for entry in archive.entries:
        digest = hashlib.sha256()
        pieces = []
        for piece in archive.content(entry):
            digest.update(piece)
            if entry.name == top + MARKER and entry.size <= MOST_MANIFEST:
                pieces.append(piece)
        if entry.is_folder:
            continue
        # What stands beside the bundle's folder keeps its way there, so that it counts as one too many.
        below = entry.name.removeprefix(top) if entry.name.startswith(top) else f"../{entry.name}"
        if not entry.is_plain:
            odd.append(below)
            continue
        digests[below] = digest.hexdigest()
        if below == MARKER:
            if entry.size > MOST_MANIFEST:
                raise BundleError(f"{MARKER} 太大，没有核对")
            manifest = b"".join(pieces)
    if MARKER not in digests:
        raise BundleError(f"{MARKER} 不是普通文件，没有核对")
    return Bundle(digests, tuple(odd), manifest)


def _top(names: Iterable[str]) -> str:
    """Return the folder of an archive that holds the bundle, with a slash; platforms pack one folder around it."""
    holding = [name.removesuffix(MARKER) for name in names if PurePosixPath(name).name == MARKER]
    near = [""] if "" in holding else [top for top in holding if top.count("/") == 1]
    if len(near) != 1:
        raise BundleError(f"压缩包里没有 {MARKER}，或不止一个，不是一个发布包")
    return near[0]

"""A published bundle, a folder or a zip archive, read without unpacking: names, digests and the manifest."""

import hashlib
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from assessment.build.swap import MARKER
from assessment.errors import RequestError

MOST_FILES = 20_000
MOST_BYTES = 2 * 1024**3
"""Of all files of an archive together, as unpacked; a county's bundle has some twenty million."""
MOST_MANIFEST = 16 * 1024**2
_MOST_DIRECTORY = 8 * 1024**2
"""Bytes of an archive's list of files, which is read before anything can be counted."""

_END = b"PK\x05\x06"
_END_OF_LARGE = b"PK\x06\x07"
_END_LENGTH, _LARGE_LENGTH, _LONGEST_COMMENT = 22, 20, 65_535

_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, OSError)
"""What reading a damaged or encrypted archive raises."""


class BundleError(RequestError):
    """The bundle cannot be read, or is made to do harm; the message says which."""


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
    except BundleError:
        raise
    except (FileNotFoundError, PermissionError) as fault:
        raise BundleError(f"没有这个文件或文件夹，或没有权限：{path}") from fault
    except _DAMAGED as fault:
        raise BundleError(f"{path.name} 不是完好的 zip 文件，没有核对") from fault


def digests_of(folder: Path) -> Mapping[str, str]:
    """Return the digest of every plain file below a folder."""
    return {name: _digest(path) for name, path in _files(folder) if _is_plain(path)}


def _folder(path: Path) -> Bundle:
    try:
        digests = digests_of(path)
        odd = tuple(name for name, file in _files(path) if not _is_plain(file))
        if MARKER not in digests:
            raise BundleError(f"{path} 里没有 {MARKER}，不是发布包")
        if (path / MARKER).stat().st_size > MOST_MANIFEST:
            raise BundleError(f"{MARKER} 太大，没有核对")
        return Bundle(digests, odd, (path / MARKER).read_bytes())
    except OSError as fault:
        raise BundleError(f"读不了 {path}：{fault.strerror}") from fault


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield everything below a folder that is no folder itself; what links lead to is not below it."""
    for top, folders, files in os.walk(folder, onerror=_fail):
        links = [name for name in folders if (Path(top) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(top) / name
            yield path.relative_to(folder).as_posix(), path


def _fail(fault: OSError) -> None:
    raise fault


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _archive(file: IO[bytes]) -> Bundle:
    _refuse_long_list(file)
    with zipfile.ZipFile(file) as archive:
        entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        _refuse_harm(archive.infolist())
        top = _top(entries)
        digests, odd = {}, []
        for name, entry in entries.items():
            # What stands beside the bundle's folder keeps its way there, so that it counts as one too many.
            below = name.removeprefix(top) if name.startswith(top) else f"../{name}"
            if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
                odd.append(below)
                continue
            with archive.open(entry) as content:
                digests[below] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
        if MARKER not in digests:
            raise BundleError(f"{MARKER} 不是普通文件，没有核对")
        if entries[top + MARKER].file_size > MOST_MANIFEST:
            raise BundleError(f"{MARKER} 太大，没有核对")
        return Bundle(digests, tuple(odd), archive.read(top + MARKER))


def _top(entries: Mapping[str, zipfile.ZipInfo]) -> str:
    """Return the folder of an archive that holds the bundle, with a slash; platforms pack one folder around it."""
    holding = [name.removesuffix(MARKER) for name in entries if PurePosixPath(name).name == MARKER]
    near = [""] if "" in holding else [top for top in holding if top.count("/") == 1]
    if len(near) != 1:
        raise BundleError(f"压缩包里没有 {MARKER}，或不止一个，不是一个发布包")
    return near[0]


def _refuse_harm(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BundleError(f"压缩包展开后太大（超过 {MOST_FILES} 个文件或 2 GB），没有核对")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise BundleError("压缩包里有同名的文件，没有核对")
    for entry in entries:
        parts = entry.filename.removesuffix("/").split("/")
        # The name as written: Python's own reading turns backslashes and cuts at a zero.
        if entry.orig_filename != entry.filename or "\\" in entry.filename or set(parts) & {"", ".", ".."}:
            raise BundleError("压缩包里有指向包外的文件名，没有核对")


def _refuse_long_list(file: IO[bytes]) -> None:
    """Refuse a list of files so long that reading it would take all memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_LENGTH - _LARGE_LENGTH - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.find(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        raise zipfile.BadZipFile
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if tail.count(_END) > 1 or _END_OF_LARGE in tail or length > _MOST_DIRECTORY:
        raise BundleError("压缩包的文件目录太长或不合规，没有核对")
    file.seek(0)

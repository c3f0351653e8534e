"""Zip archives that every program unpacks to the same files.

A zip says twice what it holds: before each file and in the directory at its end, and programs differ in what they
believe. So an archive is read only where both say the same and every byte of it belongs to a file of the directory:
records and data without a gap from the first byte on, then the directory, then its end. The form is that of PKWARE's
APPNOTE.TXT 6.3, of which stored and deflated files of one part without a password are read.
"""

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import IO, NamedTuple

from assessment.bundle.archive_names import refuse_names
from assessment.bundle.fault import BundleError, DamagedError

_MOST_DIRECTORY = 8 * 1024**2
"""Bytes of the directory, which is read whole."""
_PIECE = 1024**2

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_LARGE_END = Struct("<4sQ2H2L4Q")
_LARGE_AT = Struct("<4sLQL")
_FIELD = Struct("<2H")

_STORED, _DEFLATED = 0, 8
_NEEDED = 45
"""The version of the form that large sizes came with."""
_ENCRYPTED, _DESCRIBED_AFTER, _UTF8 = 0x1, 0x8, 0x800
_HARMLESS_FLAGS = 0x6 | _DESCRIBED_AFTER | _UTF8
"""Beside these two, how hard the compression was tried."""

_LARGE_SIZES = 0x0001
_HARMLESS_FIELDS = frozenset({_LARGE_SIZES, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xCAFE})
"""Large sizes, times (NTFS, Unix), owners, and the mark of Java's archives. Others rename, link or encrypt."""
_SHORT, _LONG = 0xFFFF, 0xFFFFFFFF
"""Numbers that stand for one in the field of large sizes."""

_TWO_READINGS = "压缩包的两处目录不一致，别的程序展开后会不同，没有核对"
_UNLISTED = "压缩包里有目录没有列出的内容，没有核对"
_MALFORMED = "压缩包的文件目录太长或不合规，没有核对"


@dataclass(frozen=True)
class Member:
    """One file or folder of an archive."""

    name: str
    """As written, with a slash at the end of a folder's."""
    size: int
    """Bytes as unpacked."""
    is_plain: bool
    """Whether it is a file like any other: no folder, link or device."""
    packed: int
    method: int
    checksum: int
    flags: int
    start: int
    """Where its record begins."""
    raw_name: bytes

    @property
    def is_folder(self) -> bool:
        """Whether it is one."""
        return self.name.endswith("/")


class Archive:
    """A zip archive of which every byte is accounted for but the packed data, which ``content`` looks at."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the directory and compare it with the records.

        Raises:
            BundleError: if some program could unpack it to something else.
            DamagedError: if it is no whole archive.
        """
        self._file = file
        directory = _directory_at(file)
        self.entries = tuple(_entries(file, directory))
        refuse_names(entry.name for entry in self.entries)
        self._data_at = dict(_data_at(file, self.entries, directory.start))

    def content(self, entry: Member) -> Iterator[bytes]:
        """Yield what an entry holds, piece by piece.

        Raises:
            BundleError: if it is not as long as it says, or something stands behind it.
            DamagedError: if it is not what was packed.
        """
        checksum = length = 0
        for piece in self._unpacked(entry):
            checksum, length = zlib.crc32(piece, checksum), length + len(piece)
            if length > entry.size:
                raise BundleError(_TWO_READINGS)
            yield piece
        if (length, checksum) != (entry.size, entry.checksum):
            raise DamagedError

    def _unpacked(self, entry: Member) -> Iterator[bytes]:
        self._file.seek(self._data_at[entry.name])
        left = entry.packed
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        while left:
            packed = self._file.read(min(_PIECE, left))
            if not packed:
                raise DamagedError
            left -= len(packed)
            if entry.method == _STORED:
                yield packed
                continue
            while packed and not unpacking.eof:
                try:
                    piece = unpacking.decompress(packed, _PIECE)
                except zlib.error as fault:
                    raise DamagedError from fault
                yield piece
                packed = unpacking.unconsumed_tail
            if unpacking.unused_data or (unpacking.eof and left):
                raise BundleError(_UNLISTED)
        if entry.method == _DEFLATED:
            yield from _rest(unpacking)


def _rest(unpacking: "zlib._Decompress") -> Iterator[bytes]:
    """Yield what is still held back; the end of the data has to be among it, and nothing behind it."""
    try:
        while not unpacking.eof and (piece := unpacking.decompress(unpacking.unconsumed_tail, _PIECE)):
            yield piece
    except zlib.error as fault:
        raise DamagedError from fault
    if not unpacking.eof:
        raise DamagedError
    if unpacking.unused_data:
        raise BundleError(_UNLISTED)


@dataclass(frozen=True)
class _Directory:
    """The list of files at the end of an archive."""

    start: int
    length: int
    count: int


def _directory_at(file: IO[bytes]) -> _Directory:
    """Return where the directory stands: before one end, or two where numbers are large, which close the file."""
    size = file.seek(0, os.SEEK_END)
    mark, disk, first_disk, here, count, length, start, comment = _END.unpack(_read(file, size - _END.size, _END.size))
    if mark != b"PK\5\6":
        tail = _tail(file, size)
        if not 0 <= tail.rfind(b"PK\5\6") <= len(tail) - _END.size:
            raise DamagedError
        raise BundleError("压缩包的末尾有附注或别的内容，没有核对")
    if disk not in (0, _SHORT) or disk != first_disk or here != count or comment:
        raise BundleError(_MALFORMED)
    stop = size - _END.size
    large = _LARGE_AT.unpack(_read(file, stop - _LARGE_AT.size, _LARGE_AT.size)) if stop >= _LARGE_AT.size else (b"",)
    if large[0] == b"PK\6\7":
        stop -= _LARGE_AT.size + _LARGE_END.size
        end = _LARGE_END.unpack(_read(file, stop, _LARGE_END.size))
        if large[1:] != (0, stop, 1) or end[:2] != (b"PK\6\6", _LARGE_END.size - 12) or end[4:6] != (0, 0):
            raise BundleError(_MALFORMED)
        _, _, _, _, _, _, large_here, large_count, large_length, large_start = end
        for short, none, exact in (
            (count, _SHORT, large_count),
            (length, _LONG, large_length),
            (start, _LONG, large_start),
        ):
            if short not in (none, exact) or large_here != large_count:
                raise BundleError(_TWO_READINGS)
        count, length, start = large_count, large_length, large_start
    elif disk or count == _SHORT or _LONG in (length, start):
        raise BundleError(_MALFORMED)
    if length > _MOST_DIRECTORY or count > length // _CENTRAL.size:
        raise BundleError(_MALFORMED)
    if start + length != stop:
        raise BundleError(_UNLISTED)
    return _Directory(start, length, count)


def _tail(file: IO[bytes], size: int) -> bytes:
    """Return the bytes among which the end stands where a comment follows it."""
    length = min(size, _END.size + _SHORT)
    return _read(file, size - length, length)


class _Central(NamedTuple):
    """What the directory has of an entry before its name."""

    mark: bytes
    maker: int
    needed: int
    flags: int
    method: int
    time: int
    day: int
    checksum: int
    packed: int
    size: int
    name_length: int
    fields_length: int
    comment_length: int
    disk: int
    internal: int
    attributes: int
    """Of the system that made it; the upper half is the kind and the rights of Unix."""
    start: int


def _entries(file: IO[bytes], directory: _Directory) -> Iterator[Member]:
    content = _read(file, directory.start, directory.length)
    at = 0
    for _ in range(directory.count):
        if at + _CENTRAL.size > len(content):
            raise DamagedError
        central = _Central._make(_CENTRAL.unpack_from(content, at))
        names, fields = at + _CENTRAL.size, at + _CENTRAL.size + central.name_length
        at = fields + central.fields_length
        if central.mark != b"PK\1\2" or at > len(content):
            raise DamagedError
        if central.comment_length or central.disk:
            raise BundleError("压缩包里有附注，或者是分卷的，没有核对")
        raw_name = content[names:fields]
        large = _Large.of(content[fields:at])
        size, packed, start = (large.instead_of(number) for number in (central.size, central.packed, central.start))
        large.refuse_more()
        _refuse_method(central.needed, central.flags, central.method)
        name = _name(raw_name, central.flags)
        is_plain = _is_plain(name, central.attributes, size)
        yield Member(name, size, is_plain, packed, central.method, central.checksum, central.flags, start, raw_name)
    if at != len(content):
        raise BundleError(_UNLISTED)


def _refuse_method(needed: int, flags: int, method: int) -> None:
    """Refuse what takes more than any program has, as the version says that it takes to unpack an entry."""
    if flags & _ENCRYPTED:
        raise BundleError("压缩包加了密码，没有核对")
    if needed & 0xFF > _NEEDED or flags & ~_HARMLESS_FLAGS or method not in (_STORED, _DEFLATED):
        raise BundleError("压缩包用了少见的压缩方法，没有核对；请用普通的 zip 格式重新压缩")


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError as fault:
        raise BundleError("压缩包里的文件名没有写明用什么编码，没有核对") from fault


def _is_plain(name: str, kind: int, size: int) -> bool:
    """Tell whether an entry is a plain file, having made sure that its name, kind and size say the same of folders."""
    type_bits, is_folder = stat.S_IFMT(kind >> 16), name.endswith("/")
    by_kind = type_bits == stat.S_IFDIR or (kind & 0x10 and type_bits in (0, stat.S_IFDIR))
    if (is_folder and (size or type_bits not in (0, stat.S_IFDIR))) or (by_kind and not is_folder):
        raise BundleError(_TWO_READINGS)
    return not is_folder and type_bits in (0, stat.S_IFREG)


def _data_at(file: IO[bytes], entries: tuple[Member, ...], end: int) -> Iterator[tuple[str, int]]:
    """Yield where the data of each entry begins, having made sure that they fill everything before the directory."""
    at = 0
    ordered = sorted(entries, key=lambda entry: entry.start)
    stops = [*(entry.start for entry in ordered[1:]), end]
    for entry, following in zip(ordered, stops, strict=False):
        if entry.start != at:
            raise BundleError(_UNLISTED)
        data, large = _record(file, entry)
        yield entry.name, data
        if data + entry.packed > following:
            raise BundleError(_TWO_READINGS)
        _refuse_other_description(_read(file, data + entry.packed, following - data - entry.packed), entry, large)
        at = following
    if at != end:
        raise BundleError(_UNLISTED)


def _record(file: IO[bytes], entry: Member) -> tuple[int, bool]:
    """Return where the data of an entry begins, and whether its sizes are large, after comparing its record."""
    mark, needed, flags, method, _, _, checksum, packed, size, name_length, more = _LOCAL.unpack(
        _read(file, entry.start, _LOCAL.size)
    )
    if mark != b"PK\3\4":
        raise BundleError(_TWO_READINGS)
    _refuse_method(needed, flags, method)
    rest = _read(file, entry.start + _LOCAL.size, name_length + more)
    large = _Large.of(rest[name_length:])
    size, packed = large.instead_of(size), large.instead_of(packed)
    large.refuse_more()
    same = (checksum, packed, size) == (entry.checksum, entry.packed, entry.size)
    # Where packed data ends tells itself; stored data that is described later may end at any description it holds.
    if flags & _DESCRIBED_AFTER and method == _STORED and entry.size:
        raise BundleError(_TWO_READINGS)
    later = bool(flags & _DESCRIBED_AFTER) and (checksum, packed, size) == (0, 0, 0)
    if (flags, method, rest[:name_length]) != (entry.flags, entry.method, entry.raw_name) or not (same or later):
        raise BundleError(_TWO_READINGS)
    return entry.start + _LOCAL.size + name_length + more, large.is_there


def _refuse_other_description(described: bytes, entry: Member, large: bool) -> None:
    """Refuse anything after the data but the description that is announced, with or without its mark."""
    if not entry.flags & _DESCRIBED_AFTER:
        if described:
            raise BundleError(_UNLISTED)
        return
    plain = Struct("<L2Q" if large else "<3L").pack(entry.checksum, entry.packed, entry.size)
    if described not in (plain, b"PK\7\x08" + plain):
        raise BundleError(_UNLISTED if len(described) > len(plain) + 4 else _TWO_READINGS)


class _Large:
    """The field of an entry that tells its large numbers, each once and in their order."""

    def __init__(self, field: bytes | None) -> None:
        self.is_there = field is not None
        self._rest = field or b""

    @classmethod
    def of(cls, fields: bytes) -> "_Large":
        """Return it, having refused fields that say what no program may believe."""
        seen: dict[int, bytes] = {}
        at = 0
        while at < len(fields):
            if at + _FIELD.size > len(fields):
                raise BundleError(_MALFORMED)
            kind, length = _FIELD.unpack_from(fields, at)
            at += _FIELD.size + length
            if kind in seen or at > len(fields):
                raise BundleError(_MALFORMED)
            if kind not in _HARMLESS_FIELDS:
                raise BundleError("压缩包里有改名或含义不明的附加项，别的程序展开后会不同，没有核对")
            seen[kind] = fields[at - length : at]
        return cls(seen.get(_LARGE_SIZES))

    def instead_of(self, number: int) -> int:
        """Return a number as it is meant."""
        if number != _LONG:
            return number
        if len(self._rest) < 8:
            raise BundleError(_MALFORMED)
        eight, self._rest = self._rest[:8], self._rest[8:]
        return int.from_bytes(eight, "little")

    def refuse_more(self) -> None:
        """Refuse numbers that nothing stands for."""
        if self._rest:
            raise BundleError(_MALFORMED)


def _read(file: IO[bytes], start: int, length: int) -> bytes:
    """Return some bytes, all of which have to be there."""
    if start < 0:
        raise DamagedError
    file.seek(start)
    content = file.read(length)
    if len(content) != length:
        raise DamagedError
    return content

"""An archive is read only where every program unpacks it to the same files: no byte of it is left to opinion."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle.archive import Archive
from assessment.bundle.contents import Bundle, read_bundle
from assessment.bundle.fault import DamagedError
from assessment.errors import RequestError

NAMES = ("manifest.json", "a/b.txt", "empty", "中.txt")
CONTENTS = {name: (name * 40 if name != "empty" else "").encode() for name in NAMES}


class Stream(io.RawIOBase):
    """A pipe: what is written cannot be changed any more."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.written += data  # type: ignore[arg-type]
        return len(data)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Part:
    """One entry, and what is said of it before its data, after it and in the directory."""

    name: bytes
    content: bytes = b"x"
    method: int = 8
    flags: int = 0
    fields: bytes = b""
    local: dict[str, object] = field(default_factory=dict)
    central: dict[str, object] = field(default_factory=dict)
    behind: bytes = b""
    """Behind the data, packed with it."""
    described: bytes | None = None
    """Instead of the description that the flags announce."""
    kind: int = 0
    comment: bytes = b""


def deflated(content: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(content) + packing.flush()


def record(part: Part, packed: bytes, said: dict[str, object], start: int | None) -> bytes:
    """Return the record before the data, or the directory's where a start is given."""
    later = start is None and part.flags & 8
    values: dict[str, object] = {
        "name": part.name,
        "flags": part.flags,
        "method": part.method,
        "checksum": 0 if later else zlib.crc32(part.content),
        "packed": 0 if later else len(packed) + len(part.behind),
        "size": 0 if later else len(part.content),
        "fields": part.fields,
        "start": start,
        "disk": 0,
    } | said
    name, fields = values["name"], values["fields"]
    assert isinstance(name, bytes)
    assert isinstance(fields, bytes)
    middle = [values[key] for key in ("flags", "method")] + [0, 0x21]
    middle += [values[key] for key in ("checksum", "packed", "size")] + [len(name), len(fields)]
    if start is None:
        return struct.pack("<4s5H3L2H", b"PK\3\4", 20, *middle) + name + fields
    last = [len(part.comment), values["disk"], 0, part.kind, values["start"]]
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, *middle, *last) + name + fields + part.comment


def archive(
    *parts: Part, before: bytes = b"", between: bytes = b"", ahead: bytes = b"", after: bytes = b"", **end: int
) -> bytes:
    """Return an archive, with bytes that belong to nothing where they are asked for."""
    content = bytearray(before)
    listed = b""
    for part in parts:
        packed = part.content if part.method != 8 else deflated(part.content)
        listed += record(part, packed, part.central, len(content))
        content += record(part, packed, part.local, None) + packed + part.behind
        described = struct.pack("<4s3L", b"PK\7\10", zlib.crc32(part.content), len(packed), len(part.content))
        content += part.described if part.described is not None else described if part.flags & 8 else b""
        content += between
    content += ahead
    said = {
        "disk": 0,
        "here": len(parts),
        "count": len(parts),
        "length": len(listed),
        "start": len(content),
        "comment": 0,
    }
    said |= end
    return bytes(content + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, *said.values()) + after)


WHOLE = [Part(b"manifest.json", b"{}"), Part(b"a", b"aaa", 0), Part(b"b", b"bbbb", 8, 8)]


def read(content: bytes, folder: Path) -> Bundle:
    path = folder / "bundle.zip"
    path.write_bytes(content)
    return read_bundle(path)


def test_the_archives_built_here_are_sound(tmp_path: Path) -> None:
    content = archive(*WHOLE)
    assert set(read(content, tmp_path).digests) == {"manifest.json", "a", "b"}
    with zipfile.ZipFile(io.BytesIO(content)) as sound:
        assert sound.testzip() is None


def packed_by_python(method: int, streamed: bool, large: bool) -> bytes:
    target = Stream() if streamed else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as result:
        result.mkdir("a")
        for name in NAMES:
            listed = zipfile.ZipInfo(name)
            listed.compress_type = method
            with result.open(listed, "w", force_zip64=large) as entry:
                entry.write(CONTENTS[name])
    return bytes(target.written) if isinstance(target, Stream) else target.getvalue()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("method", "streamed"), [(zipfile.ZIP_STORED, False), (zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_DEFLATED, True)]
)
def test_python_packs_archives_that_are_read(method: int, streamed: bool, large: bool, tmp_path: Path) -> None:
    bundle = read(packed_by_python(method, streamed, large), tmp_path)
    assert (set(bundle.digests), bundle.manifest) == ({*NAMES}, CONTENTS["manifest.json"])


def test_stored_data_that_is_described_later_may_end_anywhere(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="两处目录不一致"):
        read(packed_by_python(zipfile.ZIP_STORED, True, False), tmp_path)


TIMES = struct.pack("<2HBL", 0x5455, 5, 1, 0)
OWNER = struct.pack("<2H", 0x7875, 11) + b"\1\4" + bytes(4) + b"\4" + bytes(4)
NTFS = struct.pack("<2H", 0x000A, 32) + bytes(32)
JAVA = struct.pack("<2H", 0xCAFE, 0)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(
            [
                Part(b"manifest.json", b"{}", local={"fields": TIMES + OWNER}, central={"fields": TIMES[:4] + b"\1" * 5}),
                Part(b"d/", b"", 0, kind=(stat.S_IFDIR | 0o755) << 16 | 0x10),
            ],
            id="zip",
        ),
        pytest.param([Part(b"manifest.json", b"{}", central={"fields": NTFS}, kind=0x20)], id="7z"),
        pytest.param([Part(b"META-INF/", b"", 0, fields=JAVA), Part(b"manifest.json", b"{}", 8, 0x808)], id="jar"),
        pytest.param([Part(b"2019/manifest.json", b"{}"), Part(b"2019/a", b"", 0, kind=0x20)], id="Windows"),
        pytest.param([Part("更.txt".encode(), b"1", 8, 0x808), Part(b"manifest.json", b"{}", 8, 0x808)], id="GitHub"),
        pytest.param(
            [Part(b"manifest.json", b"{}", 8, 8, described=struct.pack("<3L", zlib.crc32(b"{}"), 4, 2))], id="no mark"
        ),
        pytest.param([Part(b"x.xlsx", archive(Part(b"a")), 0), Part(b"manifest.json", b"{}")], id="office file"),
    ],
)
def test_what_other_programs_pack_is_read(parts: list[Part], tmp_path: Path) -> None:
    assert read(archive(*parts), tmp_path).manifest == b"{}"


UNLISTED = "压缩包里有目录没有列出的内容，没有核对"
READINGS = "压缩包的两处目录不一致，别的程序展开后会不同，没有核对"
MALFORMED = "压缩包的文件目录太长或不合规，没有核对"
RENAMES = "压缩包里有改名或含义不明的附加项，别的程序展开后会不同，没有核对"
METHOD = "压缩包用了少见的压缩方法，没有核对；请用普通的 zip 格式重新压缩"
DAMAGED = "bundle.zip 不是完好的 zip 文件，没有核对"
OUTSIDE = "压缩包里有指向包外的文件名，没有核对"
CHANGING = "压缩包里有在别的系统上会变样的文件名，没有核对"
TWICE = "压缩包里有同名的文件，没有核对"
CODING = "压缩包里的文件名没有写明用什么编码，没有核对"

HIDDEN = archive(Part(b"evil"))[: -22 - 46 - 4]
"""A record and its data that no directory lists."""


def unicode_path(name: bytes, other: bytes) -> bytes:
    return struct.pack("<2HBL", 0x7075, 5 + len(other), 1, zlib.crc32(name)) + other


def large(*numbers: int) -> bytes:
    return struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers)


M = Part(b"manifest.json", b"{}")


def changed(**parts: object) -> bytes:
    return archive(M, replace(Part(b"a", b"aaa"), **parts))  # type: ignore[arg-type]


CRAFTED: list[tuple[str, bytes, str]] = [
    ("record before", archive(M, before=HIDDEN), UNLISTED),
    ("record between", archive(M, Part(b"a"), between=HIDDEN), UNLISTED),
    ("record ahead of the directory", archive(M, ahead=HIDDEN), UNLISTED),
    ("byte before", archive(M, before=b"x"), UNLISTED),
    ("program before", archive(M, before=b"#!/bin/sh\nexit\n"), UNLISTED),
    ("byte ahead of the directory", archive(M, ahead=b"x"), UNLISTED),
    ("byte behind the data", changed(method=0, described=b"x"), UNLISTED),
    ("byte behind the deflated data", changed(behind=b"x"), UNLISTED),
    ("record behind the deflated data", changed(behind=HIDDEN), UNLISTED),
    ("byte behind the description", changed(flags=8, described=b"x" * 17), UNLISTED),
    ("offset moved", archive(M, start=3), UNLISTED),
    ("directory longer than its entries", archive(M, Part(b"a"), count=1, here=1), UNLISTED),
    ("directory shorter than its entries", archive(M, count=2, here=2), MALFORMED),
    ("two archives", archive(M) + archive(Part(b"a")), UNLISTED),
    ("same data for two", archive(M, Part(b"a", central={"start": 0})), READINGS),
    ("comment", archive(M, after=b"hi", comment=2), "压缩包的末尾有附注或别的内容，没有核对"),
    ("byte after", archive(M, after=b"x"), "压缩包的末尾有附注或别的内容，没有核对"),
    ("comment that is not there", archive(M, comment=2), MALFORMED),
    ("comment of an entry", changed(comment=b"hi"), "压缩包里有附注，或者是分卷的，没有核对"),
    ("entry on another disk", changed(central={"disk": 1}), "压缩包里有附注，或者是分卷的，没有核对"),
    ("several disks", archive(M, disk=1), MALFORMED),
    ("part of the count", archive(M, here=0), MALFORMED),
    ("count that stands for another", archive(M, here=0xFFFF, count=0xFFFF), MALFORMED),
    ("start that stands for another", archive(M, start=0xFFFFFFFF), MALFORMED),
    ("other name", changed(local={"name": b"b"}), READINGS),
    ("other method", changed(local={"method": 0}), READINGS),
    ("other flags", changed(local={"flags": 0x800}), READINGS),
    ("other size", changed(local={"size": 4}), READINGS),
    ("other packed size", changed(local={"packed": 1}), READINGS),
    ("other checksum", changed(local={"checksum": 1}), READINGS),
    ("size that is only said before", changed(flags=8, local={"size": 1}), READINGS),
    ("description of another", changed(flags=8, described=b"PK\7\10" + bytes(12)), READINGS),
    ("no description", changed(flags=8, described=b""), READINGS),
    ("both sizes wrong", changed(local={"size": 4}, central={"size": 4}), DAMAGED),
    ("sizes too small", changed(local={"size": 1}, central={"size": 1}), READINGS),
    ("both checksums wrong", changed(local={"checksum": 1}, central={"checksum": 1}), DAMAGED),
    ("stored longer than it is", changed(method=0, local={"size": 4}, central={"size": 4}), DAMAGED),
    ("cut off data", changed(local={"packed": 2}, central={"packed": 2}), UNLISTED),
    ("Unicode path", changed(fields=unicode_path(b"a", b"b")), RENAMES),
    ("Unicode path before only", changed(local={"fields": unicode_path(b"a", b"b")}), RENAMES),
    ("Unicode path in the directory only", changed(central={"fields": unicode_path(b"a", b"b")}), RENAMES),
    ("Unicode comment", changed(fields=struct.pack("<2HB", 0x6375, 1, 1)), RENAMES),
    ("link target", changed(fields=struct.pack("<2H", 0x000D, 13) + bytes(12) + b"x"), RENAMES),
    ("encryption", changed(fields=struct.pack("<2H", 0x9901, 7) + bytes(7)), RENAMES),
    ("padding", changed(fields=bytes(4)), RENAMES),
    ("half a field", changed(fields=b"\x55"), MALFORMED),
    ("field longer than the rest", changed(fields=struct.pack("<2H", 0x5455, 50)), MALFORMED),
    ("field twice", changed(fields=TIMES * 2), MALFORMED),
    ("large size that nothing asks for", changed(fields=large(3)), MALFORMED),
    ("large size that is missing", changed(central={"size": 0xFFFFFFFF}), MALFORMED),
    ("encrypted", changed(flags=1), "压缩包加了密码，没有核对"),
    ("encrypted directory", changed(flags=0x2000), METHOD),
    ("patch", changed(flags=0x20), METHOD),
    ("version that nobody has", changed(central={"flags": 0}).replace(b"PK\1\2\x14\0\x14", b"PK\1\2\x14\0\x3f"), METHOD),
    ("bzip2", changed(method=12), METHOD),
    ("lzma", changed(method=14), METHOD),
    ("AES", changed(method=99), METHOD),
    ("folder that is a file", changed(kind=stat.S_IFDIR << 16), READINGS),
    ("folder by its mark of DOS", changed(kind=0x10), READINGS),
    ("folder with content", changed(name=b"d/", content=b"x"), READINGS),
    ("link that is a folder", changed(name=b"d/", content=b"", kind=stat.S_IFLNK << 16), READINGS),
    ("not UTF-8", changed(name=b"\xff", flags=0x800), CODING),
    ("of some code page", changed(name="更".encode("gbk")), CODING),
    ("folder and file", archive(M, Part(b"a"), Part(b"a/b")), "压缩包里有同名的文件和文件夹，没有核对"),
    ("folder twice", archive(M, Part(b"a/", b""), Part(b"A/", b"")), TWICE),
    *[
        (f"two names {one} {two}", archive(M, *(Part(of.encode(), b"", flags=0x800) for of in (one, two))), TWICE)
        for one, two in [("a", "a"), ("a", "A"), ("ß", "SS"), ("é", "e\u0301"), ("ａ", "a"), ("a/", "a"), ("a", "a/")]
    ],
    *[
        (f"name {name!r}", changed(name=name.encode(), content=b"", flags=0x800), OUTSIDE)
        for name in ["../a", "/a", "a/../b", "./a", "a//b", "..\\a", "a\\b", "C:a", "c:/a", "", "/", "a\0.sh", ".."]
    ],
    *[
        (f"name {name!r}", changed(name=name.encode(), content=b"", flags=0x800), CHANGING)
        for name in [
            "a.",
            "a ",
            "d./b",
            "d /b",
            "ab:c",
            "a?",
            "a*",
            "a|b",
            "<a>",
            '"a',
            "con",
            "Nul.txt",
            "d/COM1",
            "a\nb",
        ]
    ],
    *[
        (f"name {name!r}", changed(name=name.encode(), content=b"", flags=0x800), CHANGING)
        for name in ["a\u200bb", "\ufeffa", "a\u202eb", "a\x7f", "a\ue000"]
    ],
]


@pytest.mark.parametrize(("content", "said"), [pytest.param(content, said, id=id) for id, content, said in CRAFTED])
def test_what_programs_could_unpack_differently_is_refused_in_one_line(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refusal:
        read(content, tmp_path)
    assert str(refusal.value) == said


def with_large_end(content: bytes, **other: int) -> bytes:
    """Return an archive with the second end that large numbers need, and what else it says."""
    end = struct.unpack("<4s4H2LH", content[-22:])
    said = {"count": end[4], "length": end[5], "start": end[6], "at": len(content) - 22, "bytes": 44} | other
    numbers = [said[key] for key in ("count", "count", "length", "start")]
    large_end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", said["bytes"], 45, 45, 0, 0, *numbers)
    return content[:-22] + large_end + struct.pack("<4sLQL", b"PK\6\7", 0, said["at"], 1) + content[-22:]


def test_an_end_of_large_numbers_is_read_where_both_say_the_same(tmp_path: Path) -> None:
    sound = archive(M, Part(b"a"))
    assert set(read(with_large_end(sound), tmp_path).digests) == {"manifest.json", "a"}
    standing = sound[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    numbers = {"count": 2, "length": len(sound) - 22 - sound.index(b"PK\1\2"), "start": sound.index(b"PK\1\2")}
    assert set(read(with_large_end(standing, **numbers), tmp_path).digests) == {"manifest.json", "a"}
    for other in ({"count": 1}, {"start": 0}, {"length": 1}, {"at": 0}, {"bytes": 45}):
        with pytest.raises(RequestError):
            read(with_large_end(sound, **other), tmp_path)
    with pytest.raises(RequestError, match="两处目录不一致"):
        read(with_large_end(sound, count=1), tmp_path)


def by_records(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what a program reads that goes from record to record and never looks at the directory."""
    at = 0
    while content[at : at + 4] == b"PK\3\4":
        _, flags, method, _, _, _, packed, _, name, more = struct.unpack("<5H3L2H", content[at + 4 : at + 30])
        data = at + 30 + name + more
        if method == 8:
            unpacking = zlib.decompressobj(-15)
            held = unpacking.decompress(content[data:]) + unpacking.flush()
            end = len(content) - len(unpacking.unused_data)
        else:
            held, end = content[data : data + packed], data + packed
        if flags & 8:
            end += 16 if content[end : end + 4] == b"PK\7\10" else 12
        yield content[at + 30 : at + 30 + name].decode("utf-8" if flags & 0x800 else "cp437"), held
        at = end


def by_directory(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as result:
        for entry in result.infolist():
            yield entry.filename, result.read(entry)


MIXED = [
    Part(b"manifest.json", b"{}", fields=TIMES),
    Part(b"a", b"aaa", 0),
    Part(b"d/", b"", 0, kind=(stat.S_IFDIR | 0o755) << 16 | 0x10),
    Part(b"b", b"bbbb", 8, 0x808),
]


@pytest.mark.parametrize("by", [by_records, by_directory])
def test_the_two_ways_of_reading_agree_on_a_sound_archive(
    by: Callable[[bytes], Iterator[tuple[str, bytes]]],
) -> None:
    assert dict(by(archive(*MIXED))) == {part.name.decode(): part.content for part in MIXED}


def read_here(content: bytes) -> bool:
    """Tell whether an archive is read, whatever it holds."""
    try:
        opened = Archive(io.BytesIO(content))
        for entry in opened.entries:
            b"".join(opened.content(entry))
    except (RequestError, DamagedError):
        return False
    return True


def refused_or_alike(content: bytes) -> bool:
    """Tell whether an archive is refused, or all ways of reading it give the files that were packed."""
    files = {one.name.decode(): one.content for one in MIXED}
    return not read_here(content) or dict(by_records(content)) == dict(by_directory(content)) == files


def test_no_other_byte_anywhere_makes_programs_differ() -> None:
    sound = archive(*MIXED)
    for place in range(len(sound)):
        for bits in (1, 0x10, 0xFF):
            assert refused_or_alike(sound[:place] + bytes([sound[place] ^ bits]) + sound[place + 1 :]), (place, bits)


def test_no_byte_more_or_less_anywhere_is_taken() -> None:
    sound = archive(*MIXED)
    assert read_here(sound)
    for place in range(len(sound) + 1):
        assert not any(read_here(sound[:place] + more + sound[place:]) for more in (b"\0", b"P", HIDDEN)), place
        assert place == len(sound) or not read_here(sound[:place] + sound[place + 1 :]), place


@given(st.lists(st.tuples(st.integers(0, 10**4), st.sampled_from([0, 1, 8, 0xFF]) | st.integers(0, 255)), max_size=4))
def test_no_change_of_several_bytes_makes_programs_differ(changes: list[tuple[int, int]]) -> None:
    changing = bytearray(archive(*MIXED))
    for place, byte in changes:
        changing[place % len(changing)] = byte
    assert refused_or_alike(bytes(changing))


def test_nothing_that_is_no_archive_breaks_the_check() -> None:
    sound = archive(*MIXED)
    assert not any(read_here(sound[:length]) for length in range(len(sound)))
    for content in (b"", b"PK\5\6", b"PK\5\6" + b"\xff" * 18, b"\0" * 100, b"<html>" * 1000):
        assert not read_here(content)


def test_an_archive_without_files_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"压缩包里没有 manifest\.json"):
        read(archive(), tmp_path)

"""An entry is found as it was written or not at all, whoever writes, damages, copies or removes what at the same time."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cache.entries import Entries, ForeignEntryError
from assessment.cache.key import key_of
from tests.release.killed import killed_at, program

KEY, OTHER = (hashlib.sha256(name).hexdigest() for name in (b"one", b"other"))
CONTENT = b"%PDF-1.7\nsomething\n\n\x00\xff"


@pytest.fixture
def entries(tmp_path: Path) -> Entries:
    return Entries(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n", CONTENT, CONTENT * 100_000])
def test_what_is_written_is_read(content: bytes, entries: Entries) -> None:
    assert entries.read(KEY) is None
    entries.write(KEY, content)
    assert entries.read(KEY) == content
    assert entries.read(OTHER) is None


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def another_version(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"cache 1", b"cache 0", 1))


def another_entry(path: Path) -> None:
    Entries(path.parent).write(OTHER, CONTENT)
    shutil.copy(path.parent / OTHER, path)


def a_bare_pdf(path: Path) -> None:
    path.write_bytes(CONTENT)


def folder(path: Path) -> None:
    path.unlink()
    (path / "below").mkdir(parents=True)


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    "damage", [truncate, empty, lengthen, flip, another_version, another_entry, a_bare_pdf, folder, loop]
)
def test_what_is_damaged_or_foreign_is_noticed_once_and_removed(damage: Callable[[Path], None], entries: Entries) -> None:
    entries.write(KEY, CONTENT)
    damage(entries.folder / KEY)
    with pytest.raises(ForeignEntryError):
        entries.read(KEY)
    assert entries.read(KEY) is None
    entries.write(KEY, CONTENT)
    assert entries.read(KEY) == CONTENT


def test_every_byte_counts(entries: Entries) -> None:
    entries.write(KEY, CONTENT)
    whole = (entries.folder / KEY).read_bytes()
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :]
        (entries.folder / KEY).write_bytes(changed)
        with pytest.raises(ForeignEntryError):
            entries.read(KEY)


def test_what_was_not_used_for_longest_goes_first(entries: Entries) -> None:
    keys = [hashlib.sha256(bytes([n])).hexdigest() for n in range(10)]
    for second, key in enumerate(keys):
        entries.write(key, bytes(1000))
        os.utime(entries.folder / key, (second, second))
    entries.trim(20_000)
    assert all((entries.folder / key).exists() for key in keys)
    assert entries.read(keys[0]) is not None, "the oldest is used once more"
    entries.trim(10_000)
    assert [key for key in keys if (entries.folder / key).exists()] == [keys[0], *keys[-5:]]


def test_nobody_else_loses_a_file(entries: Entries) -> None:
    """Who names a folder of documents as the cache keeps them all."""
    entries.write(KEY, CONTENT)
    for name in ("thesis.txt", "new-thesis", KEY + ".txt", KEY[:-1]):
        (entries.folder / name).write_bytes(bytes(1000))
    entries.trim(10)
    assert sorted(path.name for path in entries.folder.iterdir()) == sorted(
        ["thesis.txt", "new-thesis", KEY + ".txt", KEY[:-1]]
    )
    assert entries.clear() == (0, 0)
    assert len([*entries.folder.iterdir()]) == 4


def test_clearing(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    entries = Entries(tmp_path / "cache")
    entries.write(KEY, CONTENT)
    size = (entries.folder / KEY).stat().st_size
    assert entries.clear() == (1, size)
    assert [*tmp_path.iterdir()] == []
    assert entries.clear() == (0, 0)


def test_whoever_is_killed_leaves_a_whole_entry_or_none(entries: Entries) -> None:
    step, without = 0, 0
    while killed_at(step, lambda: entries.write(KEY, CONTENT)):
        read = entries.read(KEY)
        assert read in (None, CONTENT)
        without += read is None
        entries.trim(1_000_000)
        assert [path.name for path in entries.folder.iterdir()] in ([], [KEY]), "what was left is removed"
        (entries.folder / KEY).unlink(missing_ok=True)
        step += 1
    assert without > 1


WRITER = """\
import sys
from contextlib import suppress
from pathlib import Path
from assessment.cache.entries import Entries
entries = Entries(Path(sys.argv[1]))
for number in range(300):
    key = f"{number % 3:064x}"
    content = key.encode() * 5000
    assert entries.read(key) in (None, content)
    with suppress(FileNotFoundError):
        entries.write(key, content)
    if number % 50 == 0:
        entries.trim(400_000)
    if number % 100 == 0:
        entries.clear()
        entries.folder.mkdir(exist_ok=True)
"""


def test_several_at_once_read_nothing_but_whole_entries(entries: Entries) -> None:
    with program("-c", WRITER, str(entries.folder)) as one, program("-c", WRITER, str(entries.folder)) as other:
        for process in (one, other):
            status = process.wait()
            assert process.stderr is not None
            assert status == 0, process.stderr.read().decode()


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
def test_no_two_lists_have_one_key(one: list[str | bytes], other: list[str | bytes]) -> None:
    alike = one == other and list(map(type, one)) == list(map(type, other))
    assert (key_of(one) == key_of(other)) is alike


def test_things_are_told_apart() -> None:
    lists: list[list[str | bytes]] = [[], [""], [b""], ["ab"], ["a", "b"], [b"ab"], ["a", b"b"], ["b", "a"], ["", "ab"]]
    assert len({key_of(each) for each in lists}) == len(lists)

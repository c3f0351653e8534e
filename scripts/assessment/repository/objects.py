"""Reading what Git keeps: the bytes of files and the lists of folders, by id, without a checkout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assessment.repository.git import GitError
from assessment.repository.repository import Repository, ask

FOLDER = "40000"
_LACKING = "版本库不完整，有的历史版本读不出来；请取完整的版本库（不用 --filter 克隆）"
_FILES = ("100644", "100755", "100664")


@dataclass(frozen=True)
class FolderEntry:
    """An entry of a folder."""

    name: bytes
    """As Git keeps it: any bytes but a slash and a zero."""
    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file: no folder, no link, no other repository."""
        return self.mode in _FILES


def contents(repository: Repository, names: Sequence[str]) -> list[bytes | None]:
    """Return the objects of the names, in their order; None for what is not there.

    Raises:
        NoGitError, GitError: if git cannot read them.
    """
    if not names:
        return []
    lines = b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in names)
    return list(_objects(ask(repository, "cat-file", "--batch", "-z", stdin=lines), len(names)))


def contents_by_id(repository: Repository, ids: Sequence[str]) -> list[bytes]:
    """Return the objects of ids that the repository names itself, in their order.

    Raises:
        NoGitError, GitError: if git cannot read them, as when a partial clone has left them out.
    """
    objects = contents(repository, ids)
    known = [content for content in objects if content is not None]
    if len(known) != len(objects):
        raise GitError(_LACKING)
    return known


def _objects(answer: bytes, count: int) -> Iterator[bytes | None]:
    at = 0
    for _ in range(count):
        end = answer.find(b"\n", at)
        head = answer[at:end].split(b" ")
        if end < 0:
            raise GitError(_LACKING)
        if head[-1].isdigit() and len(head) == 3:
            size = int(head[-1])
            yield answer[end + 1 : end + 1 + size]
            at = end + size + 2
        else:
            yield None
            at = end + 1


def folder_entries(folder: bytes, width: int) -> Iterator[FolderEntry]:
    """Yield the entries of a folder's object; ``width`` is the number of hexadecimal digits of an id."""
    return (FolderEntry(name, mode.decode("ascii"), id.hex()) for mode, name, id in _entry(width).findall(folder))


def folders_in(folder: bytes, width: int) -> list[FolderEntry]:
    """Return the folders among the entries of a folder's object, which are few of many; ``width`` as above."""
    if FOLDER.encode() not in folder:
        return []
    entries = _entry(width).findall(folder)
    return [FolderEntry(name, FOLDER, id.hex()) for mode, name, id in entries if mode == FOLDER.encode()]


@cache
def _entry(width: int) -> re.Pattern[bytes]:
    """Return the form of an entry: its mode, its name, and its id in bytes."""
    return re.compile(rb"([^ ]*) ([^\0]*)\0(.{%d})" % (width // 2), re.DOTALL)

"""The files of a cache: each says whose it is and what its content digests to, so that a damaged or foreign one shows.

They are written beside and swapped in, so that builds which run at the same time see a whole entry or none. Nothing is
locked: an entry may go at any moment, and whoever wanted it does the work again.
"""

import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MARK = "assessment-cache 1"
"""The first words of every entry; the number goes up when entries are written otherwise."""
_UNFINISHED = "new-"
_OWN = re.compile(rf"[0-9a-f]{{64}}|{_UNFINISHED}[0-9a-f]{{16}}")
PRIVATE = 0o700
"""Who may enter the folder: its owner alone, since it holds what the data holds."""


class ForeignEntryError(Exception):
    """What stands in the place of an entry is not that entry."""


@dataclass(frozen=True)
class Entries:
    """The entries of one folder."""

    folder: Path

    def read(self, key: str) -> bytes | None:
        """Return the content that is kept under a key, or None.

        Raises:
            ForeignEntryError: if a file is there that is not this entry as it was written; it is removed.
        """
        path = self.folder / key
        try:
            head, _, content = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as fault:
            self._remove(path)
            raise ForeignEntryError from fault
        if head != _head(key, content):
            self._remove(path)
            raise ForeignEntryError
        with suppress(OSError):
            # The oldest go first when room is needed.
            os.utime(path)
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep a content under a key.

        Raises:
            OSError: if it cannot be written; nothing is left of it.
        """
        beside = self.folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
        try:
            with beside.open("xb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(_head(key, content) + b"\n" + content)
                file.flush()
                beside.rename(self.folder / key)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def clear(self) -> tuple[int, int]:
        """Remove all entries, and what killed builds have left; return how many, and how many bytes."""
        count = whole = 0
        for path in self._files():
            with suppress(OSError):
                size = path.lstat().st_size
                self._remove(path)
                count, whole = count + 1, whole + size
        with suppress(OSError):
            self.folder.rmdir()
        return count, whole

    def trim(self, most: int) -> None:
        """Remove what killed builds have left, and the entries that were not used for longest, where all are too large.

        Args:
            most: how many bytes they may have together; where they have more, a quarter of the room is made free.
        """
        entries = []
        for path in self._files():
            with suppress(OSError):
                if path.name.startswith(_UNFINISHED):
                    self._remove_if_left(path)
                else:
                    status = path.stat()
                    entries.append((status.st_mtime_ns, path.name, status.st_size))
        whole = sum(size for _, _, size in entries)
        if whole <= most:
            return
        for _, name, size in sorted(entries):
            if whole <= most * 3 // 4:
                break
            self._remove(self.folder / name)
            whole -= size

    def _files(self) -> Iterator[Path]:
        """Yield what is a cache's own: who names a wrong folder as one loses nothing."""
        with suppress(OSError):
            yield from [path for path in self.folder.iterdir() if _OWN.fullmatch(path.name)]

    def _remove_if_left(self, path: Path) -> None:
        """Remove an unfinished entry unless somebody is writing it, who holds it locked."""
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _head(key: str, content: bytes) -> bytes:
    return f"{_MARK} {key} {hashlib.sha256(content).hexdigest()}".encode()

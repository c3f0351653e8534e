"""The cache as a build uses it: asks for what it would make, and keeps what it had to make when all has gone well."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from assessment.cache import ground
from assessment.cache.at_work import is_outdated, note_program
from assessment.cache.entries import Entries, ForeignEntryError
from assessment.cache.key import key_of
from assessment.cache.place import private_folder

MOST = 2 * 1024**3
"""How many bytes the entries of one audience may have together: several states of a hundred years of a county."""


@dataclass
class Cache:
    """The entries of one audience, for one build."""

    audience: str
    entries: Entries
    ground: str
    """The digest of what all entries depend on."""
    damaged: int = 0
    """How many entries were not what they should be."""
    _staged: dict[Path, str] = field(default_factory=dict)
    """The files that were not found and are being made, with their keys."""
    _contents: dict[str, bytes] = field(default_factory=dict)
    """What was not found and has been made, by its key."""

    def has(self, kind: str, parts: Iterable[str | bytes], target: Path) -> bool:
        """Write what was made before; tell whether it was. If not, whoever asks makes it, and it is kept with all others.

        Args:
            kind: of work.
            parts: everything that the file depends on, beside this program and what it runs on.
            target: the file; nothing else is ever written there.

        Raises:
            ValueError: if the file is already made of something else: what would be in it in the end?
        """
        key = key_of((self.ground, kind, *parts))
        if target in self._staged:
            raise ValueError(target)
        content = self._read(key)
        if content is None:
            self._staged[target] = key
            return False
        target.write_bytes(content)
        return True

    def look(self, kind: str, parts: Iterable[str | bytes]) -> tuple[str, bytes | None]:
        """Return the key of some work, and what it gave before, or None; for the arguments see ``has``."""
        key = key_of((self.ground, kind, *parts))
        return key, self._contents[key] if key in self._contents else self._read(key)

    def keep(self, key: str, content: bytes) -> None:
        """Keep with all others what some work gave that was not found."""
        self._contents[key] = content

    def find(self, kind: str, parts: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """Return what was made before; else make it, to be kept with all others."""
        key, content = self.look(kind, parts)
        if content is None:
            content = make()
            self.keep(key, content)
        return content

    def _read(self, key: str) -> bytes | None:
        try:
            return self.entries.read(key)
        except ForeignEntryError:
            self.damaged += 1
            return None

    def last(self, kind: str, of: str) -> bytes:
        """Return what was noted last of something, by this program on this ground; nothing where nothing was."""
        return self._read(key_of((self.ground, kind, of))) or b""

    def note(self, kind: str, of: str, content: bytes) -> None:
        """Note something in place of what was noted last; no fault stops a build."""
        with suppress(OSError):
            self.entries.write(key_of((self.ground, kind, of)), content)

    def forget(self) -> None:
        """Keep none of the contents that were made: something that they depend on has changed meanwhile."""
        self._contents.clear()

    def fill(self) -> None:
        """Keep all that was made, unless something that it depends on has changed meanwhile; no fault stops a build."""
        with suppress(OSError):
            if (self._staged or self._contents) and self.ground == _ground(self.audience):
                for path, key in self._staged.items():
                    self.entries.write(key, path.read_bytes())
                for key, content in self._contents.items():
                    self.entries.write(key, content)
        self._staged.clear()
        self._contents.clear()
        self.entries.trim(MOST)


def find_or_make(cache: Cache | None, kind: str, parts: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return what the cache has, where there is one, or make it; for the arguments see ``Cache.find``.

    Args:
        parts: are not looked at where there is no cache.
    """
    return make() if cache is None else cache.find(kind, parts, make)


def open_cache(folder: Path | None, audience: str) -> Cache | None:
    """Return the cache for an audience; None where there is to be none, or none can be relied on.

    Args:
        folder: the whole cache.
        audience: what only one audience may see is in a folder of its own, under keys of its own.
    """
    if folder is None or not all(map(private_folder, (folder, folder / audience))):
        return None
    try:
        note_program()
        return None if is_outdated() else Cache(audience, Entries(folder / audience), _ground(audience))
    except OSError:
        return None


def _ground(audience: str) -> str:
    return key_of((audience, ground.program(), ground.surroundings()))

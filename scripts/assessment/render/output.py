"""The output folder while it is written: every file in it has one writer, whatever kind of file it is."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from assessment.errors import RequestError

OWN = "程序生成的文件"
"""Whose a file is of which a county decides nothing."""


def _tell_nobody(_: str) -> None:
    pass


class TakenError(RequestError):
    """Two files were to have one path."""


@dataclass(frozen=True)
class Output:
    """A folder that begins empty, and what was written below it."""

    folder: Path
    tell: Callable[[str], None] = _tell_nobody
    """Called with the path of each file that is whole, before the others are there; one may yet be filled."""
    files: dict[str, str] = field(default_factory=dict)
    """The paths that are taken, and by what."""
    _taken: dict[str, str] = field(default_factory=dict)
    """The paths, as systems compare names that tell no capitals apart."""
    _folders: dict[str, str] = field(default_factory=dict)
    """The folders above them in the same way, each with a path that lies below."""

    def claim(self, path: str, whose: str = OWN) -> Path:
        """Take a path below the folder, and return where its file is to be written.

        Args:
            path: with forward slashes.
            whose: what the file is made from, in words for the person who can change that.

        Raises:
            TakenError: if there is a file of that path, or one of a folder's path, on any system that people use.
        """
        key, above = _key(path), [_key(parent.as_posix()) for parent in PurePosixPath(path).parents][:-1]
        others = (self._folders.get(key), *(self._taken.get(each) for each in (key, *above)))
        if other := next((other for other in others if other is not None), None):
            message = f"{other}（{self.files[other]}）和 {path}（{whose}）要放在同一个位置，没有生成；请给其中一个改名"
            raise TakenError(message)
        self.files[path] = whose
        self._taken[key] = path
        self._folders.update(dict.fromkeys(above, path))
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def write(self, path: str, content: bytes, whose: str = OWN) -> None:
        """Write a file.

        Raises:
            TakenError: as ``claim``.
        """
        self.claim(path, whose).write_bytes(content)
        self.tell(path)

    def fill(self, path: str, content: bytes) -> None:
        """Write a page again, with what only the files that it leads to can tell, in one step: somebody may read it.

        Raises:
            KeyError: if nobody has written it.
        """
        if path not in self.files:
            raise KeyError(path)
        target = self.folder / path
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(content)
        beside.replace(target)

    def unknown(self) -> list[str]:
        """Return the files that are there although nobody has taken their paths."""
        there = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return sorted(path for path in there if path not in self.files)


def _key(path: str) -> str:
    """Return what names are compared by where 目录/A and 目录/a are one, and characters in two spellings too."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())

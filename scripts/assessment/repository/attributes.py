"""Whether Git keeps files byte for byte, as the attributes of their repository and the settings of a person have it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.repository.git import GitError, NoGitError, ask, text
from assessment.repository.objects import contents

_OFF = ("unset", "unspecified")
_HARMLESS = {
    # A person's own settings may turn line breaks where nothing is said.
    "text": ("unset",),
    "ident": _OFF,
    "working-tree-encoding": _OFF,
    "filter": (*_OFF, "lfs"),
}
"""The attributes by which Git changes what is committed or taken out, and the values with which it does not."""


def changeable(folder: Path, files: Iterable[str]) -> list[str]:
    """Return those of the files, by path below a folder, that Git may change; none where there is no repository.

    Neither the files nor the folder need be there yet.
    """
    there, below = _there(folder)
    asked = b"".join(f"{below}{file}\0".encode("utf-8", "surrogateescape") for file in files)
    try:
        said = ask(there, "check-attr", "--stdin", "-z", *_HARMLESS, given=asked) if asked else b""
    except (NoGitError, GitError):
        return []
    words = said.decode("utf-8", "surrogateescape").split("\0")
    told = zip(words[::3], words[1::3], words[2::3], strict=False)
    return list(dict.fromkeys(file.removeprefix(below) for file, name, value in told if value not in _HARMLESS[name]))


def pattern_for(folder: Path) -> str:
    """Return how a line of .gitattributes at the top of the repository names everything below a folder."""
    there, below = _there(folder)
    pattern = f"{text(there, 'rev-parse', '--show-prefix')}{below}**"
    return f'"{pattern}"' if " " in pattern else pattern


def _there(folder: Path) -> tuple[Path, str]:
    """Return the folder, or the nearest one above it that is there, and the way down from it with a slash at the end."""
    there = next(above for above in (folder, *folder.parents) if above.is_dir())
    below = folder.relative_to(there).as_posix()
    return there, "" if below == "." else f"{below}/"


@dataclass(frozen=True)
class Committed:
    """A file as the commit holds it that the working tree stands at."""

    id: str
    size: int
    """In bytes."""


def committed(folder: Path) -> dict[str, Committed]:
    """Return the files below a folder, by path; none where there is no repository or no commit."""
    try:
        said = text(folder, "ls-tree", "-r", "-l", "-z", "HEAD", "--", ".")
    except (NoGitError, GitError):
        return {}
    return dict(_files(said))


def _files(said: str) -> Iterator[tuple[str, Committed]]:
    for entry in said.split("\0"):
        head, _, name = entry.partition("\t")
        if head:
            _, kind, id, size = head.split()
            if kind == "blob":
                yield name, Committed(id, int(size))


def held(folder: Path, files: Iterable[Committed]) -> list[bytes | None]:
    """Return what the commit holds, in this order; None for what is not there.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    return contents(folder, [file.id for file in files])

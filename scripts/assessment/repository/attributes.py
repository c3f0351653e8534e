"""Whether Git keeps files byte for byte, as the attributes of their repository and the settings of a person have it."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.repository.git import GitError, NoGitError, run
from assessment.repository.objects import contents
from assessment.repository.repository import GIT, Repository, repository_at, text, top_above, without_links, write_empty

NAME = ".gitattributes"
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
    values = _values(folder, files, tuple(_HARMLESS))
    return list(dict.fromkeys(file for file, name, value in values if value not in _HARMLESS[name]))


def kept_whole(folder: Path, files: Iterable[str]) -> list[str]:
    """Return those of the files, by path below a folder, that Git keeps itself and not by LFS; none without Git."""
    return list(dict.fromkeys(file for file, _, value in _values(folder, files, ("filter",)) if value != "lfs"))


def _values(folder: Path, files: Iterable[str], names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield each file with each attribute and its value, here and in every other copy of the repository.

    Nothing is yielded where there is no repository.
    """
    top = top_above(folder)
    if top is None:
        return
    below = _below(top, folder)
    paths = b"".join(f"{below}{file}\0".encode("utf-8", "surrogateescape") for file in files)
    try:
        answers = [*_answers(top, ("check-attr", "--stdin", "-z", *names), paths)] if paths else []
    except (NoGitError, GitError):
        return
    for answer in answers:
        words = answer.decode("utf-8", "surrogateescape").split("\0")
        for file, name, value in zip(words[::3], words[1::3], words[2::3], strict=False):
            yield file.removeprefix(below), name, value


def _answers(top: Path, question: tuple[str, ...], paths: bytes) -> Iterator[bytes]:
    """Yield what holds here, and what holds where nothing is known but the files: settings of this copy stay here."""
    yield run(top / GIT, top, question, stdin=paths, GIT_WORK_TREE=str(top))
    repository = repository_at(top)
    if repository is not None:
        with tempfile.TemporaryDirectory(prefix="assessment-") as alone:
            write_empty(repository, Path(alone))
            yield run(
                Path(alone),
                top,
                ("-C", str(top), *question),
                stdin=paths,
                GIT_OBJECT_DIRECTORY=str(repository.objects),
                GIT_WORK_TREE=str(top),
            )


def pattern_for(folder: Path) -> str:
    """Return how a line of .gitattributes at the top of the repository names everything below a folder."""
    top = top_above(folder)
    pattern = f"{'' if top is None else _below(top, folder)}**"
    return f'"{pattern}"' if " " in pattern else pattern


def attributes_above(repository: Repository, folder: Path) -> list[Path]:
    """Return where attributes of files below a folder may stand that are not below it themselves."""
    above = [place for place in folder.parents if place.is_relative_to(repository.top)]
    own = repository.objects.parent
    return [*(place / NAME for place in above), own / "info" / "attributes", own / "config", own / "config.worktree"]


def nearer_attributes(folder: Path) -> list[Path]:
    """Return the files of attributes that go before the one at the top of the repository for what is below a folder."""
    top, real = top_above(folder), without_links(folder)
    between = [above for above in (real, *real.parents) if top is not None and above != top and top in above.parents]
    nearer = [above / NAME for above in between] + ([] if top is None else [top / GIT / "info" / "attributes"])
    return sorted({*(path for path in nearer if path.is_file()), *real.rglob(NAME)})


def _below(top: Path, folder: Path) -> str:
    """Return the way down from the top to a folder, with a slash at the end."""
    below = without_links(folder).relative_to(top).as_posix()
    return "" if below == "." else f"{below}/"


@dataclass(frozen=True)
class CommittedFile:
    """A file as the commit holds it that the working tree stands at."""

    id: str
    size: int
    """In bytes."""


def committed(folder: Path) -> dict[str, CommittedFile]:
    """Return the files below a folder, by path; none where there is no repository or no commit."""
    repository = _repository(folder)
    if repository is None:
        return {}
    try:
        answer = text(repository, "ls-tree", "-r", "-l", "-z", f"{repository.commit}:{_below(repository.top, folder)}")
    except (NoGitError, GitError):
        return {}
    return dict(_files(answer))


def _files(answer: str) -> Iterator[tuple[str, CommittedFile]]:
    for entry in answer.split("\0"):
        head, _, name = entry.partition("\t")
        if head:
            _, kind, id, size = head.split()
            if kind == "blob":
                yield name, CommittedFile(id, int(size))


def held(folder: Path, files: Iterable[CommittedFile]) -> list[bytes | None]:
    """Return what the commit holds, in this order; None for what is not there.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    repository = _repository(folder)
    return [] if repository is None else contents(repository, [file.id for file in files])


def _repository(folder: Path) -> Repository | None:
    top = top_above(folder)
    try:
        return None if top is None else repository_at(top)
    except (NoGitError, GitError):
        return None

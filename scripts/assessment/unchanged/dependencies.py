"""All that the answer of a command may depend on: the program and the libraries, the system and its fonts, the
environment, the day, the data and what lies beside it, the commits, and how it was called.
"""

import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assessment.cache.folders import contents_in, stamps_in
from assessment.cache.ground import surroundings
from assessment.cache.key import key_of
from assessment.clock import today
from assessment.repository.attributes import attributes_above
from assessment.repository.clone import PROSE
from assessment.repository.git import NoGitError
from assessment.repository.links import real_place
from assessment.repository.repository import Repository, repository_at, top_above, without_links
from assessment.root import CACHE, PACKAGE, ROOT

_PROGRAM = ("scripts", "schemas", "theme", PROSE, "pelicanconf.py", "requirements.txt")
"""What commands read of the program."""

_OF_THE_SESSION = re.compile("_|COLUMNS|LINES|OLDPWD|PWD|SHLVL|SSH_.*|TERM.*|WINDOWID|XDG_SESSION_.*")
"""The names of variables that change with every window, and tell a command nothing."""

_EVIDENCE = "evidence"
"""The folder below the data whose files may be too large to be read each time."""


@dataclass(frozen=True)
class CommandCall:
    """A command as it was called: whoever calls it so again asks the same."""

    words: tuple[str, ...]
    """The command and all its options."""
    data: Path
    beside: Path | None = None
    """Another folder that the answer depends on; it need not be there."""


def digest_of_all(call: CommandCall) -> str:
    """Return one digest for a call and for everything that its answer depends on, but for evidence kept elsewhere.

    Raises:
        OSError: if something cannot be read, or it cannot be told what it is.
        RequestError: if the repository is damaged, or the data folder is not where its path says.
    """
    return key_of(("answer", *call.words, str(today()), *_program(), *_folders(call), *_commits(call.data)))


def state_of(folder: Path) -> str:
    """Return one digest for the stamps of all that stands below a folder, and for what Git makes of it.

    Raises:
        OSError: as ``stamps_in``.
        RequestError: if the repository is damaged.
    """
    real = without_links(folder)
    return key_of((str(real), *stamps_in(folder), *_repository_above(real)))


def _program() -> Iterator[str]:
    """Yield the program, and what it runs on."""
    yield from (sys.version, str(sys.flags), sys.prefix)
    for place in dict.fromkeys((PACKAGE, *(ROOT / part for part in _PROGRAM), CACHE / "fonts")):
        yield from (str(place), *chain.from_iterable(contents_in(place)))
    for site in dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))):
        yield key_of(stamps_in(Path(site)))
    yield surroundings()
    for name, value in sorted(os.environ.items()):
        if not _OF_THE_SESSION.fullmatch(name):
            yield f"{name}={value}"


def _folders(call: CommandCall) -> Iterator[str]:
    """Yield the data and what lies beside it; of evidence the stamps."""
    yield from (str(call.data), str(call.data.resolve()))
    yield from chain.from_iterable(contents_in(call.data, call.data / _EVIDENCE))
    yield state_of(call.data / _EVIDENCE)
    if call.beside is not None:
        yield from (str(call.beside), *chain.from_iterable(contents_in(call.beside)))


def _commits(data: Path) -> Iterator[str | bytes]:
    """Yield the commits of the data and of the program; what is not committed shows in the files themselves."""
    # Not where its path says, data is refused.
    yield from _repository_above(real_place(data))
    program = _repository_at(top_above(ROOT))
    yield "" if program is None else program.commit


def _repository_above(real: Path) -> Iterator[str | bytes]:
    """Yield what Git knows of a folder, given without links, and what settles which bytes Git keeps of its files."""
    repository = _repository_at(top_above(real.parent))
    if repository is not None:
        yield from (str(real), str(repository.top), repository.commit, repository.cut)
        for file in attributes_above(repository, real):
            yield from (str(file), *chain.from_iterable(contents_in(file)))


def _repository_at(top: Path | None) -> Repository | None:
    try:
        return None if top is None else repository_at(top)
    except NoGitError:
        return None

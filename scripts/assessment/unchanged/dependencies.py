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
from assessment.repository.clone import PROSE, clone_of
from assessment.repository.git import NoGitError
from assessment.repository.repository import repository_at, top_above
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


def stamps_of(folder: Path) -> str:
    """Return one digest for the stamps of all that stands below a folder.

    Raises:
        OSError: as ``stamps_in``.
    """
    return key_of(stamps_in(folder))


def _program() -> Iterator[str]:
    """Yield the program, and what it runs on."""
    yield from (sys.version, str(sys.flags), sys.prefix)
    for place in dict.fromkeys((PACKAGE, *(ROOT / part for part in _PROGRAM), CACHE / "fonts")):
        yield from (str(place), *chain.from_iterable(contents_in(place)))
    for site in dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))):
        yield stamps_of(Path(site))
    yield surroundings()
    for name, value in sorted(os.environ.items()):
        if not _OF_THE_SESSION.fullmatch(name):
            yield f"{name}={value}"


def _folders(call: CommandCall) -> Iterator[str]:
    """Yield the data and what lies beside it; of evidence the stamps."""
    yield from (str(call.data), str(call.data.resolve()))
    yield from chain.from_iterable(contents_in(call.data, call.data / _EVIDENCE))
    yield stamps_of(call.data / _EVIDENCE)
    if call.beside is not None:
        yield from (str(call.beside), *chain.from_iterable(contents_in(call.beside)))


def _commits(data: Path) -> Iterator[str | bytes]:
    """Yield the commits of the data and of the program; what is not committed shows in the files themselves."""
    clone = clone_of(data)
    if clone is not None:
        yield from (str(clone.data), str(clone.repository.top), clone.commit, clone.repository.cut)
        for file in attributes_above(clone.repository, clone.data):
            yield from (str(file), *chain.from_iterable(contents_in(file)))
    top = top_above(ROOT)
    try:
        program = None if top is None else repository_at(top)
    except NoGitError:
        program = None
    yield "" if program is None else program.commit

"""What everything that a command says passes through on its way out, to be put as its reader needs it."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from assessment.commands.listing import COMMANDS

_DOOR = re.compile(rf"(?<![A-Za-z0-9_./-])scripts/({'|'.join(COMMANDS)})(?![A-Za-z0-9_-])")
"""How messages call a command: as it stands in the repository."""


def as_installed(text: str) -> str:
    """Return a text in which commands are called as an installed program's are: ``assessment validate``."""
    return _DOOR.sub(r"assessment \1", text)


class _Outlet(io.StringIO):
    """An outlet that passes on what is written, in other words; it holds nothing itself."""

    def __init__(self, stream: TextIO, reword: Callable[[str], str]) -> None:
        super().__init__()
        self._stream = stream
        self._reword = reword

    def write(self, text: str) -> int:
        self._stream.write(self._reword(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()


def speak_as_installed() -> None:
    """Have both outlets call commands as an installed program's are."""
    sys.stdout, sys.stderr = _Outlet(sys.stdout, as_installed), _Outlet(sys.stderr, as_installed)


@contextmanager
def speaking(reword: Callable[[str], str]) -> Iterator[None]:
    """Have both outlets put everything in other words meanwhile."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_Outlet(stream, reword) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before

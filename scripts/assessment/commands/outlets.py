"""What an installed program says, in which commands are called as they are typed there."""

import io
import re
import sys
from typing import TextIO

from assessment.commands.listing import COMMANDS

_DOOR = re.compile(rf"(?<![A-Za-z0-9_./-])scripts/({'|'.join(COMMANDS)})(?![A-Za-z0-9_-])")
"""How messages call a command: as it stands in the repository."""


def as_installed(text: str) -> str:
    """Return a text in which commands are called as an installed program's are: ``assessment validate``."""
    return _DOOR.sub(r"assessment \1", text)


class _Outlet(io.TextIOWrapper):
    """An outlet that calls commands as an installed program's are."""

    def write(self, text: str) -> int:
        super().write(as_installed(text))
        return len(text)


def speak_as_installed() -> None:
    """Have both outlets call commands as an installed program's are."""
    sys.stdout, sys.stderr = _outlet(sys.stdout), _outlet(sys.stderr)


def _outlet(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding, errors, by_line = stream.encoding, stream.errors, stream.line_buffering
    return _Outlet(stream.detach(), encoding, errors, line_buffering=by_line)

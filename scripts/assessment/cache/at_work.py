"""The program that a process runs: what it has loaded stays as it was, whatever becomes of the files on the disk."""

from itertools import chain

from assessment.cache import ground
from assessment.cache.folders import contents_in
from assessment.cache.key import key_of
from assessment.root import ROOT

_noted: list[str] = []


def note_program() -> None:
    """Take the program that stands on the disk for the one that this process runs, unless one was taken before.

    A command that goes on for days does so first of all, before it loads anything that it does not need at once.

    Raises:
        OSError: if some of it cannot be read.
    """
    if not _noted:
        _noted.append(_digest())


def is_outdated() -> bool:
    """Tell whether another program stands on the disk than was noted, so that what is made here is not its work.

    Raises:
        OSError: if some of it cannot be read.
    """
    return bool(_noted) and _noted != [_digest()]


def _digest() -> str:
    """Return the digest of what is loaded once: modules, libraries and schemas."""
    return key_of((ground.program(), *chain.from_iterable(contents_in(ROOT / "schemas"))))

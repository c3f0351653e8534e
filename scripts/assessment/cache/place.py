"""Where the cache of this machine is: a folder for each audience."""

import os
import stat
from pathlib import Path

from assessment.cache.entries import PRIVATE
from assessment.root import CACHE

ELSEWHERE = "ASSESSMENT_CACHE"
"""Names another folder in the environment; empty where there is to be no cache."""


def cache_folder() -> Path | None:
    """Return where the cache is, which need not be there yet; None where there is to be none."""
    elsewhere = os.environ.get(ELSEWHERE)
    if elsewhere is None:
        return CACHE / "built"
    return Path(elsewhere) if elsewhere else None


def private_folder(path: Path) -> bool:
    """Make a folder that nobody else may enter, with those above it; tell whether it is there and ours alone.

    A folder of somebody else's, or one that others may write into, may hold anything.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=PRIVATE, exist_ok=True)
        status = path.lstat()
    except OSError:
        return False
    is_ours = status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return stat.S_ISDIR(status.st_mode) and is_ours and os.access(path, os.W_OK)

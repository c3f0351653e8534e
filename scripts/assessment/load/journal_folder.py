"""Where this machine notes what a command is about to write: out of reach of everything that a merge can bring."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assessment.errors import RequestError

JOURNAL = "journal.json"
"""The file that is there while files take their places: with it they can be taken back."""


def journal_folders(data: Path) -> Iterator[Path]:
    """Yield the folders that are there and may hold the journal of a data folder."""
    return (folder for folder in _candidates(data) if _is_ours(folder))


def make_journal_folder(data: Path) -> Path:
    """Make the folder for the journal of a data folder: among the user's own files, or in the machine's passing ones.

    Raises:
        RequestError: if it can be made nowhere.
    """
    for folder in _candidates(data):
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            continue
        if _is_ours(folder):
            return folder
    raise RequestError(
        "没有改动任何文件：没有地方记下写到哪里；请把环境变量 XDG_STATE_HOME 设成版本库以外可以写入的文件夹"
    )


def _candidates(data: Path) -> Iterator[Path]:
    """Yield where the folder may be, the better place first: a temporary one may be lost with the power."""
    digest = hashlib.sha256(bytes(data.resolve())).hexdigest()[:32]
    home = Path(os.environ.get("XDG_STATE_HOME", ""))
    if not home.is_absolute():
        # Where nobody has a home this stays as it is, a relative path, and is passed over.
        home = Path(os.path.expanduser("~/.local/state"))  # noqa: PTH111
    passing = Path(tempfile.gettempdir())
    for folder in (home / "assessment" / digest, passing / f"assessment-{os.geteuid()}-{digest}"):
        # Git writes below the folder that holds .git, for whoever can have something merged.
        if folder.is_absolute() and not any(os.path.lexists(above / ".git") for above in folder.resolve().parents):
            yield folder


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is there in which nobody else can write."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    alone = not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and alone

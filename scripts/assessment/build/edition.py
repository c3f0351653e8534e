"""Which state of the records a build shows. The only place that asks Git, and the only one that asks the clock."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from assessment.disclosure.publication import Edition


def edition_of(data: Path) -> Edition:
    """Return the commit that ``data`` stands at, and the date that pages say.

    The date is that of the commit, so that one commit gives the same bytes on any day; ``SOURCE_DATE_EPOCH`` overrides
    it. Data with uncommitted changes, or outside of a repository, is dated today.
    """
    commit = _git(data, "rev-parse", "HEAD")
    changed = bool(_git(data, "status", "--porcelain", "--", "."))
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdecimal():
        built = datetime.fromtimestamp(int(told), UTC).date()
    elif commit and not changed:
        built = date.fromisoformat(_git(data, "show", "--no-patch", "--format=%cs", "HEAD"))
    else:
        built = datetime.now().astimezone().date()
    return Edition(commit, changed, built)


def _git(folder: Path, *arguments: str) -> str:
    """Return what git says; nothing where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

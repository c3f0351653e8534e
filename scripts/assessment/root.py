"""Where the project stands on this machine, and where a command finds what it is not told the place of."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The top of the repository, where settings, theme and fonts are."""

DATA = "data"
"""Name of a data folder."""


def own_place(name: str) -> Path:
    """Return the path of a file or folder that stands beside the data where no place is given for it.

    A county that keeps its data in a folder of its own works in that folder. From anywhere else it is the repository's.
    """
    path = Path(name)
    try:
        is_here = Path(DATA, "years").is_dir() or Path.cwd() == ROOT
    except OSError:
        # The current folder was removed.
        is_here = False
    return path if is_here else ROOT / path

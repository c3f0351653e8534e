"""Where the project stands on this machine, and where a command finds what it is not told the place of."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The top of the repository, where settings, theme and fonts are."""

DATA = "data"
"""Name of a data folder."""


def own_place(name: str) -> Path:
    """Return the path of a file or folder that stands beside the data where no place is given for it.

    A county that keeps its data in a folder of its own works in that folder, or in one inside it. From anywhere else it
    is the repository's.
    """
    path = Path(name)
    try:
        here = Path.cwd()
        if here == ROOT or Path(DATA, "years").is_dir():
            return path
        around = next((folder for folder in here.parents if (folder / DATA / "years").is_dir()), ROOT)
    except OSError:
        # The current folder was removed.
        around = ROOT
    return around / path

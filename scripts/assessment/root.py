"""Where the program stands on this machine, and where a command finds what it is not told the place of."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""Where the modules are."""

_BROUGHT = PACKAGE / "brought"
"""What an installed package brings along; in the repository it stands at the top."""

IS_INSTALLED = _BROUGHT.is_dir()
"""Whether the program was installed as a package, and is not run from its repository."""

ROOT = _BROUGHT if IS_INSTALLED else PACKAGE.parents[1]
"""Where schemas, theme, settings and the program's own prose are: in the repository, its top."""


def _cache() -> Path:
    if not IS_INSTALLED:
        return ROOT / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "assessment"


CACHE = _cache()
"""Where fonts, and what libraries keep for themselves, are on this machine."""

DATA = "data"
"""Name of a data folder."""

HOW_TO_SET_UP = "请安装它" if IS_INSTALLED else "请运行 scripts/setup"
"""What to do where a part of the system is missing; the package is named before it."""


def own_place(name: str) -> Path:
    """Return the path of a file or folder that stands beside the data where no place is given for it.

    A county that keeps its data in a folder of its own works in that folder, or in one inside it. From anywhere else it
    is the repository's; an installed program has none, and looks no further than here.
    """
    path = Path(name)
    elsewhere = Path() if IS_INSTALLED else ROOT
    try:
        here = Path.cwd()
        if here == ROOT or Path(DATA, "years").is_dir():
            return path
        around = next((folder for folder in here.parents if (folder / DATA / "years").is_dir()), elsewhere)
    except OSError:
        # The current folder was removed.
        around = elsewhere
    return around / path

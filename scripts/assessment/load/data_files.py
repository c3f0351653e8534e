"""Which years a data folder holds, and how findings name its files."""

import re
from pathlib import Path

from assessment.place import Place


def years(data: Path) -> list[int]:
    """Return the years that the data folder holds, newest first."""
    names = (path.stem for path in (data / "years").glob("*.yaml"))
    return sorted((int(name) for name in names if re.fullmatch("[0-9]{4}", name)), reverse=True)


def place_of(data: Path, path: Path) -> Place:
    """Return the top of a data file, as findings name it."""
    return Place(f"{data.name}/{path.relative_to(data).as_posix()}", 1, 1)

"""Which years a data folder holds, and how findings name its files."""

from pathlib import Path

from assessment.period import Period, period_of
from assessment.place import Place


def years(data: Path) -> list[Period]:
    """Return the years, and the rounds of years, that the data folder holds, newest first."""
    periods = (period_of(path.stem) for path in (data / "years").glob("*.yaml"))
    return sorted((period for period in periods if period is not None), reverse=True)


def place_of(data: Path, path: Path) -> Place:
    """Return the top of a data file, as findings name it."""
    return Place(f"{data.name}/{path.relative_to(data).as_posix()}", 1, 1)

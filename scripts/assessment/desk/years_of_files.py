"""The years that depend on a data file."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from assessment.approval.sealed import SOURCE
from assessment.load.data_files import years
from assessment.load.yaml_file import read
from assessment.period import Period, period_of
from assessment.year.files import scheme_path

_BY_YEAR = frozenset({"years", "scores", "approvals", "evidence"})
"""Folders of which the names in them begin with the year, or the round, that they are for."""


def years_of_files(data: Path, paths: Iterable[str]) -> tuple[Period, ...]:
    """Return the years and rounds, of those that a data folder holds, that depend on some files, newest first.

    Args:
        data: the data folder.
        paths: of the files, below the data folder; they need not be there.
    """
    known, files = years(data), [*paths]
    return tuple(one for one in known if any(_depends(data, path, _with_rounds(one, known)) for path in files))


def _with_rounds(period: Period, known: Sequence[Period]) -> list[Period]:
    """Return a year with its rounds, of which it may be made."""
    return [one for one in known if one == period or (one.year == period.year and not period.is_round)]


def _depends(data: Path, path: str, periods: Sequence[Period]) -> bool:
    top, _, rest = path.partition("/")
    if top in _BY_YEAR:
        return period_of(PurePosixPath(rest.partition("/")[0]).stem) in periods
    if top == "schemes" and not path.endswith(SOURCE):
        return any(path == scheme_path(one, read(data / "years" / f"{one}.yaml", "")[0]) for one in periods)
    return True

"""How long a person at the desk waits, on this machine and with this data; nothing is written."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.change.effect import effect_of
from assessment.change.ground import Ground, ground_of, record_path, try_record
from assessment.change.trial_files import try_files
from assessment.desk.open_year import open_year
from assessment.desk.year_desk import year_desk
from assessment.load.data_files import years
from assessment.year.files import scheme_path

_MOVED = "# 试算\n"
"""A line by which a file is another one, every line of it has moved, and nothing that it says has changed."""


@dataclass(frozen=True)
class WaitingTime:
    """How long one thing takes."""

    what: str
    """In Chinese."""
    seconds: float
    """By the clock."""
    goal: float
    """Seconds that it should take at most."""


def waiting_times(data: Path) -> tuple[WaitingTime, ...]:
    """Return how long the desk of the year that is filled takes to open, and changes to show their effects.

    The desk is opened as for the first time only where nothing of the year was read before in this process.

    Raises:
        GitError: if the repository that holds the data is damaged.
    """
    known = years(data)
    if not known:
        return ()
    period = open_year(data, known)
    start = time.perf_counter()
    ground = ground_of(data, period)
    if ground.year.readable is None:
        return ()
    year_desk(ground)
    opened = time.perf_counter() - start
    what = f"打开{period.name}的填报页（{len(ground.year.whole.records)}个单位）"
    return (WaitingTime(what, opened, 1.0), *_of_changes(data, ground))


def _of_changes(data: Path, ground: Ground) -> Iterator[WaitingTime]:
    period, units = ground.year.period, [*ground.year.whole.records]

    def record() -> None:
        text = (data / record_path(period, units[0])).read_bytes().decode()
        effect_of(ground, try_record(ground, units[0], _MOVED + text), units[0])

    def scheme() -> None:
        path = scheme_path(period, ground.year.documents[f"years/{period}.yaml"])
        text = (data / path).read_bytes().decode()
        try_files([ground], {path: text}, {path: _MOVED + text})

    if units:
        yield WaitingTime("显示一条记录的影响", _seconds(record), 0.3)
    yield WaitingTime("显示改方案的影响", _seconds(scheme), 0.3)


def _seconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start

"""A round beside the round before it, both as the files are now."""

from collections.abc import Iterator
from pathlib import Path

from assessment.compare.comparison import Comparison, YearComparison
from assessment.compare.side import Scored, Side, side_of
from assessment.compare.units import UnitChange, unit_changes
from assessment.disclosure.matching import totals_differ
from assessment.errors import FaultyDataError, RequestError
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.year.reading import read_year


def compare_rounds(data: Path, period: Period) -> Comparison:
    """Return what differs in the marks between a round and the one that its file names as the round before.

    Raises:
        FaultyDataError: if the round cannot be read.
        RequestError: if it is no round, or names none before.
    """
    with locked(data, Use.READING):
        year = read_year(data, period)
        if year.readable is None:
            raise FaultyDataError([*year.findings])
        before = year.whole.year.after
        if before is None:
            raise RequestError(f"{period.spaced}没有写上一轮（years/{period}.yaml 里 round 的 after），没有可比的")
        then, now = side_of(data, before), side_of(data, period)
    return Comparison(before.name, period.name, tuple(_notes(then, now)), (_compared(period, then, now),), ())


def _compared(period: Period, then: Side, now: Side) -> YearComparison:
    units: tuple[UnitChange, ...] = ()
    if isinstance(then.marks, Scored) and isinstance(now.marks, Scored):
        units = unit_changes(then.marks, now.marks, {**then.names, **now.names})
    return YearComparison(period, then, now, (), (), (), units)


def _notes(then: Side, now: Side) -> Iterator[str]:
    """Yield for which groups the two were not marked alike."""
    if not isinstance(then.marks, Scored) or not isinstance(now.marks, Scored):
        return
    for group in now.marks.dataset.scheme.marking_groups:
        why = totals_differ(now.marks.dataset.scheme, then.marks.dataset.scheme, group.id)
        if why is not None:
            yield f"{group.name}口径不同，不作比较（{why.value}），只列出两轮的得分。"

"""Days that cannot be: not come yet, before there was anything to assess, or before what they answer to."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from assessment.check.facts import Facts
from assessment.dataset.record import UnitRecord
from assessment.findings import Finding
from assessment.kept import kept_for_last
from assessment.load.days import WrittenDay, days_of
from assessment.load.yaml_file import Document
from assessment.repository.clone import clone_of

FUTURE = "future-date"
EARLIEST = date(2000, 1, 1)
"""Years of assessment are numbered from 2000; what is dated before is a slip, such as 0219 for 2019."""
_AHEAD = timedelta(days=1)
"""A machine elsewhere, such as one that checks pull requests, may still have the day before the office's."""
_FILES = 1024
"""Files whose days are kept: a few years of one county, of which one file at a time changes."""
_PLANNED = "window"
"""What a scheme plans lies in the future as a rule."""
KINDS = {"years": "year", "schemes": "scheme", "scores": "score"}
"""The kinds of files with days, by folder. Those of acts are in the year file, too, and fixed by the seals."""


def check_days(facts: Facts) -> Iterator[Finding]:
    """Find days that have not come, that are too old, and answers before the question."""
    future: list[WrittenDay] = []
    for written in written_days(facts):
        if written.day < EARLIEST:
            message = f"“{written.title}”是 {written.day}，早于 {EARLIEST}"
            yield Finding(written.place, "date-too-early", message, "请核对年份")
        elif written.day > facts.base.today + _AHEAD and _PLANNED not in written.path:
            future.append(written)
    if future:
        yield from _not_come(facts, future)
    for record in facts.records.values():
        yield from _answers(record)


def written_days(facts: Facts, folder: str = "") -> Iterator[WrittenDay]:
    """Yield the days of the year's files, or of those in one folder."""
    for path, document in facts.base.documents.items():
        top = PurePosixPath(path).parts[0]
        if document is not None and path.endswith(".yaml") and top in KINDS and folder in ("", top):
            yield from _days_of(document, KINDS[top])


@kept_for_last(_FILES)
def _days_of(document: Document, kind: str) -> tuple[WrittenDay, ...]:
    return tuple(days_of(document, kind))


def _not_come(facts: Facts, future: list[WrittenDay]) -> Iterator[Finding]:
    """Find days after today; on a machine whose clock is behind, after the commit, which was made on a right one."""
    clone = clone_of(facts.base.data)
    newest = facts.base.today if clone is None else max(facts.base.today, clone.committed)
    for written in future:
        if written.day > newest + _AHEAD:
            message = f"“{written.title}”是 {written.day}，还没有到，今天是 {newest}"
            yield Finding(written.place, FUTURE, message, "请核对日期")


def _answers(record: UnitRecord) -> Iterator[Finding]:
    happened = {entry.id: entry.date for entry in record.entries}
    for entry in record.entries:
        rectified = entry.rectified
        if rectified is not None and rectified.date is not None and rectified.date < entry.date:
            message = f"整改完成日期 {rectified.date} 早于发生日期 {entry.date}"
            yield Finding(entry.origin.of("rectified"), "rectified-before-event", message, "请核对日期")
    for objection in record.objections:
        day = happened.get(objection.about)
        if day is not None and objection.filed < day:
            message = f"申诉日期 {objection.filed} 早于所申诉的“{objection.about}”发生的 {day}"
            yield Finding(objection.origin.of("date"), "filed-before-event", message, "请核对日期")

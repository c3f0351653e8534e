"""What an audience may see of when a unit's records were made and changed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from assessment.dataset.record import UnitRecord, Visibility
from assessment.disclosure.publication import SHORT, Audience
from assessment.disclosure.published_result import InFull, Result
from assessment.disclosure.published_unit import OfficeTrace, PublishedHistory, Trace, TracedRecord
from assessment.history.events import Event, History
from assessment.history.fields import title
from assessment.history.kinds import Key, Kind


def published_history(
    history: History, record: UnitRecord, result: Result, audience: Audience
) -> PublishedHistory | None:
    """Return the past of the records that the audience sees; None where it sees none.

    The public sees the past of what its page shows and of nothing else: no ballots, no internal records, and none that
    were removed; of those that it sees, what happened while they were public. What made a version of the file unreadable
    may have been internal, and so only the office is told that there was one.
    """
    unreadable: tuple[str, ...] = ()
    match audience:
        case Audience.OFFICE:
            file = history.of(record.unit)
            unreadable = tuple(commit.id[:SHORT] for commit in file.unreadable)
            records = tuple(
                TracedRecord(key, tuple(_office_trace(key, event) for event in events))
                for key, events in file.events.items()
            )
        case Audience.PUBLIC if isinstance(result, InFull):
            shown = frozenset(_public_keys(record, result))
            records = tuple(
                TracedRecord(key, tuple(_trace(event) for event in events))
                for key, events in history.public_of(record.unit).events.items()
                if key in shown
            )
        case Audience.PUBLIC:
            return None
        case _:
            assert_never(audience)
    commits_shown = {trace.commit for known in records for trace in known.traces}
    commits = tuple(id for commit in history.commits if (id := commit.id[:SHORT]) in commits_shown)
    return PublishedHistory(history.completeness, records, commits, unreadable)


def _public_keys(record: UnitRecord, result: InFull) -> Iterator[Key]:
    """Yield the records that a public page shows."""
    for given in record.marks:
        key = Key(Kind.MARK, given.component, given.wave, given.member)
        yield key
        for item in given.items:
            if item.visibility is Visibility.PUBLIC:
                yield replace(key, kind=Kind.ITEM, id=f"{given.component}/{item.clause}")
    for kind, entries in ((Kind.DEDUCTION, record.deductions), (Kind.BONUS, record.bonus)):
        yield from (Key(kind, entry.id) for entry in entries if entry.visibility is Visibility.PUBLIC)
    yield from (Key(Kind.NOT_APPLICABLE, absent.clause) for absent in record.not_applicable)
    yield from (Key(Kind.SELF_MARK, mark.clause) for mark in record.self_marks)
    yield from (Key(Kind.OBJECTION, objection.id) for objection in result.objections)
    cited = {piece.id for component in result.components for row in component.rows for piece in row.evidence}
    yield from (Key(Kind.EVIDENCE, id) for id in cited)
    yield Key(Kind.SELF_REVIEW, "")


def _trace(event: Event) -> Trace:
    if event.commit is None:
        return Trace(event.what, None, "")
    return Trace(event.what, event.commit.day, event.commit.id[:SHORT])


def _office_trace(key: Key, event: Event) -> OfficeTrace:
    trace = _trace(event)
    author = "" if event.commit is None else event.commit.author
    return OfficeTrace(
        trace.what,
        trace.day,
        trace.commit,
        author,
        tuple(title(key.kind, name) for name in event.fields),
    )

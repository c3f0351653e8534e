"""What happened to a unit's records, arranged for reading: beside a ledger row, and commit by commit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessment.dataset.scheme import Scheme
from assessment.disclosure.published_result import PublishedRow
from assessment.disclosure.published_unit import OfficeTrace, PublishedHistory, Trace, TracedRecord
from assessment.history.kinds import Completeness, Key, Kind
from assessment.render.words import day
from assessment.row_kind import RowKind

_KINDS = {
    RowKind.ENTRY: (Kind.DEDUCTION, Kind.BONUS),
    RowKind.OBJECTION: (Kind.OBJECTION,),
    RowKind.LOSS: (Kind.ITEM,),
}
"""The records that rows of a kind come from."""

_MANY = 3
"""How many records of one kind are named; of more, their number is told."""

INCOMPLETE = {
    Completeness.WHOLE: "",
    Completeness.SHALLOW: "版本库是浅克隆，较早的提交没有取来，下面的历史不完整：“此前已登记”的记录，登记时间可能更早。",
    Completeness.MOVED: "数据文件夹换过位置，以前的历史没有列出：“此前已登记”的记录，登记时间更早。",
    Completeness.UNREADABLE: "版本库不完整，读不出修改历史。",
    Completeness.ABSENT: "数据不在版本库中，没有修改历史。",
}
"""What a page says of a history that is not whole."""


@dataclass(frozen=True)
class Step:
    """A commit, and what it did to a unit's records."""

    day: date | None
    """None for what is not committed yet."""
    commit: str
    author: str
    """Empty where the audience may not see it."""
    changes: tuple[str, ...]


def steps(history: PublishedHistory, scheme: Scheme) -> tuple[Step, ...]:
    """Return what happened, newest first: before all commits what is not committed."""
    found: dict[str, list[tuple[TracedRecord, Trace]]] = {}
    for record in history.records:
        for trace in record.traces:
            found.setdefault(trace.commit, []).append((record, trace))
    return tuple(
        Step(found[commit][0][1].day, commit, _author(found[commit]), tuple(_step_lines(found[commit], scheme)))
        for commit in ("", *reversed(history.commits))
        if commit in found
    )


def _author(done: list[tuple[TracedRecord, Trace]]) -> str:
    return next((trace.author for _, trace in done if isinstance(trace, OfficeTrace)), "")


def _step_lines(done: list[tuple[TracedRecord, Trace]], scheme: Scheme) -> Iterator[str]:
    by_kind: dict[tuple[str, Kind], list[tuple[str, str]]] = {}
    for record, trace in done:
        title = (_title(record.key, scheme), _fields(trace))
        by_kind.setdefault((trace.what.value, record.key.kind), []).append(title)
    for (what, kind), titles in by_kind.items():
        if len(titles) > _MANY and not any(fields for _, fields in titles):
            yield f"{what}{kind.value}{len(titles)}条"
        else:
            yield f"{what}{kind.value} {'、'.join(name + fields for name, fields in titles)}".rstrip()


def _title(key: Key, scheme: Scheme) -> str:
    """Return how a record is called, with the wave and the member that it is of."""
    components = {component.id: component.name for component in scheme.components}
    wave = scheme.wave_names.get((key.id.partition("/")[0], key.wave), key.wave)
    apart = "，".join(word for word in (wave, key.member) if word)
    name = components.get(_name(key), _name(key))
    return f"{name}（{apart}）" if apart else name


def _name(key: Key) -> str:
    return key.id.partition("/")[2] if key.kind is Kind.ITEM else key.id


def _fields(trace: Trace) -> str:
    return f"（{'、'.join(trace.fields)}）" if isinstance(trace, OfficeTrace) and trace.fields else ""


def beside_row(history: PublishedHistory | None, row: PublishedRow) -> str:
    """Return what happened to the record that a row comes from, in a line; empty where nothing is known."""
    if history is None:
        return ""
    wanted = row.clause if row.kind is RowKind.LOSS else row.entry
    for record in history.records:
        key = record.key
        is_same = key.kind is not Kind.ITEM or (key.wave, key.member) == (row.wave, row.member)
        if key.kind in _KINDS.get(row.kind, ()) and _name(key) == wanted and is_same:
            return "；".join(_moment(trace) for trace in record.traces)
    return ""


def _moment(trace: Trace) -> str:
    if trace.day is None:
        return f"{trace.what.value}，尚未提交"
    author = f" {trace.author}" if isinstance(trace, OfficeTrace) else ""
    return f"{day(trace.day)}{trace.what.value}（{trace.commit}{author}）{_fields(trace)}"

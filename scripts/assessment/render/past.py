"""What happened to a unit's records, arranged for reading: beside a ledger row, and commit by commit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.dataset.scheme import Scheme
from assessment.disclosure.publication import OfficeTrace, PublishedHistory, PublishedRow, Trace, TracedRecord
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
    told: tuple[str, ...]


def steps(history: PublishedHistory, scheme: Scheme) -> tuple[Step, ...]:
    """Return what happened, newest first: before all commits what is not committed."""
    found: dict[str, list[tuple[TracedRecord, Trace]]] = {}
    for record in history.records:
        for trace in record.traces:
            found.setdefault(trace.commit, []).append((record, trace))
    components = {component.id: component.name for component in scheme.components}
    return tuple(
        Step(found[commit][0][1].day, commit, _author(found[commit]), tuple(_step_lines(found[commit], components)))
        for commit in ("", *reversed(history.commits))
        if commit in found
    )


def _author(done: list[tuple[TracedRecord, Trace]]) -> str:
    return next((trace.author for _, trace in done if isinstance(trace, OfficeTrace)), "")


def _step_lines(done: list[tuple[TracedRecord, Trace]], components: Mapping[str, str]) -> Iterator[str]:
    by_kind: dict[tuple[str, Kind], list[str]] = {}
    for record, trace in done:
        name = _name(record.key)
        by_kind.setdefault((trace.what.value, record.key.kind), []).append(
            f"{components.get(name, name)}{_fields(trace)}"
        )
    for (what, kind), names in by_kind.items():
        if len(names) > _MANY and not any("（" in name for name in names):
            yield f"{what}{kind.value}{len(names)}条"
        else:
            yield f"{what}{kind.value} {'、'.join(names)}".rstrip()


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
        if record.key.kind in _KINDS.get(row.kind, ()) and _name(record.key) == wanted:
            return "；".join(_moment(trace) for trace in record.traces)
    return ""


def _moment(trace: Trace) -> str:
    if trace.day is None:
        return f"{trace.what.value}，尚未提交"
    author = f" {trace.author}" if isinstance(trace, OfficeTrace) else ""
    return f"{day(trace.day)}{trace.what.value}（{trace.commit}{author}）{_fields(trace)}"

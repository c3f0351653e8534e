"""The acts: what each writes into the year file and the approval record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessment.approval.corrections import corrections
from assessment.approval.fixed import fixed, inputs
from assessment.approval.ready import find_pending, find_undecided_objections, find_wrong_stage
from assessment.approval.record import ActFields, entry, record_path, record_text, withdrawal_entry
from assessment.approval.results import results_of
from assessment.dataset.approval import ActKind
from assessment.dataset.round_levels import highest_level, is_beyond
from assessment.dataset.year import Approval, Change, Disclosure, Stage, YearRecord
from assessment.edit.layout import Flow
from assessment.edit.splice import append, put, take_out
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding, has_errors
from assessment.load.yaml_file import parse
from assessment.year.year import Year

TextsByPath = Mapping[str, str]
"""Texts by path below the data folder."""


@dataclass(frozen=True)
class Book:
    """A year that was read without a fault, and where its acts are written."""

    year: Year

    @property
    def year_path(self) -> str:
        """The year file."""
        return f"years/{self.year.period}.yaml"

    def year_text(self) -> str:
        """Return the year file as it is."""
        return (self.year.data / self.year_path).read_bytes().decode()

    def with_act(self, kind: ActKind, number: int, day: date, year_text: str, key: str) -> TextsByPath:
        """Return the year file and the record with one more act, which fixes the year as it then is."""
        dataset = self.year.whole
        document, findings = parse(year_text.removeprefix("\ufeff"), self.year_path)
        if document is None or findings:
            raise FaultyDataError(findings)
        now = fixed(dataset, {**self.year.documents, self.year_path: document})
        self.refuse_earlier(day)
        record = dataset.approval
        before = "" if record is None else record.newest.seal
        return self.with_entry(entry(kind, number, day, now, key, before), year_text)

    def with_entry(self, written: ActFields, year_text: str) -> TextsByPath:
        """Return the year file and the record with one more entry."""
        path = record_path(self.year.period)
        if self.year.whole.approval is None:
            text = record_text(self.year.period, self.year.whole.year.provenance, [written])
        else:
            text = append((self.year.data / path).read_bytes().decode(), path, ("acts",), [written])
        return {self.year_path: year_text, path: text}

    def refuse_earlier(self, day: date) -> None:
        """Refuse a day before that of the newest act, unless that was written for a day that has not come."""
        record = self.year.whole.approval
        if record is not None and day < record.newest.date <= self.year.today:
            raise RequestError(f"日期 {day} 早于上一次记录的日期 {record.newest.date}，请核对")


def _refuse(obstacles: list[Finding]) -> None:
    if obstacles:
        raise FaultyDataError(obstacles)


def approve(year: Year, approval: Approval, key: str) -> TextsByPath:
    """Approve a year under review; nothing to write where the same approval is there.

    Raises:
        FaultyDataError: with all that keeps the year from being approved: its stage, objections, missing marks.
        RequestError: if there is an approval in force.
    """
    dataset, book = year.whole, Book(year)
    if dataset.year.stage.is_approved and dataset.year.approval == approval:
        return {}
    _refuse([*find_wrong_stage(dataset), *find_undecided_objections(dataset), *find_pending(dataset)])
    if dataset.approval is not None and dataset.approval.in_force is not None:
        raise RequestError(f"已有审定记录 {year.data / record_path(year.period)}，不能再次审定")
    fields = {"body": approval.body, "date": approval.date, "document": approval.document}
    text = put(book.year_text(), book.year_path, ("stage",), Stage.APPROVED.value)
    text = put(text, book.year_path, ("approval",), fields)
    return book.with_act(ActKind.APPROVED, 0, approval.date, text, key)


@dataclass(frozen=True)
class NamedRanks:
    """How many ranks of each group are named where only names are public."""

    leading: int | None = None
    """None: as the year has it."""
    trailing: int | None = None
    """None: as the year has it."""

    def changes(self, year: YearRecord) -> bool:
        """Tell whether the year has another number."""
        return self.leading not in (None, year.leading) or self.trailing not in (None, year.trailing)


def publish(year: Year, day: date, level: Disclosure, named: NamedRanks, key: str) -> TextsByPath:
    """Publish an approved year, or publish it to another level; nothing to write where it is so already.

    Raises:
        RequestError: if the year is not approved, or the level lacks what it needs.
    """
    dataset, book = year.whole, Book(year)
    if not dataset.year.stage.is_approved:
        hint = "请先运行 scripts/approve --body … --date … --document …"
        raise RequestError(f"{year.period.spaced}还没有审定，不能公布；{hint}")
    if level is Disclosure.NAMES and named.leading is None and not dataset.year.leading:
        raise RequestError("只公开先进名单时，请用 --leading 写明每组公布前几名")
    if level is Disclosure.GRADES and not dataset.scheme.grades:
        raise RequestError("方案没有规定等次，不能按等次（grades）公布；请在方案的 grades 写明各组的等次线")
    if is_beyond(level, limit := highest_level(dataset)):
        hint = "请先用 scripts/approve --publish --year 那一轮 公布各轮"
        raise RequestError(f"所取各轮的公开程度至多 {limit.value}，{year.period.spaced}不能公布到 {level.value}；{hint}")
    same = (dataset.year.stage, dataset.year.published, dataset.year.disclosure) == (Stage.PUBLISHED, day, level)
    if same and not named.changes(dataset.year):
        return {}
    values: dict[str, object] = {"stage": Stage.PUBLISHED.value, "disclosure": level.value, "published": day}
    values |= {name: number for name, number in vars(named).items() if number is not None}
    text = book.year_text()
    for name, value in values.items():
        text = put(text, book.year_path, (name,), value)
    return book.with_act(ActKind.PUBLISHED, 0, day, text, key)


def is_changed(year: Year) -> bool:
    """Tell whether an approved year differs from its newest act; one that cannot be read whole counts as changed."""
    if year.readable is None or has_errors(year.findings):
        return True
    dataset = year.whole
    act = None if dataset.approval is None else dataset.approval.in_force
    if act is None:
        return False
    # What is as it was approved can be scored, and what is not need not be.
    now = inputs(dataset.year, dataset.scheme, year.documents)
    return now != act.fixed.inputs or results_of(dataset)[0] != act.fixed.results


def amend(year: Year, reason: str, day: date, document: str, key: str) -> TextsByPath:
    """Record what was changed since the newest act as the next amendment; nothing to write where nothing was.

    Raises:
        FaultyDataError: if the year has objections that nobody decided, or marks that are missing.
        RequestError: if the year is not approved, or the approved values cannot be found.
    """
    dataset, book = year.whole, Book(year)
    act = None if dataset.approval is None else dataset.approval.in_force
    if act is None or not dataset.year.stage.is_approved:
        raise RequestError(f"{year.period.spaced}还没有审定，直接修改即可，不需要更正")
    last = act.fixed
    now = fixed(dataset, year.documents)
    if (now.inputs, now.results) == (last.inputs, last.results):
        return {}
    _refuse([*find_undecided_objections(dataset), *find_pending(dataset)])
    changes = corrections(year, last)
    number = len(dataset.year.amendments) + 1
    fields: dict[str, object] = {"number": number, "date": day, "reason": reason}
    if document:
        fields["document"] = document
    fields["changes"] = [_change_fields(change) for change in changes]
    text = append(book.year_text(), book.year_path, ("amendments",), [fields])
    return book.with_act(ActKind.AMENDED, number, day, text, key)


def withdraw(year: Year, reason: str, day: date) -> TextsByPath:
    """Take back an approval that was not published, with the amendments since; the year is under review again.

    Raises:
        RequestError: if the year is not approved, or was published.
    """
    dataset, book = year.whole, Book(year)
    acts = () if dataset.approval is None else dataset.approval.standing
    if dataset.approval is None or not acts or not dataset.year.stage.is_approved:
        raise RequestError(f"{year.period.spaced}还没有审定，没有可以撤回的")
    if any(act.kind is ActKind.PUBLISHED for act in acts):
        hint = "数据有错的，先改数据，再用 scripts/amend 记一次更正；更正记错了的，把数据改回，再记一次"
        raise RequestError(f"{year.period.spaced}已经公布，不能撤回审定；{hint}")
    book.refuse_earlier(day)
    text = put(book.year_text(), book.year_path, ("stage",), Stage.UNDER_REVIEW.value)
    text = take_out(text, book.year_path, ("approval",))
    if dataset.year.amendments:
        text = take_out(text, book.year_path, ("amendments",))
    return book.with_entry(withdrawal_entry(acts[0].seal, reason, day, dataset.approval.newest.seal), text)


def _change_fields(change: Change) -> dict[str, object]:
    fields: dict[str, object] = {"file": change.file, "at": Flow(change.at), "what": change.what}
    if change.was is not None:
        fields["was"] = _in_line(change.was.value)
    if change.now is not None:
        fields["now"] = _in_line(change.now.value)
    return fields


def _in_line(value: object) -> object:
    """Return a value as a person would lay it out: a list of plain values stands in one line."""
    plain = isinstance(value, list) and not any(isinstance(below, list | dict) for below in value)
    return Flow(value) if isinstance(value, list) and plain else value

"""Importing ballots, a row each or as a matrix of raters and rated. Only the rater's unit and the mark remain."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.dataset.scheme import Component, Method
from assessment.edit.layout import Flow
from assessment.edit.splice import Named
from assessment.folding import folded
from assessment.sheets.fold import Names
from assessment.sheets.importing import (
    DAY_HEADS,
    Asked,
    Outcome,
    SheetFaultsError,
    component_of,
    ignored,
    names_of,
    outcome,
    record_rows,
    unit_at,
)
from assessment.sheets.records import Basis, Fields, Records
from assessment.sheets.table import Table, named_columns, table_where, tables
from assessment.sheets.values import Reading, number_of
from assessment.sheets.workbook import Book, Percent

NEEDED = "“评议单位”“被评单位”“分数”，或“评议单位”和各被评单位的名称"
RATER = tuple(map(folded, ("评议单位", "评分单位", "打分单位", "评价单位", "评议人单位", "所在单位", "投票单位")))
RATED = tuple(map(folded, ("被评单位", "被评议单位", "被评价单位", "被评分单位", "评议对象", "考评对象", "被考评单位")))
_MARK = tuple(map(folded, ("分数", "评分", "打分", "得分", "分值", "评议分", "评议得分", "成绩")))
_PERSON = tuple(
    map(
        folded,
        (
            "姓名",
            "评议人",
            "打分人",
            "评分人",
            "投票人",
            "评委",
            "职务",
            "电话",
            "联系电话",
            "手机",
            "手机号",
            "身份证号",
            "签名",
        ),
    )
)
_NUMBER = tuple(map(folded, ("票号", "票次", "编号", "选票编号")))
_HEADS = {"day": (*DAY_HEADS, *map(folded, ("打分日期", "评分日期", "评议日期"))), "number": _NUMBER}
_ABSTAINED = tuple(map(folded, ("弃权", "空白", "空白票")))
_SEVERAL = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True)
class _Ballot:
    """One ballot, and where it stands."""

    rater: str
    rated: str
    mark: Decimal | None
    """None for an abstention."""
    day: date | None


def import_ballots(book: Book, basis: Basis, asked: Asked) -> Outcome:
    """Return what a sheet of ballots changes.

    The ballots of a rater unit about a unit take the place of those that are recorded.

    Raises:
        SheetFaultsError: if anything in the sheet is at fault.
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    component = component_of(basis.scheme, asked.component, (Method.BALLOTS,), "互评")
    names = names_of(basis)
    found, notes = tables(book, lambda reading: _table(reading, names), NEEDED)
    ballots: list[_Ballot] = []
    pairs: dict[tuple[str, str], int] = {}
    for number, table in enumerate(found):
        reader = _Reader(table, component, basis, names, asked.day)
        read = list(reader.long() if "mark" in table.columns else reader.matrix())
        for ballot, row, column in read:
            if pairs.setdefault((ballot.rater, ballot.rated), number) != number:
                message = f"“{_name(basis, ballot.rater)}”对“{_name(basis, ballot.rated)}”的票在另一张表里已有"
                table.reading.fault(row, column, "repeated-ballot", message, "请只留一处")
            ballots.append(ballot)
        notes += reader.notes()
    findings = [finding for table in found for finding in table.reading.findings]
    if findings:
        raise SheetFaultsError(findings, notes)
    records = Records(basis)
    by_rated: dict[str, list[_Ballot]] = {}
    for ballot in ballots:
        by_rated.setdefault(ballot.rated, []).append(ballot)
    for rated, cast in by_rated.items():
        _record(records, component, rated, cast)
    return outcome(records, notes)


def _name(basis: Basis, unit: str) -> str:
    return basis.units[unit].name


def _table(reading: Reading, names: Names) -> Table | None:
    def needed(texts: Mapping[int, tuple[str, ...]]) -> Mapping[str, int] | None:
        long = named_columns(texts, {"rater": RATER, "rated": RATED, "mark": _MARK})
        if long is not None:
            return long
        for key, heads in (("rater", RATER), ("rated", RATED)):
            side = named_columns(texts, {key: heads})
            if side is not None and any(names.find(heads[-1]) for heads in texts.values()):
                return side
        return None

    return table_where(reading, needed, _HEADS)


class _Reader:
    """Reads one table of ballots."""

    def __init__(self, table: Table, component: Component, basis: Basis, names: Names, day: date | None) -> None:
        self.table, self.component, self.basis, self.names, self.day = table, component, basis, names, day
        self.reading, self.columns = table.reading, table.columns
        self._told_apart: dict[tuple[str, str], dict[str, int]] = {}
        self._used: set[int] = set()
        texts = table.texts
        self._people = [column for column in table.others if texts[column][-1] in _PERSON]

    def notes(self) -> list[str]:
        """Say what was dropped."""
        dropped = "、".join(self.table.texts[column][-1] for column in self._people)
        sheet = self.reading.sheet.name
        said = [f"表“{sheet}”中“{dropped}”没有导入：互评票只记评议单位和分数"] if dropped else []
        return said + ignored(self.table, {*self._used, *self._people})

    def long(self) -> Iterator[tuple[_Ballot, int, int]]:
        """Yield the ballots of a table with a row for each."""
        for row in record_rows(self.table, "rater", self.basis, self.names):
            rater = unit_at(self.table, row, self.columns["rater"], self.names)
            rated = unit_at(self.table, row, self.columns["rated"], self.names)
            if rater is None or rated is None:
                continue
            column = self.columns["mark"]
            if not self._may(rater, rated, row, self.columns["rater"]) or not self._new(rater, rated, row):
                continue
            if folded(self.reading.text(row, column)) in _ABSTAINED:
                mark = None
            else:
                mark = self.reading.number(row, column, self._full(rated))
            yield _Ballot(rater, rated, mark, self._day(row)), row, column

    def matrix(self) -> Iterator[tuple[_Ballot, int, int]]:
        """Yield the ballots of a table with a unit to a row and to a column."""
        key = "rater" if "rater" in self.columns else "rated"
        across = {column: unit for column in self.table.others if (unit := self._head(column)) is not None}
        self._used = set(across)
        repeated = {unit for unit in across.values() if list(across.values()).count(unit) > 1}
        for column, unit in across.items():
            if unit in repeated:
                message = f"“{_name(self.basis, unit)}”有两列"
                self.reading.fault(self.table.head, column, "repeated-head", message, "请只留一列")
        for row in record_rows(self.table, key, self.basis, self.names):
            unit = unit_at(self.table, row, self.columns[key], self.names)
            if unit is None:
                continue
            filled = [column for column in across if across[column] not in repeated and self._says(row, column)]
            for column in filled:
                rater, rated = (unit, across[column]) if key == "rater" else (across[column], unit)
                if self._may(rater, rated, row, column) and self._new(rater, rated, row, column):
                    for mark in self._marks(row, column, self._full(rated)):
                        yield _Ballot(rater, rated, mark, self._day(row)), row, column

    def _head(self, column: int) -> str | None:
        texts = self.table.texts[column]
        return self.names.find(texts[-1]) if texts else None

    def _says(self, row: int, column: int) -> bool:
        return self.reading.cell(row, column) is not None

    def _full(self, rated: str) -> Decimal | None:
        group = self.basis.scheme.group_of(rated)
        return None if group is None else self.component.full_for(group.id)

    def _marks(self, row: int, column: int, full: Decimal | None) -> Iterator[Decimal | None]:
        """Yield the marks of a cell, which may hold several ballots."""
        text = unicodedata.normalize("NFKC", self.reading.text(row, column))
        parts = [part for part in _SEVERAL.split(text) if part]
        if len(parts) < 2 and text not in _ABSTAINED:
            mark = self.reading.number(row, column, full)
            if mark is not None:
                yield mark
            return
        for part in parts:
            number = number_of(part)
            if folded(part) in _ABSTAINED:
                yield None
            elif number is None or isinstance(number, Percent):
                hint = "请填数字；几张票用顿号隔开"
                self.reading.fault(row, column, "not-a-number", f"“{part[:30]}”不是数字", hint)
            elif number < 0 or (full is not None and number > full):
                message = f"{number:f} 不在 0 到 {full:f} 之间" if full is not None else f"{number:f} 小于 0"
                self.reading.fault(row, column, "mark-above-full", message, "请核对原票")
            else:
                yield number

    def _may(self, rater: str, rated: str, row: int, column: int) -> bool:
        """Tell whether a unit may rate another; a fault where it may not."""
        scheme = self.basis.scheme
        rater_group, rated_group = scheme.group_of(rater), scheme.group_of(rated)
        allowed = () if rated_group is None else self.component.raters.get(rated_group.id, ())
        if rater_group is not None and rater_group.id in allowed:
            return True
        by = "、".join(group.name for group in scheme.groups if group.id in allowed)
        group = "" if rater_group is None else f"属于“{rater_group.name}”，"
        message = f"“{_name(self.basis, rater)}”{group}不能评议“{_name(self.basis, rated)}”"
        self.reading.fault(row, column, "wrong-rater-group", message, f"应由{by}评议" if by else "请核对单位")
        return False

    def _new(self, rater: str, rated: str, row: int, column: int = 0) -> bool:
        """Tell whether a ballot is no copy of one above; a fault where it is, or where that cannot be told."""
        columns = [self.columns["number"]] if "number" in self.columns else self._people
        mark = "\n".join(self.reading.text(row, column) for column in columns)
        before = self._told_apart.setdefault((rater, rated), {})
        if mark not in before:
            before[mark] = row
            return True
        pair = f"“{_name(self.basis, rater)}”对“{_name(self.basis, rated)}”"
        message = f"{pair}的票与第{before[mark]}行重复"
        hint = "重复的请删去；是几个人各投的票，请增加“票号”一列，每张票一个号"
        self.reading.fault(row, column, "repeated-ballot", message, hint)
        return False

    def _day(self, row: int) -> date | None:
        day = self.reading.day(row, self.columns.get("day")) or self.day
        window = self.component.window
        if day is not None and day not in window:
            message = f"{day} 不在“{self.component.name}”的测评时间（{window.first} 至 {window.last}）之内"
            self.reading.fault(row, self.columns.get("day", 0), "outside-window", message, "请核对日期")
        return day


def _record(records: Records, component: Component, rated: str, cast: list[_Ballot]) -> None:
    listed = records.under(rated, "ballots").get(component.id)
    before = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    by_rater: dict[str, list[_Ballot]] = {}
    for ballot in cast:
        by_rater.setdefault(ballot.rater, []).append(ballot)
    wanted = {rater: _entry(rater, ballots) for rater, ballots in by_rater.items()}
    after: list[Fields] = []
    for entry in before:
        new = wanted.pop(str(entry.get("rater")), entry)
        after.append(entry if _same(entry, new) else new)
    after += wanted.values()
    if after == before:
        return
    old = {str(entry.get("rater")): entry for entry in before}
    changed = [entry for entry in after if old.get(str(entry["rater"])) != entry]
    replaced = sum(str(entry["rater"]) in old for entry in changed)
    more = f"，其中 {replaced} 个单位原有的票被替换" if replaced else ""
    votes = sum(len(_marks(entry)) for entry in changed)
    records.say(rated, f"{component.name} {len(changed)} 个评议单位的 {votes} 张票{more}")
    keys = ("ballots", component.id)
    for entry in (entry for entry in changed if str(entry["rater"]) in old):
        records.put(rated, (*keys, Named("rater", str(entry["rater"]))), Flow(entry))
    if added := [Flow(entry) for entry in changed if str(entry["rater"]) not in old]:
        records.append(rated, keys, added)


def _entry(rater: str, ballots: list[_Ballot]) -> Fields:
    """Return one rater unit's entry; its marks stand in order of size, so that no place in a list tells a person."""
    marks = sorted((ballot.mark for ballot in ballots), key=_by_size)
    days = [ballot.day for ballot in ballots if ballot.day is not None]
    day: Fields = {"date": max(days).isoformat()} if days else {}
    return {"rater": rater, **day, "marks": marks}


def _same(one: Fields, other: Fields) -> bool:
    rest = [{key: value for key, value in entry.items() if key != "marks"} for entry in (one, other)]
    return rest[0] == rest[1] and sorted(_marks(one), key=_by_size) == sorted(_marks(other), key=_by_size)


def _marks(entry: Fields) -> list[Decimal | None]:
    marks = entry.get("marks")
    listed = marks if isinstance(marks, list) else []
    return [mark if isinstance(mark, Decimal) else None for mark in listed]


def _by_size(mark: Decimal | None) -> tuple[bool, Decimal]:
    return mark is None, mark or Decimal(0)

"""Importing ballots, a row each or as a matrix of raters and rated. Only the rater's unit and the mark remain."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.dataset.part import Method, Part
from assessment.edit.splice import EntryStep
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft, Fields, entries, fields_of
from assessment.imports.fold import Names
from assessment.imports.importing import DAY_HEADS, Options, component_of, day_of, unit_at, unit_rows
from assessment.imports.roster import unit_names
from assessment.imports.table import SheetTable, Texts, named_columns, table_where, tables
from assessment.imports.values import SheetRow, number_of
from assessment.workbooks.grid import Grid, Workbook

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
class _BallotCell:
    """A cell in which a unit rated another."""

    row: SheetRow
    key: str
    """What its column is."""
    rater: str
    rater_key: str
    """What the column that names the rater is."""
    rated: str


def import_ballots(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a sheet of ballots claims.

    The ballots of a rater unit about a unit take the place of those that are recorded.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    component = component_of(draft.year.whole.scheme, options.component, (Method.BALLOTS,), "评议")
    names = unit_names(draft.year.whole.scheme, draft.year.whole.units)
    by_rated: dict[str, dict[str, list[_BallotCell]]] = {}
    for table in tables(book, lambda grid: _table(grid, draft.findings, names), NEEDED, draft):
        for cast in _distinct(table, draft, names):
            before = by_rated.setdefault(cast.rated, {}).setdefault(cast.rater, [])
            if before and before[0].row.grid is not cast.row.grid:
                cast.row.fault(cast.key, "repeated-ballot", f"{_pair(draft, cast)}的票在另一张表里已有", "请只留一处")
            before.append(cast)
    for rated, by_rater in by_rated.items():
        _record(draft, component, rated, by_rater, options)


def _table(grid: Grid, findings: list[Finding], names: Names) -> SheetTable | None:
    def needed(texts: Texts) -> Mapping[str, int] | None:
        long = named_columns(texts, {"rater": RATER, "rated": RATED, "mark": _MARK})
        if long is not None:
            return long
        for key, heads in (("rater", RATER), ("rated", RATED)):
            side = named_columns(texts, {key: heads})
            if side is not None and any(names.find(over[-1]) for over in texts.values()):
                return side
        return None

    return table_where(grid, findings, needed, _HEADS)


def _distinct(table: SheetTable, draft: Draft, names: Names) -> Iterator[_BallotCell]:
    """Yield what a table says, and note what is dropped; a ballot that may be a copy of one above is a fault."""
    people = {f"person:{column}": column for column in table.others if table.texts[column][-1] in _PERSON}
    if people:
        dropped = "、".join(table.texts[column][-1] for column in people.values())
        draft.notes.append(f"表“{table.grid.name}”中“{dropped}”没有导入：评议票只记评议单位和分数")
    across = {} if "mark" in table.columns else _across(table, draft, names)
    table = table.with_columns(people | {key: int(key) for key in across})
    draft.notes += table.unused()
    number = ("number",) if "number" in table.columns else tuple(people)
    first: dict[tuple[str, ...], SheetRow] = {}
    for cast in _in_matrix(table, draft, names, across) if across else _in_rows(table, draft, names):
        one = (cast.rater, cast.rated, *map(cast.row.text, number))
        if one in first:
            message = f"{_pair(draft, cast)}的票与第{first[one].row}行重复"
            hint = "重复的请删去；是几个人各投的票，请增加“票号”一列，每张票一个号"
            cast.row.fault(cast.key if across else "", "repeated-ballot", message, hint)
        else:
            first[one] = cast.row
            yield cast


def _pair(draft: Draft, cast: _BallotCell) -> str:
    return f"“{draft.name(cast.rater)}”对“{draft.name(cast.rated)}”"


def _across(table: SheetTable, draft: Draft, names: Names) -> dict[str, str]:
    """Return the units of a matrix by column; two of one unit are a fault."""
    found = {column: unit for column in table.others if (unit := names.find(table.texts[column][-1])) is not None}
    for column, unit in found.items():
        if list(found.values()).count(unit) > 1:
            table.fault(column, "repeated-head", f"“{draft.name(unit)}”有两列", "请只留一列")
    return {str(column): unit for column, unit in found.items()}


def _in_rows(table: SheetTable, draft: Draft, names: Names) -> Iterator[_BallotCell]:
    """Yield the ballots of a table with a row for each."""
    for row in unit_rows(table, "rater", draft, names):
        rater, rated = unit_at(row, "rater", names), unit_at(row, "rated", names)
        if rater is not None and rated is not None:
            yield _BallotCell(row, "mark", rater, "rater", rated)


def _in_matrix(table: SheetTable, draft: Draft, names: Names, across: Mapping[str, str]) -> Iterator[_BallotCell]:
    """Yield the cells of a table with a unit to a row and to a column."""
    key = "rater" if "rater" in table.columns else "rated"
    single = [(column, unit) for column, unit in across.items() if list(across.values()).count(unit) == 1]
    for row in unit_rows(table, key, draft, names):
        unit = unit_at(row, key, names)
        for column, other in single:
            if unit is not None and row.cell(column) is not None:
                rater, rated = (unit, other) if key == "rater" else (other, unit)
                yield _BallotCell(row, column, rater, column, rated)


def _marks(cast: _BallotCell, full: Decimal | None) -> Iterator[Decimal | None]:
    """Yield the marks of a cell, None for an abstention; in a matrix a cell may hold several ballots."""
    text = unicodedata.normalize("NFKC", cast.row.text(cast.key))
    parts = [part for part in _SEVERAL.split(text) if part] if cast.key != "mark" else []
    if not text or folded(text) in _ABSTAINED:
        yield None
    elif len(parts) < 2:
        mark = cast.row.number(cast.key, full)
        if mark is not None:
            yield mark
    else:
        for part in parts:
            number = number_of(part)
            if folded(part) in _ABSTAINED:
                yield None
            elif isinstance(number, Decimal):
                yield number
            else:
                cast.row.fault(cast.key, "not-a-number", f"“{part[:30]}”不是数字", "请填数字；几张票用顿号隔开")


def _record(
    draft: Draft, component: Part, rated: str, by_rater: Mapping[str, list[_BallotCell]], options: Options
) -> None:
    keys, full = ("ballots", component.id), component.full_of(draft.group(rated))
    old = {str(entry.get("rater")): entry for entry in entries(draft.under(rated, "ballots").get(component.id))}
    claims = {rater: _entry(cast, component, full, options) for rater, cast in by_rater.items()}
    changed = {
        rater: claim for rater, claim in claims.items() if _in_order(old.get(rater, {})) != _in_order(fields_of(claim))
    }
    if not changed:
        return
    replaced = sum(rater in old for rater in changed)
    more = f"，其中 {replaced} 个单位原有的票被替换" if replaced else ""
    votes = sum(len(_marks_listed(fields_of(claim))) for claim in changed.values())
    draft.say(rated, f"{component.name} {len(changed)} 个评议单位的 {votes} 张票{more}")
    for rater, claim in changed.items():
        if rater in old:
            draft.put(rated, (*keys, EntryStep("rater", rater)), claim)
    if added := [claim for rater, claim in changed.items() if rater not in old]:
        draft.append(rated, keys, added)
    for rater, claim in changed.items():
        draft.trace(rated, (*keys, EntryStep("rater", rater)), claim)


def _entry(cast: list[_BallotCell], component: Part, full: Decimal | None, options: Options) -> Claim:
    """Return one rater unit's entry; its marks stand in order of size, so that no place in a list tells a person."""
    first = cast[0]
    days = [day for one in cast if (day := day_of(one.row, "day", options)) is not None]
    # One day stands for all: the last, or one outside the window, so that the rules come upon it.
    day = max(days, key=lambda day: _in_window_first(component, str(day.value)), default=None)
    marks = [one.row.claim(one.key, mark) for one in cast for mark in _marks(one, full)]
    entry: Fields = {"rater": first.row.claim(first.rater_key, first.rater)}
    entry |= {} if day is None else {"date": day}
    return first.row.claim("", entry | {"marks": sorted(marks, key=lambda mark: _by_size(mark.value))})


def _in_window_first(component: Part, day: str) -> tuple[bool, str]:
    """Order days so that those outside the window come last."""
    return date.fromisoformat(day) not in component.window, day


def _in_order(entry: Fields) -> Fields:
    return entry | {"marks": sorted(_marks_listed(entry), key=_by_size)}


def _marks_listed(entry: Fields) -> list[object]:
    marks = entry.get("marks")
    return marks if isinstance(marks, list) else []


def _by_size(mark: object) -> tuple[bool, Decimal]:
    return not isinstance(mark, Decimal), mark if isinstance(mark, Decimal) else Decimal(0)

"""Importing the marks that an agency gives: a final mark a unit, marks and reasons by item where the sheet has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from assessment.dataset.scheme import Component, Item, Method
from assessment.edit.splice import Named
from assessment.errors import RequestError
from assessment.exact import exact, for_group
from assessment.folding import folded
from assessment.sheets.fold import Names
from assessment.sheets.importing import (
    UNIT_HEADS,
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
from assessment.sheets.roster import item_names
from assessment.sheets.table import Table, table_with, tables
from assessment.sheets.workbook import Book

NEEDED = "“单位”和“最终成绩”"
_FINAL = ("最终成绩", "最终得分", "最终考核成绩", "考核成绩", "测评成绩", "最终分", "总分", "总得分", "得分", "成绩")
_HEADS = {
    "day": ("日期", "出具日期", "测评日期", "成绩日期"),
    "difference": ("差额说明", "差额原因"),
    "remark": ("备注", "说明"),
}
_NOT_ASSESSED = folded("未参评")
_NOT_APPLICABLE = tuple(map(folded, ("不涉及", "不适用")))
_REASON = re.compile(r"[-—_:]?(?:失分原因|扣分原因|扣分说明|扣分情况|存在问题|原因|说明)$")
_MARK = re.compile(r"[-—_:]?(?:得分|分数|成绩)$")


@dataclass
class _Row:
    """What a row says about a unit."""

    row: int
    final: Decimal | None = None
    not_assessed: str = ""
    day: date | None = None
    difference: str = ""
    items: dict[str, Decimal | str] = field(default_factory=dict)
    """Mark by clause, or why the item is 不涉及."""
    reasons: dict[str, str] = field(default_factory=dict)


def import_agency(book: Book, basis: Basis, asked: Asked) -> Outcome:
    """Return what a sheet of an agency's marks changes.

    Raises:
        SheetFaultsError: if anything in the sheet is at fault.
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    component = component_of(basis.scheme, asked.component, (Method.GIVEN, Method.INDICATORS), "由外部评定成绩")
    needed = {"unit": UNIT_HEADS}
    if component.method is Method.GIVEN:
        needed["final"] = tuple(map(folded, _FINAL))
    more = {key: tuple(map(folded, names)) for key, names in _HEADS.items()}
    found, notes = tables(book, lambda reading: table_with(reading, needed, more), NEEDED)
    rows: dict[str, _Row] = {}
    for table in found:
        notes += _read(table, component, basis, rows)
    findings = [finding for table in found for finding in table.reading.findings]
    if findings:
        raise SheetFaultsError(findings, notes)
    records = Records(basis)
    for unit, row in rows.items():
        _record(records, unit, row, component, asked, book.path)
    missing = [basis.units[unit].name for group in basis.scheme.groups for unit in group.units if unit not in rows]
    if missing:
        notes.append(f"表中没有成绩的单位：{'、'.join(missing)}")
    return outcome(records, notes)


def _read(table: Table, component: Component, basis: Basis, rows: dict[str, _Row]) -> list[str]:
    names = names_of(basis)
    marks, reasons = _item_columns(table, item_names((component,)))
    seen: set[str] = set()
    for row in record_rows(table, "unit", basis, names):
        unit = unit_at(table, row, table.columns["unit"], names)
        if unit is None:
            continue
        if unit in rows or unit in seen:
            name = basis.units[unit].name
            message = f"“{name}”的成绩出现了两次"
            table.reading.fault(row, table.columns["unit"], "repeated-unit", message, "请只留一行")
            continue
        seen.add(unit)
        read = _row(
            table, row, component, marks, reasons, _full_mark(component, basis, unit), _fulls(component, basis, unit)
        )
        if read.final is not None or read.not_assessed or read.items:
            rows[unit] = read
    return ignored(table, [*marks.values(), *reasons.values()])


def _item_columns(table: Table, names: Names) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns of marks and of reasons by clause."""
    marks: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for column in table.others:
        texts = table.texts[column]
        into = reasons if _REASON.search(texts[-1]) else marks
        for text in ("".join(texts), *reversed(texts)):
            plain = names.find(_REASON.sub("", text)) or names.find(_MARK.sub("", text)) or names.find(text)
            if plain is not None:
                if plain in into:
                    message = f"“{plain}”有两列"
                    table.reading.fault(table.head, column, "repeated-head", message, "同样的内容只留一列，或改列名")
                into.setdefault(plain, column)
                break
    return marks, reasons


def _full_mark(component: Component, basis: Basis, unit: str) -> Decimal | None:
    """Return the full marks of the component for a unit."""
    group = basis.scheme.group_of(unit)
    return None if group is None else component.full_for(group.id)


def _fulls(component: Component, basis: Basis, unit: str) -> Mapping[str, Decimal]:
    """Return the full marks of each item for a unit."""
    group = basis.scheme.group_of(unit)
    return {leaf.clause: _full(leaf, "" if group is None else group.id) for leaf in _leaves(component)}


def _leaves(component: Component) -> Iterator[Item]:
    return (leaf for item in component.items for leaf in item.leaves())


def _full(item: Item, group: str) -> Decimal:
    full: Fraction = for_group(item.full, group) if item.full is not None else Fraction(0)
    return Decimal(full.numerator) / Decimal(full.denominator)


def _row(
    table: Table,
    row: int,
    component: Component,
    marks: Mapping[str, int],
    reasons: Mapping[str, int],
    full: Decimal | None,
    fulls: Mapping[str, Decimal],
) -> _Row:
    reading, columns = table.reading, table.columns
    read, faults = _Row(row), len(reading.findings)
    final = columns.get("final")
    if final is not None and folded(reading.text(row, final)) == _NOT_ASSESSED:
        read.not_assessed = reading.text(row, columns.get("remark"))
        if not read.not_assessed:
            reading.fault(row, final, "missing-reason", "写了未参评，没有写原因", "请在“备注”列写明原因")
        return read
    read.final = reading.number(row, final, full)
    read.day = reading.day(row, columns.get("day"))
    if read.day is not None and read.day not in component.window:
        window = component.window
        message = f"{read.day} 不在“{component.name}”的测评时间（{window.first} 至 {window.last}）之内"
        reading.fault(row, columns["day"], "outside-window", message, "请核对日期")
    read.difference = reading.text(row, columns.get("difference"))
    for clause, column in marks.items():
        if folded(reading.text(row, column)) in _NOT_APPLICABLE:
            read.items[clause] = reading.text(row, reasons.get(clause)) or "测评机构认定不涉及"
            continue
        mark = reading.number(row, column, fulls[clause])
        if mark is None:
            continue
        read.items[clause] = mark
        reason = reading.text(row, reasons.get(clause))
        if exact(mark) < exact(fulls[clause]) and not reason:
            message = f"{clause} 没有得满分，没有写失分原因"
            hint = f"请增加“{clause} 失分原因”一列并写明" if clause not in reasons else "请写明原因"
            reading.fault(row, reasons.get(clause, column), "unexplained-loss", message, hint)
        if reason:
            read.reasons[clause] = reason
    if len(reading.findings) > faults or not read.items:
        return read
    blank = [clause for clause in fulls if clause not in read.items]
    if blank:
        message = f"指标得分不全，缺 {'、'.join(blank)}"
        reading.fault(row, 0, "incomplete-items", message, "请补全，或把这一行的指标得分全部删去")
    if read.final is None and final is not None:
        reading.fault(row, final, "missing-mark", "有指标得分，没有最终成绩", "请补上测评机构提供的最终成绩")
    return read


def _record(records: Records, unit: str, row: _Row, component: Component, asked: Asked, sheet: Path) -> None:
    name = component.name
    if row.not_assessed:
        if records.under(unit, "not_assessed").get(component.id) != row.not_assessed:
            records.say(unit, f"{name}记为未参评，原因：{row.not_assessed}")
            records.put(unit, ("not_assessed", component.id), row.not_assessed)
        return
    before = dict(records.under(unit, "marks", component.id))
    day = row.day or asked.day
    wanted: Fields = {}
    if row.final is not None:
        wanted["mark"] = row.final
    if day is not None:
        wanted["date"] = day.isoformat()
    if row.difference:
        wanted["difference"] = row.difference
    same = all(before.get(key) == value for key, value in wanted.items())
    old_items = _by_clause(before)
    changed = [clause for clause in row.items if _differs(old_items.get(clause), row, clause)]
    if same and not changed:
        return
    cited = [_evidence(records, unit, day, component, asked, sheet)]
    if not same or "evidence" not in before:
        wanted["evidence"] = _with(before.get("evidence"), cited)
    if changed:
        items = {clause: _item(old_items.get(clause), row, clause, cited) for clause in changed}
        together = {**old_items, **items}
        ordered = [leaf.clause for leaf in _leaves(component) if leaf.clause in together]
        wanted["items"] = [together[clause] for clause in dict.fromkeys([*ordered, *together])]
    _say(records, unit, component, before, wanted, changed)
    _put(records, unit, component, before, wanted)


def _say(records: Records, unit: str, component: Component, before: Fields, wanted: Fields, changed: list[str]) -> None:
    old, new = before.get("mark"), wanted.get("mark")
    if isinstance(new, Decimal) and old != new:
        was = f" {old:f} 改为" if isinstance(old, Decimal) else ""
        records.say(unit, f"{component.name}成绩{was} {new:f}")
    if changed:
        records.say(unit, f"{component.name}指标得分 {len(changed)} 项：{'、'.join(changed)}")
    for key, label in (("date", "出具日期"), ("difference", "差额说明")):
        if key in wanted and before.get(key) not in (None, wanted[key]):
            records.say(unit, f"{component.name}{label} {before[key]} 改为 {wanted[key]}")


def _put(records: Records, unit: str, component: Component, before: Fields, wanted: Fields) -> None:
    if not before:
        order = ("mark", "date", "evidence", "difference", "items")
        records.put(unit, ("marks", component.id), {key: wanted[key] for key in order if key in wanted})
        return
    keys, old = ("marks", component.id), _by_clause(before)
    for key, value in wanted.items():
        if key == "items" and old:
            for clause, item in _by_clause(wanted).items():
                if old.get(clause) != item:
                    records.put(unit, (*keys, key, Named("clause", clause)), item)
        elif before.get(key) != value:
            records.put(unit, (*keys, key), value)


def _evidence(records: Records, unit: str, day: date | None, component: Component, asked: Asked, sheet: Path) -> str:
    if asked.evidence:
        if asked.evidence not in {piece.get("id") for piece in records.listed(unit, "evidence")}:
            name = records.basis.units[unit].name
            raise RequestError(f"{name}的证据清单里没有“{asked.evidence}”；请先登记，或不写 --evidence，由导入登记成绩表")
        return asked.evidence
    year = records.basis.year
    source = asked.source or year.agency
    if not source:
        raise RequestError("请用 --source 写明成绩表由谁提供，或在年度文件写明测评机构（agency）")
    if day is None:
        raise RequestError("请用 --date 写明成绩表的出具日期，或在表中增加“日期”一列")
    file = records.keep(f"{year.year}/sheets", sheet)
    proof: Fields = {"title": f"{year.year}年度{component.name}成绩表", "kind": "台账", "source": source}
    return records.cite(unit, proof | {"captured": day.isoformat(), "files": [file], "visibility": "internal"})


def _by_clause(mark: Fields) -> dict[str, Fields]:
    items = mark.get("items")
    listed = items if isinstance(items, list) else []
    return {str(item.get("clause")): item for item in listed if isinstance(item, dict)}


def _differs(old: Fields | None, row: _Row, clause: str) -> bool:
    if old is None:
        return True
    value, reason = row.items[clause], row.reasons.get(clause)
    key = "not_applicable" if isinstance(value, str) else "mark"
    return old.get(key) != value or (reason is not None and old.get("reason") != reason)


def _item(old: Fields | None, row: _Row, clause: str, cited: list[str]) -> Fields:
    value = row.items[clause]
    if isinstance(value, str):
        return {"clause": clause, "not_applicable": value}
    item: Fields = {"clause": clause, "mark": value}
    if clause in row.reasons:
        item |= {"reason": row.reasons[clause], "evidence": _with((old or {}).get("evidence"), cited)}
    return item | {key: below for key, below in (old or {}).items() if key in ("rectified", "visibility")}


def _with(old: object, new: list[str]) -> list[str]:
    kept = [str(id) for id in old] if isinstance(old, list) else []
    return kept + [id for id in new if id not in kept]

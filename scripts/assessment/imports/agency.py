"""Importing the marks that an agency gives: a final mark a unit, marks and reasons by item where the sheet has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.dataset.part import Method, Part
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.edit.splice import EntryStep
from assessment.findings import has_errors
from assessment.folding import folded
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft, Fields, entries, fields_of, says
from assessment.imports.fold import Names
from assessment.imports.importing import UNIT_HEADS, Intake, Options, component_of, day_of, demanded, unit_at, unit_rows
from assessment.imports.roster import item_names, unit_names
from assessment.imports.table import SheetTable, table_with, tables
from assessment.imports.values import SheetRow
from assessment.workbooks.grid import Workbook

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


@dataclass(frozen=True)
class _UnitMarks:
    """What a row claims about a unit."""

    row: SheetRow
    not_assessed: Claim | None
    """Why the unit took no part; None where it did."""
    fields: Fields
    """The final mark and what is told about it."""
    items: Mapping[str, Claim]
    """The marks of items, by clause."""


def import_agency(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a sheet of an agency's marks claims.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    scheme, units = draft.year.whole.scheme, draft.year.whole.units
    component = component_of(scheme, options.component, (Method.GIVEN,), "由外部评定成绩")
    needed = {"unit": UNIT_HEADS}
    if component.method is Method.GIVEN:
        needed["final"] = tuple(map(folded, _FINAL))
    more = {key: tuple(map(folded, names)) for key, names in _HEADS.items()}
    names, items = unit_names(scheme, units), item_names((component,))
    intake = Intake(book.path, draft, options)
    seen: set[str] = set()
    marked: set[str] = set()
    for found in tables(book, lambda grid: table_with(grid, draft.findings, needed, more), "“单位”和“最终成绩”", draft):
        table = found.with_columns(_item_columns(found, items))
        draft.notes += table.unused()
        for row in unit_rows(table, "unit", draft, names):
            unit = unit_at(row, "unit", names)
            if unit is None:
                continue
            if unit in seen:
                row.fault("unit", "repeated-unit", f"“{draft.name(unit)}”的成绩出现了两次", "请只留一行")
                continue
            seen.add(unit)
            marks = _marks(row, component, draft.group(unit))
            if marks is not None:
                marked.add(unit)
                _record(intake, component, unit, marks)
    missing = [units[unit].name for group in scheme.groups for unit in group.units if unit not in marked]
    if missing and not has_errors(draft.findings):
        draft.notes.append(f"表中没有成绩的单位：{'、'.join(missing)}")


def _item_columns(table: SheetTable, names: Names) -> dict[str, int]:
    """Return the columns of marks and of reasons by clause."""
    columns: dict[str, int] = {}
    for column in table.others:
        texts = table.texts[column]
        what, ending = ("reason", _REASON) if _REASON.search(texts[-1]) else ("mark", _MARK)
        forms = [form for text in ("".join(texts), *reversed(texts)) for form in (ending.sub("", text), text)]
        clause = next((clause for form in forms if (clause := names.find(form))), None)
        if clause is not None and f"{what}:{clause}" in columns:
            table.fault(column, "repeated-head", f"“{clause}”有两列", "同样的内容只留一列，或改列名")
        elif clause is not None:
            columns[f"{what}:{clause}"] = column
    return columns


def _marks(row: SheetRow, component: Part, group: str) -> _UnitMarks | None:
    """Return what a row claims; None where it holds no marks."""
    if folded(row.text("final")) == _NOT_ASSESSED:
        reason = row.claim("remark", row.text("remark")) if row.text("remark") else None
        absent = demanded(row, "remark", reason, "未参评的原因", "请在“备注”列写明")
        return _UnitMarks(row, absent, {}, {})
    final = row.number("final", component.full_of(group))
    fields: Fields = {} if final is None else {"mark": row.claim("final", final)}
    if difference := row.text("difference"):
        fields["difference"] = row.claim("difference", difference)
    items = {leaf.clause: item for leaf in component.leaves() if (item := _item_claim(row, leaf, group)) is not None}
    return _UnitMarks(row, None, fields, items) if final is not None or items else None


def _item_claim(row: SheetRow, item: Part, group: str) -> Claim | None:
    """Return what a row claims about an item; None where it holds no mark of it."""
    clause = item.clause
    mark, reason = f"mark:{clause}", f"reason:{clause}"
    why = row.text(reason)
    if folded(row.text(mark)) in _NOT_APPLICABLE:
        absent = row.claim(reason, why or "评定时认定不涉及")
        return row.claim(mark, {"clause": clause, "not_applicable": absent})
    full = None if item.full is None else item.full.of(group)
    value = row.number(mark, full)
    if value is None:
        return None
    fields: Fields = {"clause": clause, "mark": row.claim(mark, value)}
    if why:
        fields["reason"] = row.claim(reason, why)
    # What such a claim lacks is its reason.
    return row.claim(reason if reason in row.columns else mark, fields)


def _record(intake: Intake, component: Part, unit: str, marks: _UnitMarks) -> None:
    draft, options = intake.draft, intake.options
    if marks.not_assessed is not None:
        absent, reason = ("not_assessed", component.id), plain(marks.not_assessed)
        if draft.under(unit, "not_assessed").get(component.id) != reason:
            draft.say(unit, f"{component.name}记为未参评，原因：{reason}")
            draft.put(unit, absent, reason)
            draft.trace(unit, absent, marks.not_assessed)
        return
    keys, day = ("marks", component.id), day_of(marks.row, "day", options)
    before = draft.under(unit, *keys)
    old = {str(item.get("clause")): item for item in entries(before.get("items"))}
    fields = marks.fields | ({} if day is None else {"date": day})
    changed = {key: plain(claim) for key, claim in fields.items() if before.get(key) != plain(claim)}
    claimed = [fields_of(claim) for claim in marks.items.values()]
    items = [item for item in claimed if not says(old.get(str(item["clause"]), {}), item)]
    if not changed and not items:
        return
    cited = options.evidence or _cite(intake, component, unit, marks.row, day)
    for line in _changes(component, before, changed, items):
        draft.say(unit, line)
    new = [_item(old.get(str(item["clause"]), {}), item, cited) for item in items]
    _put(draft, unit, keys, changed | {"evidence": _with(before.get("evidence"), cited)}, new)
    draft.trace(unit, keys, marks.row.claim("", fields))
    for clause, claim in marks.items.items():
        draft.trace(unit, (*keys, "items", EntryStep("clause", clause)), claim)


def _changes(component: Part, before: Fields, changed: Fields, items: list[Fields]) -> Iterator[str]:
    """Yield in words what a row changes of a unit's marks."""
    if "mark" in changed:
        was = f" {before['mark']} 改为" if "mark" in before else ""
        yield f"{component.name}成绩{was} {changed['mark']}"
    if items:
        clauses = "、".join(str(item["clause"]) for item in items)
        yield f"{component.name}指标得分 {len(items)} 项：{clauses}"
    for key, label in (("date", "出具日期"), ("difference", "差额说明")):
        if key in changed and key in before:
            yield f"{component.name}{label} {before[key]} 改为 {changed[key]}"


def _put(draft: Draft, unit: str, keys: tuple[str, str], fields: Fields, items: list[Fields]) -> None:
    """Put the marks of a unit in place; of the marks of items that are recorded already, each by itself."""
    before = draft.under(unit, *keys)
    whole = fields if "items" in before or not items else fields | {"items": items}
    ordered = {key: whole[key] for key in ("mark", "date", "evidence", "difference", "items") if key in whole}
    if not before:
        draft.put(unit, keys, ordered)
        return
    for key, value in ordered.items():
        if before.get(key) != value:
            draft.put(unit, (*keys, key), value)
    for item in items if "items" in before else ():
        draft.put(unit, (*keys, "items", EntryStep("clause", str(item["clause"]))), item)


def _cite(intake: Intake, component: Part, unit: str, row: SheetRow, day: Claim | None) -> str:
    """Return the id of the sheet itself as evidence."""
    draft = intake.draft
    year = draft.year.whole.year
    source = intake.options.source or component.giver or year.agency
    told = row.claim("", source) if source else None
    who = "请用 --source 写明，或在年度文件写明评定单位（agency）"
    proof: Fields = {
        "title": f"{year.year}年度{component.name}成绩表",
        "kind": EvidenceKind.REGISTER.value,
        "source": demanded(row, "source", told, "成绩表由谁提供", who),
        "captured": demanded(row, "day", day, "成绩表的出具日期", "请用 --date 写明，或在表中增加“日期”一列"),
        "files": [draft.keep(f"{year.year}/sheets", intake.path)],
        "visibility": Visibility.INTERNAL.value,
    }
    return draft.cite(unit, row.claim("", proof))


def _item(old: Fields, new: Fields, cited: str) -> Fields:
    """Return the mark of an item with its evidence, and with what the sheet has no say in."""
    if "not_applicable" in new:
        return new
    evidence = {"evidence": _with(old.get("evidence"), cited)} if "reason" in new else {}
    return new | evidence | {key: below for key, below in old.items() if key in ("rectified", "visibility")}


def _with(old: object, cited: str) -> list[str]:
    ids = [str(id) for id in old] if isinstance(old, list) else []
    return ids if cited in ids else [*ids, cited]

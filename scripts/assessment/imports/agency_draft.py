"""Putting an agency's marks into a draft: what changes, with the sheet itself as evidence unless another is named."""

from collections.abc import Iterator

from assessment.dataset.part import Part
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.edit.splice import EntryStep
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft, Fields, entries, fields_of, says
from assessment.imports.importing import Intake, day_of, demanded
from assessment.imports.unit_marks import UnitMarks
from assessment.imports.values import SheetRow


def record_marks(intake: Intake, component: Part, unit: str, marks: UnitMarks) -> None:
    """Put what a sheet claims about a unit into the draft; what is recorded already stays untouched."""
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
    cited = options.evidence or cite_sheet(intake, component.name, component.giver, unit, marks.row, day)
    for line in _changes(component, before, changed, items):
        draft.say(unit, line)
    new = [_item(old.get(str(item["clause"]), {}), item, cited) for item in items]
    _put(draft, unit, keys, changed | {"evidence": with_evidence(before.get("evidence"), cited)}, new)
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
    for key, label in (("date", "出具日期"), ("difference", "差额说明"), ("reason", "失分原因")):
        if key in changed and key in before:
            yield f"{component.name}{label} {before[key]} 改为 {changed[key]}"


def _put(draft: Draft, unit: str, keys: tuple[str, str], fields: Fields, items: list[Fields]) -> None:
    """Put the marks of a unit in place; of the marks of items that are recorded already, each by itself."""
    before = draft.under(unit, *keys)
    whole = fields if "items" in before or not items else fields | {"items": items}
    ordered = {key: whole[key] for key in ("mark", "date", "reason", "evidence", "difference", "items") if key in whole}
    if not before:
        draft.put(unit, keys, ordered)
        return
    for key, value in ordered.items():
        if before.get(key) != value:
            draft.put(unit, (*keys, key), value)
    for item in items if "items" in before else ():
        draft.put(unit, (*keys, "items", EntryStep("clause", str(item["clause"]))), item)


def cite_sheet(intake: Intake, what: str, giver: str, unit: str, row: SheetRow, day: Claim | None) -> str:
    """Return the id of the sheet itself as evidence of a unit's marks.

    Args:
        intake: the sheet.
        what: name of the component; empty where the sheet is about several.
        giver: who gave the marks; empty where the scheme does not say.
        unit: whose.
        row: where a source or a day would have to stand.
        day: when they were given; None where nothing says so, which is a fault.
    """
    draft = intake.draft
    year = draft.year.whole.year
    source = intake.options.source or giver or year.agency
    claim = row.claim("", source) if source else None
    who = "请用 --source 写明，或在年度文件写明评定单位（agency）"
    proof: Fields = {
        "title": f"{year.title}{what}成绩表",
        "kind": EvidenceKind.REGISTER.value,
        "source": demanded(row, "source", claim, "成绩表由谁提供", who),
        "captured": demanded(row, "day", day, "成绩表的出具日期", "请用 --date 写明，或在表中增加“日期”一列"),
        "files": [draft.keep(f"{year.period}/sheets", intake.path)],
        "visibility": Visibility.INTERNAL.value,
    }
    return draft.cite(unit, row.claim("", proof))


def _item(old: Fields, new: Fields, cited: str) -> Fields:
    """Return the mark of an item with its evidence, and with what the sheet has no say in."""
    if "not_applicable" in new:
        return new
    evidence = {"evidence": with_evidence(old.get("evidence"), cited)} if "reason" in new else {}
    return new | evidence | {key: below for key, below in old.items() if key in ("rectified", "visibility")}


def with_evidence(old: object, cited: str) -> list[str]:
    """Return the ids of evidence that were listed, with one more."""
    ids = [str(id) for id in old] if isinstance(old, list) else []
    return ids if cited in ids else [*ids, cited]

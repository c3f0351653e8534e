"""Sheets for what is measured in waves and by members, blank or with what is recorded; they import when filled in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.dataset import Dataset
from assessment.dataset.part import Part, Wave
from assessment.dataset.record import Absent, ComponentMark, ItemMark, UnitRecord
from assessment.dataset.year import Provenance
from assessment.exact import brief_text
from assessment.imports.measurements import MeasuredPart, measured_parts
from assessment.imports.roster import item_label
from assessment.imports.table import NOTES
from assessment.render.words import INTERNAL, SAMPLE
from assessment.workbooks.writing import Content, NewColumn, NewSheet

BLANK_MEMBERS = 3
"""Rows for members of a unit of which none is known yet."""
Found = ComponentMark | ItemMark | Absent | None


def measured_sheets(year: Dataset, components: Sequence[Part], *, with_records: bool) -> list[NewSheet]:
    """Return a sheet for what units have one of, and one for each part that has members.

    Args:
        year: whose units, scheme and records.
        components: the components that the sheets are about.
        with_records: whether with the marks and numbers that are recorded.
    """
    parts = measured_parts(tuple(components))
    once = [one for one in parts if not one.has_members]
    owners = dict.fromkeys(one.owner.key for one in parts if one.has_members)
    by_member = [[one for one in parts if one.owner.key == key] for key in owners]
    title = f"{year.year.title}{components[0].name if len(components) == 1 else ''}成绩表"
    sheets = [_sheet(year, listed, title, with_records=with_records) for listed in (once, *by_member) if listed]
    return [*sheets, NewSheet(NOTES, _notes(parts))]


def _sheet(year: Dataset, parts: Sequence[MeasuredPart], title: str, *, with_records: bool) -> NewSheet:
    has_members = parts[0].has_members
    measures = [(one, wave) for one in parts for wave in one.waves or (None,)]
    units = [unit for group in year.scheme.groups for unit in group.units if unit in year.units]
    columns = [NewColumn("单位", 26, choices=[year.units[unit].name for unit in units])]
    columns += [NewColumn("对象", 20)] if has_members else []
    for one, wave in measures:
        word = "" if one.field == "mark" else " 数量"
        columns.append(NewColumn(f"{_label(one, wave)}{word}{_worth(one, year)}", 16))
        columns += [NewColumn(f"{_label(one, wave)} 失分原因", 24)] if one.is_explained else []
    columns += [NewColumn("日期", 12), NewColumn("备注", 20)]
    rows: list[list[Content]] = []
    for unit in units:
        record = year.records.get(unit)
        shown = record if with_records else None
        members = _members(record, parts) if has_members else [""]
        for member in members or [""] * BLANK_MEMBERS:
            front: list[Content] = [year.units[unit].name, *([member or None] if has_members else [])]
            cells = [cell for one, wave in measures for cell in figure_cells(shown, one, wave, member)]
            remark = _remark(shown, parts)
            rows.append([*front, *cells, None, remark])
    lines = [title, *([whose_eyes(year)] if with_records else [])]
    return NewSheet(parts[0].owner.name if has_members else "成绩", lines, columns, rows)


def whose_eyes(year: Dataset) -> str:
    """Return what a sheet with recorded marks says of itself."""
    return "　".join([*([SAMPLE] if year.year.provenance is Provenance.SAMPLE else []), INTERNAL])


def _label(one: MeasuredPart, wave: Wave | None) -> str:
    return f"{item_label(one.part)}{f' {wave.name}' if wave else ''}"


def _worth(one: MeasuredPart, year: Dataset) -> str:
    """Return the full marks of one measurement in brackets; empty where groups differ or it has none."""
    fulls = {one.full_of(group.id) for group in year.scheme.marking_groups if one.is_for(group.id)}
    full = fulls.pop() if len(fulls) == 1 else None
    return "" if full is None else f"（{brief_text(Fraction(full))}分）"


def _members(record: UnitRecord | None, parts: Sequence[MeasuredPart]) -> list[str]:
    """Return the members that a unit's record names, in order."""
    if record is None:
        return []
    keys = {one.owner.key for one in parts}
    marked = [mark.member for mark in record.marks if mark.component in keys]
    own = [mark.member for mark in record.self_marks if mark.clause in keys | {one.part.clause for one in parts}]
    return [name for name in dict.fromkeys([*marked, *own]) if name]


def figure_cells(record: UnitRecord | None, one: MeasuredPart, wave: Wave | None, member: str) -> Iterator[Content]:
    """Yield what stands in the column of a figure, and in that of its reason."""
    found = None if record is None else found_in(record, one, wave, member)
    reason: str | None = None
    match found:
        case Absent(reason=reason):
            yield "不涉及"
        case ComponentMark():
            yield figure_of(found.number if one.field == "number" else found.mark)
            reason = found.reason
        case ItemMark(mark=Absent(reason=reason)):
            yield "不涉及"
        case ItemMark(mark=Decimal() as mark):
            yield figure_of(mark)
            reason = found.reason
        case _:
            yield "未参评" if record is not None and one.owner.key in record.not_assessed else None
    if one.is_explained:
        yield reason or None


def figure_of(number: object) -> Decimal | None:
    """Return a recorded figure; None for one that is not known yet."""
    return number if isinstance(number, Decimal) else None


def found_in(record: UnitRecord, one: MeasuredPart, wave: Wave | None, member: str) -> Found:
    """Return what a record holds of a part in a wave and for a member; None where it holds nothing."""
    names = {one.part.key, one.part.clause}
    here = [mark for mark in record.marks if (mark.wave, mark.member) == ("" if wave is None else wave.id, member)]
    above = {part.key for part in (one.owner, *one.above)}
    if not one.is_item and (whole := next((mark for mark in here if mark.component == one.part.key), None)):
        return whole
    items = (item for mark in here if mark.component in above for item in mark.items)
    absent = (Absent(item.reason, item.origin) for item in record.not_applicable if item.clause in names)
    return next((item for item in items if item.clause in names), None) or next(absent, None)


def _remark(record: UnitRecord | None, parts: Sequence[MeasuredPart]) -> str | None:
    """Return why a unit took no part in what a sheet is about."""
    absent = {} if record is None else record.not_assessed
    return next((absent[one.owner.key].reason for one in parts if one.owner.key in absent), None)


def _notes(parts: Sequence[MeasuredPart]) -> list[str]:
    has_waves, has_members = any(one.waves for one in parts), any(one.has_members for one in parts)
    has_numbers = any(one.field == "number" for one in parts)
    return [
        "填表说明",
        "一个对象一行，对象的名称年年、轮轮写得一样；每一轮测评的对象可以不同。" if has_members else "一个单位一行。",
        *(["一轮一列；还没有测评的一轮，整列留空，以后填好再导入。也可以一轮一张表，表名写轮次。"] if has_waves else []),
        *(["写“数量”的列填件数、条数，得分由程序换算；没有的填0。"] if has_numbers else []),
        "没有得满分、方案要求写原因的，在“失分原因”栏写明。",
        "没有参加测评的单位，得分填“未参评”，在“备注”写明原因；没有这一项的填“不涉及”。",
        "日期写作 2019-05-03；整张表同一天的可以不填，导入的时候写明一次。",
        "得分照原表填，全角数字、“—”都认得。",
    ]

"""Blank sheets for the imports, made for the year's units and clauses."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import EvidenceKind, UnitRecord
from assessment.errors import RequestError
from assessment.exact import brief_text
from assessment.imports.importing import component_of
from assessment.imports.measured_template import BLANK_MEMBERS, figure_cells, figure_of, measured_sheets, whose_eyes
from assessment.imports.measurements import is_final_mark, marked_components, measured_parts
from assessment.imports.roster import item_label
from assessment.imports.self_marks import SelfMarkedItem, self_marked_items
from assessment.imports.table import NOTES
from assessment.workbooks.writing import Content, NewColumn, NewSheet, workbook_bytes

_BLANK = 500
"""Rows for filling in that have lists to choose from."""
_NOTHING = "没有的留空，不要填0；全角数字、“—”都认得。"


def template(kind: str, year: Dataset, component: str = "") -> bytes:
    """Return the blank sheet of one kind of import.

    Raises:
        RequestError: if the scheme has nothing that such a sheet could hold.
    """
    return workbook_bytes(marks_sheets(year, component) if kind == "agency" else TEMPLATES[kind](year))


def _units(year: Dataset) -> list[str]:
    return [year.units[unit].name for group in year.scheme.groups for unit in group.units if unit in year.units]


def _components(year: Dataset, *methods: Method) -> list[Part]:
    return [component for component in year.scheme.components if component.takes(*methods)]


def _title(year: Dataset, what: str) -> str:
    return f"{year.year.title}{what}"


def marks_sheets(year: Dataset, chosen: str = "", *, with_records: bool = False) -> list[NewSheet]:
    """Return the sheets of marks and numbers that others give.

    Args:
        year: whose units, scheme and records.
        chosen: id of the component that the sheets are about; empty for all.
        with_records: whether with what is recorded; then they are the office's alone.

    Raises:
        RequestError: if the scheme has no such marks, or not in the chosen component.
    """
    components = marked_components(year.scheme, chosen)
    if components and not is_final_mark(components):
        return measured_sheets(year, components, with_records=with_records)
    component = components[0] if components else component_of(year.scheme, chosen, (Method.GIVEN,), "由外部评定成绩")
    return _agency(year, component, with_records=with_records)


def _agency(year: Dataset, component: Part, *, with_records: bool) -> list[NewSheet]:
    columns = [NewColumn("单位", 26, choices=_units(year)), NewColumn("最终成绩", 10), NewColumn("日期", 12)]
    self_marked = {one.leaf.key for one in self_marked_items(component) if one.wave is None}
    for leaf in component.leaves() if component.items else ():
        own = [NewColumn(f"{item_label(leaf)} 自评得分", 14)] if leaf.key in self_marked else []
        columns += [*own, NewColumn(f"{item_label(leaf)}{_worth(leaf, year)}", 14)]
        columns += [NewColumn(f"{leaf.clause} 失分原因", 24)]
    columns += [NewColumn("差额说明", 20) if component.items else NewColumn("失分原因", 24), NewColumn("备注", 20)]
    units = [unit for group in year.scheme.groups for unit in group.units if unit in year.units]
    blank: list[Content] = [None] * (len(columns) - 1)
    rows: list[list[Content]] = [
        [year.units[unit].name, *(_recorded(year.records.get(unit), component, self_marked) if with_records else blank)]
        for unit in units
    ]
    notes = [
        "填表说明",
        "一个单位一行。“最终成绩”必填；各项指标得分可以整行不填，填就填全。",
        "没有得满分的指标要写失分原因；不涉及的指标填“不涉及”，在失分原因栏写为什么。",
        "没有参加测评的单位，“最终成绩”填“未参评”，在“备注”写明原因。",
        "指标得分合计与最终成绩不一致的，在“差额说明”写明原因。",
        "日期写作 2019-05-03；整张表同一天的可以不填，导入的时候写明一次。",
        *(["“自评得分”是单位给自己打的分，不计分，没有的留空。"] if self_marked else []),
        _NOTHING,
    ]
    title = _title(year, f"{component.name}成绩表")
    lines = [title, *([whose_eyes(year)] if with_records else [])]
    return [NewSheet("成绩", lines, columns, rows), NewSheet(NOTES, notes)]


def _recorded(record: UnitRecord | None, component: Part, self_marked: Collection[str]) -> list[Content]:
    """Return what a record holds of a component, in the order of the columns."""
    marks = () if record is None else record.marks
    mark = next((mark for mark in marks if mark.component == component.key), None)
    absent = None if record is None else record.not_assessed.get(component.key)
    cells: list[Content] = ["未参评" if absent else None if mark is None else figure_of(mark.mark)]
    cells.append(mark.date.isoformat() if mark is not None and mark.date is not None else None)
    own = {} if record is None else {one.clause: one.mark for one in record.self_marks if not one.wave}
    for one in measured_parts((component,)):
        if not one.is_item:
            continue
        if one.part.key in self_marked:
            cells.append(own.get(one.part.key, own.get(one.part.clause)))
        figure, *why = figure_cells(record, one, None, "")
        cells += [figure, *(why or [None])]
    note = "" if mark is None else mark.difference if component.items else mark.reason
    return [*cells, note or None, None if absent is None else absent.reason]


def _ballots(year: Dataset) -> list[NewSheet]:
    components = _components(year, Method.BALLOTS)
    if not components:
        raise RequestError("方案里没有评议环节")
    component = components[0]
    units = _units(year)
    columns = [
        NewColumn("评议单位", 26, choices=units),
        NewColumn("被评单位", 26, choices=units),
        NewColumn("票号", 8),
        NewColumn("分数", 8),
        NewColumn("日期", 12),
    ]
    full = f"满分 {component.full:f} 分。" if isinstance(component.full, Decimal) else ""
    notes = [
        "填表说明",
        f"一张票一行。{full}同一单位几个人投的票，用票号分开；票号只用来核对，不导入。",
        "弃权的填“弃权”，不要填0。不要写姓名、职务、电话：写了也不会导入。",
        "也可以用矩阵表：第一列“评议单位”，其余各列的列名为被评单位；一格几张票的用顿号隔开。",
        "日期写作 2020-01-03；可以不填。",
    ]
    return [NewSheet("评议", [_title(year, f"{component.name}票")], columns, (), _BLANK * 4), NewSheet(NOTES, notes)]


def _register(year: Dataset) -> list[NewSheet]:
    leaves = [leaf for component in _components(year, Method.DEDUCTIONS, Method.ACCRUAL) for leaf in component.leaves()]
    rules = [rule for leaf in leaves for rule in leaf.rules if not rule.automatic_unless]
    several = [rule.id for leaf in leaves for rule in leaf.rules if len(leaf.rules) > 1 and not rule.automatic_unless]
    levels = list(dict.fromkeys(level for rule in rules for level in rule.levels))
    links = list(dict.fromkeys(name for rule in rules for name in rule.requires))
    has_range = any(rule.range is not None for rule in rules)
    columns = [
        NewColumn("编号", 10),
        NewColumn("日期", 12),
        NewColumn("单位", 22, choices=_units(year)),
        NewColumn("条款", 28, choices=[item_label(leaf) for leaf in leaves]),
        *([NewColumn("情形", 14, choices=several)] if several else []),
        *([NewColumn("级别", 8, choices=levels)] if levels else []),
        NewColumn("次数", 6),
        *([NewColumn("扣分", 8)] if has_range else []),
        NewColumn("原因", 50),
        NewColumn("证据名称", 34),
        NewColumn("证据种类", 10, choices=[kind.value for kind in EvidenceKind]),
        NewColumn("证据来源", 22),
        NewColumn("证据取得日期", 14),
        NewColumn("证据网址", 30),
        NewColumn("证据文件", 24),
        NewColumn("整改情况", 30),
        NewColumn("整改完成日期", 14),
        *(NewColumn(f"{name}网址", 24) for name in links),
        NewColumn("可见范围", 10, choices=["公开", "内部"]),
        NewColumn("记录人", 14),
        NewColumn("超期说明", 20),
    ]
    notes = [
        "填表说明",
        "一次扣分或加分一行，只写事实；扣多少分、扣到几分为止，由方案决定，表里不写分数。"
        + ("只有方案写明幅度的，在“扣分”栏写这一次定了几分。" if has_range else ""),
        "必填：日期、单位、条款、原因、证据名称、证据来源、证据取得日期，证据网址和证据文件至少填一项。",
        "来源、取得日期整张表相同的可以不填，导入的时候写明一次。",
        "证据文件放在本表旁边，写文件名，例如 证据/通报.pdf；导入时留存一份。",
        "“编号”是台账自己的编号，只用字母、数字和短横线；有编号的，改了再导入就改原来那一条，没有编号的按条款、日期和原因对应。",
        f"条款按级别计分的要写级别（{'、'.join(levels)}），其余留空。" if levels else "级别留空。",
        "次数不填按1次。可见范围不填为公开；“内部”的任何时候都不公开。",
        "日期写作 2019-05-03。",
        _NOTHING,
    ]
    return [NewSheet("台账", [_title(year, "扣分、加分台账")], columns, (), _BLANK), NewSheet(NOTES, notes)]


def _self_marks(year: Dataset) -> list[NewSheet]:
    every = [one for component in year.scheme.components for one in self_marked_items(component)]
    if not every:
        raise RequestError("方案没有要单位自评：要自评的部分写 self_marks: true")
    apart = [[one for one in every if one.has_members is has_members] for has_members in (False, True)]
    notes = [
        "填表说明",
        "一个单位一行，每项填自评得分，按这一项自己的满分；自评不计分，只与考评得分对照。",
        *(["分对象评定的，在“分对象自评”表里填，一个对象一行，对象的名称与成绩表里写得一样。"] if apart[True] else []),
        "没有这一项的留空；分几轮的，没有到的一轮留空。",
        "也可以每个单位一张表：标题写单位名称，下面三列“项目”“分值”“自评得分”，一行一项。",
        _NOTHING,
    ]
    return [*(_self_sheet(year, items) for items in apart if items), NewSheet(NOTES, notes)]


def _self_sheet(year: Dataset, items: Sequence[SelfMarkedItem]) -> NewSheet:
    """Return the sheet for items of which units mark themselves once, or once for each of their members."""
    has_members = items[0].has_members
    columns = [NewColumn("单位", 26, choices=_units(year)), *([NewColumn("对象", 20)] if has_members else [])]
    columns += [NewColumn(f"{one.label}{_worth(one.leaf, year)}", 14) for one in items]
    blank: list[Content] = [None] * (len(columns) - 1)
    rows = [[name, *blank] for name in _units(year) for _ in range(BLANK_MEMBERS if has_members else 1)]
    return NewSheet("分对象自评" if has_members else "自评", [_title(year, "自评得分表")], columns, rows)


def _worth(leaf: Part, year: Dataset) -> str:
    """Return the full marks of an item in brackets; empty where groups differ or it has none."""
    fulls = (leaf.full_once(group.id) for group in year.scheme.marking_groups if leaf.is_for(group.id))
    full = {brief_text(Fraction(most)) for most in fulls if most is not None}
    return f"（{full.pop()}分）" if len(full) == 1 else ""


TEMPLATES: Mapping[str, Callable[[Dataset], list[NewSheet]]] = {
    "agency": marks_sheets,
    "ballots": _ballots,
    "ledger": _register,
    "self-marks": _self_marks,
}

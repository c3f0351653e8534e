"""Importing the marks that an agency gives: a final mark a unit, marks and reasons by item where the sheet has them."""

from dataclasses import replace
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.findings import has_errors
from assessment.imports.agency_draft import record_marks
from assessment.imports.agency_items import marks_by_item
from assessment.imports.agency_layout import AgencyLayout
from assessment.imports.agency_rows import marks_by_unit
from assessment.imports.agency_sums import add_sums
from assessment.imports.claim import plain
from assessment.imports.columns import refuse_repeated
from assessment.imports.draft import Draft
from assessment.imports.importing import Intake, Options, component_of
from assessment.imports.item_columns import item_columns, self_columns
from assessment.imports.layout import HeadView
from assessment.imports.measured import import_measured
from assessment.imports.measured_questions import question_shares
from assessment.imports.measurements import is_final_mark, marked_components
from assessment.imports.roster import item_names, unit_names
from assessment.imports.self_marks import record_self_marks
from assessment.imports.table import SheetTable, tables
from assessment.imports.unit_marks import UnitMarks, merged
from assessment.imports.vocabulary import LEFT_OUT
from assessment.imports.whose_marks import without_own_marks
from assessment.workbooks.grid import Workbook

_SHOWN = 9


def import_agency(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a sheet of an agency's marks claims.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    scheme, units = draft.year.whole.scheme, draft.year.whole.units
    components = marked_components(scheme, options.component)
    if components and not is_final_mark(components):
        import_measured(book, components, draft, options)
        return
    component = (
        components[0] if components else component_of(scheme, options.component, (Method.GIVEN,), "由外部评定成绩")
    )
    layout = AgencyLayout(component, unit_names(scheme, units), item_names((component,)), draft.year.period.year)
    intake = Intake(book.path, draft, options)
    marked: dict[str, UnitMarks] = {}
    every = tables(book, layout.search, draft, options)
    for found in every if options.as_written else without_own_marks(book, every):
        table = _with_items(found, layout, draft)
        draft.notes += table.unused()
        read = marks_by_item if "item" in table.columns else marks_by_unit
        listed = read(table, component, layout.units, draft)
        for unit, marks in listed.items():
            _gather(marked, unit, marks, draft)
        if not options.as_written:
            _question_full_marks(table, layout)
            _question_parts(table, component, listed, draft)
    if not marked and not has_errors(draft.findings):
        draft.notes.append(f"{book.name} 的表头下面没有成绩，没有可以导入的内容；请核对文件")
    if component.method is Method.GIVEN:
        add_sums(marked, component, draft)
    for unit, marks in marked.items():
        record_self_marks(draft, unit, {} if options.final_only else marks.own)
        record_marks(intake, component, unit, replace(marks, items={}) if options.final_only else marks)
    missing = [units[unit].name for group in scheme.groups for unit in group.units if unit not in marked]
    if missing and marked and not has_errors(draft.findings):
        more = f"等 {len(missing)} 个" if len(missing) > _SHOWN else ""
        draft.notes.append(f"表中没有成绩的单位：{'、'.join(missing[:_SHOWN])}{more}")


def _with_items(table: SheetTable, layout: AgencyLayout, draft: Draft) -> SheetTable:
    """Return a table with its columns of items; columns that could be the same are faults."""
    if "item" in table.columns:
        return table
    own = {f"own:{name}": column for name, column in self_columns(table.texts, layout.own).items()}
    found = item_columns(table.texts, layout.items)
    for column, clause in found.twice.items():
        table.fault(column, "repeated-head", f"“{clause}”有两列", "同样的内容只留一列，或改列名")
    for column, clause in found.shortened.items():
        draft.notes.append(f"表“{table.grid.name}”的列“{table.head_text(column)}”当作 {clause}")
    if "final" in table.columns:
        refuse_repeated(table, "final", layout.final, {*found.columns.values(), *found.twice, *layout.past(table.texts)})
    return table.with_columns({**found.columns, **own})


def _gather(marked: dict[str, UnitMarks], unit: str, marks: UnitMarks, draft: Draft) -> None:
    """Add what a table says of a unit to what other tables say; a contradiction is a fault at the later."""
    before = marked.get(unit)
    together = marks if before is None else merged(before, marks)
    if together is None and before is not None:
        where = (
            f"表“{before.row.grid.name}”{before.row.label}" if before.row.grid is not marks.row.grid else before.row.label
        )
        message = f"“{draft.name(unit)}”的成绩出现了两次，与{where}不一致"
        marks.row.fault(marks.key, "repeated-unit", message, "请只留一处，或改成一致")
    else:
        marked[unit] = together or marks


def _question_full_marks(table: SheetTable, layout: AgencyLayout) -> None:
    """Question a column that is full marks throughout, with marks of a part beside it."""
    final = table.columns.get("final", 0)
    view = HeadView(table.grid, table.head, table.head, table.texts)
    if "item" not in table.columns and layout.is_doubtful(view, final):
        name = table.head_text(final)
        message = f"“{name}”一列全是满分，旁边另有得分：它是满分还是成绩？"
        hint = f"是成绩的，加 --map {name}={layout.final.label} 或 --as-written；是满分的，加 --map {name}={LEFT_OUT}"
        table.fault(final, "all-full-marks", message, hint)


def _question_parts(table: SheetTable, component: Part, found: dict[str, UnitMarks], draft: Draft) -> None:
    """Question a column of marks that are all from 0 to 1 where full marks are many times that."""
    finals = [(unit, mark) for unit, one in found.items() if isinstance(mark := plain(one.fields.get("mark")), Decimal)]
    fulls = {unit: component.full_of(draft.marked_as(unit)) for unit, _ in finals}
    figures = [(mark, full) for unit, mark in finals if (full := fulls[unit]) is not None]
    if figures:
        question_shares(table, {table.columns.get("final", 0): figures})

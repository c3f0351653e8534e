"""Importing the office's register (台账): one row a deduction or bonus, with its evidence and what was done about it."""

from assessment.dataset.part import Part
from assessment.findings import has_errors
from assessment.imports.columns import refuse_repeated
from assessment.imports.draft import Draft
from assessment.imports.importing import Intake, Options
from assessment.imports.records import unit_at, unit_rows
from assessment.imports.register_clauses import Clauses
from assessment.imports.register_draft import record_register, repeats
from assessment.imports.register_layout import NEEDED, RegisterLayout
from assessment.imports.register_points import note_points
from assessment.imports.register_row import RegisterRow, entry_of
from assessment.imports.roster import unit_names
from assessment.imports.table import tables
from assessment.workbooks.grid import Workbook


def import_register(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a register claims.

    An entry with a number takes the place of the one with that number; one without takes the place of the one
    with the same clause, day and reason, or of one that differs from it in a single thing and rests on the same
    evidence. Any other is new.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    whole = draft.year.whole
    clauses, names = Clauses.of(whole.scheme), unit_names(whole.scheme, whole.units)
    layout = RegisterLayout(names, clauses)
    intake = Intake(book.path, draft, options)
    read: list[RegisterRow] = []
    for table in tables(book, layout.search, draft, options):
        for key, heading in NEEDED.items():
            refuse_repeated(table, key, heading, table.columns.values())
        draft.notes += table.unused()
        for row in unit_rows(table, "unit", ("clause", "reason", "day", "title"), draft, names, least=2):
            unit = unit_at(row, "unit", names)
            if unit is not None:
                _gather(read, entry_of(intake, clauses, row, unit))
    if not read and not has_errors(draft.findings):
        draft.notes.append(f"{book.name} 的表头下面没有扣分、加分，没有可以导入的内容；请核对文件")
    note_points(draft, [(entry.row, item, entry.fields) for entry in read if (item := _item(clauses, entry)) is not None])
    record_register(draft, read)


def _gather(read: list[RegisterRow], entry: RegisterRow) -> None:
    """Add an entry to those that were read; the same one again is a fault, unless a part of it could not be read."""
    same = next((other for other in read if repeats(other, entry)), None)
    if same is None:
        read.append(entry)
        return
    where = same.row.label if same.row.grid is entry.row.grid else f"表“{same.row.grid.name}”{same.row.label}"
    what = f"编号“{entry.key}”与{where}重复" if entry.key else f"与{where}完全相同"
    hint = "重复的请删去；确是几次的，请写次数或分别编号"
    entry.row.fault("key" if entry.key else "", "repeated-row", what, hint)


def _item(clauses: Clauses, entry: RegisterRow) -> Part | None:
    found = clauses.find(str(entry.fields.get("clause", "")))
    return None if found is None else found[1]

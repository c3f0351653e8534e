"""The register itself as evidence, where it has no column that names any."""

from assessment.dataset.county import TO_FILL
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.imports.claim import Claim
from assessment.imports.draft import Fields
from assessment.imports.importing import Intake
from assessment.imports.values import SheetRow
from assessment.workbooks.place import CellPlace


def register_as_proof(intake: Intake, row: SheetRow) -> Fields:
    """Return the sheet as evidence of a row: kept by the organiser, and complete on the last day that it tells of."""
    draft, options = intake.draft, intake.options
    last = max((day for number in row.grid.rows if (day := _day(intake, row, number)) is not None), default=None)
    captured = options.day.isoformat() if options.day is not None else last or ""
    organiser = draft.year.county.organiser.name
    source = options.source or ("" if organiser == TO_FILL else organiser)
    origin = f"来源 {source or '没有写'}，取得日期 {captured or '没有写'}；不对的用 --source、--date 写明"
    note = f"表“{row.grid.name}”没有证据一栏，以这张台账本身为证据：{origin}"
    if note not in draft.notes:
        draft.notes.append(note)
    at = CellPlace(row.grid.place().file, 0, 0)
    return {
        "title": row.claim("", f"{draft.year.whole.year.title}扣分、加分台账"),
        "kind": row.claim("", EvidenceKind.REGISTER.value),
        "source": Claim(source, at),
        "captured": Claim(captured, at),
        "files": [draft.keep(f"{draft.year.period}/sheets", intake.path)],
        "visibility": Visibility.INTERNAL.value,
    }


def _day(intake: Intake, row: SheetRow, number: int) -> str | None:
    other = SheetRow(row.grid, number, row.columns, [])
    day = other.day("day", intake.draft.year.period.year)
    return None if day is None else day.isoformat()

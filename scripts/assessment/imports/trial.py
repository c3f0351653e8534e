"""What is wrong with an import: what could not be read, and what the rules of the year find in what could."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.check.trial import added, errors_with
from assessment.findings import Finding, Severity
from assessment.imports.draft import Draft
from assessment.place import Place
from assessment.workbooks.place import CellPlace


def faults_of_draft(draft: Draft) -> list[Finding]:
    """Return the faults: of cells where a cell says what is at fault, of the data file where the sheet only led to it.

    Of a cell that could not be read nothing more is told, nor of a row as a whole in which there is one: what
    the rules miss there may be just that. What was wrong before and is no cell's is none of the sheet's.
    """
    if not draft.texts:
        return draft.findings
    data, year = draft.year.data, draft.year.period
    cells = draft.cells
    found = [
        (error, _cell_of(draft, cells, _below(error.place)))
        for error in errors_with(data, year, draft.texts, draft.evidence_files)
    ]
    of_cells = [replace(error, place=cell) for error, cell in found if cell is not None]
    elsewhere = [error for error, cell in found if cell is None]
    new = added(errors_with(data, year, {}, {}), elsewhere) if elsewhere else []
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    unread = {place for finding in errors for place in (finding.place, _row(finding))}
    return [*draft.findings, *(error for error in of_cells if error.place not in unread), *new]


def _cell_of(draft: Draft, cells: Mapping[Place, CellPlace], place: Place) -> CellPlace | None:
    """Return the cell that says what stands at a place.

    A line that only the draft has, because a sheet led to it, belongs to the nearest line before it that a cell says.
    """
    if place in cells or draft.has_line(place):
        return cells.get(place)
    before = [known for known in cells if known.file == place.file and known.line <= place.line]
    return cells[max(before, key=lambda known: (known.line, known.column))] if before else None


def _below(place: Place) -> Place:
    """Return a place whose file is named from the data folder on, whatever that folder is called."""
    return replace(place, file=place.file.partition("/")[2])


def _row(finding: Finding) -> CellPlace:
    """Return the row that a fault stands in."""
    return CellPlace(finding.place.file, finding.place.line, 0)

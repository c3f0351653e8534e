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
    the rules miss there may be just that. What was wrong before and is no cell's is none of the sheet's. A place in a
    data file is one of the file as it stands, which is not written.
    """
    if not draft.texts:
        return draft.findings
    data, year = draft.year.data, draft.year.period
    cells = draft.cells
    found = [
        (error, _place(draft, cells, error.place)) for error in errors_with(data, year, draft.texts, draft.evidence_files)
    ]
    of_cells = [replace(error, place=place) for error, place in found if isinstance(place, CellPlace)]
    elsewhere = [replace(error, place=place) for error, place in found if not isinstance(place, CellPlace)]
    new = added(errors_with(data, year, {}, {}), elsewhere) if elsewhere else []
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    unread = {place for finding in errors for place in (finding.place, _row(finding))}
    return [*draft.findings, *(error for error in of_cells if error.place not in unread), *new]


def _place(draft: Draft, cells: Mapping[Place, CellPlace], place: Place) -> Place:
    """Return where a reader finds what the draft has at a place: the cell that says it, or a line of the file.

    A line that only the draft has, because a sheet led to it, belongs to the nearest one that a cell says; best to one
    before it.
    """
    below = _below(place)
    if below in cells:
        return cells[below]
    if (old := draft.in_file(below)) is not None:
        return replace(place, line=old.line)
    in_file = [known for known in cells if known.file == below.file]
    before = [known for known in in_file if known.line <= below.line]
    if before:
        return cells[max(before, key=lambda known: (known.line, known.column))]
    return cells[min(in_file)] if in_file else replace(place, line=1, column=1)


def _below(place: Place) -> Place:
    """Return a place whose file is named from the data folder on, whatever that folder is called."""
    return replace(place, file=place.file.partition("/")[2])


def _row(finding: Finding) -> CellPlace:
    """Return the row that a fault stands in."""
    return CellPlace(finding.place.file, finding.place.line, 0)

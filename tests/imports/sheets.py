"""Sheets as grids, read into drafts without files: the lowest level at which a layout can be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from assessment.imports.draft import Draft, entries
from assessment.imports.dry_run import KINDS
from assessment.imports.glossary import Glossary
from assessment.imports.importing import Options
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.year.year import Year

OPTIONS = Options("", "", "某机构", date(2019, 12, 20))
Rows = Sequence[object]
"""Rows of cells; a row is a list."""
Merges = Sequence[tuple[int, int, int, int]]
"""First row and column, last row and column."""

TOWNS = ("建平镇", "十字镇", "涛城镇")


@dataclass(frozen=True)
class Desk:
    """Where sheets are read."""

    year: Year
    path: Path

    def read(
        self,
        kind: str,
        rows: Rows,
        options: Options = OPTIONS,
        *,
        merges: Merges = (),
        words: Mapping[str, str] | None = None,
        name: str = "表1",
        **more: Rows,
    ) -> Draft:
        """Return the draft that takes what a workbook claims."""
        file = self.path / "表.xlsx"
        file.touch()
        grids = (grid(name, rows, merges), *(grid(other, content) for other, content in more.items()))
        draft = Draft.of(self.year)
        KINDS[kind](Glossary(words or {}).put_into(Workbook(file, grids, ())), draft, options)
        return draft

    def finals(self, rows: Rows, options: Options = OPTIONS, **more: object) -> dict[str, object]:
        """Return the agency's final mark of each unit of a sheet in which nothing is at fault."""
        draft = self.read("agency", rows, options, **more)  # type: ignore[arg-type]
        assert draft.findings == []
        return finals(draft)


def finals(draft: Draft) -> dict[str, object]:
    """The final marks in a draft, by the name of the unit."""
    marks = {unit.name: draft.under(unit.id, "marks", "agency").get("mark") for unit in draft.year.whole.units.values()}
    return {name: mark for name, mark in marks.items() if mark is not None}


def items(draft: Draft, unit: str) -> list[dict[str, object]]:
    """The marks of items of a unit in a draft."""
    return entries(draft.under(unit, "marks", "agency").get("items"))


def votes(draft: Draft, rated: str) -> dict[str, object]:
    """The marks that a unit was given, by rater, in a draft."""
    listed = entries(draft.under(rated, "ballots").get("peer"))
    return {str(entry["rater"]): entry["marks"] for entry in listed}


def deductions(draft: Draft, unit: str) -> list[dict[str, object]]:
    """The deductions of a unit in a draft."""
    return draft.entries_of(unit, "deductions")


def faults(draft: Draft) -> list[str]:
    """What is at fault, each from its row on."""
    return [f"{fault.place} {fault.code}".removeprefix("表.xlsx 表“表1” ") for fault in draft.findings]


def grid(name: str, rows: Rows, merges: Merges = ()) -> Grid:
    """A sheet; what is merged holds the value of its first cell."""
    cells: dict[int, dict[int, Cell]] = {}
    for row, values in enumerate(rows, start=1):
        assert isinstance(values, list)
        found = {
            column: Cell(_value(value), (row, column))
            for column, value in enumerate(values, start=1)
            if value not in (None, "")
        }
        if found:
            cells[row] = found
    for top, left, bottom, right in merges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells.setdefault(row, {})[column] = replace(cells[top][left], corner=(top, left))
    return Grid("表.xlsx", name, {row: dict(sorted(held.items())) for row, held in sorted(cells.items())})


def _value(value: object) -> str | Decimal | date:
    match value:
        case bool() | int() | float():
            return Decimal(str(value))
        case date() | Decimal():
            return value
        case _:
            return str(value)

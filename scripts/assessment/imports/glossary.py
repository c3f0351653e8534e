"""What an office said once of the words in its sheets, put in place before a sheet is read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.folding import folded
from assessment.imports.values import cell_name
from assessment.imports.vocabulary import LEFT_OUT
from assessment.workbooks.grid import Cell, Grid, Workbook


@dataclass(frozen=True)
class Glossary:
    """Words of sheets and what they stand for."""

    words: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """Return what a word stands for, in whatever width it is written; None for a word that is not listed."""
        known = {folded(word): meaning for word, meaning in self.words.items()}
        return known.get(folded(text))

    def put_into(self, book: Workbook) -> Workbook:
        """Return a workbook in which every cell that is a listed word says what it stands for.

        A column or a sheet whose name stands for ``不导入`` is left out.
        """
        if not self.words:
            return book
        known = {folded(word): meaning for word, meaning in self.words.items()}
        kept = [grid for grid in book.grids if known.get(folded(grid.name)) != LEFT_OUT]
        return replace(book, grids=tuple(_put_into(grid, known) for grid in kept))


def _put_into(grid: Grid, known: Mapping[str, str]) -> Grid:
    left_out: set[int] = set()
    rows: dict[int, dict[int, Cell]] = {}
    for row, cells in grid.rows.items():
        new: dict[int, Cell] = {}
        for column, cell in cells.items():
            meaning = known.get(folded(cell_name(cell))) if isinstance(cell.value, str) else None
            if meaning == LEFT_OUT:
                left_out.add(column)
            new[column] = cell if meaning is None else replace(cell, value=meaning)
        if kept := {column: cell for column, cell in new.items() if column not in left_out}:
            rows[row] = kept
    return replace(grid, rows=rows)


def glossary_of(data: object, pairs: list[str]) -> Glossary:
    return Glossary(dict(pair.split("=", 1) for pair in pairs))

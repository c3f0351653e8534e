"""How a sheet is laid out: what stands over each column, which columns name units, which rows lie beside which."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from assessment.folding import folded
from assessment.imports.asides import is_summary
from assessment.imports.fold import Names
from assessment.imports.values import cell_name
from assessment.workbooks.grid import Cell, Grid
from assessment.workbooks.place import CellPlace

Texts = Mapping[int, tuple[str, ...]]
"""What stands over each column, the outermost heading first."""

LONGEST_HEAD = 200
"""Letters; a longer text is the head of no column."""
LOOKED_AT = 200
"""Rows below a head that are enough to tell what its columns hold."""


@dataclass(frozen=True)
class HeadView:
    """Some rows of a sheet looked at as a head, with what stands over and under each column."""

    grid: Grid
    top: int
    bottom: int
    texts: Texts

    @classmethod
    def of(cls, grid: Grid, top: int, bottom: int) -> "HeadView":
        """Return a view of some rows."""
        return cls(grid, top, bottom, texts_over(grid, top, bottom))

    @cached_property
    def below(self) -> Mapping[int, list[Cell]]:
        """The cells under each column; of a merged range its first."""
        found: dict[int, list[Cell]] = {}
        for row in islice((row for row in self.grid.rows if row > self.bottom), LOOKED_AT):
            for column, cell in self.grid.rows[row].items():
                if cell.corner == (row, column):
                    found.setdefault(column, []).append(cell)
        return found

    def share(self, column: int, fits: Callable[[str], bool]) -> float:
        """Return which part of the texts under a column fit, sums and means left aside; 0 where there are none."""
        texts = [cell_name(cell) for cell in self.below.get(column, ()) if isinstance(cell.value, str)]
        meant = [text for text in texts if not is_summary(text)]
        return sum(map(fits, meant)) / len(meant) if meant else 0

    def naming(self, names: Names, least: float = 0.5) -> list[int]:
        """Return the columns under which most texts name something."""
        columns = sorted({*self.texts, *self.below})
        return [column for column in columns if self.share(column, lambda text: names.find(text) is not None) >= least]

    def corner(self, column: int) -> tuple[int, int] | None:
        """Return where the head of a column was written; None where it has none."""
        cell = self.grid.rows.get(self.bottom, {}).get(column)
        return None if cell is None else cell.corner


@dataclass(frozen=True)
class TurnedGrid(Grid):
    """A sheet read with rows for columns, and with the places that it really has."""

    banners: tuple[str, ...] = ()
    """What was written across the sheet, such as its title: of no column."""

    def place(self, row: int = 0, column: int = 0) -> CellPlace:
        """Return the place of a cell, of a row, or of the sheet."""
        return CellPlace(f"{self.book} 表“{self.name}”", column, row)


def turned(grid: Grid) -> Grid:
    """Return a sheet with rows for columns."""
    rows: dict[int, dict[int, Cell]] = {}
    banners: list[str] = []
    for row, cells in grid.rows.items():
        if len(cells) > 1 and len({cell.corner for cell in cells.values()}) == 1:
            banners.append(cell_name(next(iter(cells.values()))))
            continue
        for column, cell in cells.items():
            rows.setdefault(column, {})[row] = replace(cell, corner=(cell.corner[1], cell.corner[0]))
    ordered = {row: dict(sorted(rows[row].items())) for row in sorted(rows)}
    return TurnedGrid(grid.book, grid.name, ordered, grid.hidden_columns, grid.hidden_rows, banners=tuple(banners))


def texts_over(grid: Grid, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Return the folded texts over each column, each merged range once."""
    texts: dict[int, dict[tuple[int, int], str]] = {}
    for row in range(top, bottom + 1):
        for column, cell in grid.rows.get(row, {}).items():
            if isinstance(cell.value, str) and len(cell.value) <= LONGEST_HEAD:
                texts.setdefault(column, {})[cell.corner] = folded(cell.value)
    return {column: tuple(by_corner.values()) for column, by_corner in texts.items()}


def side_by_side(view: HeadView, names: Names) -> Iterator[Grid]:
    """Yield what may be tables beside each other in a sheet, or the sheet itself.

    A table begins anew where a column with a head names units again; whether each is a table, its own head tells.
    """
    naming = [column for column in view.naming(names) if column in view.texts]
    if len(naming) < 2 or naming[0] + 1 == naming[1]:
        yield view.grid
        return
    offset = naming[0] - min(view.texts)
    same = all(view.texts.get(column - offset) == view.texts[min(view.texts)] for column in naming)
    starts = [0, *(column - (offset if same else 0) for column in naming[1:])]
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield _columns_of(view.grid, start, end)


def _columns_of(grid: Grid, start: int, end: int | None) -> Grid:
    within = range(start, end if end is not None else 1 + max((max(cells) for cells in grid.rows.values()), default=0))
    rows = {row: {column: cell for column, cell in cells.items() if column in within} for row, cells in grid.rows.items()}
    return replace(grid, rows={row: cells for row, cells in rows.items() if cells})

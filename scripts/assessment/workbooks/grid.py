"""A workbook as read: the sheets that a person sees, and their cells with what they hold and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from assessment.workbooks.place import CellPlace


@dataclass(frozen=True)
class Uncomputed:
    """A formula whose value the file does not hold. Never 0."""


@dataclass(frozen=True)
class Failed:
    """A formula that failed, such as #N/A."""

    text: str


@dataclass(frozen=True)
class Percent:
    """A percentage: 85 for 85%."""

    value: Decimal


@dataclass(frozen=True)
class Picture:
    """A picture that is set into a cell."""

    name: str
    """What the cell calls it; empty where it does not."""


CellValue = str | Decimal | Percent | date | Uncomputed | Failed | Picture


@dataclass(frozen=True)
class Cell:
    """A cell that holds something, or that a merged range spreads over."""

    value: CellValue
    corner: tuple[int, int]
    """Row and column that the value was written in; the cell's own unless it is merged."""
    shown: str | None = None
    """What a person sees in the cell where that may differ from the value; empty where nothing is to be seen."""
    code: str = ""
    """The number format that makes the difference, as it is written."""
    is_struck: bool = False
    """Whether it is struck through, or a part of it."""
    link: str = ""
    """The address that the cell leads to; empty where it leads nowhere."""


@dataclass(frozen=True)
class Grid:
    """A sheet: its cells by row and column, both counted from 1; blank cells are left out."""

    book: str
    """Name of the file."""
    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What is noted on cells, which a sheet shows only where somebody points at them; by row and column."""
    doubtful: tuple[tuple[int, int, int, int], ...] = ()
    """Ranges in which a conditional format may hide what cells hold: first row and column, last row and column."""

    @property
    def pictures(self) -> list[CellPlace]:
        """The cells into which pictures are set."""
        cells = ((row, column, cell) for row, listed in self.rows.items() for column, cell in listed.items())
        own = (
            (row, column)
            for row, column, cell in cells
            if isinstance(cell.value, Picture) and cell.corner == (row, column)
        )
        return [self.place(row, column) for row, column in own]

    def place(self, row: int = 0, column: int = 0) -> CellPlace:
        """Return the place of a cell, of a row, or of the sheet."""
        return CellPlace(f"{self.book} 表“{self.name}”", row, column)


@dataclass(frozen=True)
class Workbook:
    """A workbook's visible sheets, and the names of the hidden ones."""

    path: Path
    grids: tuple[Grid, ...]
    hidden: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name

"""Where a value stands in a workbook, as a clerk finds it: sheet, row and column."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from assessment.place import Place


@dataclass(frozen=True)
class CellPlace(Place):
    """A cell: ``file`` names the workbook and the sheet; line 0 or column 0 is a whole column or row, both the sheet."""

    def __str__(self) -> str:
        return f"{self.file} {self.cell}".rstrip()

    @property
    def cell(self) -> str:
        """Row and column in words, as far as it has them."""
        row = f"第{self.line}行" if self.line else ""
        return row + (f"{get_column_letter(self.column)}列" if self.column else "")

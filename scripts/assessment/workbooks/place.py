"""Where a value stands in a workbook, as a clerk finds it: sheet, row and column."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from assessment.place import Place


@dataclass(frozen=True)
class CellPlace(Place):
    """A cell: ``file`` names the workbook and the sheet, line is the row; column 0 is the whole row, line 0 the sheet."""

    def __str__(self) -> str:
        if not self.line:
            return self.file
        column = f"{get_column_letter(self.column)}列" if self.column else ""
        return f"{self.file} 第{self.line}行{column}"

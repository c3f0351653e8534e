"""What a cell is taken to mean; every number that an import reads, a data file can hold."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook

from assessment.edit.layout import inline
from assessment.exact import PLACES
from assessment.findings import Finding
from assessment.imports.values import SheetRow
from assessment.load.yaml_file import parse
from assessment.workbooks.reading import read_workbook

ODD = [1 / 30, 2 / 3, 0.1 + 0.2, 0.1 + 0.2 - 0.3, 28.299999999999997, 1e15, 999999999999999.0, 123456789012345.6]
NUMBERS = [*ODD, *(digit * 10.0**power for power in range(-20, 20) for digit in (1, 1 / 3, 9.99999999999999, -7))]
FORMS = ("General", "0.00%")


def test_every_number_that_is_read_can_be_recorded(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row, number in enumerate(NUMBERS, start=1):
        for column, form in enumerate(FORMS, start=1):
            sheet.cell(row, column, number).number_format = form
        sheet.cell(row, 3, f"{number:.14f}")
        sheet.cell(row, 4, f"{number:.14f}%")
    book.save(tmp_path / "a.xlsx")
    [grid] = read_workbook(tmp_path / "a.xlsx").grids
    read = 0
    for row, number in enumerate(NUMBERS, start=1):
        for column in range(1, 5):
            faults: list[Finding] = []
            found = SheetRow(grid, row, {"mark": column}, faults).number("mark", Decimal(7))
            written = Fraction(number) if column < 3 else Fraction(f"{number:.14f}")
            meant = written if column in (1, 3) else written * 7 * (100 if column == 2 else 1) / 100
            assert (found is None) == (len(faults) == 1)
            if found is None:
                continue
            read += 1
            document, _ = parse(f"mark: {inline(found)}\n", "a.yaml")
            assert document is not None
            assert document.data == {"mark": found}
            assert abs(Fraction(found) - meant) <= max(abs(meant) / 10**14, Fraction(1, 10**PLACES))
            assert bool(found) == bool(meant), "what is not nothing never becomes 0"
    assert read > 400

"""What other programs write is read, and what another formatter shows of a number is what this one says is seen."""

import json
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assessment.workbooks.grid import CellValue, Failed, Percent, Uncomputed
from assessment.workbooks.number_format import parse_format
from assessment.workbooks.reading import read_workbook
from assessment.workbooks.shown import section_for, shown_number

PROGRAM = Path(__file__).with_name("spreadsheet.js")

_BEFORE = ("", '"得"', "[Red]", "_(", "$", r"\得", "* ", "[$¥-804]")
_WHOLE = ("0", "#", "#,##0", "###0")
_PLACES = ("", ".0", ".00", ".0#", ".##")
_BEHIND = ("", "%", '"%"', r"\%", '"分（占5%）"', "_)", ",")
PATTERNS = ["".join(parts) for parts in product(_BEFORE, _WHOLE, _PLACES, _BEHIND)]
OTHERS = [
    "General",
    "@",
    "00",
    "00000",
    "?0.0",
    "0.000E+00",
    "0%%",
    "0,,",
    "# ?/?",
    "# ??/??",
    "?/?",
    "[$€-407]0.0",
]
SECTIONS = ['{0};"负"{0}', '{0};-{0};"零"', "{0};-{0};;@", "{0};;;"]
CONDITIONS = ["[>=60]{0};[<1]0.0;0", '[=0]"";{0}', "[<60][Red]{0};{0}"]
NUMBERS = [0, 1, 5, 0.9, 0.04, 0.855, 8.5, 12, 85.5, 88, 99.96, 100, 120, 1234.5, 87.4053333333333, 1234567.891]
NEGATIVES = [-1, -0.9, -8.5, -85.5, -1234.56]
"""Only for formats with a section for them: elsewhere the other formatter leaves out the sign, or rounds to above."""


def ask(what: str, question: object) -> str:
    """Run the program with a question and return its answer."""
    done = subprocess.run(
        ["node", str(PROGRAM), what], input=json.dumps(question), capture_output=True, text=True, check=True
    )
    return done.stdout


def shown(code: str, number: float) -> str:
    stored = Decimal(format(number, ".15g"))
    found = section_for(parse_format(code), stored)
    return "########" if found is None else shown_number(found[0], stored, found[1])


def alike(text: str) -> str:
    """A text without what only makes room."""
    return " ".join(text.split())


def test_numbers_are_shown_as_by_another_formatter() -> None:
    cases = [
        *product([*PATTERNS, *OTHERS], NUMBERS),
        *product([form.format(one) for form in SECTIONS for one in PATTERNS[::4]], [*NUMBERS, *NEGATIVES]),
        *product([form.format(one) for form in CONDITIONS for one in PATTERNS[::4]], NUMBERS),
    ]
    answers = json.loads(ask("shown", cases))
    compared = 0
    different = []
    for (code, number), other in zip(cases, answers, strict=True):
        if other is not None:
            compared += 1
            if alike(shown(code, number)) != alike(other):
                different.append((code, number, shown(code, number), other))
    assert different == []
    assert compared > 10_000


CELLS: list[tuple[str | None, str | float]] = [
    *product([*PATTERNS[::9], *OTHERS, "0.0;-0.0;;@", ";;;", "[<=1]0%;0.0", '0.0"%"', r"0.0\%"], [0, 0.855, 88, 87.405]),
    *product(["yyyy-mm-dd", r"yyyy\-mm\-dd", "[$-804]yyyy-mm-dd;@"], [43588, 43650.75]),
    *product([None, "@", '@"镇"', "0.0", ";;;"], ["建平", "甲 & <乙>", "行一\n行二", "_x0_", "𠮷\U00031350"]),
]
"""Values with their formats; every type of cell that a program writes without a formula."""


def by_openpyxl(file: Path) -> None:
    book = Workbook()
    for row, (code, value) in enumerate(CELLS, start=1):
        cell = book.worksheets[0].cell(row, 1, value)
        cell.number_format = code or "General"
    book.save(file)


def by_xlsxwriter(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("表1")
        for row, (code, value) in enumerate(CELLS):
            form = book.add_format({"num_format": code}) if code else None
            (sheet.write_number if isinstance(value, float | int) else sheet.write_string)(row, 0, value, form)


def by_sheetjs(file: Path) -> None:
    ask("write", {"file": str(file), "rows": [[[value, code]] for code, value in CELLS]})


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter, by_sheetjs])
def test_what_other_programs_write_is_read(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx")
    [grid] = read_workbook(tmp_path / "a.xlsx").grids
    answers = json.loads(ask("shown", [(code or "General", value) for code, value in CELLS]))
    for row, ((code, value), other) in enumerate(zip(CELLS, answers, strict=True), start=1):
        cell = grid.rows[row][1]
        seen = str(cell.value) if cell.shown is None else cell.shown
        assert other is None or alike(seen) == alike(other), (code, value)
        if isinstance(cell.value, Percent):
            assert cell.value.value == Decimal(str(value)) * 100
        elif isinstance(cell.value, Decimal):
            assert cell.value == Decimal(str(value))


def with_openpyxl(file: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    failed = sheet.cell(4, 1, "#DIV/0!")
    failed.data_type = "e"
    for row, value in ((1, 88.5), (2, "建平镇"), (3, True), (5, date(2019, 7, 3)), (6, datetime(2019, 7, 3, 9, 30))):
        sheet.cell(row, 1, value)
    sheet.cell(9, 1, "=80+8")
    sheet.cell(10, 1, CellRichText("建", TextBlock(InlineFont(b=True), "平"), "镇"))
    book.save(file)


def with_xlsxwriter(file: Path, constant_memory: bool = False) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": constant_memory}) as book:
        sheet = book.add_worksheet("表1")
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet.write_number(0, 0, 88.5)
        sheet.write_string(1, 0, "建平镇")
        sheet.write_boolean(2, 0, True)
        sheet.write_formula(3, 0, "=1/0", None, "#DIV/0!")
        sheet.write_datetime(4, 0, datetime(2019, 7, 3), day)
        sheet.write_datetime(5, 0, datetime(2019, 7, 3, 9, 30), day)
        sheet.write_formula(6, 0, "=80+8", None, 88)
        sheet.write_formula(7, 0, '="建平"&"镇"', None, "建平镇")
        sheet.write_formula(8, 0, "=80+8")
        sheet.write_rich_string(9, 0, "建", bold, "平", "镇")


def with_xlsxwriter_in_rows(file: Path) -> None:
    with_xlsxwriter(file, constant_memory=True)


def with_sheetjs(file: Path) -> None:
    cells: list[object] = [
        88.5,
        "建平镇",
        {"t": "b", "v": True},
        {"t": "e", "v": 7},
        {"t": "d", "v": "2019-07-03T00:00:00Z", "z": "yyyy-mm-dd"},
        {"t": "d", "v": "2019-07-03T09:30:00Z", "z": "yyyy-mm-dd"},
        {"t": "n", "v": 88, "f": "80+8"},
        {"t": "str", "v": "建平镇", "f": '"建平"&"镇"'},
        {"t": "n", "f": "80+8"},
        {"t": "s", "v": "建平镇", "r": "<r><t>建</t></r><r><rPr><b/></rPr><t>平</t></r><r><t>镇</t></r>"},
    ]
    ask("write", {"file": str(file), "rows": [[[cell, ""]] for cell in cells]})


TYPES: dict[int, CellValue] = {
    1: Decimal("88.5"),
    2: "建平镇",
    3: "TRUE",
    4: Failed("#DIV/0!"),
    5: date(2019, 7, 3),
    6: date(2019, 7, 3),
    7: Decimal(88),
    8: "建平镇",
    9: Uncomputed(),
    10: "建平镇",
}
"""What a cell of each type holds, by row; of a formula without a result nothing, and never 0."""


@pytest.mark.parametrize("write", [with_openpyxl, with_xlsxwriter, with_xlsxwriter_in_rows, with_sheetjs])
def test_every_type_of_cell(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx")
    [grid] = read_workbook(tmp_path / "a.xlsx").grids
    without = (7, 8) if write is with_openpyxl else ()
    held = {row: cells[1].value for row, cells in grid.rows.items()}
    assert held == {row: value for row, value in TYPES.items() if row not in without}

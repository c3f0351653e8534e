"""What other programs write is read, and what another formatter shows of a number is what this one says is seen."""

import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from assessment.workbooks.grid import Percent
from assessment.workbooks.number_format import parse_format
from assessment.workbooks.reading import read_workbook
from assessment.workbooks.shown import section_for, shown_number

PROGRAM = Path(__file__).with_name("spreadsheet.js")

_BEFORE = ("", '"得"', "[Red]", "_(", "$")
_WHOLE = ("0", "#", "#,##0", "###0")
_PLACES = ("", ".0", ".00", ".0#", ".##")
_BEHIND = ("", "%", '"%"', r"\%", '"分（占5%）"', "_)", ",")
PATTERNS = ["".join(parts) for parts in product(_BEFORE, _WHOLE, _PLACES, _BEHIND)]
OTHERS = ["General", "@", "00", "00000", "0.000E+00", "# ?/?", "# ??/??", "?/?", "[$€-407]0.0"]
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
    asked = [
        *product([*PATTERNS, *OTHERS], NUMBERS),
        *product([form.format(one) for form in SECTIONS for one in PATTERNS[::4]], [*NUMBERS, *NEGATIVES]),
        *product([form.format(one) for form in CONDITIONS for one in PATTERNS[::4]], NUMBERS),
    ]
    answers = json.loads(ask("shown", asked))
    compared = 0
    different = []
    for (code, number), other in zip(asked, answers, strict=True):
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

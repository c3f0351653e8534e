"""Conditional formats that hide what cells hold: worked out where they compare with numbers, said where they do not."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from assessment.imports.remarks import remarks
from assessment.workbooks import conditional
from assessment.workbooks.grid import Grid
from assessment.workbooks.grid import Workbook as Book
from assessment.workbooks.reading import read_workbook

WHITE = Font(color="FFFFFFFF")
BLACK = PatternFill("solid", bgColor="FF000000")
VALUES = (0, 80.5, 90)


def read(path: Path, rule: Rule, within: str = "A1:A3") -> Grid:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for value in VALUES:
        sheet.append([value, value])
    sheet.conditional_formatting.add(within, rule)
    book.save(path / "a.xlsx")
    return read_workbook(path / "a.xlsx").grids[0]


def rule(kind: str, formula: list[str], operator: str | None = None, **look: object) -> Rule:
    style = DifferentialStyle(**look)  # type: ignore[arg-type]
    return Rule(type=kind, operator=operator, formula=formula, dxf=style)  # type: ignore[arg-type]


def unseen(grid: Grid) -> list[tuple[int, int]]:
    return [(row, column) for row, cells in grid.rows.items() for column, cell in cells.items() if cell.shown == ""]


@pytest.mark.parametrize(
    ("operator", "formula", "rows"),
    [
        ("equal", ["0"], [1]),
        ("notEqual", ["0"], [2, 3]),
        ("lessThan", ["80.5"], [1]),
        ("lessThanOrEqual", ["80.5"], [1, 2]),
        ("greaterThan", ["80.5"], [3]),
        ("greaterThanOrEqual", ["80.5"], [2, 3]),
        ("between", ["80", "81"], [2]),
        ("notBetween", ["80", "81"], [1, 3]),
    ],
)
def test_a_comparison_with_numbers_is_worked_out(
    operator: str, formula: list[str], rows: list[int], tmp_path: Path
) -> None:
    grid = read(tmp_path, rule("cellIs", formula, operator, font=WHITE))
    assert (unseen(grid), grid.doubtful) == ([(row, 1) for row in rows], ())


@pytest.mark.parametrize(("code", "rows"), [(";;;", [1, 2]), ("0;-0;;@", [1]), ("0.0", [])])
def test_a_number_format_of_a_condition(code: str, rows: list[int], tmp_path: Path) -> None:
    form = NumberFormat(numFmtId=200, formatCode=code)
    assert unseen(read(tmp_path, rule("cellIs", ["85"], "lessThan", numFmt=form))) == [(row, 1) for row in rows]


@pytest.mark.parametrize(
    ("kind", "formula", "operator"),
    [("expression", ["A1=0"], None), ("cellIs", ["$B$1"], "equal"), ("duplicateValues", [], None)],
)
def test_what_only_a_spreadsheet_works_out_is_doubtful(
    kind: str, formula: list[str], operator: str | None, tmp_path: Path
) -> None:
    grid = read(tmp_path, rule(kind, formula, operator, font=WHITE))
    assert (unseen(grid), grid.doubtful) == ([], ((1, 1, 3, 1),))


def test_rows_count_that_hold_nothing_in_the_range(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = rule("cellIs", ["0"], "equal", font=WHITE)
    assert read(tmp_path, look, "D1:D3").doubtful == ()
    monkeypatch.setattr(conditional, "_MOST_CELLS", 2)
    assert read(tmp_path, look, "D1:D3").doubtful == ((1, 4, 3, 4),)


@pytest.mark.parametrize(
    "look",
    [
        {"font": Font(color="FFFF0000")},
        {"fill": PatternFill("solid", bgColor="FFFF0000")},
        {"font": WHITE, "fill": BLACK},
    ],
)
def test_other_looks_hide_nothing(look: dict[str, object], tmp_path: Path) -> None:
    grid = read(tmp_path, rule("expression", ["A1=0"], **look))  # type: ignore[arg-type]
    assert (unseen(grid), grid.doubtful) == ([], ())


def test_what_is_doubtful_is_said_with_its_ranges() -> None:
    grid = Grid("a.xlsx", "表1", {}, doubtful=((2, 2, 10, 2),))
    assert remarks(Book(Path("a.xlsx"), (grid,), ())) == [
        "表“表1”的条件格式会使有些格里的字看不见，照存着的导入，请核对：B2:B10"
    ]


@pytest.mark.parametrize(
    ("font", "is_seen"),
    [
        (Font(color="FFFEFEFE"), False),
        (Font(color="FFF4F4F4"), False),
        (Font(color="FFC0C0C0"), True),
        (Font(size=1), False),
    ],
)
def test_what_can_hardly_be_seen_is_not_seen(font: Font, is_seen: bool, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = 88
    sheet["A1"].font = font
    book.save(tmp_path / "a.xlsx")
    assert (unseen(read_workbook(tmp_path / "a.xlsx").grids[0]) == []) is is_seen

"""What a cell is taken to mean; every number that an import reads, a data file can hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from assessment.edit.layout import inline
from assessment.exact import PLACES
from assessment.findings import Finding, Severity, has_errors
from assessment.imports.days import day_of_text
from assessment.imports.values import SheetRow, is_blank, number_of
from assessment.load.yaml_file import parse
from assessment.workbooks.grid import Cell, CellValue, Failed, Grid, Percent, Picture, Uncomputed
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
            assert (found is None) == has_errors(faults)
            assert len(faults) <= 1
            if found is None:
                continue
            read += 1
            document, _ = parse(f"mark: {inline(found)}\n", "a.yaml")
            assert document is not None
            assert document.data == {"mark": found}
            # A residue of binary arithmetic counts as what it stands for.
            assert abs(Fraction(found) - meant) <= max(abs(meant) / 10**14, Fraction(1, 10**PLACES), Fraction(7, 10**12))
            assert bool(found) == bool(meant), "what is not nothing never becomes 0"
    assert read > 350


def row_with(cell: Cell) -> tuple[SheetRow, list[Finding]]:
    """A row of one cell, and where its faults go."""
    faults: list[Finding] = []
    return SheetRow(Grid("表.xlsx", "表1", {3: {2: cell}}), 3, {"mark": 2}, faults), faults


def number_at(value: CellValue, shown: str | None = None, code: str = "") -> tuple[Decimal | None, list[str]]:
    """The number of a cell for 100 full marks, and the codes of what is found."""
    row, faults = row_with(Cell(value, (3, 2), shown, code))
    return row.number("mark", Decimal(100)), [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("88.5", "88.5"),
        ("　８８．５　", "88.5"),
        ("88.5分", "88.5"),
        ("88.5 分", "88.5"),
        ("\n88.5\n", "88.5"),
        ("－5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("0", "0"),
    ],
)
def test_texts_that_are_numbers(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["85.5%", "８５．５％", "85.5 %"])
def test_texts_that_are_percentages(text: str) -> None:
    assert number_of(text) == Percent(Decimal("85.5"))


RUN_TOGETHER = ["9\n5", "8 5", "8\u30005", "8\xa05", "8\t5", "8 .5", "8. 5", "8.5¹", "8.5⁵", "8.5₁", "9^.⁵"]
OTHER_FORMS = ["⑨", "⒐", "九", "Ⅸ", "９⒌", "²", "½", "8½", "٣", "९", "𝟗", "㊈", "🄊"]
NO_NUMBERS = [
    "1,234",
    "1，234",
    "8,5",
    "8。5",
    "8·5",
    "8.5.5",
    "85/100",
    "85-90",
    "约85",
    "85左右",
    "1e2",
    "0x58",
    "NaN",
    "-1.#IND",
    "未测评",
    "缺考",
    "N/A",
    "*",
    "--5",
    "",
    ".",
]


@pytest.mark.parametrize("text", [*RUN_TOGETHER, *OTHER_FORMS, *NO_NUMBERS])
def test_texts_that_are_no_numbers(text: str) -> None:
    assert number_of(text) is None


@given(st.text())
def test_a_number_is_typed_in_one_piece_with_the_signs_of_numbers(text: str) -> None:
    if number_of(text) is not None:
        piece = text.strip().removesuffix("分").strip().rstrip("%％").strip()
        assert all(c in "0123456789.+-−" or 0xFF01 <= ord(c) <= 0xFF5E for c in piece)


SEEN = [
    (Decimal("85.5"), "85.5", "0.0", "85.5"),
    (Decimal("85.5"), "85.50", "0.00", "85.5"),
    (Decimal("85.5"), "85.5分", '0.0"分"', "85.5"),
    (Decimal("0.9"), "0.9分（占5%）", '0.0"分（占5%）"', "0.9"),
    (Decimal("0.9"), "0.9%", '0.0"%"', "0.9"),
    (Decimal("85.5"), "85.5%", r"0.0\%", "85.5"),
    (Percent(Decimal("85.5")), "85.5%", "0.0%", "85.5"),
    (Decimal(1234), "1,234", "#,##0", "1234"),
    (Decimal(-5), "-5.0", "0.0;-0.0", "-5"),
]


@pytest.mark.parametrize(("value", "shown", "code", "number"), SEEN)
def test_a_format_that_shows_the_number(value: Decimal | Percent, shown: str, code: str, number: str) -> None:
    assert number_at(value, shown, code) == (Decimal(number), [])


OTHERWISE = [
    (Decimal(88), "", ";;;", "hidden-value"),
    (Decimal(0), "", "0.0;-0.0;;@", "hidden-value"),
    (Decimal(0), "-", '0;-0;"-"', "shown-otherwise"),
    (Decimal(0), "无", '0;0;"无"', "shown-otherwise"),
    (Decimal("85.5"), "8.55E+01", "0.00E+00", "shown-otherwise"),
    (Decimal("8.5"), "8 1/2", "# ?/?", "shown-otherwise"),
    (Decimal(95), "优", '[>=90]"优";0', "shown-otherwise"),
    (Decimal(85500), "85.5", "0.0,", "shown-otherwise"),
    (Decimal(85), "8.5", r"0\.0", "shown-otherwise"),
    (Decimal(5), "15", '"1"0', "shown-otherwise"),
    (Decimal(-5), "5", "0;0", "shown-otherwise"),
    (Decimal(-5), "(5)", "0_);(0)", "shown-otherwise"),
    (Decimal(5), "-5", '"-"0', "shown-otherwise"),
    (Decimal(85), "85/100", '0"/100"', "shown-otherwise"),
    (Decimal("0.855"), "8550%%", "0%%", "shown-otherwise"),
    (Decimal(85), "########", "[>90]0", "shown-otherwise"),
    (Decimal(85), "中文或其他文字的数码", "[DBNum1]0", "shown-otherwise"),
    (Decimal("0.04"), "0.0", "0.0", "shown-otherwise"),
    (Percent(Decimal("0.4")), "0%", "0%", "shown-otherwise"),
    ("88", "", ";;;", "hidden-value"),
    ("88", "—", '0;0;0;"—"', "shown-otherwise"),
]


@pytest.mark.parametrize(("value", "shown", "code", "finding"), OTHERWISE)
def test_a_format_that_shows_something_else(value: CellValue, shown: str, code: str, finding: str) -> None:
    assert number_at(value, shown, code) == (None, [finding])


OTHER_KINDS = [
    (date(1900, 3, 28), "not-a-number"),
    (Picture("ID_1"), "picture-in-cell"),
    (Uncomputed(), "no-value"),
    (Failed("#N/A"), "formula-failed"),
    ("5.55E-17", "not-a-number"),
    ("TRUE", "not-a-number"),
]


@pytest.mark.parametrize(("value", "finding"), OTHER_KINDS)
def test_what_is_no_number(value: CellValue, finding: str) -> None:
    assert number_at(value) == (None, [finding])


def test_a_number_that_is_shown_rounded_counts_and_is_told_once_a_column() -> None:
    faults: list[Finding] = []
    cells = {row: {2: Cell(Decimal("87.405"), (row, 2), "87.41", "0.00")} for row in (3, 4)}
    grid = Grid("表.xlsx", "表1", cells)
    assert [SheetRow(grid, row, {"mark": 2}, faults).number("mark", None) for row in cells] == [Decimal("87.405")] * 2
    assert [(str(one.place), one.severity) for one in faults] == [("表.xlsx 表“表1” 第3行B列", Severity.WARNING)]
    assert faults[0].message == "显示为 87.41，实际是 87.405；这一列都按实际的数导入"


def test_what_is_struck_through_is_a_fault_of_its_row() -> None:
    row, faults = row_with(Cell(Decimal(70), (3, 2), is_struck=True))
    assert row.number("mark", None) is None
    assert [(str(fault.place), fault.code) for fault in faults] == [("表.xlsx 表“表1” 第3行", "struck-through")]


def test_a_zero_that_is_not_shown_is_blank_beside_nothing_and_a_fault_beside_a_name() -> None:
    unseen = Cell(Decimal(0), (3, 2), "")
    assert is_blank(unseen)
    assert not is_blank(Cell(Decimal(88), (3, 2), ""))
    assert not is_blank(Cell("甲", (3, 2), ""))
    assert number_at(Decimal(0), "") == (None, ["hidden-value"])


@pytest.mark.parametrize(
    ("value", "shown", "count"),
    [
        ("两次", None, 2),
        ("2次", None, 2),
        ("２ 件", None, 2),
        ("十二", None, 12),
        ("二十", None, 20),
        ("三十一次", None, 31),
        (Decimal(3), None, 3),
        (Decimal(3), "3.0", 3),
        (Decimal(3), "3次", 3),
    ],
)
def test_counts(value: CellValue, shown: str | None, count: int) -> None:
    row, faults = row_with(Cell(value, (3, 2), shown))
    assert (row.count("mark"), faults) == (count, [])


@pytest.mark.parametrize("value", ["0", "①", "多次", "十十", "2\n3", "1000", Decimal("1.5"), Decimal(0), Decimal(-1)])
def test_what_is_no_count(value: CellValue) -> None:
    row, faults = row_with(Cell(value, (3, 2)))
    row.count("mark")
    assert [fault.code for fault in faults] == ["not-a-count"]


def test_a_count_that_is_shown_rounded_is_none() -> None:
    row, faults = row_with(Cell(Decimal("1.5"), (3, 2), "2", "0"))
    row.count("mark")
    assert [fault.code for fault in faults] == ["not-a-count"]


@pytest.mark.parametrize(
    "text",
    [
        "2019-05-03",
        "2019/5/3",
        "2019.5.3",
        "2019年5月3日",
        "2019 年 5 月 3 日",
        "２０１９－０５－０３",
        "20190503",
        "2019-05-03 14:30",
        "2019-05-03T14:30:00",
        "2019/5/3 8:05:09.5",
        "2019年5月3日 下午3时20分",
        "2019年5月3日（星期五）",
        "2019年5月3号",
        "二〇一九年五月三日",
        "二○一九年五月三日",
        "二零一九年五月三日",
    ],
)
def test_days_as_they_are_written(text: str) -> None:
    assert day_of_text(text) == date(2019, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"), [("二〇一九年十二月二十日", (2019, 12, 20)), ("二〇二〇年十月三十一日", (2020, 10, 31))]
)
def test_days_in_chinese(text: str, day: tuple[int, int, int]) -> None:
    assert day_of_text(text) == date(*day)


@pytest.mark.parametrize(
    "text", ["5月3日", "19-05-03", "2019-13-01", "2019年2月30日", "二〇一九年十三月一日", "2019", "2019-05", "③"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_of_text(text) is None


def test_the_serial_number_of_a_day_is_that_day() -> None:
    row, faults = row_with(Cell(Decimal("43588.75"), (3, 2)))
    assert (row.day("mark"), faults) == (date(2019, 5, 3), [])

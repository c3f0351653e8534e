"""What a person sees of a sheet: nothing of what is hidden, struck through, or dressed in its ground's colour."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from assessment.workbooks.grid import Percent, Picture
from assessment.workbooks.reading import read_workbook
from tests.workbooks.raw import raw_grid, text_cell

ROW = '<row r="1"><c r="A1"><v>88</v></c></row>'
HIDDEN_ROW = [
    '<row r="1" ht="0">',
    '<row r="1" ht="0" customHeight="1">',
    '<row r="1" ht="0.75">',
    '<row r="1" hidden="1">',
    '<row r="1" hidden="true" ht="15">',
]


@pytest.mark.parametrize("row", HIDDEN_ROW)
def test_hidden_rows(row: str, tmp_path: Path) -> None:
    assert raw_grid(tmp_path, f'{row}<c r="A1"><v>88</v></c></row><row r="2"/>').hidden_rows == {1}


def test_rows_that_are_seen(tmp_path: Path) -> None:
    rows = '<row r="1" ht="15"><c><v>1</v></c></row><row r="2" hidden="0"/><row r="3" ht="x"/>'
    assert raw_grid(tmp_path, rows).hidden_rows == frozenset()


@pytest.mark.parametrize(
    ("above", "hidden"),
    [
        ('<cols><col min="1" max="2" width="0"/></cols>', {1, 2}),
        ('<cols><col min="2" max="2" width="0" customWidth="1"/></cols>', {2}),
        ('<cols><col min="2" max="2" width="0.2"/></cols>', {2}),
        ('<cols><col min="2" max="3" width="9" hidden="1"/></cols>', {2, 3}),
        ('<cols><col min="2" max="16384" width="0"/></cols>', set(range(2, 301))),
        ('<cols><col min="2" max="2" width="9"/><col min="3" max="3"/></cols>', set()),
        ('<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="2" width="9"/></cols>', set(range(3, 301))),
    ],
)
def test_hidden_columns(above: str, hidden: set[int], tmp_path: Path) -> None:
    assert raw_grid(tmp_path, ROW, above=above).hidden_columns == hidden


def test_rows_that_are_low_unless_they_say_otherwise(tmp_path: Path) -> None:
    rows = '<row r="1"><c><v>1</v></c></row><row r="2" ht="15"><c><v>1</v></c></row>'
    assert raw_grid(tmp_path, rows, above='<sheetFormatPr defaultRowHeight="0"/>').hidden_rows == {1}


def styles(code: str = "General", font: str = "", fill: str = "") -> str:
    """A style sheet whose style 1 has a number format, a font and a fill."""
    code = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><fonts><font/><font>{font}</font></fonts>'
        f"<fills><fill><patternFill/></fill><fill>{fill}</fill></fills>"
        '<cellXfs><xf/><xf numFmtId="164" fontId="1" fillId="1"/></cellXfs>'
        "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
    )


WHITE, SOLID = '<color rgb="FFFFFFFF"/>', '<patternFill patternType="solid"><fgColor rgb="FF{}"/></patternFill>'


@pytest.mark.parametrize(
    ("font", "fill", "is_seen"),
    [
        ("", "", True),
        (WHITE, "", False),
        ('<color theme="0"/>', "", False),
        ('<color theme="0" tint="-0.5"/>', "", True),
        ('<color indexed="9"/>', "", False),
        ('<color auto="1"/>', "", True),
        (WHITE, SOLID.format("336699"), True),
        (WHITE, SOLID.format("ffffff"), False),
        ('<color rgb="FF336699"/>', SOLID.format("336699"), False),
        ("", SOLID.format("000000"), False),
        (WHITE, '<gradientFill degree="90"/>', True),
        (WHITE, '<patternFill patternType="gray125"><fgColor rgb="FFFFFFFF"/></patternFill>', True),
    ],
)
def test_text_in_the_colour_of_its_ground(font: str, fill: str, is_seen: bool, tmp_path: Path) -> None:
    grid = raw_grid(tmp_path, '<row><c s="1"><v>88</v></c></row>', styles=styles(font=font, fill=fill))
    assert (grid.rows[1][1].shown != "") == is_seen


@pytest.mark.parametrize("colour", ["White", "白色", "Color 2", "颜色2", "white"])
@pytest.mark.parametrize(
    ("code", "number", "is_seen"),
    [
        ("[{}]0.0", "88", False),
        ("[{}]0.0%", "0.88", False),
        ("[{}][>=60]0;0.0", "88", False),
        ("[{}][>=60]0;0.0", "55", True),
        ("0;[{}]-0", "88", True),
    ],
)
def test_numbers_that_the_format_gives_the_colour_of_the_ground(
    colour: str, code: str, number: str, is_seen: bool, tmp_path: Path
) -> None:
    rows = f'<row><c s="1"><v>{number}</v></c></row>'
    assert (raw_grid(tmp_path, rows, styles=styles(code.format(colour))).rows[1][1].shown != "") == is_seen
    dark = styles(code.format(colour), fill=SOLID.format("336699"))
    assert raw_grid(tmp_path, rows, styles=dark).rows[1][1].shown != ""


@pytest.mark.parametrize(
    ("colour", "shown"), [(WHITE, "8"), ('<color theme="0"/>', "8"), ('<color rgb="FFFF0000"/>', None)]
)
def test_parts_of_a_text_in_the_colour_of_the_ground(colour: str, shown: str | None, tmp_path: Path) -> None:
    text = f"<is><r><t>8</t></r><r><rPr>{colour}</rPr><t>5</t></r></is>"
    cell = raw_grid(tmp_path, f'<row><c t="inlineStr">{text}</c></row>').rows[1][1]
    assert (cell.value, cell.shown) == ("85", shown)
    on_dark = styles(fill=SOLID.format("336699"))
    assert raw_grid(tmp_path, f'<row><c s="1" t="inlineStr">{text}</c></row>', styles=on_dark).rows[1][1].shown is None


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("\u202e镇平建", "镇平建", "建平镇"),
        ("未\u202e改整\u202c好", "未改整好", "未整改好"),
        ("未_x202E_改整_x202C_好", "未改整好", "未整改好"),
        ("\u202e甲\u202c", "甲", None),
        ("\u202d建平镇\u202c", "建平镇", None),
        ("\u2067建平镇\u2069", "建平镇", None),
        ("建平镇\u200f", "建平镇", None),
    ],
)
def test_letters_that_a_mark_of_direction_turns_round(
    written: str, value: str, shown: str | None, tmp_path: Path
) -> None:
    grid = raw_grid(tmp_path, f'<row>{text_cell(written)}<c t="str"><f>A1</f><v>{written}</v></c></row>')
    assert [(cell.value, cell.shown) for cell in grid.rows[1].values()] == [(value, shown)] * 2


@pytest.mark.parametrize("view", ['showZeros="0"', 'showZeros="false"'])
def test_zeros_that_are_not_shown(view: str, tmp_path: Path) -> None:
    rows = f"<row><c><v>0</v></c><c><v>-0.0</v></c><c><f>A1</f><v>0</v></c><c><v>5</v></c>{text_cell('0')}</row>"
    above = f"<sheetViews><sheetView {view}/></sheetViews>"
    cells = raw_grid(tmp_path, rows, above=above).rows[1].values()
    assert [cell.shown for cell in cells] == ["", "", "", None, None]


@pytest.mark.parametrize(
    ("font", "is_struck"),
    [("<strike/>", True), ('<strike val="1"/>', True), ('<strike val="0"/>', False), ("<b/>", False)],
)
def test_struck_through_cells(font: str, is_struck: bool, tmp_path: Path) -> None:
    grid = raw_grid(tmp_path, '<row><c s="1"><v>88</v></c></row>', styles=styles(font=font))
    assert grid.rows[1][1].is_struck == is_struck


@pytest.mark.parametrize(
    ("code", "number", "value", "shown"),
    [
        ("0.0%", "0.855", Percent(Decimal("85.5")), "85.5%"),
        ("0.0%", "0.07", Percent(Decimal(7)), "7.0%"),
        ('0.0"%"', "0.9", Decimal("0.9"), "0.9%"),
        ("[<=1]0%;0.0", "0.85", Percent(Decimal(85)), "85%"),
        (";;;", "88", Decimal(88), ""),
        ("0.0;-0.0;;@", "0", Decimal(0), ""),
        ("[>5]0", "3", Decimal(3), "########"),
        ("yyyy/m/d", "43588", date(2019, 5, 3), None),
        ("m月d日", "43588.75", date(2019, 5, 3), None),
        ("h:mm", "0.75", "18:00:00", None),
        ("h:mm", "43588.75", "18:00:00", None),
        ("yyyy/m/d", "-5", "########", None),
        ("yyyy/m/d", "1E10", "########", None),
        ("General", "5.55E-17", "5.55E-17", None),
        ("General", "1E300", "1E+300", None),
        ("General", "0.30000000000000004", Decimal("0.3"), None),
        ("General", "0.09999999999999432", Decimal("0.1"), None),
        ("General", "87.350000000000009", Decimal("87.35"), None),
        ("General", "87.8333333333333", Decimal("87.8333333333333"), None),
        ("General", "NaN", "NaN", None),
        ("General", "0x58", "0x58", None),
        ("General", "88.0", Decimal(88), None),
    ],
)
def test_numbers_under_formats(code: str, number: str, value: object, shown: str | None, tmp_path: Path) -> None:
    cell = raw_grid(tmp_path, f'<row><c s="1"><v>{number}</v></c></row>', styles=styles(code)).rows[1][1]
    assert (cell.value, cell.shown) == (value, shown)


@pytest.mark.parametrize("id", [27, 28, 30, 31, 36, 50, 51, 57, 58])
def test_the_dates_of_chinese_editions(id: int, tmp_path: Path) -> None:
    looks = f'<cellXfs><xf numFmtId="{id}"/></cellXfs>'
    assert raw_grid(tmp_path, '<row><c s="0"><v>43588</v></c></row>', styles=looks).rows[1][1].value == date(2019, 5, 3)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('<c t="str"><f>_xlfn.DISPIMG("ID_0A1B",1)</f><v>=DISPIMG("ID_0A1B",1)</v></c>', "ID_0A1B"),
        ('<c t="str"><f>DISPIMG("ID_1",1)</f></c>', "ID_1"),
        ('<c t="str"><v>=DISPIMG("ID_2",1)</v></c>', "ID_2"),
        (text_cell('=DISPIMG("ID_3",1)'), "ID_3"),
        ('<c t="e" vm="1"><v>#VALUE!</v></c>', ""),
    ],
)
def test_pictures_in_cells(cell: str, name: str, tmp_path: Path) -> None:
    grid = raw_grid(tmp_path, f"<row>{cell}</row>")
    assert grid.rows[1][1].value == Picture(name)
    assert [str(place) for place in grid.pictures] == ["表.xlsx 表“表1” 第1行A列"]


def test_links(tmp_path: Path) -> None:
    rows = f'<row>{text_cell("一")}{text_cell("二")}<c t="str"><f>HYPERLINK("https://a.cn/?q=""x""","三")</f><v>三</v></c></row>'
    link = '<Relationship Id="r9" Type="x/hyperlink" Target="https://b.cn/" TargetMode="External"/>'
    below = '<hyperlinks><hyperlink ref="A1:A2" r:id="r9"/><hyperlink ref="B1" location="表1!A1"/></hyperlinks>'
    cells = raw_grid(tmp_path, rows, below=below, links=link).rows[1].values()
    assert [cell.link for cell in cells] == ["https://b.cn/", "", 'https://a.cn/?q="x"']


BROKEN_LOOKS = [
    '<fonts><font><color rgb="nonsense"/><family val="99"/></font></fonts>'
    '<cellXfs><xf fontId="7" fillId="-1" numFmtId="x"/></cellXfs>',
    "<fills><fill/></fills><cellXfs/>",
    '<cellXfs><xf numFmtId="9999"/></cellXfs>',
    '<numFmts><numFmt numFmtId="164"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>',
]


@pytest.mark.parametrize("looks", BROKEN_LOOKS)
def test_styles_that_other_programs_break(looks: str, tmp_path: Path) -> None:
    grid = raw_grid(tmp_path, '<row><c s="0"><v>88.5</v></c><c s="99"><v>77</v></c></row>', styles=looks)
    assert [cell.value for cell in grid.rows[1].values()] == [Decimal("88.5"), Decimal(77)]


def test_cells_without_coordinates(tmp_path: Path) -> None:
    grid = raw_grid(
        tmp_path, '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c r="B5"><v>4</v></c><c><v>5</v></c></row>'
    )
    found = {(row, column): cell.value for row, cells in grid.rows.items() for column, cell in cells.items()}
    assert found == {(1, 1): 1, (1, 3): 3, (5, 2): 4, (5, 3): 5}


def test_what_is_noted_on_cells(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B2"] = "单位", 88
    sheet["B2"].comment = Comment("此分为暂定", "张三")
    book.save(tmp_path / "表.xlsx")
    [grid] = read_workbook(tmp_path / "表.xlsx").grids
    assert {place: text.endswith("此分为暂定") for place, text in grid.comments.items()} == {(2, 2): True}


def test_no_zero_has_a_sign(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = -0.0
    book.save(tmp_path / "a.xlsx")
    assert str(read_workbook(tmp_path / "a.xlsx").grids[0].rows[1][1].value) == "0"

"""What other programs write or break beside the values of cells costs nobody the sheet."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessment.workbooks.reading import read_workbook
from tests.workbooks.raw import raw_book, raw_grid

_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created></cp:coreProperties>'
)
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="x" pid="2" name="KSOProductBuildVer">{}</property></Properties>'
)
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets><definedNames>{}</definedNames></workbook>'
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/core.xml", _CORE.format("2019-12-20T08:30:00.1234567Z")),
        ("docProps/core.xml", _CORE.format("0000-00-00T00:00:00Z")),
        ("docProps/core.xml", "no xml"),
        ("docProps/custom.xml", _CUSTOM.format("<vt:filetime>bad</vt:filetime>")),
        ("docProps/custom.xml", _CUSTOM.format("")),
        ("xl/workbook.xml", _BOOK.format('<definedName name="_xlnm.Print_Area" localSheetId="0">#REF!</definedName>')),
        ("xl/workbook.xml", _BOOK.format('<definedName name="a" localSheetId="9">表1!$A$1</definedName>')),
        ("xl/workbook.xml", _BOOK.format('<definedName name="区域" wpsAttr="1">x</definedName>')),
    ],
)
def test_properties_and_names(part: str, content: str, tmp_path: Path) -> None:
    rows = "<row><c><v>88.5</v></c></row>"
    [grid] = read_workbook(raw_book(tmp_path / "a.xlsx", rows, more={part: content.encode()})).grids
    assert (grid.name, grid.rows[1][1].value) == ("表1", Decimal("88.5"))


@pytest.mark.parametrize(
    "formula",
    [
        '<f t="array" ref="A1" aca="1" ca="1">SUM(1)</f>',
        '<f t="dataTable" ref="A1" dt2D="1" dtr="1" r1="A1" r2="A2" foo="1"/>',
        '<f t="weird">A1</f>',
        '<f t="shared" ref="A1:A2" si="0">表1[[#This Row],[得分&#x27;#]]</f>',
        '<f t="shared" ref="A1:A2" si="0">[1]Sheet1!A1#</f>',
        "<f>&quot;未闭合</f>",
        "<f>=A1)</f>",
    ],
)
def test_formulas_are_not_worked_out_so_none_is_too_odd(formula: str, tmp_path: Path) -> None:
    grid = raw_grid(tmp_path, f'<row><c>{formula}<v>88</v></c><c><f t="shared" si="0"/><v>77</v></c></row>')
    assert [(cell.value, cell.shown) for cell in grid.rows[1].values()] == [
        (Decimal(88), None),
        (Decimal(77), None),
    ]


@pytest.mark.parametrize(
    "merge", ['<mergeCell ref="#REF!"/>', '<mergeCell ref="A1:"/>', '<mergeCell ref="Sheet1!A1:B1"/>', "<mergeCell/>"]
)
def test_merges_that_say_nothing(merge: str, tmp_path: Path) -> None:
    below = f"<mergeCells>{merge}</mergeCells>"
    grid = raw_grid(tmp_path, "<row><c><v>88</v></c><c><v>77</v></c></row>", below=below)
    assert [cell.corner for cell in grid.rows[1].values()] == [(1, 1), (1, 2)]


def test_a_link_whose_target_is_missing_is_none(tmp_path: Path) -> None:
    below = '<hyperlinks><hyperlink ref="A1" r:id="r404"/></hyperlinks>'
    assert raw_grid(tmp_path, "<row><c><v>88</v></c></row>", below=below).rows[1][1].link == ""

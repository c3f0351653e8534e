"""Workbooks written part by part, as programs other than openpyxl write or break them."""

import zipfile
from pathlib import Path

from assessment.workbooks.grid import Grid
from assessment.workbooks.reading import read_workbook

TRANSITIONAL = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def raw_book(
    path: Path,
    rows: str,
    *,
    above: str = "",
    below: str = "",
    strings: str = "",
    styles: str = "",
    links: str = "",
    names: tuple[str, str] = TRANSITIONAL,
    more: dict[str, bytes] | None = None,
) -> Path:
    """Write a workbook of one sheet and return its path.

    Args:
        path: where to.
        rows: what stands inside ``sheetData``.
        above: what stands before it, such as columns.
        below: what stands behind it, such as merged cells.
        strings: the shared texts.
        styles: what stands inside the part of styles.
        links: the relations of the sheet.
        names: the namespaces of workbooks and of relations.
        more: other parts by name, or other contents of these.
    """
    main, relations = names
    space = f'xmlns="{main}" xmlns:r="{relations}"'

    def related(*pairs: tuple[str, str]) -> str:
        listed = (
            f'<Relationship Id="r{index}" Type="{relations}/{kind}" Target="{target}"/>'
            for index, (kind, target) in enumerate(pairs, start=1)
        )
        return f'<Relationships xmlns="{_PACKAGE}">{"".join(listed)}</Relationships>'

    parts: dict[str, str | bytes] = {
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {space}>{above}<sheetData>{rows}</sheetData>{below}</worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {space}>{styles}</styleSheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return path


def raw_grid(
    folder: Path, rows: str, *, above: str = "", below: str = "", strings: str = "", styles: str = "", links: str = ""
) -> Grid:
    """Return the sheet of such a workbook as it is read."""
    file = folder / "表.xlsx"
    [grid] = read_workbook(
        raw_book(file, rows, above=above, below=below, strings=strings, styles=styles, links=links)
    ).grids
    return grid


def text_cell(text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

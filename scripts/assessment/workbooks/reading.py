"""Reading .xlsx files as they come: streaming, bounded, and with what a spreadsheet hides made plain."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.parsers.expat import ExpatError

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from assessment.errors import RequestError
from assessment.workbooks.cells import BookParts, read_cell
from assessment.workbooks.conditional import unseen_cells
from assessment.workbooks.foreign import SAVE_AS
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.workbooks.package import Package, opened_package
from assessment.workbooks.sheet import CELLS, COLUMNS, RawSheet, raw_sheet
from assessment.workbooks.strings import RichText, cell_comments, shared_strings
from assessment.workbooks.styles import BookStyles, book_styles
from assessment.workbooks.xml_stream import Attributes, ForeignXmlError, attribute, stream

CHARACTERS = 5_000_000
"""The most characters that the cells of a sheet may hold together; a year's sheets have less than a hundredth of it."""

_TRUE = ("1", "true")


def read_workbook(path: Path) -> Workbook:
    """Read a workbook.

    Raises:
        RequestError: if it cannot be read, holds nothing, or holds more than any sheet of the office.
    """
    try:
        with opened_package(path) as package:
            book = _book(path, package)
    except RequestError:
        raise
    except ForeignXmlError as error:
        raise RequestError(
            f"{path.name} 展开后太大或不合格式；请删去空行、空列和无关的表，只留要导入的内容后再试"
        ) from error
    except ExpatError as error:
        raise RequestError(f"{path.name} 已损坏，读不出来；请重新取得文件，或{SAVE_AS}") from error
    except Exception as error:
        # Whatever a damaged file makes a reader raise means the same to a clerk.
        raise RequestError(f"{path.name} 已损坏或不是完整的 .xlsx 文件，读不出来；{SAVE_AS}") from error
    if not any(grid.rows for grid in book.grids):
        hidden = f"；隐藏的表没有读取：{'、'.join(book.hidden)}" if book.hidden else ""
        raise RequestError(f"{path.name} 里没有内容，是空表{hidden}；请核对文件，填好并保存后再试")
    return book


def _book(path: Path, package: Package) -> Workbook:
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    sheets: list[tuple[str, str, bool]] = []
    epoch, is_computed_on_opening = WINDOWS_EPOCH, False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal epoch, is_computed_on_opening
        if element == "sheet":
            shown = attributes.get("state", "visible") == "visible"
            sheets.append((attributes["name"], attribute(attributes, "id"), shown))
        elif element == "workbookPr" and attributes.get("date1904") in _TRUE:
            epoch = MAC_EPOCH
        elif element == "calcPr":
            is_computed_on_opening = attributes.get("fullCalcOnLoad") in _TRUE

    with package.opened(main) as source:
        stream(source, start)
    parts = BookParts(*_texts_and_styles(package, main), epoch, is_computed_on_opening)
    targets = {one.id: one.target for one in package.relations(main) if one.kind == "worksheet"}
    tables = [(name, targets[id], shown) for name, id, shown in sheets if id in targets]
    grids = tuple(_grid(package, name, target, parts) for name, target, shown in tables if shown)
    return Workbook(path, grids, tuple(name for name, _, shown in tables if not shown))


def _texts_and_styles(package: Package, main: str) -> tuple[Sequence[RichText], BookStyles]:
    texts, styles = package.related(main, "sharedStrings"), package.related(main, "styles")
    strings: list[RichText] = []
    looks = BookStyles()
    if texts is not None:
        with package.opened(texts) as source:
            strings = shared_strings(package.name, source)
    if styles is not None:
        with package.opened(styles) as source:
            looks = book_styles(source)
    return strings, looks


def _grid(package: Package, name: str, part: str, parts: BookParts) -> Grid:
    where = f"{package.name} 表“{name}”"
    with package.opened(part) as source:
        raw = raw_sheet(where, source)
    rows: dict[int, dict[int, Cell]] = {}
    characters = 0
    for row, column, cell in _cells(raw, parts):
        rows.setdefault(row, {})[column] = cell
        characters += len(cell.value) if isinstance(cell.value, str) else 1
        if characters > CHARACTERS:
            raise RequestError(f"{where}超过 {CHARACTERS // 10_000} 万字，不像要导入的表；请核对文件")
    addresses = {one.id: one.target for one in package.relations(part) if one.kind == "hyperlink"}
    _link(rows, raw, addresses)
    unseen = unseen_cells(rows, raw.conditions, parts.styles.changes)
    for (row, column), cell in unseen.cells.items():
        rows[row][column] = cell
    hidden = frozenset(raw.hidden_rows), frozenset(raw.hidden_columns)
    return Grid(package.name, name, dict(sorted(rows.items())), *hidden, _comments(package, part), unseen.doubtful)


def _comments(package: Package, part: str) -> dict[tuple[int, int], str]:
    """Return what is noted on the cells of a sheet."""
    noted = package.related(part, "comments")
    if noted is None:
        return {}
    with package.opened(noted) as source:
        return cell_comments(package.name, source)


def _cells(raw: RawSheet, parts: BookParts) -> Iterator[tuple[int, int, Cell]]:
    """Yield the cells, then those that merged ranges spread over, down to the last row with content."""
    found: dict[tuple[int, int], Cell] = {}
    for row, listed in raw.rows.items():
        for column, one in listed.items():
            cell = read_cell(one, parts, (row, column), raw.shows_zeros)
            if cell is not None:
                found[row, column] = cell
                yield row, column, cell
    last = max((row for row, _ in found), default=0)
    budget = CELLS - len(found)
    for top, left, bottom, right in raw.merged:
        bottom, right = min(bottom, last), min(right, COLUMNS)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        corner = found.get((top, left))
        if corner is None or budget < 0:
            continue
        for row in range(top, bottom + 1):
            yield from ((row, column, corner) for column in range(left, right + 1))


def _link(rows: dict[int, dict[int, Cell]], raw: RawSheet, addresses: dict[str, str]) -> None:
    """Put the addresses that cells lead to on these cells."""
    for (top, left, bottom, right), id in raw.links:
        for row in range(top, min(bottom, max(rows, default=0)) + 1):
            cells = rows.get(row, {})
            for column in range(left, min(right, COLUMNS) + 1):
                if column in cells and id in addresses:
                    cells[column] = replace(cells[column], link=addresses[id])

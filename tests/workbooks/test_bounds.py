"""Bounds hold before anything is built: a small file that unpacks to much ends in one line, an honest one opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.workbooks import xml_stream
from assessment.workbooks.reading import read_workbook
from tests.workbooks.raw import raw_book, text_cell

ONE = f'<row r="1">{text_cell("建平镇")}</row>'
MUCH = {
    "cells of a row": ("<row>" + "<c/>" * 20_000 + "</row>", "第1行超过 16384 格"),
    "rows": ("<row/>" * 2001, "超过 2000 行"),
    "rows with content": ("<row><c><v>1</v></c></row>" * 20_001, "超过 20000 行"),
    "columns": ('<row r="1"><c r="KP1"><v>1</v></c></row>', "第1行超过 300 列"),
    "cells": ("<row>" + "<c><v>1</v></c>" * 300 + "</row>", "超过 200 格"),
    "characters": (f"<row>{text_cell('字' * 300)}</row>" * 50, "超过 1 万字"),
    "merged cells": (f"{ONE}</sheetData><mergeCells>{'<mergeCell/>' * 2001}</mergeCells><sheetData>", "里合并的格子"),
    "unknown elements": (ONE + '<x xmlns="urn:x"/>' * 20_000, "展开后太大"),
    "a tag": (ONE + "<row " + " ".join(f'a{index}="1"' for index in range(200_000)) + "/>", "展开后太大"),
}
"""What stands in a sheet, and what is said of it."""


LOWER = {
    "rows": ("assessment.workbooks.sheet._ROWS_OF_FORMAT", 2000),
    "cells": ("assessment.workbooks.sheet.CELLS", 200),
    "characters": ("assessment.workbooks.reading.CHARACTERS", 10_000),
    "merged cells": ("assessment.workbooks.sheet._OTHERS", 2000),
    "unknown elements": ("assessment.workbooks.sheet._ELEMENTS", 10_000),
}
"""Bounds that are lower in a test, so that it does not take long."""


@pytest.mark.parametrize("name", MUCH)
def test_too_much_of_anything(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in LOWER:
        monkeypatch.setattr(*LOWER[name])
    rows, why = MUCH[name]
    with pytest.raises(RequestError) as refused:
        read_workbook(raw_book(tmp_path / "表.xlsx", rows))
    assert why in str(refused.value)


def test_a_long_text_in_many_cells(tmp_path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c></row>' * 12_000
    with pytest.raises(RequestError, match="里有一格超过 32767 个字"):
        read_workbook(raw_book(tmp_path / "表.xlsx", rows, strings=f"<si><t>{'a' * 1_000_000}</t></si>"))
    with pytest.raises(RequestError, match="超过 500 万字"):
        read_workbook(raw_book(tmp_path / "表.xlsx", rows, strings=f"<si><t>{'a' * 32_000}</t></si>"))


class Counting:
    """What reads the parts, and counts what it was given."""

    def __init__(self) -> None:
        self.bytes = 0

    def read(self, size: int) -> bytes:
        self.bytes += size
        return b"<c/>" * (size // 4) if self.bytes > size else b"<a>" + b" " * (size - 3)


def test_a_part_without_end_is_read_no_further_than_its_bound() -> None:
    source = Counting()
    with pytest.raises(xml_stream.ForeignXmlError):
        xml_stream.stream(source, lambda *_: None, most=50_000)  # type: ignore[arg-type]
    assert source.bytes < 400_000


def rows_without_content(last: int) -> Iterator[str]:
    for row in range(2, last + 1):
        yield f'<row r="{row}" s="1" customFormat="1" ht="15"><c r="A{row}" s="1"/></row>'


@pytest.mark.slow
def test_an_honest_sheet_with_a_million_rows_that_only_have_a_format(tmp_path: Path) -> None:
    rows = ONE + "".join(rows_without_content(1_048_576))
    [grid] = read_workbook(raw_book(tmp_path / "表.xlsx", rows)).grids
    assert list(grid.rows) == [1]


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "表.xlsx", ONE, more={"xl/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    with pytest.raises(RequestError, match="不合格式"):
        read_workbook(path)

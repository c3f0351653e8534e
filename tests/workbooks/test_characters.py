"""No character of a name is lost between a workbook and what is read of it, or written to it."""

import io
import unicodedata
from pathlib import Path

from openpyxl import load_workbook

from assessment.visible import visible
from assessment.workbooks.reading import read_workbook
from assessment.workbooks.writing import NewColumn, NewSheet, workbook_bytes

NAMES = [
    "建平镇\ue863",
    "𠮷村",
    "\U000fffa5镇",
    "\U0010fffd镇",
    *(chr(first + step) + "镇" for first in (0x2EBF0, 0x31350, 0x323B0, 0x33480) for step in (0, 100)),
]
"""Of a font's own, of Unicode's extensions H and I, and of what is not assigned yet."""


def test_names_come_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes([NewSheet("表", ["题"], [NewColumn("名称", 10)], [[name] for name in NAMES])]))
    [grid] = read_workbook(path).grids
    assert [grid.rows[row][1].value for row in range(3, 3 + len(NAMES))] == NAMES
    cells = load_workbook(io.BytesIO(path.read_bytes()))["表"]["A"]
    assert [cell.value for cell in cells[2:]] == NAMES


def test_only_what_never_has_a_form_is_left_out() -> None:
    for number in range(0x110000):
        category = unicodedata.category(chr(number))
        kept = category not in ("Cc", "Cf", "Cs", "Cn")
        assert not kept or visible(chr(number)), f"U+{number:04X}"
    assert not any(map(visible, "\x00\x07\x7f\u200b\u200e\u202e\u2066\ufeff\ufdd0\ufffe\U0001ffff"))
    assert all(visible(character) for name in NAMES for character in name)

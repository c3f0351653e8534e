"""Tables as text: in the encodings of offices, with the separators of their programs."""

import codecs
from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.workbooks.csv_reading import read_csv
from assessment.workbooks.sheet import COLUMNS, ROWS

TEXT = '单位,得分,原因\n建平镇,90,"一，\n二"\n\n"县""财政""局",８０,\n'


def cells(raw: bytes, path: Path) -> dict[tuple[int, int], object]:
    file = path / "成绩.csv"
    file.write_bytes(raw)
    [grid] = read_csv(file).grids
    return {(row, column): cell.value for row, found in grid.rows.items() for column, cell in found.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    raw = TEXT.replace(",", separator).encode(encoding)
    assert cells(raw, tmp_path) == {
        (1, 1): "单位",
        (1, 2): "得分",
        (1, 3): "原因",
        (2, 1): "建平镇",
        (2, 2): "90",
        (2, 3): "一，\n二",
        (4, 1): '县"财政"局',
        (4, 2): "８０",
    }


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (codecs.BOM_UTF8 + b"\xff\xfe\x00", "既不是 UTF-8 也不是 GB18030 的文本"),
        (b"\x81\x20\xff", "既不是 UTF-8 也不是 GB18030 的文本"),
        (b"a\n" * (ROWS + 1), f"超过 {ROWS} 行"),
        (b"a," * (COLUMNS + 1) + b"a", f"{COLUMNS} 列"),
        ('单位,得分\n"建平镇,90\n十字镇,80\n'.encode(), "不是完整的 .csv 文件"),
        ('单位,原因\n建平镇,"县"财政局\n'.encode(), "不是完整的 .csv 文件"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, raw: bytes, why: str) -> None:
    with pytest.raises(RequestError, match=why):
        cells(raw, tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="没有这个文件"):
        read_csv(tmp_path / "没有.csv")


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        (b"PK\x03\x04", "其实是 .xlsx 一类的工作簿，不是文本；请把文件名改为以 .xlsx 结尾再试"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧格式（.xls、.et）"),
        (b"<html><table><tr><td>", "其实是网页（HTML）"),
        (b"%PDF-1.4\n", "是 PDF 文件"),
        (b"\x89PNG\r\n", "是图片"),
        (b"Rar!\x1a\x07", "是压缩包"),
        (b"\0" * 60, "里全是空字节"),
        (b"", "是空文件（0 字节）"),
    ],
)
def test_what_is_no_text_is_called_what_it_is(tmp_path: Path, begin: bytes, said: str) -> None:
    with pytest.raises(RequestError, match=r"^成绩\.csv ") as refused:
        cells(begin, tmp_path)
    assert said in str(refused.value)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，", "；"])
def test_commas_inside_the_texts_part_nothing(tmp_path: Path, separator: str) -> None:
    other = "；" if separator == "，" else "，"
    rows = [("单位", "原因"), *(("建平镇", f"一{other}二{other}三{other}四") for _ in range(9))]
    found = cells("\n".join(map(separator.join, rows)).encode(), tmp_path)
    assert found[2, 2] == f"一{other}二{other}三{other}四"


def test_letters_that_a_mark_of_direction_turns_round(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("单位\n\u202e镇平建\n\u202d建平镇\n", encoding="utf-8")
    [grid] = read_csv(tmp_path / "a.csv").grids
    assert [(row[1].value, row[1].shown) for row in grid.rows.values()] == [
        ("单位", None),
        ("镇平建", "建平镇"),
        ("建平镇", None),
    ]

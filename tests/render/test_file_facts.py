"""Beside a link to a file stand the pages of a PDF, its size and the date."""

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from assessment.render.output import Output
from assessment.render.site.file_facts import facts_of, file_facts, fill_file_facts

DAY = date(2020, 3, 2)


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 KB"), (1536, "2 KB"), (100 * 1024, "100 KB"), (1024 * 1024 - 1, "1024 KB"), (1536 * 1024, "1.5 MB")],
)
def test_size_and_date(tmp_path: Path, size: int, said: str) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(b"x" * size)
    assert facts_of(file, DAY) == f"<span>{said}</span>，<span>2020年3月2日</span>"


def test_a_pdf_has_pages(tmp_path: Path) -> None:
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    assert facts_of(tmp_path / "a.pdf", DAY) == "<span>3页</span>，<span>1 KB</span>，<span>2020年3月2日</span>"


def test_they_are_written_where_a_page_has_a_place_for_them(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.write("2019/results.json", b"{}")
    output.write("a.html", f"<p>{file_facts('2019/results.json')}{file_facts('2019/none.pdf')}</p>".encode())
    fill_file_facts(output, DAY)
    held = (tmp_path / "a.html").read_text(encoding="utf-8")
    message = "<span>1 KB</span>，<span>2020年3月2日</span>"
    assert held == f'<p> <span class="facts">{message}</span> <span class="facts"></span></p>'
    assert "&lt;" in file_facts("<b>")

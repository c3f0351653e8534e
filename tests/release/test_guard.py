"""No number of a person leaves, whatever form its file has; numbers in cells of their own are numbers of their own."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assessment.errors import RequestError
from assessment.personal import personal_numbers
from assessment.release import guard
from assessment.release.guard import refuse_personal_numbers, refuse_personal_numbers_in
from assessment.release.markup import blocks_of_html, texts_of_html

FORMS = [
    "13800138000",
    "138.0013.8000",
    "138\u00a00013\u00a08000",
    "138\u20110013\u20118000",
    "138\u200b00138000",
    "138—0013—8000",
    "008613800138000",
    "5/13800138000",
    "１３８００１３８０００",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "一三八〇〇一三八〇〇〇",
    "11010519491231002X",
    "6222 0210 0111 6245 702",
]
MARKUP = [
    "138<b>0013</b>8000",
    "138<br>0013<br/>8000",
    "138<!-- -->0013<wbr>8000",
    '138<span class="x" title="y">0013</span><i></i>8000',
    "138<x-y>0013</x-y>8000",
    "138&nbsp;0013&nbsp;8000",
    "138&shy;0013&#8203;8000",
    "&#49;&#x33;&#56;00138000",
    "&#49;&#51;&#56;&#48;&#48;&#49;&#51;&#56;&#48;&#48;&#48;",
    '<img alt="138-0013-8000">',
    '1<b title="13800138000">2</b>',
    '12345<b title="13800138000">678</b>90<i>12</i>',
    '<a href="tel:13800138000">',
    '<a href="https://example.org/?a=1&amp;tel=13800138000">',
    "<script>call('13800138000')</script>",
    "<!-- 13800138000 -->",
    "110105194912310<b>02</b>X",
    "11010519491231002<b>X</b>",
]

Write = Callable[[Path, str], None]


def text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def workbook(path: Path, content: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = content
    book.save(path)


def document(path: Path, content: str) -> None:
    docx_file = docx.Document()
    docx_file.add_paragraph(f"电话{content}")
    docx_file.save(str(path))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("index.html", lambda path, form: text(path, f"<p>电话：{form}</p>")),
        ("drawing.svg", lambda path, form: text(path, f"<svg><text>{form}</text></svg>")),
        ("feed.xml", lambda path, form: text(path, f"<feed><title>{form}</title></feed>")),
        ("results.json", lambda path, form: text(path, f'{{"a": [{{"reason": "电话{form}"}}]}}')),
        ("keys.json", lambda path, form: text(path, f'{{"{form}": 1}}')),
        ("results.csv", lambda path, form: text(path, f"\ufeff建平镇,{form}\r\n")),
        ("notes.txt", lambda path, form: text(path, form)),
        ("page.js", lambda path, form: text(path, f"call('{form}')")),
        ("results.xlsx", workbook),
        ("circular.docx", document),
    ],
)
def test_no_form_in_any_file_leaves(name: str, write: Write, form: str, tmp_path: Path) -> None:
    write(tmp_path / name, form)
    with pytest.raises(RequestError, match=f"将要公开的 {name} 里像是有"):
        refuse_personal_numbers(tmp_path)


@pytest.mark.parametrize("content", [*MARKUP, *FORMS])
def test_no_markup_hides_one(content: str, tmp_path: Path) -> None:
    text(tmp_path / "index.html", f"<p>电话：{content}</p>")
    with pytest.raises(RequestError, match=r"index\.html"):
        refuse_personal_numbers(tmp_path)
    with pytest.raises(RequestError, match="将要公开的 PDF"):
        refuse_personal_numbers_in([f"<p>1</p><p>{content}</p>"])


@pytest.mark.parametrize("content", MARKUP)
def test_markup_inside_data_and_feeds_hides_none(content: str, tmp_path: Path) -> None:
    escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text(tmp_path / "feed.xml", f"<summary>{escaped}</summary>")
    with pytest.raises(RequestError, match=r"feed\.xml"):
        refuse_personal_numbers(tmp_path)


def test_no_change_of_looks_within_a_cell_or_paragraph_hides_one(tmp_path: Path) -> None:
    docx_file = docx.Document()
    paragraph = docx_file.add_paragraph("138")
    paragraph.add_run("0013").bold = True
    paragraph.add_run("8000")
    docx_file.save(str(tmp_path / "circular.docx"))
    with pytest.raises(RequestError, match=r"circular\.docx"):
        refuse_personal_numbers(tmp_path)
    (tmp_path / "circular.docx").unlink()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = CellRichText("138", TextBlock(InlineFont(b=True), "0013"), "8000")
    book.save(tmp_path / "results.xlsx")
    with pytest.raises(RequestError, match=r"results\.xlsx"):
        refuse_personal_numbers(tmp_path)


def test_no_name_of_a_file_holds_one(tmp_path: Path) -> None:
    (tmp_path / "张三13800138000").mkdir()
    with pytest.raises(RequestError, match="手机号码"):
        refuse_personal_numbers(tmp_path)


def test_numbers_in_cells_of_their_own_are_numbers_of_their_own(tmp_path: Path) -> None:
    cells = ["138", "0013", "8000", "13", "8", "0", "0", "1", "3", "8"]
    text(tmp_path / "a.html", "".join(f"<tr><td>{cell}</td>\n<td><b>{cell}</b></td></tr>" for cell in cells))
    text(tmp_path / "b.html", "".join(f"<li>{cell}</li><p>{cell}</p>" for cell in cells))
    text(tmp_path / "c.csv", ",".join(cells))
    text(tmp_path / "d.svg", "<svg>" + "".join(f'<text x="138" y="0013">{cell}</text>' for cell in cells) + "</svg>")
    text(tmp_path / "e.json", "[138, 1234, 5678, 13800138000]")
    book = openpyxl.Workbook()
    for row, cell in enumerate(cells, 1):
        book.worksheets[0].cell(row, 1, int(cell))
    book.save(tmp_path / "f.xlsx")
    refuse_personal_numbers(tmp_path)


def test_exact_marks_pass_and_amounts_too(tmp_path: Path) -> None:
    text(tmp_path / "a.html", "<td>13800138000/144000007</td><td> 13800138000<b>元</b></td><td>￥<b>13800138000</b></td>")
    text(tmp_path / "b.json", '{"exact": "13800138000/144000007", "share": "13800138000/144000007"}')
    text(tmp_path / "c.csv", "建平镇,13800138000/144000007")
    refuse_personal_numbers(tmp_path)


def test_what_holds_no_stretch_of_digits_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text(tmp_path / "a.html", '<p class="x1 y2">得分 85.5，第 3 名，&#x65; 2019年5月12日</p>' * 100)
    monkeypatch.setattr("html.unescape", None)
    refuse_personal_numbers(tmp_path)


def test_a_part_of_an_office_file_that_is_no_markup_is_passed_over(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as parts:
        parts.writestr("media/a.bin", b"\xff13800138000")
    refuse_personal_numbers(tmp_path)


PIECES = [*MARKUP, *FORMS, "\n", "\n<p>", "</p>\n", "\n  <td>", "<b>", "</b>", "\n<b>", "138", "0013", "8000", "X", "元"]
PIECES += ["￥", "\n<!-- -->", '\n<img alt="', '">', "电话", "x", " ", "https://example.org/t/", "?tel=", "%31", "&#49;"]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_a_page_cut_into_blocks_hides_nothing_that_it_held(parts: list[str]) -> None:
    page = "".join(parts)
    whole = {found.masked for text in texts_of_html(page) for found in personal_numbers(text)}
    blocks = [text for block in blocks_of_html(page) for text in texts_of_html(block)]
    assert {found.masked for text in blocks for found in personal_numbers(text)} == whole


def test_what_pages_share_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.html", "b.html"):
        text(tmp_path / name, f"<p>{name}</p>\n<p>共有的一段</p>\n")
    read: list[str] = []

    def texts_of(block: str) -> list[str]:
        read.append(block)
        return []

    monkeypatch.setattr(guard, "texts_of_html", texts_of)
    refuse_personal_numbers(tmp_path)
    assert read == ["<p>a.html</p>", "<p>共有的一段</p>\n", "<p>b.html</p>"]


def test_what_was_clean_before_is_not_looked_through_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text(tmp_path / "page.html", "<p>甲 1</p>\n<p>乙 2</p>\n")
    text(tmp_path / "table.csv", "单位,电话\n甲,0563-7022000\n")
    clean = refuse_personal_numbers(tmp_path)
    seen: list[str] = []
    monkeypatch.setattr(guard, "_refuse", lambda text, name: seen.append(f"{name} {text}"))
    assert refuse_personal_numbers(tmp_path, clean) == clean
    assert seen == ["page.html page.html", "table.csv table.csv"], "names alone"
    text(tmp_path / "page.html", "<p>甲 1</p>\n<p>丙 13800138000</p>\n")
    text(tmp_path / "other.html", (tmp_path / "table.csv").read_text(encoding="utf-8"))
    assert refuse_personal_numbers(tmp_path, clean) != clean
    assert "page.html 13800138000" in seen
    assert any(line.startswith("other.html") and "7022000" in line for line in seen), (
        "the same is another thing as a page"
    )


def test_of_what_was_clean_nothing_lasts_that_is_no_longer_there(tmp_path: Path) -> None:
    text(tmp_path / "page.html", "<p>甲 1</p>\n")
    first = refuse_personal_numbers(tmp_path)
    text(tmp_path / "page.html", "<p>乙 2</p>\n")
    second = refuse_personal_numbers(tmp_path, first)
    assert len(second) == len(first)
    assert second != first

"""Every PDF as a reader's program finds it: format, fonts, text, numbers, and the volume's bookmarks and links."""

import io
import itertools
import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf
from PIL import Image, ImageChops

from assessment.documents import PARTS, SHEETS
from assessment.load.county import load_county
from assessment.render.documents.finish import elements
from assessment.render.words import SAMPLE
from tests.built import Built
from tests.documents.reading import MM, contents_of, fonts, glyphs, info, texts, words
from tests.folder import DATA

SHEET = "2019年政务公开考评结果单"
UNITS = sorted(path.stem for path in (DATA / "units").glob("*.yaml"))
NAMES = [*UNITS, "annual", "circular"]

TITLES = {
    "annual": "2019年政务公开考评结果汇编",
    "circular": "郎溪县人民政府办公室关于2019年度政务公开考评情况的通报",
}

NOT_AS_WRITTEN = re.compile("[\ufffd\ue000-\uf8ff\u2e80-\u2fdf\uf900-\ufaff]")
"""No character, private ones, radicals and compatibility forms: what a wrong map from glyphs to text gives."""


@pytest.fixture
def folder(built: Built) -> Path:
    return built.site / "2019" / "pdf"


@pytest.fixture
def results(built: Built) -> Mapping[str, Any]:
    """The published result of each unit."""
    units = json.loads((built.site / "2019" / "results.json").read_text(encoding="utf-8"))["units"]
    return {unit["id"]: unit for unit in units}


@pytest.fixture
def annual(folder: Path) -> Path:
    return folder / "annual.pdf"


def sheets(annual: Path) -> dict[str, int]:
    """Return the page, counted from 1, on which the sheet of each unit begins, as read from the pages."""
    begin = re.compile(rf"{SHEET}(?:{SAMPLE})?(.*?)一、总体情况")
    found = {match[1]: page for page, text in enumerate(texts(annual), 1) for match in [begin.search(text)] if match}
    assert len(found) == len(UNITS)
    return found


def test_there_is_one_for_each_unit_the_volume_and_the_circular(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.pdf" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_format_and_access(folder: Path, results: Mapping[str, Any], name: str) -> None:
    result = info(folder / f"{name}.pdf")
    assert result["Page size"] == "595.276 x 841.89 pts (A4)"
    assert result["Tagged"] == "yes"
    assert result["Title"] == TITLES.get(name, f"{results[name]['name']}{SHEET}" if name in results else "")
    with Pdf.open(folder / f"{name}.pdf") as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        for page in pdf.pages:
            assert [round(float(edge) / MM) for edge in page.mediabox] == [0, 0, 210, 297]
            assert "/Rotate" not in page
            assert "/StructParents" in page


@pytest.mark.parametrize("name", NAMES)
def test_all_fonts_are_within_and_every_character_has_a_glyph(folder: Path, name: str) -> None:
    rows = fonts(folder / f"{name}.pdf")
    families = {row[0].partition("+")[2].partition("-")[0] for row in rows}
    assert {"Title", "Kai", "Hei", "Fang", "Song"} <= families <= {"Title", "Kai", "KaiMore", "Hei", "Fang", "Song"}
    for font, embedded, subset, unicode in rows:
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), font
    with Pdf.open(folder / f"{name}.pdf") as pdf:
        shown = 0
        for page, font, codes in glyphs(pdf):
            pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
            assert b"\0\0" not in pairs, (page, font)
            shown += len(pairs)
    assert shown > 1000


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_the_marks_are_invented(folder: Path, name: str) -> None:
    for page, text in enumerate(texts(folder / f"{name}.pdf"), 1):
        assert SAMPLE in text, page


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_stand_where_the_standard_has_them(folder: Path, name: str) -> None:
    """GB/T 9704: — 1 —, 7 mm below the type area, one character in, odd pages right and even pages left."""
    pages = words(folder / f"{name}.pdf")
    for page, on_page in enumerate(pages, 1):
        below = [word for word in on_page if word.top > (297 - 35) * MM]
        if name == "annual" and page == 1:
            assert below == [], "a cover has no number"
            continue
        left, _, right = numbers = [word for word in below if word.text in ("—", str(page))]
        assert [word.text for word in numbers] == ["—", str(page), "—"]
        assert left.top == pytest.approx((297 - 35 + 7) * MM, abs=1)
        if page % 2:
            assert right.right == pytest.approx((210 - 26) * MM - 14, abs=1)
        else:
            assert left.left == pytest.approx(28 * MM + 14, abs=1)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_its_edition_but_a_cover_and_the_circular(built: Built, folder: Path, name: str) -> None:
    """Between the edges of the type area, on the line of the number."""
    commit = json.loads((built.site / "2019" / "results.json").read_text(encoding="utf-8"))["commit"]
    for page, on_page in enumerate(words(folder / f"{name}.pdf"), 1):
        below = [word for word in on_page if word.top > (297 - 35) * MM]
        others = [word for word in below if word.text not in ("—", str(page))]
        shown = not (name == "circular" or (name == "annual" and page == 1))
        assert "".join(word.text for word in others) == (f"数据版本{commit[:10]}" if shown else ""), page
        for word in others:
            assert word.bottom < below[0].bottom + 1
            assert word.left > 70 * MM
            assert word.right < 140 * MM


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_outside_of_the_type_area(folder: Path, name: str) -> None:
    """版心 156 × 225 mm, with the notice above and the number below it."""
    for page, on_page in enumerate(words(folder / f"{name}.pdf"), 1):
        for word in on_page:
            # Text at the edge may reach out by the width of its last punctuation mark, half of which is blank.
            assert word.left > 28 * MM - 1, (page, word)
            assert word.right < (210 - 26) * MM + 6, (page, word)


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_copied_as_written(folder: Path, results: Mapping[str, Any], name: str) -> None:
    pages = texts(folder / f"{name}.pdf")
    whole = "".join(pages)
    assert NOT_AS_WRITTEN.findall(whole) == []
    if name == "circular":
        return
    for unit in results.values() if name == "annual" else [results[name]]:
        assert f"{unit['name']}总分{unit['total']['published']}分，" in whole
        assert f"列第{unit['rank']}名" in whole
        for component in unit["components"].values():
            assert component["weighted"]["published"].replace("-", "−") in whole


@pytest.mark.parametrize("name", UNITS)
def test_a_sheet_says_where_its_page_is_and_shows_it_as_a_code(folder: Path, name: str) -> None:
    address = f"{load_county(DATA).county.column.url}/2019/units/{name}/"
    assert address in "".join(texts(folder / f"{name}.pdf"))
    with Pdf.open(folder / f"{name}.pdf") as pdf:
        lines = [str(element.Alt) for element in elements(pdf.Root.StructTreeRoot.K) if "/Alt" in element]
    assert lines == [f"二维码，内容是本单位网页的网址：{address}"]


def test_the_volume_is_light_and_says_what_was_found_before_who_is_first(annual: Path) -> None:
    assert annual.stat().st_size < 5_000_000
    whole = "".join(texts(annual))
    order = [
        whole.index(message)
        for message in ("平均89.13分，最高", "主要表现：", "对照台账，逐条整改", "乡镇各单位总分（单位：分）")
    ]
    assert order == sorted(order)
    assert "本组平均89.13" in whole, "words of the drawing are text"


def test_names_with_rare_characters(results: Mapping[str, Any]) -> None:
    assert {"凌笪乡", "梅渚镇"} <= {unit["name"] for unit in results.values()}


def test_contents_name_the_pages_on_which_everything_begins(annual: Path) -> None:
    first = {
        title: page
        for title in PARTS.values()
        for page, text in enumerate(texts(annual), 1)
        if page > 2 and text.startswith(title)
    }
    assert list(first) == list(PARTS.values())
    assert contents_of(annual) == first | sheets(annual)


def test_the_volume_holds_each_sheet_as_it_is(folder: Path, annual: Path, results: Mapping[str, Any]) -> None:
    bound = texts(annual)
    begin = sheets(annual)
    assert sorted(begin.values()) == list(begin.values()), "in the order of the pages"
    ends = [*list(begin.values())[1:], len(bound) + 1]
    for (name, first), end in zip(begin.items(), ends, strict=True):
        [unit] = [unit for unit in results if results[unit]["name"] == name]
        alone = texts(folder / f"{unit}.pdf")
        assert [_unnumbered(text) for text in bound[first - 1 : end - 1]] == [_unnumbered(text) for text in alone], name


def test_the_volume_holds_one_copy_of_each_face(annual: Path) -> None:
    """Outlines of PostScript, as all faces are but the one that fills in for rare characters."""
    with Pdf.open(annual) as pdf:
        used = [thing for thing in pdf.objects if isinstance(thing, Dictionary) and "/FontFile3" in thing]
        copies = {str(font.FontFamily): font.FontFile3.objgen for font in used}
    assert len(used) > 100
    assert {font.FontFile3.objgen for font in used} == set(copies.values())
    assert sorted(copies) == ["Fang", "Hei", "Kai", "Song", "Title"]


def test_a_sheet_looks_the_same_in_the_volume(folder: Path, annual: Path) -> None:
    """Its glyphs come from another copy of the face there; the number at the foot of the page is another one."""
    bound, alone = _picture(annual, sheets(annual)["建平镇"]), _picture(folder / "jianping.pdf", 1)
    assert len(bound.getcolors() or ()) > 10
    assert ImageChops.difference(bound, alone).getbbox() is None


def _picture(pdf: Path, page: int) -> Image.Image:
    """Return a page without its foot, as it is printed."""
    drawn = subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", "-f", str(page), "-l", str(page), str(pdf)], capture_output=True, check=True
    )
    with Image.open(io.BytesIO(drawn.stdout)) as picture:
        return picture.crop((0, 0, picture.width, round(0.9 * picture.height)))


def _unnumbered(text: str) -> str:
    return re.sub(r"—\d+—(?=数据版本[0-9a-f]{10}$)", "", text)


def test_bookmarks_lead_to_where_their_headings_stand(annual: Path) -> None:
    bound = texts(annual)
    begin = sheets(annual)
    with Pdf.open(annual) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            top = {item.title: _page(item, places) for item in outline.root}
            below = {child.title: _page(child, places) for item in outline.root for child in item.children}
    assert list(top) == ["2019年政务公开考评结果汇编", "目\u3000录", *PARTS.values(), SHEETS]
    for title, page in top.items():
        if title != SHEETS:
            assert "".join(title.split()) in bound[page - 1][:40], "the heading is the first on the page"
    assert below == begin
    assert top[SHEETS] == min(begin.values())


def _page(item: OutlineItem, places: Mapping[tuple[int, int], int]) -> int:
    destination = item.destination
    assert isinstance(destination, Array)
    return places[destination[0].objgen]


def test_links_of_the_contents_lead_to_what_they_name(annual: Path) -> None:
    said = contents_of(annual)
    followed = set()
    with Pdf.open(annual) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for page, link in _links(pdf):
            name = _named(annual, page, link)
            assert places[_destination(pdf, link)[0].objgen] == said[name], name
            followed.add(name)
    assert followed == said.keys()


def _named(pdf: Path, page: int, link: Object) -> str:
    """Return the name at the left end of where one can click, or left of it where that is but dots and a number."""
    left, *_ = (float(edge) for edge in link.Rect)
    bottom, top = sorted((float(link.Rect[1]), float(link.Rect[3])))
    names = [
        word
        for word in words(pdf)[page]
        if bottom < 297 * MM - (word.top + word.bottom) / 2 < top
        and word.left < left + 1
        and not re.fullmatch(r"[.\d]+", word.text)
    ]
    return max(names, key=lambda word: word.left).text


@pytest.mark.parametrize("name", UNITS)
def test_a_sheet_leads_nowhere(folder: Path, name: str) -> None:
    """Handed out alone it has no other document beside it; only the volume's contents lead to places, its own."""
    with Pdf.open(folder / f"{name}.pdf") as pdf:
        assert [*_links(pdf)] == []


def _links(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """Yield every link with the index of its page."""
    for index, page in enumerate(pdf.pages):
        yield from ((index, one) for one in page.get("/Annots", Array()) if one.Subtype == Name.Link)


def _destination(pdf: Pdf, link: Object) -> Object:
    """Return where a link leads inside of the document; a link to anywhere else has no place here."""
    if "/A" in link:
        assert Name.GoTo == link.A.S
    destination = link.A.D if "/A" in link else link.Dest
    if isinstance(destination, Array):
        return destination
    named = itertools.pairwise(pdf.Root.Names.Dests.Names)
    return next(target for name, target in named if str(name) == str(destination))

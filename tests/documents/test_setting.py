"""How lines and pages are set: even lines, flush margins, nothing torn apart, no page that is nearly empty."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline

from assessment.executor.processes import own_processes
from assessment.render.documents.justify import _spread
from assessment.render.documents.together import keep_together
from assessment.render.documents.typeset import Typesetter
from assessment.render.fonts import cut, faces
from assessment.root import ROOT
from tests.built import Built
from tests.documents.reading import MM, Word, contents_of, texts, words
from tests.folder import DATA

NAMES = [*sorted(path.stem for path in (DATA / "units").glob("*.yaml")), "annual", "circular"]

PITCH = 10.227 * MM
"""GB/T 9704: 22 lines on 225 mm."""

TOP, BOTTOM = 37 * MM, (297 - 35) * MM
LEFT, RIGHT = 28 * MM, (210 - 26) * MM


@pytest.fixture
def folder(built: Built) -> Path:
    return built.site / "2019" / "pdf"


def within(page: tuple[Word, ...]) -> list[Word]:
    """Return the words of the type area."""
    return [word for word in page if word.top > TOP - 6 and word.bottom < BOTTOM + 6]


def body_lines(page: tuple[Word, ...]) -> list[list[Word]]:
    """Return the words of each line that is set in the size of the body, from above."""
    lines: dict[float, list[Word]] = {}
    for word in within(page):
        if 15 < word.bottom - word.top < 20:
            lines.setdefault(round(word.bottom, 1), []).append(word)
    return [sorted(lines[bottom], key=lambda word: word.left) for bottom in sorted(lines)]


def test_22_lines_stand_on_a_page(tmp_path: Path) -> None:
    """Whatever faces fill in for each other: for figures, and for 垟, 凌笪 and 梅渚."""
    text = "乡镇凌笪、梅渚垟9.50分（2019年）"
    html = f"<body>{f'<p>{text}</p>' * 30}</body>"
    fonts = cut(faces(ROOT / ".cache" / "fonts"), f"{text} ", tmp_path)
    style = (ROOT / "theme" / "print" / "print.css").read_text(encoding="utf-8")
    with own_processes(1) as executor:
        Typesetter.of(executor, style, fonts).submit(html, tmp_path / "lines.pdf").result()
    assert [len(body_lines(page)) for page in words(tmp_path / "lines.pdf")] == [22, 8]


def test_lines_stand_evenly(folder: Path) -> None:
    for page in words(folder / "circular.pdf"):
        bottoms = [line[0].bottom for line in body_lines(page)]
        for above, below in itertools.pairwise(bottoms):
            # Where a table stands between, the distance is any; between plain lines it is never a little more.
            assert below - above == pytest.approx(PITCH, abs=0.05) or below - above > 1.4 * PITCH


def test_lines_of_a_paragraph_end_at_the_margin(folder: Path) -> None:
    """All but the last of each; a mark of punctuation at the end fills half of its square."""
    [*_, third] = words(folder / "circular.pdf")[:3]
    lines = body_lines(third)
    full = [line for line, after in itertools.pairwise(lines) if after[0].left < LEFT + 10]
    within_paragraph = [line for line in full if line[0].left < LEFT + 10]
    assert len(full) > 8
    assert [line[-1].right for line in full] == pytest.approx([RIGHT] * len(full), abs=1)
    assert [line[0].left for line in within_paragraph] == pytest.approx([LEFT] * len(within_paragraph), abs=1)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_within_a_part_is_nearly_empty(folder: Path, name: str) -> None:
    """Under a fifth of the type area; the last page of a part, and a page with a picture, may be."""
    pdf = folder / f"{name}.pdf"
    pages = words(pdf)
    begin = {*contents_of(pdf).values()} if name == "annual" else set()
    last = {len(pages), 1, *(page - 1 for page in begin)}
    for number, page in enumerate(pages, 1):
        lowest = max((word.bottom for word in within(page)), default=BOTTOM)
        assert lowest - TOP > (BOTTOM - TOP) / 5 or number in last, number


def test_no_table_within_the_text_of_a_circular_goes_on_overleaf(folder: Path) -> None:
    """They have a row for each component; those of the annexes have one for each unit."""
    pages = texts(folder / "circular.pdf")
    body = [*itertools.takewhile(lambda page: not page.startswith("附件1"), pages)]
    assert sum("各环节得分（单位：分）" in page for page in body) >= 1
    assert not [page[:20] for page in body if "续表" in page]
    assert any("续表" in page for page in pages[len(body) :]), "which says where a table goes on"


@pytest.mark.parametrize("name", NAMES[:-2])
def test_a_signature_stands_below_what_it_signs(folder: Path, name: str) -> None:
    """Four lines of evidence at least, or what takes as much room, are above it on its page."""
    [*_, page] = words(folder / f"{name}.pdf")
    signed = min(line[0].top for line in body_lines(page)[-2:])
    above = {round(word.bottom) for word in within(page) if word.bottom < signed}
    assert len(above) >= 5


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("于2020年2月28日审定。", ["2020年2月28日", "审定。"]),
        ("2019年度的考评", ["2019年度"]),
        ("失81.17分、占32.9%、−0.5分、低2.4个百分点以上", ["81.17分", "32.9%", "−0.5分", "2.4个百分点"]),
        ("附件3第三类第2项，第9名，42个单位", ["附件3", "第三类", "第2项", "第9名", "42个"]),
        ("1100÷992的商", ["1100÷992"]),
        ("县公共资源交易服务中心和县城市管理局的", ["服务中心", "管理局"]),
        ("由各单位打分。", ["打分。"]),
        ("由各单位（5个单位）。", ["5个", "单位）。"]),
        ("&#39;5分&#39;", ["5分"]),
        ('<a title="5分">其他</a>', []),
    ],
)
def test_what_belongs_together(text: str, whole: list[str]) -> None:
    assert re.findall(r'<span class="whole">(.*?)</span>', keep_together(f"<p>{text}</p>")) == whole
    assert re.sub(r'<span class="whole">|</span>', "", keep_together(f"<p>{text}</p>")) == f"<p>{text}</p>"
    assert keep_together(f"<td>{text}</td>") == f"<td>{text}</td>", "a narrow cell breaks where it must"


def broken(page: tuple[Word, ...]) -> Iterator[tuple[str, str]]:
    """Yield the end and the beginning of lines that follow each other in one paragraph."""
    lines = body_lines(page)
    for line, after in itertools.pairwise(lines):
        if after[0].left < LEFT + 10:
            yield line[-1].text, after[0].text


def test_no_line_tears_apart_what_belongs_together(folder: Path) -> None:
    torn = [
        (end, start)
        for page in words(folder / "circular.pdf")
        for end, start in broken(page)
        if (re.search(r"\d$", end) and re.match("[年月日分个名次件项条%.0-9]", start))
        or (re.search("服务中$", end) and start.startswith("心"))
    ]
    assert torn == []


@pytest.mark.parametrize(("before", "after"), [("甲甲甲甲甲甲甲", "乙乙"), ("甲甲甲甲甲", "<span>12.5分</span>")])
def test_the_characters_of_a_figure_stand_together(monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    """What is left of a line of 105 pixels goes between the characters around the figure."""
    monkeypatch.setattr(inline, "justify_line", _spread)
    style = "p { font: 10px Song; width: 105px; text-align: justify; margin: 0 } span { white-space: nowrap }"
    page = HTML(string=f"<style>{style}</style><p>{before}<span>9.8分</span>{after}丙丙丙丙丙丙").render().pages[0]
    line = next(box for box in page._page_box.descendants() if isinstance(box, LineBox))
    texts = [box for box in line.descendants() if isinstance(box, TextBox)]
    [figure] = [box for box in texts if box.text == "9.8分"]
    assert figure.style["letter_spacing"] == "normal"
    space = texts[0].style["letter_spacing"]
    assert space > 0
    end = texts[-1].position_x + texts[-1].width - line.position_x
    assert end == pytest.approx(105 + (space if texts[-1].style["letter_spacing"] != "normal" else 0))

"""The circular (通报): what it says at each level, and the same words in the PDF and in the .docx."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from assessment.dataset import Dataset
from assessment.dataset.by_group import ByGroup
from assessment.dataset.county import County
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.errors import RequestError
from assessment.load.county import load_county
from assessment.period import Period
from assessment.render.circular.demands import demands_of
from assessment.render.circular.model import Block, Circular, Heading, Paragraph, Table
from assessment.render.circular.word import docx_of
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.render.words import INTERNAL, SAMPLE
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import Built
from tests.disclosure.years import EDITION, at, graded, office, public, rising
from tests.documents.reading import texts
from tests.folder import DATA
from tests.scoring import shipped
from tests.scoring.cases import entry

COUNTY = load_county(DATA).county
DEMANDS = demands_of(ROOT / "content")
DAY = date(2020, 3, 2)


@pytest.fixture(scope="module")
def year() -> Dataset:
    """The agency gives the units of each group 50, 51, 52 and on; all else is alike: +0.40 of the total each time."""
    return rising()


def written(publication: Publication, *before: Publication, by: County = COUNTY) -> Circular | None:
    return circular_of(publication, next(iter(before), None), by, DEMANDS)


def sure(circular: Circular | None) -> Circular:
    assert circular is not None
    return circular


def said(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


def section(circular: Circular, title: str) -> str:
    """Return what stands under a heading of the first level."""
    return next(part for part in re.split(r"(?m)^(?=[一二三]、)", said(circular.body)) if part.startswith(title))


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.UNDER_REVIEW])
def test_before_approval_there_is_none_for_the_public(year: Dataset, stage: Stage) -> None:
    known = disclose(at(year, stage, Disclosure.FULL), assess(year), Audience.PUBLIC, EDITION)
    assert written(known) is None


def test_there_is_none_where_nothing_is_told(year: Dataset) -> None:
    assert written(public(year, Disclosure.NONE)) is None


def test_names_tell_who_leads_in_the_order_of_the_scheme_and_no_mark(year: Dataset) -> None:
    circular = sure(written(public(year, Disclosure.NAMES, leading=2)))
    towns = year.scheme.groups[0].units
    names = [year.units[unit].name for unit in towns[-2:]]
    assert f"先进单位2个：{'、'.join(names)}（按方案所列次序，不分先后）。" in said(circular.body)
    assert not re.search(r"\d+\.\d", said(circular.body).partition("三、")[0])
    assert circular.annexes == ()


def test_names_tell_who_is_last_where_the_year_says_so(year: Dataset) -> None:
    circular = sure(written(public(replace(year, year=replace(year.year, trailing=2)), Disclosure.NAMES, leading=2)))
    names = [year.units[unit].name for unit in year.scheme.groups[0].units[:2]]
    assert f"（按方案所列次序，不分先后）。排名靠后单位2个：{'、'.join(names)}（按方案" in said(circular.body)
    assert "排名靠后" not in said(sure(written(public(year, Disclosure.NAMES, leading=2))).body)


def test_grades_tell_who_has_which_and_no_total(year: Dataset) -> None:
    circular = sure(written(public(graded(year, "74", "73"), Disclosure.GRADES)))
    towns = [year.units[unit].name for unit in year.scheme.groups[0].units]
    # 50 x 40 % + 27 + 88 x 30 % = 73.40, and 0.40 more each time: 73.40, 73.80, 74.20 and on
    assert f"一等7个：{'、'.join(towns[2:])}。二等2个：{'、'.join(towns[:2])}。" in section(circular, "一、")
    assert not re.search(r"\d+\.\d\d", section(circular, "一、"))
    first = circular.annexes[0].table
    assert [head.text for head in first.heads] == ["单位", "等次"]
    assert first.rows[0] == (towns[2], "一等")


def test_totals_tell_mean_ends_grades_and_order(year: Dataset) -> None:
    circular = sure(written(public(graded(year, "75"), Disclosure.TOTALS)))
    towns = [year.units[unit].name for unit in year.scheme.groups[0].units]
    text = section(circular, "一、")
    assert f"9个单位平均75.00分；最高76.60分（{towns[-1]}），最低73.40分（{towns[0]}）。" in text
    assert "按等次，一等（75分以上（含））5个、其他（不到75分）4个；4个单位没有达到75分。" in text
    assert f"前三名为{towns[8]}（第1名，76.60分）、{towns[7]}（第2名，76.20分）、{towns[6]}（第3名，75.80分）。" in text
    assert f"后三名为{towns[2]}（第7名，74.20分）、{towns[1]}（第8名，73.80分）、{towns[0]}（第9名，73.40分）。" in text
    assert "各环节得分和失分原因不在本次公布的范围内。" in section(circular, "二、")
    assert [annex.label for annex in circular.annexes] == ["附件1", "附件2"]
    assert circular.annexes[0].table.rows[0] == (towns[8], "1", "76.60", "一等")


def test_more_than_three_are_first_where_ranks_are_shared() -> None:
    """Four towns have 90 of the agency, the others 54 to 58: four share the first rank."""
    text = section(sure(written(public(rising(agency=["90"] * 4), Disclosure.TOTALS))), "一、")
    [first] = re.findall("前三名（含并列）为(.*?)。", text.split("（二）")[0])
    assert first.count("第1名") == 4


def test_what_bonuses_take_is_no_lost_mark(year: Dataset) -> None:
    taken = entry("附件3加分项第5项", 51, level="国家", rule="批评或问责")
    unit = year.scheme.groups[0].units[0]
    changed = replace(year, records={**year.records, unit: shipped.complete(unit, bonus=[taken])})
    text = section(sure(written(public(changed, Disclosure.FULL))), "二、")
    assert re.search(r"）加分项\n[^\n]*\d+个单位中1个被减分，", text)


def test_marks_that_were_only_given_as_a_whole_are_told_in_a_sentence() -> None:
    """Of the units of 2019 with a final mark alone 4 lost, together 42.625: 10.66 each, and x 40 % 17.05 of totals."""
    year = read_year(DATA, Period(2019)).whole
    text = section(sure(written(public(year, Disclosure.FULL))), "二、")
    assert (
        "占全部失分的41.0%。\n其中4个单位，专业机构测评只给出最终成绩，没有逐项原因，"
        "平均每个单位失10.66分，折合总分共17.05分。\n1.围绕稳定"
    ) in text
    assert text.count("只给出最终成绩") == 1


def test_components_tell_rates_and_no_reasons(year: Dataset) -> None:
    circular = sure(written(public(year, Disclosure.COMPONENTS)))
    table = next(block for block in circular.body if isinstance(block, Table))
    assert table.rows[0] == ("专业机构测评", "100", "54.00", "58.00", "50.00", "54.0%")
    text = section(circular, "二、")
    assert "各环节平均得分率从低到高为专业机构测评（" in text
    assert "失分原因不在本次公布的范围内" in text
    assert len(circular.annexes) == 2


def test_every_mark_tells_what_cost_most_of_how_many_and_why(built: Built) -> None:
    """What the section says of one clause is counted again from the published results."""
    results = json.loads((built.site / "2019" / "results.json").read_text(encoding="utf-8"))
    lost: dict[str, Fraction] = {}
    reasons: dict[str, int] = {}
    for unit in results["units"]:
        rows = [row for row in unit["rows"] if row["clause"] == "附件2第1项" and row["kind"] == "entry"]
        if rows:
            full = next(row for row in unit["rows"] if row["clause"] == "附件2第1项" and row["kind"] == "full")
            whole = sum(Fraction(row["points"]) for row in unit["rows"] if row["clause"] == "附件2第1项")
            lost[unit["name"]] = Fraction(full["points"]) - whole
            for row in rows:
                reasons[row["reason"].rstrip("。")] = reasons.get(row["reason"].rstrip("。"), 0) + 1
    mean = f"{float(sum(lost.values()) / len(lost)):.2f}"
    result = "".join(texts(built.site / "2019" / "pdf" / "circular.pdf"))
    result = re.sub(rf"—\d+—|{SAMPLE}", "", result)
    assert f"问题清单整改（附件2第1项）。{len(lost)}个单位失分，平均每个单位失{mean}分" in result
    commonest = max(reasons, key=lambda reason: reasons[reason])
    assert f"（{reasons[commonest]}个单位）" in result.partition("问题清单整改（附件2第1项）。")[2].partition("2.")[0]


def earlier_year(year: Dataset, **changes: object) -> Publication:
    scheme = replace(year.scheme, **changes)  # type: ignore[arg-type]
    before = replace(year, year=replace(year.year, period=Period(2018)), scheme=scheme)
    return public(before, Disclosure.TOTALS)


def test_the_mean_is_held_against_last_time(year: Dataset) -> None:
    now = public(rising(agency=["95"]), Disclosure.TOTALS)
    # 45 marks more for one of nine towns, of which 40 % count: 18 / 9 = 2.00
    assert "与2018年相比，平均分增加2.00分（2018年为75.00分）。" in said(sure(written(now, earlier_year(year))).body)


def test_years_marked_otherwise_are_not_compared(year: Dataset) -> None:
    towns = ByGroup(own={group.id: Decimal(120) for group in year.scheme.groups})
    result = said(sure(written(public(year, Disclosure.TOTALS), earlier_year(year, full=towns))).body)
    assert "与2018年相比，口径不同，平均分不作比较（满分不同）。" in result


def test_the_first_year_is_compared_with_none(year: Dataset) -> None:
    assert "相比" not in section(sure(written(public(year, Disclosure.FULL))), "一、")


def test_the_office_and_the_sample_say_so_and_only_the_public_one_is_for_all(year: Dataset) -> None:
    own, open_to_all = sure(written(office(year))), sure(written(public(year, Disclosure.FULL)))
    assert INTERNAL in own.notices
    assert own.note == ""
    assert INTERNAL not in open_to_all.notices
    assert open_to_all.note == "此件公开发布"


def test_mark_number_and_addressees_are_there_only_where_the_office_gives_them(year: Dataset) -> None:
    known = public(year, Disclosure.TOTALS)
    bare = sure(written(known))
    assert (bare.mark, bare.number, bare.to) == ("", "", "")
    head = replace(COUNTY.circular, mark="某县文件", numbers={Period(2019): "×政办〔2020〕5号"}, to="各乡镇")
    full = sure(written(known, by=replace(COUNTY, circular=head)))
    composer = Composer(ROOT / "theme" / "print", known, COUNTY)
    for circular, there in ((bare, False), (full, True)):
        page = composer.circular(circular)
        lines = [line.text for line in opened(docx_of(circular, COUNTY.circular.fonts, DAY)).paragraphs]
        for text in ("某县文件", "×政办〔2020〕5号", "各乡镇："):
            assert (text in page) == there
            assert (text in lines) == there
        assert ('class="number"' in page) == there


def test_a_date_that_is_not_known_is_left_to_be_filled_in(year: Dataset) -> None:
    known = disclose(at(year, Stage.UNDER_REVIEW, Disclosure.FULL), assess(year), Audience.OFFICE, EDITION)
    circular = sure(written(replace(known, published=None, approval=None)))
    assert circular.date_line.split("\u3000") == ["", "", "年", "", "月", "", "日"]
    assert "考评结果尚未审定" in said(circular.body)


def test_demands_are_the_offices_prose_with_official_numbers(tmp_path: Path) -> None:
    (tmp_path / "circular").mkdir()
    text = "## 抓整改\n\n各单位要\n整改。\n\n1. 一查\n2. 二改\n\n## 抓落实\n\n**限期**完成。\n"
    (tmp_path / "circular" / "demands.md").write_text(text, encoding="utf-8")
    result = said(demands_of(tmp_path))
    assert result.splitlines() == ["（一）抓整改", "各单位要整改。", "1.一查", "2.二改", "（二）抓落实", "限期完成。"]


@pytest.mark.parametrize("text", [None, b"\xff", b"<p>"])
def test_demands_that_cannot_be_read_are_told_in_a_line(text: bytes | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "circular").mkdir()
        (tmp_path / "circular" / "demands.md").write_bytes(text)
    with pytest.raises(RequestError, match=r"content/circular/demands\.md") as fault:
        demands_of(tmp_path)
    assert len(str(fault.value).splitlines()) == 1


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


@pytest.fixture
def word(built: Built) -> Opened:
    return opened((built.site / "2019" / "circular.docx").read_bytes())


def lines(document: Opened) -> Iterator[str]:
    """Yield what the .docx says, in order, cell by cell."""
    for part in document.iter_inner_content():
        if isinstance(part, Line):
            yield part.text
        else:
            assert isinstance(part, Grid)
            yield from (cell.text for row in part.rows for cell in row.cells)


def test_the_docx_says_what_the_pdf_says(built: Built, word: Opened) -> None:
    heads = {"".join("".join(cell.text for cell in table.rows[0].cells).split()) for table in word.tables}
    pages = []
    for text in texts(built.site / "2019" / "pdf" / "circular.pdf"):
        own = re.sub(rf"—\d+—|{SAMPLE}", "", text)
        if "续表" in own:
            own = own.replace("续表", "")
            own = next(own.removeprefix(head) for head in heads if own.startswith(head))
        pages.append(own)
    assert "".join(pages) == "".join("".join(text.split()) for text in lines(word))


def test_the_docx_has_real_styles_and_the_type_area_of_the_format(word: Opened) -> None:
    section = word.sections[0]
    assert [round(length / Mm(1)) for length in (section.page_width, section.page_height)] == [210, 297]  # type: ignore[operator]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge / Mm(1)) for edge in edges] == [37, 35, 28, 26]  # type: ignore[operator]
    used = {
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Body Text": ("仿宋_GB2312", 16),
        "附件序号": ("黑体", 16),
    }
    by_style: dict[str, list[str]] = {}
    for line in word.paragraphs:
        assert line.style is not None
        by_style.setdefault(str(line.style.name), []).append(line.text)
    assert used.keys() <= by_style.keys()
    for name, (font, size) in used.items():
        style = word.styles[name]
        faces = style.element.rPr.find(qn("w:rFonts"))
        assert faces.get(qn("w:eastAsia")) == font
        assert style.font.size.pt == size
    assert by_style["Heading 1"] == ["一、总体情况", "二、存在的主要问题", "三、下一步要求"]
    assert all(text.startswith("（") for text in by_style["Heading 2"])


def test_the_body_of_the_docx_has_no_gaps_around_digits_and_an_indent_in_characters(word: Opened) -> None:
    body = word.styles["Body Text"].element.pPr
    assert [body.find(qn(name)).get(qn("w:val")) for name in ("w:autoSpaceDE", "w:autoSpaceDN")] == ["0", "0"]
    assert body.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_page_numbers_of_the_docx_stand_on_the_outside(word: Opened) -> None:
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, outer in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        [line] = footer.paragraphs
        assert str(line.alignment).startswith(outer)
        assert " PAGE " in line._p.xml
    for header in (section.header, section.even_page_header):
        assert [line.text for line in header.paragraphs] == [SAMPLE]


def test_heads_of_tables_repeat_and_rows_stay_whole(word: Opened) -> None:
    assert len(word.tables) == 5
    for table in word.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in others:
            assert row._tr.trPr.find(qn("w:tblHeader")) is None
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        # Word keeps a row with the next where every paragraph of it is kept with the next.
        kept = [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows]
        last = len(kept) - 1
        assert kept == [n < last and (last < 13 or n < 2 or n == last - 1) for n in range(len(kept))]
    before = list(word.iter_inner_content())
    for place, part in enumerate(before):
        if isinstance(part, Grid):
            caption = before[place - 1]
            assert isinstance(caption, Line)
            assert caption.style is not None
            assert caption.style.name == "Caption"


def test_the_docx_names_nobody_and_dates_from_the_commit(built: Built, word: Opened) -> None:
    result = word.core_properties
    assert result.title == "郎溪县人民政府办公室关于2019年度政务公开考评情况的通报"
    assert result.language == "zh-CN"
    assert (result.author, result.last_modified_by, result.comments) == ("", "", "")
    assert result.created is not None
    assert result.created.date() == result.modified.date() == DAY
    with zipfile.ZipFile(built.site / "2019" / "circular.docx") as packed:
        assert {part.date_time for part in packed.infolist()} == {(2020, 3, 2, 0, 0, 0)}
        assert packed.namelist()[0] == "[Content_Types].xml"
        names = {name for name in packed.namelist() if not name.startswith("word/")}
        assert names == {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"}
        assert b"python" not in b"".join(packed.read(name) for name in packed.namelist()).lower()


def test_the_same_circular_gives_the_same_bytes(year: Dataset) -> None:
    circular = sure(written(public(year, Disclosure.FULL)))
    assert docx_of(circular, COUNTY.circular.fonts, DAY) == docx_of(circular, COUNTY.circular.fonts, DAY)


def test_fonts_that_a_computer_lacks_have_others_that_stand_in(built: Built) -> None:
    with zipfile.ZipFile(built.site / "2019" / "circular.docx") as packed:
        result = packed.read("word/fontTable.xml").decode()
    for wanted, *others in COUNTY.circular.fonts.values():
        assert f'w:name="{wanted}"><w:altName w:val="{",".join(others)}"' in result


def test_the_circular_is_linked_where_it_is(built: Built) -> None:
    page = (built.site / "2019" / "downloads" / "index.html").read_text(encoding="utf-8")
    assert 'href="../pdf/circular.pdf"' in page
    assert 'href="../circular.docx"' in page


def test_nothing_of_a_level_below_is_in_the_circular(year: Dataset) -> None:
    """Two years that differ in agency marks alone give the same circular where only the leading ones are told."""
    other = rising(agency=["51"])
    by_name: Mapping[str, Circular | None] = {
        name: written(public(one, Disclosure.NAMES)) for name, one in (("here", year), ("there", other))
    }
    assert by_name["here"] == by_name["there"]

"""The circular as .docx, with real styles, for an official to edit and seal (GB/T 9704-2012).

The same circular gives the same bytes: every date within is the day of the build.
"""

import io
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

from assessment.dataset.county import Lettering
from assessment.render.circular.model import Annex, Block, Circular, Heading, Level, Paragraph, Table
from assessment.steady import DOS, steady
from assessment.visible import visible

CHARACTER = 156 / 28 * 72 / 25.4
"""Points from one character to the next: 28 fill a line of 156 mm."""

LINE = 225 / 22 * 72 / 25.4
"""Points from one line to the next: 22 fill a page of 225 mm."""

BODY = 16
"""Points of 3号."""

BLACK = RGBColor(0, 0, 0)
RED = RGBColor(0xC8, 0x00, 0x00)

_CENTRE, _LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class _Style:
    """A style of the official format."""

    name: str
    face: Lettering
    size: float = BODY
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: float = 0
    """How many characters the first line begins further in."""
    line: float = LINE
    """Points from line to line; 0 for what the font needs."""
    before: float = 0
    after: float = 0
    keeps: bool = False
    """Whether what follows stays on the same page."""
    colour: RGBColor = BLACK


_SHORT = 13
"""Rows of a table that stands whole on a page, its head among them; half a page holds as many."""

_LONGEST_TITLE = 255
"""Characters that the properties of a document may have (ECMA-376, part 2)."""
_TITLE = _Style("Title", Lettering.TITLE, 22, _CENTRE, line=35, keeps=True)
_FIRST = _Style("Heading 1", Lettering.HEADING, first=2, align=_LEFT, keeps=True)
_SECOND = _Style("Heading 2", Lettering.SUBHEADING, first=2, align=_LEFT, keeps=True)
_BODY = _Style("Body Text", Lettering.BODY, first=2)
_MARK = _Style("发文机关标志", Lettering.TITLE, 36, _CENTRE, line=0, colour=RED)
_NUMBER = _Style("文号", Lettering.BODY, align=_CENTRE, before=2 * LINE, after=2 * LINE)
_TO = _Style("主送机关", Lettering.BODY, align=_LEFT, before=LINE)
_LISTED = _Style("附件说明", Lettering.BODY, align=_LEFT)
_SIGNED = _Style("落款", Lettering.BODY, align=_CENTRE, keeps=True)
_NOTE = _Style("附注", Lettering.BODY, first=2, align=_LEFT)
_LABEL = _Style("附件序号", Lettering.HEADING, align=_LEFT, keeps=True)
_ANNEX = _Style("附件标题", Lettering.TITLE, 22, _CENTRE, line=35, before=LINE / 2, after=LINE / 2, keeps=True)
_CAPTION = _Style("Caption", Lettering.TABLE, 10.5, _CENTRE, line=0, before=6, after=3, keeps=True)
_CELL = _Style("表格文字", Lettering.TABLE, 10.5, _LEFT, line=0)
_CELL_HEAD = _Style("表头", Lettering.HEADING, 10.5, _CENTRE, line=0)
_RUNNING = _Style("Header", Lettering.HEADING, 10.5, _CENTRE, line=0)
_PAGE = _Style("Footer", Lettering.TABLE, 14, _LEFT, line=0)
_STYLES = (
    *(_TITLE, _FIRST, _SECOND, _BODY, _MARK, _NUMBER, _TO, _LISTED, _SIGNED, _NOTE),
    *(_LABEL, _ANNEX, _CAPTION, _CELL, _CELL_HEAD, _RUNNING, _PAGE),
)


def docx_of(circular: Circular, fonts: Mapping[Lettering, tuple[str, ...]], day: date) -> bytes:
    """Return the circular as .docx.

    Args:
        circular: what it says.
        fonts: names of fonts by what they set; the first is wanted, the others stand in for it.
        day: the date that the file says it was made on.
    """
    document = Document()
    _bare(document)
    _properties(document, circular, day)
    for style in _STYLES:
        _define(document, style, fonts[style.face][0])
    _settings(document, fonts)
    _page(document, circular)
    _write(document, circular)
    unpacked = io.BytesIO()
    document.save(unpacked)
    return steady(unpacked.getvalue(), day, system=DOS)


def _bare(document: Opened) -> None:
    """Take out what the template of the library brings: its picture, its author's programs, its bibliography."""
    for holder in (document.part.package, document.part):
        for name, relationship in [*holder.rels.items()]:
            kind = relationship.reltype.rpartition("/")[2]
            if kind in ("thumbnail", "extended-properties", "customXml"):
                del holder.rels[name]


def _properties(document: Opened, circular: Circular, day: date) -> None:
    properties = document.core_properties
    properties.title = visible(circular.name)[:_LONGEST_TITLE]
    properties.language = "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = properties.subject = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(day, time())


def _define(document: Opened, wanted: _Style, font: str) -> None:
    known = {style.name for style in document.styles}
    if wanted.name not in known:
        document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[wanted.name]
    assert isinstance(style, ParagraphStyle)
    for part in ("w:pPr", "w:rPr", "w:link"):
        for element in style.element.findall(qn(part)):
            style.element.remove(element)
    style.base_style = document.styles["Normal"]
    style.hidden, style.quick_style, style.unhide_when_used = False, True, False
    style.font.size, style.font.color.rgb = Pt(wanted.size), wanted.colour
    style.font.bold = style.font.italic = False
    style.element.get_or_add_rPr().insert(0, _faces(font))
    if wanted.size == BODY:
        spaced = OxmlElement("w:spacing")
        spaced.set(qn("w:val"), str(math.floor((CHARACTER - BODY) * 20)))
        style.element.rPr.insert_element_before(spaced, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    form = style.paragraph_format
    form.alignment, form.keep_with_next = wanted.align, wanted.keeps
    form.first_line_indent = Pt(wanted.first * wanted.size) if wanted.first else None
    if wanted.first:
        # In characters, too, so that it follows when the office changes the size.
        style.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), str(round(100 * wanted.first)))
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        # Word would put gaps between Chinese and digits, which official documents do not have.
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        style.element.pPr.insert_element_before(
            off, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    form.widow_control = True
    if wanted.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(wanted.line)
    else:
        form.line_spacing = 1.0
    level = {_TITLE: None, _FIRST: 0, _SECOND: 1, _ANNEX: 0}.get(wanted)
    if level is not None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        style.element.get_or_add_pPr().append(outline)


def _faces(font: str) -> object:
    faces = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), font)
    return faces


def _settings(document: Opened, fonts: Mapping[Lettering, tuple[str, ...]]) -> None:
    """Set the language, different odd and even pages, and what stands in for fonts that a computer lacks."""
    document.settings.odd_and_even_pages_header_footer = True
    languages = {"val": "zh-CN", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    for language in document.styles.element.iter(qn("w:lang")):
        for name, value in languages.items():
            language.set(qn(f"w:{name}"), value)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    default = document.styles["Normal"]
    assert isinstance(default, ParagraphStyle)
    default.element.get_or_add_rPr().insert(0, _faces(fonts[Lettering.BODY][0]))
    default.font.size = Pt(BODY)
    table = OxmlElement("w:fonts")
    for wanted, *others in dict.fromkeys(fonts.values()):
        font = OxmlElement("w:font")
        font.set(qn("w:name"), wanted)
        if others:
            other = OxmlElement("w:altName")
            other.set(qn("w:val"), ",".join(others))
            font.append(other)
        table.append(font)
    part = next(r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = serialize_part_xml(table)


def _page(document: Opened, circular: Circular) -> None:
    """Set A4 with the type area of the format, the running notice, and page numbers on the outside."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance, section.gutter = Mm(25), Mm(21), Mm(0)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        # Lines and characters are spaced by the styles: programs do not agree on what a grid does to tables.
        section._sectPr.remove(grid)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].text = visible("　".join(circular.notices))
    for footer, outer in ((section.footer, _RIGHT), (section.even_page_footer, _LEFT)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = outer
        line.paragraph_format.right_indent = Pt(14) if outer == _RIGHT else None
        line.paragraph_format.left_indent = Pt(14) if outer == _LEFT else None
        line.add_run("— ")
        field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        line._p.append(field)
        line.add_run(" —")


def _write(document: Opened, circular: Circular) -> None:
    if circular.mark:
        _line(document, _MARK, circular.mark)
    if circular.number:
        _rule(_line(document, _NUMBER, circular.number))
    title = _line(document, _TITLE, circular.title[0])
    for more in circular.title[1:]:
        title.add_run().add_break()
        title.add_run(visible(more))
    if circular.to:
        _line(document, _TO, f"{circular.to}：")
    for block in circular.body:
        _block(document, block)
    # The page with the signature has some of the body on it.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _listed(document, circular)
    _signed(document, circular)
    if circular.note:
        _line(document, _NOTE, f"（{circular.note}）")
    for annex in circular.annexes:
        _annex(document, annex)


def _line(document: Opened, style: _Style, text: str) -> Line:
    line: Line = document.add_paragraph(visible(text), style=style.name)
    return line


def _rule(line: Line) -> None:
    """Draw the red rule 4 mm below the number."""
    line._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="11" w:color="{RED}"/></w:pBdr>')
    )


def _block(document: Opened, block: Block) -> None:
    match block:
        case Heading(Level.FIRST, text):
            _line(document, _FIRST, text)
        case Heading(Level.SECOND, text):
            _line(document, _SECOND, text)
        case Paragraph(text):
            _line(document, _BODY, text)
        case Table() as table:
            _table(document, table)


def _listed(document: Opened, circular: Circular) -> None:
    for place, text in enumerate(circular.annex_lines):
        line = _line(document, _LISTED, f"附件：{text}" if place == 0 else text)
        line.paragraph_format.left_indent = Pt((5 if place else 2) * BODY)
        line.paragraph_format.space_before = Pt(0 if place else LINE)
        line.paragraph_format.keep_with_next = True


def _signed(document: Opened, circular: Circular) -> None:
    """Write who signs and when, one centred on the other two characters from the right, with room for the seal."""
    width = circular.signature_width * CHARACTER
    for place, text in enumerate((circular.signature, circular.date_line)):
        line = _line(document, _SIGNED, text)
        line.paragraph_format.right_indent = Pt(1.5 * CHARACTER)
        line.paragraph_format.left_indent = Pt(max(0.0, 26.5 * CHARACTER - width))
        line.paragraph_format.space_before = Pt(0 if place else 2 * LINE)
        line.paragraph_format.keep_with_next = place == 0


def _annex(document: Opened, annex: Annex) -> None:
    label = _line(document, _LABEL, annex.label)
    label.paragraph_format.page_break_before = True
    _line(document, _ANNEX, annex.title)
    _table(document, annex.table)


def _table(document: Opened, table: Table) -> None:
    _line(document, _CAPTION, table.caption)
    grid = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    share = Mm(156) / sum(head.width for head in table.heads)
    widths = [round(head.width * share) for head in table.heads]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    aligned = [_RIGHT if head.is_number else _LEFT for head in table.heads]
    keeps = [*_keeps(1 + len(table.rows))]
    _row(grid, [head.text for head in table.heads], widths, _CELL_HEAD, [_CENTRE] * len(widths), keeps=keeps[0])
    repeated = grid.rows[0]._tr.get_or_add_trPr()
    repeated.append(OxmlElement("w:tblHeader"))
    for cells, kept in zip(table.rows, keeps[1:], strict=True):
        _row(grid, cells, widths, _CELL, aligned, keeps=kept)


def _keeps(rows: int) -> Iterator[bool]:
    """Yield whether each row stays on the page of the next: all of a short table, else two at either end."""
    for place in range(rows):
        yield place < rows - 1 and (rows <= _SHORT or place < 2 or place == rows - 2)


def _row(
    grid: object,
    cells: Iterable[str],
    widths: Iterable[int],
    style: _Style,
    aligned: Iterable[WD_ALIGN_PARAGRAPH],
    *,
    keeps: bool,
) -> None:
    # Asked for cell by cell, python-docx looks through all styles of the document each time.
    named = grid.part.get_style_id(style.name, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[attr-defined]
    row = grid.add_row()  # type: ignore[attr-defined]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width, align in zip(row.cells, cells, widths, aligned, strict=True):
        cell.width = width
        line = cell.paragraphs[0]
        line._p.style = named
        line.text = visible(text)
        line.alignment = align
        if keeps:
            line.paragraph_format.keep_with_next = True

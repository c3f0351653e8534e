"""From a cell as it stands in the file to what it holds and what a person sees of it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl.utils.datetime import from_excel

from assessment.exact import DIGITS, kept_places
from assessment.workbooks.grid import Cell, CellValue, Failed, Percent, Picture, Uncomputed
from assessment.workbooks.number_format import SectionKind, Sign
from assessment.workbooks.sheet import RawCell
from assessment.workbooks.shown import NO_SECTION, general_text, section_for, shown_number, shown_text
from assessment.workbooks.strings import RichText
from assessment.workbooks.styles import PLAIN, BookStyles, CellStyle, are_alike

_PICTURE = re.compile(r'=?\s*(?:_xlfn\.)?DISPIMG\(\s*"([^"]*)"', re.IGNORECASE)
"""How WPS writes a picture that is set into a cell."""
_LINK = re.compile(r'\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?\s*")

_MOST_PLACES = 6
_RESIDUE = Decimal("1E-12")
"""Sums of some hundred marks in binary go wrong by less; people write marks with no more places than six."""
_SMALLEST = Decimal("1E-9")
"""Below this a number is no mark, but what binary arithmetic left over where 0 was meant, or a slip."""


@dataclass(frozen=True)
class BookParts:
    """What the cells of a workbook refer to."""

    texts: Sequence[RichText]
    styles: BookStyles
    epoch: datetime
    """The day that dates are counted from."""
    is_computed_on_opening: bool
    """Whether formulas are computed only when the workbook is opened: what is written for them may be anything."""


def read_cell(raw: RawCell, parts: BookParts, corner: tuple[int, int], shows_zeros: bool) -> Cell | None:
    """Return a cell; None where it holds nothing."""
    style = parts.styles.cells[raw.style] if raw.style < len(parts.styles.cells) else PLAIN
    rich = _rich(raw, parts)
    picture = _picture(raw, rich)
    if picture is not None:
        return Cell(picture, corner)
    value: CellValue | None = None
    shown: str | None = None
    if rich is None:
        value, shown = _value(raw, style, parts.epoch)
        if raw.formula is not None and parts.is_computed_on_opening and value == Decimal(0):
            value = None  # Programs that compute nothing write 0 for each formula.
    elif rich.text:
        value, shown = _text(rich.text, style)
        seen = rich.seen_on(style.ground)
        shown = seen if shown is None and seen != rich.text else shown
    if value is None:
        # A formula whose result is an empty text is of the kind "str"; without a kind there is no result at all.
        return Cell(Uncomputed(), corner) if raw.formula is not None and raw.kind != "str" else None
    if (
        style.is_unseen
        or _is_coloured_away(value, style)
        or (not shows_zeros and value in (Decimal(0), Percent(Decimal(0))))
    ):
        shown = ""
    code = "" if shown is None else style.code
    is_struck = style.is_struck or (rich is not None and rich.is_struck)
    link = _LINK.match(raw.formula or "")
    return Cell(value, corner, shown, code, is_struck, link[1].replace('""', '"') if link else "")


def _is_coloured_away(value: CellValue, style: CellStyle) -> bool:
    """Tell whether the number format gives a number nearly the colour of its ground."""
    if not isinstance(value, Decimal | Percent) or not any(section.colour for section in style.form.numbers):
        return False
    number = value.value.scaleb(-2) if isinstance(value, Percent) else value
    section, _ = section_for(style.form, number) or (None, False)
    return section is not None and bool(section.colour) and are_alike(section.colour, style.ground)


def _picture(raw: RawCell, rich: RichText | None) -> Picture | None:
    for text in (raw.formula or "", "" if rich is None else rich.text):
        if found := _PICTURE.match(text):
            return Picture(found[1])
    return Picture("") if raw.has_rich_value and raw.kind == "e" else None


def _rich(raw: RawCell, parts: BookParts) -> RichText | None:
    """Return the text of a cell that holds one; None where it holds something else."""
    match raw.kind:
        case "inlineStr":
            return raw.rich or RichText("")
        case "s" if raw.text:
            return parts.texts[int(raw.text)]
        case "s":
            return RichText("")
        case "str":
            return RichText.of(raw.text)
    return None


def _value(raw: RawCell, style: CellStyle, epoch: datetime) -> tuple[CellValue | None, str | None]:
    """Return what a cell holds that is no text of its own, and what is shown of it where that is not just so."""
    if not raw.text:
        return None, None
    match raw.kind:
        case "e":
            return Failed(raw.text), None
        case "b":
            return "TRUE" if raw.text.strip() in ("1", "true") else "FALSE", None
        case "d":
            found = _ISO_DAY.match(raw.text)
            return date.fromisoformat(found[0]) if found else raw.text, None
        case "n":
            return _number(float(raw.text), style, epoch) if _NUMBER.fullmatch(raw.text) else (raw.text, None)
    raise ValueError(f"a cell of the unknown type {raw.kind}")


def _number(value: float, style: CellStyle, epoch: datetime) -> tuple[CellValue, str | None]:
    """Return a number, a percentage or a day; a number that no file of the year can hold is the text that says it."""
    if not math.isfinite(value):
        return "过大的数", None
    stored = Decimal(format(value, f".{DIGITS}g")) + 0  # no -0
    found = section_for(style.form, stored)
    section, minus = found or (None, False)
    if section is not None and section.kind is SectionKind.DATE:
        letters = "".join(token.text for token in section.tokens if token.sign is Sign.DATE)
        return _moment(value, letters, epoch), None
    is_percent = section is not None and section.percents == 1
    number = _meant(stored.scaleb(2) if is_percent else stored)
    if abs(number) >= 10**DIGITS or (stored and abs(number) < _SMALLEST):
        return general_text(number or stored), None
    if style.form.is_general:
        return number, None
    shown = NO_SECTION if section is None else shown_number(section, stored, minus).strip()
    return Percent(number) if is_percent else number, shown


def _meant(number: Decimal) -> Decimal:
    """Return what a number stands for that binary arithmetic could not hold exactly: 0.3 for 0.1 + 0.2."""
    near = round(number, _MOST_PLACES) if -int(number.as_tuple().exponent) > _MOST_PLACES else number
    return kept_places(near.normalize() if near and abs(near - number) <= _RESIDUE else number)


def _moment(value: float, letters: str, epoch: datetime) -> CellValue:
    """Return the day that a serial number shows under a format of dates; a text where it shows only a time."""
    plain = letters.casefold()
    shows_day = any(letter in plain for letter in "ydega") or ("m" in plain and not any(c in plain for c in "hs"))
    if value < 0:
        return NO_SECTION
    try:
        moment = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return NO_SECTION
    match moment:
        case datetime() if shows_day:
            return moment.date()
        case datetime() | time():
            return f"{moment:%H:%M:%S}"
        case _:
            return NO_SECTION


def _text(text: str, style: CellStyle) -> tuple[str, str | None]:
    """Return a text as the format shows it; one that the format puts another text in place of, and that other."""
    form = style.form
    shown = shown_text(form, text)
    if form.texts is None or any(token.sign is Sign.TEXT for token in form.texts.tokens):
        return shown.strip(), None
    return text, shown.strip()

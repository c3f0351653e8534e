"""Styles of cells, as far as they decide what a person sees: number format, strike-through, colour and ground."""

import re
from dataclasses import dataclass, field
from typing import IO

from openpyxl.styles.numbers import BUILTIN_FORMATS

from assessment.workbooks.number_format import GENERAL, NumberFormat, parse_format
from assessment.workbooks.xml_stream import Attributes, stream

_CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""The formats that a number stands for in Chinese editions (ECMA-376 part 1, 18.8.30, zh-cn)."""

_FALSE = ("0", "false")
WHITE = "FFFFFF"
_INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_HEX = re.compile("[0-9A-F]{6}")
_INDISTINCT = 16
"""Of 255: colours that differ by no more in red, green and blue have a contrast below 1.2 to 1."""
_UNREADABLE = ("1", "2", "1.0", "2.0", "1.5")
"""Sizes of type, in points, that nobody reads."""
_THEME = {"0": "FFFFFF", "1": "000000"}


@dataclass(frozen=True)
class CellStyle:
    """How a cell shows what it holds."""

    form: NumberFormat = GENERAL
    code: str = "General"
    """The number format as it is written."""
    is_struck: bool = False
    is_unseen: bool = False
    """Whether its text has nearly the colour of its ground, or a size that nobody reads."""
    ground: str = WHITE
    """The colour of the ground; empty for a pattern or a gradient."""


PLAIN = CellStyle()


@dataclass
class LookChange:
    """What a conditional format changes in how cells look."""

    colour: str = ""
    ground: str = ""
    """Colours, empty where they stay."""
    code: str = ""
    """The number format; empty where it stays."""

    @property
    def is_unseen(self) -> bool:
        """Whether its text has nearly the colour of its ground; of a ground that stays, white is taken for its colour."""
        return bool(self.colour) and are_alike(self.colour, self.ground or WHITE)

    @property
    def form(self) -> NumberFormat | None:
        """The number format that takes the place of the cell's own; None where that stays."""
        return parse_format(self.code) if self.code else None

    @property
    def may_hide(self) -> bool:
        """Whether some value could not be seen under it."""
        return self.is_unseen or (bool(self.code) and any(not section.strip() for section in self.code.split(";")))


@dataclass(frozen=True)
class BookStyles:
    """The styles of a workbook, by the numbers that cells and conditional formats refer to."""

    cells: tuple[CellStyle, ...] = ()
    changes: tuple[LookChange, ...] = ()


@dataclass
class _Styles:
    """What the part says, by the number that cells refer to it with."""

    codes: dict[int, str] = field(default_factory=dict)
    struck: list[bool] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    sizes: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    found: list[CellStyle] = field(default_factory=list)
    changes: list[LookChange] = field(default_factory=list)


def book_styles(source: IO[bytes]) -> BookStyles:
    """Return the styles that are referred to by number; of what is damaged or unknown, the plain ones."""
    styles = _Styles()
    path: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        above = path[-1] if path else ""
        path.append(element)
        match above, element:
            case "numFmts", "numFmt":
                styles.codes[_number(attributes, "numFmtId")] = attributes.get("formatCode", "General")
            case "fonts", "font":
                styles.struck.append(False)
                styles.colours.append("000000")
                styles.sizes.append("")
            case "font", "sz" if "fonts" in path:
                styles.sizes[-1] = attributes.get("val", "")
            case "font", "strike" if "fonts" in path:
                styles.struck[-1] = attributes.get("val", "1") not in _FALSE
            case "font", "color" if "fonts" in path:
                styles.colours[-1] = colour_of(attributes)
            case "fills", "fill":
                styles.grounds.append(WHITE)
            case "fill", _ if "fills" in path:
                # A pattern that is no single colour, and a gradient, are taken as a ground on which text is seen.
                plain = element == "patternFill" and attributes.get("patternType", "none") in ("none", "solid")
                styles.grounds[-1] = WHITE if plain else ""
            case "patternFill", "fgColor" if "fills" in path and styles.grounds[-1]:
                styles.grounds[-1] = colour_of(attributes)
            case "dxfs", "dxf":
                styles.changes.append(LookChange())
            case "font", "color" if "dxfs" in path:
                styles.changes[-1].colour = colour_of(attributes)
            case "patternFill", "bgColor" if "dxfs" in path:
                styles.changes[-1].ground = colour_of(attributes)
            case "dxf", "numFmt":
                styles.changes[-1].code = attributes.get("formatCode", "")
            case "cellXfs", "xf":
                styles.found.append(_style(styles, attributes))

    stream(source, start, lambda _: path.pop() and None)
    return BookStyles(tuple(styles.found), tuple(styles.changes))


def _style(styles: _Styles, attributes: Attributes) -> CellStyle:
    id, font, fill = (_number(attributes, key) for key in ("numFmtId", "fontId", "fillId"))
    code = styles.codes.get(id) or _CHINESE_FORMATS.get(id) or BUILTIN_FORMATS.get(id, "General")
    is_struck = font < len(styles.struck) and styles.struck[font]
    colour = styles.colours[font] if font < len(styles.colours) else "000000"
    ground = styles.grounds[fill] if fill < len(styles.grounds) else WHITE
    is_unseen = are_alike(colour, ground) or (font < len(styles.sizes) and styles.sizes[font] in _UNREADABLE)
    return CellStyle(parse_format(code), code, is_struck, is_unseen, ground)


def are_alike(colour: str, ground: str) -> bool:
    """Tell whether text of a colour cannot be told from its ground."""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour == ground != "auto"
    pairs = ((int(one[at : at + 2], 16) for one in (colour, ground)) for at in (0, 2, 4))
    return all(abs(one - other) <= _INDISTINCT for one, other in pairs)


def _number(attributes: Attributes, key: str) -> int:
    text = attributes.get(key, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def colour_of(attributes: Attributes) -> str:
    """Return a colour as six digits where it is plain, or as a name of its own, by which it equals only itself."""
    if rgb := attributes.get("rgb"):
        return rgb[-6:].upper()
    tint = attributes.get("tint", "0")
    if theme := attributes.get("theme"):
        plain = theme in _THEME and tint.strip("0.-") == ""
        return _THEME[theme] if plain else f"theme {theme} {tint}"
    if indexed := attributes.get("indexed"):
        return _INDEXED.get(indexed, f"indexed {indexed}")
    return "auto"

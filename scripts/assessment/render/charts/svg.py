"""The SVG of a page's chart, written while matplotlib draws: small, in the reader's own fonts and colour scheme."""

from typing import Any
from xml.etree import ElementTree

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Transform

from assessment.render.charts.palette import ALL

_FONTS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
_RULES = (
    f"text{{font:12px {_FONTS};fill:currentColor}}path{{fill:none;stroke:currentColor;stroke-linecap:round}}"
    ".end{text-anchor:end}.middle{text-anchor:middle}"
)
_CLASS = {colour.light: colour.name for colour in ALL}
_ANCHOR = {"left": "", "right": " end", "center": " middle"}
_LETTER = {int(Path.MOVETO): "M", int(Path.LINETO): "L"}


class SvgRenderer(RendererBase):
    """What matplotlib draws on: lines with round ends and text in colours of the palette, and nothing else.

    Heights are counted from above, and one unit is one point, as in the SVG.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = (width, height)
        self._shapes: list[ElementTree.Element] = []

    def flipy(self) -> bool:
        """Tell matplotlib not to turn text upside down."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the drawing."""
        return self._size

    def get_text_width_height_descent(self, *_: Any, **__: Any) -> tuple[float, float, float]:
        """Return no size, so that text starts at its anchor: only the reader's browser knows how wide its font is."""
        return 0, 0, 0

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, *_: Any, **__: Any) -> None:
        """Write lines as one shape."""
        points = path.iter_segments(transform, simplify=False)
        outline = "".join(f"{_LETTER[int(code)]}{_short(x)} {_short(y)}" for (x, y), code in points)
        self._add("path", {"class": _class(gc), "stroke-width": _short(gc.get_linewidth()), "d": outline})

    def draw_text(self, gc: GraphicsContextBase, x: float, y: float, s: str, *_: Any, **more: Any) -> None:
        """Write a line of text as text."""
        anchor = _ANCHOR[more["mtext"].get_horizontalalignment()]
        self._add("text", {"class": _class(gc) + anchor, "x": _short(x), "y": _short(y)}).text = s

    def svg(self) -> bytes:
        """Return what was drawn."""
        box = " ".join(map(_short, (0, 0, *self._size)))
        svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box})
        ElementTree.SubElement(svg, "style").text = _style({shape.attrib["class"][0] for shape in self._shapes})
        svg.extend(self._shapes)
        return ElementTree.tostring(svg, encoding="unicode").encode()

    def _add(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        self._shapes.append(ElementTree.Element(tag, attributes))
        return self._shapes[-1]


def _class(gc: GraphicsContextBase) -> str:
    return _CLASS[to_hex(gc.get_rgb())]


def _short(number: float) -> str:
    """Return a number with one decimal place, a half of which is one whatever was lost in reckoning."""
    return f"{round(number, 6):.1f}".removesuffix(".0")


def _style(used: set[str]) -> str:
    colours = [colour for colour in ALL if colour.name in used]
    light = "".join(f".{colour.name}{{color:{colour.light}}}" for colour in colours)
    dark = "".join(f".{colour.name}{{color:{colour.dark}}}" for colour in colours)
    return f"{_RULES}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"

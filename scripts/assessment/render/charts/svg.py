"""The SVG of a page's chart, written while matplotlib draws: small, in the reader's own fonts and colour scheme."""

from typing import Any
from xml.etree import ElementTree

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform

from assessment.render.charts.palette import ALL
from assessment.render.charts.sketch import Point, Sketch, Words

_FONTS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
_RULES = (
    f"text{{font:12px {_FONTS};fill:currentColor}}path{{fill:none;stroke:currentColor;stroke-linecap:round}}"
    ".end{text-anchor:end}.middle{text-anchor:middle}"
)
_CLASS = {colour.light: colour.name for colour in ALL}
_ANCHOR = {"left": "", "right": " end", "center": " middle"}
_LETTER = {int(Path.MOVETO): "M", int(Path.LINETO): "L"}


def svg_of(sketch: Sketch) -> bytes:
    """Return a drawing: the strokes in their order, and above them the words."""
    renderer = _SvgRenderer(sketch.size)
    for stroke in sketch.strokes:
        path = Path(stroke.points, [Path.MOVETO, Path.LINETO] * (len(stroke.points) // 2))
        look = {"fill": False, "lw": stroke.width, "ec": stroke.colour.light}
        PathPatch(path, transform=IdentityTransform(), **look).draw(renderer)
    for one in sketch.words:
        renderer.write(one)
    return renderer.svg()


class _SvgRenderer(RendererBase):
    """What matplotlib draws on: lines with round ends in colours of the palette, and nothing else.

    Heights are counted from above, and one unit is one point, as in the SVG.
    """

    def __init__(self, size: Point) -> None:
        super().__init__()
        self._size = size
        self._shapes: list[ElementTree.Element] = []

    def draw_path(self, gc: GraphicsContextBase, path: Any, transform: Transform, *_: Any, **__: Any) -> None:
        """Write lines as one shape."""
        points = zip(transform.transform(path.vertices).tolist(), path.codes.tolist(), strict=True)
        outline = "".join(f"{_LETTER[code]}{_short(x)} {_short(y)}" for (x, y), code in points)
        name = _CLASS[to_hex(gc.get_rgb())]
        self._add("path", {"class": name, "stroke-width": _short(gc.get_linewidth()), "d": outline})

    def write(self, words: Words) -> None:
        """Write a line of text as text: matplotlib would lay it out in a font that no reader sees."""
        (x, y), look = words.at, words.colour.name + _ANCHOR[words.align]
        self._add("text", {"class": look, "x": _short(x), "y": _short(y)}).text = words.text

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


def _short(number: float) -> str:
    """Return a number with one decimal place, a half of which is one whatever was lost in reckoning."""
    return f"{round(number, 6):.1f}".removesuffix(".0")


def _style(used: set[str]) -> str:
    colours = [colour for colour in ALL if colour.name in used]
    light = "".join(f".{colour.name}{{color:{colour.light}}}" for colour in colours)
    dark = "".join(f".{colour.name}{{color:{colour.dark}}}" for colour in colours)
    return f"{_RULES}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"

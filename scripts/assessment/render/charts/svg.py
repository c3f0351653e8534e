"""What matplotlib draws, as SVG: for a page small and in the reader's own fonts and colour scheme, for paper as it is."""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from assessment.render.charts.palette import ALL

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_FONTS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
_RULES = (
    f"text{{font:12px {_FONTS};fill:currentColor}}path{{fill:none;stroke:currentColor;stroke-linecap:round}}"
    ".end{text-anchor:end}.middle{text-anchor:middle}"
)
_CLASS = {colour.light: colour.name for colour in ALL}


def for_paper(figure: Figure) -> bytes:
    """Return the drawing with text as outlines, so that what sets the page needs no font for it."""
    out = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "path"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return out.getvalue()


def for_page(figure: Figure) -> bytes:
    """Return the drawing with text as text, colours as classes that follow the reader's scheme, and one decimal place.

    The figure may hold lines and text in colours of the palette, and nothing else.
    """
    out = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    drawn = ElementTree.fromstring(out.getvalue())
    box = " ".join(_short(part) for part in drawn.attrib["viewBox"].split())
    small = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box})
    used = list(_shapes(drawn))
    ElementTree.SubElement(small, "style").text = _style({shape.attrib["class"].split()[0] for shape in used})
    small.extend(used)
    text: str = ElementTree.tostring(small, encoding="unicode")
    return text.encode()


def _shapes(drawn: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for element in drawn.iter():
        style = dict(part.split(": ", 1) for part in element.get("style", "").split("; ") if ": " in part)
        if element.tag == f"{_SVG}path" and style.get("stroke") in _CLASS:
            outline = re.sub(r"\s+", " ", _NUMBER.sub(lambda number: _short(number[0]), element.attrib["d"]))
            outline = re.sub(r" ?([ML]) ?", r"\1", outline).strip()
            colour = {"class": _CLASS[style["stroke"]], "stroke-width": style.get("stroke-width", "1")}
            yield ElementTree.Element("path", colour | {"d": outline})
        elif element.tag == f"{_SVG}text":
            names = [_CLASS[style["fill"]]] + [style["text-anchor"]] * (style.get("text-anchor", "start") != "start")
            text = ElementTree.Element("text", {"class": " ".join(names), **_place(element)})
            text.text = element.text
            yield text


def _place(text: ElementTree.Element) -> dict[str, str]:
    return {axis: _short(text.attrib[axis]) for axis in ("x", "y")}


def _short(number: str) -> str:
    return f"{float(number):.1f}".removesuffix(".0")


def _style(used: set[str]) -> str:
    colours = [colour for colour in ALL if colour.name in used]
    light = "".join(f".{colour.name}{{color:{colour.light}}}" for colour in colours)
    dark = "".join(f".{colour.name}{{color:{colour.dark}}}" for colour in colours)
    return f"{_RULES}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"

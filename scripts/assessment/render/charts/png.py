"""The PNG of a page's chart, for documents that take no SVG: three times as large where that fits, light, on white.

Drawn twice as large again and brought down, so that edges are smooth. The font is named, and the library brings its own
program to draw letters, so that the same chart gives the same bytes on every machine.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from assessment.errors import RequestError
from assessment.render.charts.palette import ALL
from assessment.render.charts.sketch import TEXT, Point, Sketch, Stroke
from assessment.root import HOW_TO_SET_UP

_TIMES, _FINER = (3, 2, 1), 2
"""How many times as large, the first that fits; and how much larger it is drawn."""
_LARGEST = 24_000_000
"""Dots of what is drawn: a list of hundreds of units is as long as they are many."""
_STEP = 28
"""How far apart the shades of a colour are along its edges; the library takes what is much closer for the same."""
_PACKED = 6
"""Nine takes eight times as long, for a twentieth of the size."""
_PAPER = (255, 255, 255)
_ANCHOR = {"left": "ls", "right": "rs", "center": "ms"}
_FONT, _FACE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2


def png_of(sketch: Sketch) -> bytes:
    """Return the picture of a drawing.

    Raises:
        RequestError: if the font is missing.
    """
    width, height = map(round, sketch.size)
    scales = (times * _FINER for times in _TIMES)
    scale = next((scale for scale in scales if width * height * scale**2 <= _LARGEST), _FINER)
    image = Image.new("RGB", (width * scale, height * scale), _PAPER)
    draw = ImageDraw.Draw(image)
    for stroke in sketch.strokes:
        _stroke(draw, stroke, scale)
    for words in sketch.words:
        anchor = _ANCHOR[words.align]
        draw.text(_scaled(words.at, scale), words.text, fill=words.colour.light, font=_font(scale), anchor=anchor)
    small = image.reduce(_FINER).quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, "PNG", compress_level=_PACKED)
    return file.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, stroke: Stroke, scale: int) -> None:
    radius = stroke.width * scale / 2
    for first, last in zip(stroke.points[::2], stroke.points[1::2], strict=True):
        (x, y), (right, below) = _scaled(first, scale), _scaled(last, scale)
        if first != last:
            draw.line((x, y, right, below), fill=stroke.colour.light, width=max(1, round(2 * radius)))
        for across, down in {(x, y), (right, below)} if radius > scale else ():
            draw.ellipse((across - radius, down - radius, across + radius, down + radius), fill=stroke.colour.light)


def _scaled(point: Point, scale: int) -> Point:
    return point[0] * scale, point[1] * scale


@cache
def _palette() -> Image.Image:
    """Return what holds the colours of all charts and their shades, which is all that a picture has."""
    holder = Image.new("P", (1, 1))
    holder.putpalette([*_PAPER, *(level for colour in ALL for level in _shades(ImageColor.getrgb(colour.light)))])
    return holder


def _shades(ink: Sequence[int]) -> Iterator[int]:
    """Yield red, green and blue of each shade between the paper and a colour, and of the colour."""
    steps = max(1, (_PAPER[0] - min(ink)) // _STEP)
    for step in range(1, steps + 1):
        yield from (round(paper + (own - paper) * step / steps) for paper, own in zip(_PAPER, ink, strict=True))


@cache
def _font(scale: int) -> ImageFont.FreeTypeFont:
    if not _FONT.is_file():
        raise RequestError(f"缺少字库 {_FONT.name}（软件包 fonts-noto-cjk），{HOW_TO_SET_UP}")
    return ImageFont.truetype(_FONT, TEXT * scale, index=_FACE, layout_engine=ImageFont.Layout.BASIC)

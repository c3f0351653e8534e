"""The pictures of a chart: drawn only where nobody has drawn the same before."""

from assessment.cache.cache import Cache, find_or_make
from assessment.cache.content import content_digest
from assessment.render.charts.png import png_of
from assessment.render.charts.sketch import Sketch


def pictures_of(sketch: Sketch, cache: Cache | None) -> tuple[bytes, bytes]:
    """Return a chart as SVG and as PNG.

    Raises:
        RequestError: if the font of the PNG is missing.
    """
    key = "" if cache is None else content_digest(sketch)
    svg = find_or_make(cache, "chart", ("svg", key), lambda: _svg_of(sketch))
    return svg, find_or_make(cache, "chart", ("png", key), lambda: png_of(sketch))


def _svg_of(sketch: Sketch) -> bytes:
    # Loading matplotlib takes half a second, which only those wait for who see another chart.
    from assessment.render.charts.svg import svg_of

    return svg_of(sketch)

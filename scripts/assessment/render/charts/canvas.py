"""Paper to draw on: one unit is one point, counted from the upper left, and text as wide as on a phone's screen."""

from collections.abc import Iterable

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from assessment.render.charts.chart import Chart
from assessment.render.charts.palette import INK, Colour
from assessment.render.charts.svg import SvgRenderer
from assessment.visible import one_line, visible

WIDTH = 296
"""Points; as narrow as a chart on a phone of 360 CSS pixels, so that words of twelve points are twelve pixels there."""

TEXT = 12
BASELINE = 5.3
"""How far below its middle a line of text stands."""

Point = tuple[float, float]


def shortened(text: str, letters: int) -> str:
    """Return a name that fits; what is cut off is in the table beside the chart."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


class Canvas:
    """A drawing for a page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._figure = Figure(dpi=72, frameon=False)

    def text(self, at: Point, text: str, *, align: str = "left", colour: Colour = INK) -> None:
        """Write a line of text; ``at`` is its left, right or middle, halfway up."""
        self._figure.text(
            at[0],
            at[1] + BASELINE,
            one_line(text),
            horizontalalignment=align,
            color=colour.light,
            parse_math=False,
            transform=IdentityTransform(),
        )

    def lines(self, lines: Iterable[tuple[Point, Point]], *, width: float, colour: Colour) -> None:
        """Draw lines with round ends as one shape; a line of no length is a dot."""
        points = [point for line in lines for point in line]
        if points:
            path = Path(points, [Path.MOVETO, Path.LINETO] * (len(points) // 2))
            shape = PathPatch(path, fill=False, lw=width, ec=colour.light, transform=IdentityTransform())
            self._figure.add_artist(shape)

    def dots(self, points: Iterable[Point], *, size: float, colour: Colour) -> None:
        """Draw dots as one shape."""
        self.lines(((point, point) for point in points), width=size, colour=colour)

    def chart(self, alternative: str, caption: str) -> Chart:
        """Return what was drawn, with its words."""
        renderer = SvgRenderer(WIDTH, self.height)
        self._figure.draw(renderer)
        return Chart(renderer.svg(), visible(alternative), caption, WIDTH, round(self.height))

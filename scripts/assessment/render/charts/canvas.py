"""Paper to draw on: one unit is one point, counted from the upper left, and text as wide as on a phone's screen."""

from collections.abc import Iterable
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from assessment.render.charts.chart import Chart
from assessment.render.charts.palette import INK, Colour
from assessment.render.charts.svg import for_page
from assessment.render.visible import visible

WIDTH = 296
"""Points; as narrow as a chart on a phone of 360 CSS pixels, so that words of twelve points are twelve pixels there."""

TEXT = 12

Point = tuple[float, float]


def use_font(font: Path) -> None:
    """Measure and draw text with this font."""
    font_manager.fontManager.addfont(str(font))
    matplotlib.rcParams.update(
        {
            "font.family": font_manager.FontProperties(fname=str(font)).get_name(),
            "axes.unicode_minus": False,
            "svg.fonttype": "path",
            "svg.hashsalt": "assessment",
            "path.simplify": False,
        }
    )


def shortened(text: str, letters: int) -> str:
    """Return a name that fits; what is cut off is in the table beside the chart."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


class Canvas:
    """A drawing for a page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._figure = Figure(figsize=(WIDTH / 72, height / 72))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)

    def text(self, at: Point, text: str, *, align: str = "left", colour: Colour = INK) -> None:
        """Write a line of text; ``at`` is its left, right or middle, halfway up."""
        said = self._axes.text(
            *at, " ".join(visible(text).split()), ha=align, va="center_baseline", fontsize=TEXT, color=colour.light
        )
        said.set_parse_math(False)

    def lines(self, lines: Iterable[tuple[Point, Point]], *, width: float, colour: Colour) -> None:
        """Draw lines with round ends as one shape; a line of no length is a dot."""
        points = [point for line in lines for point in line]
        if points:
            codes = [Outline.MOVETO, Outline.LINETO] * (len(points) // 2)
            shape = PathPatch(Outline(points, codes), fill=False, lw=width, ec=colour.light, capstyle="round")
            self._axes.add_patch(shape)

    def dots(self, points: Iterable[Point], *, size: float, colour: Colour) -> None:
        """Draw dots as one shape."""
        self.lines(((point, point) for point in points), width=size, colour=colour)

    def chart(self, alternative: str) -> Chart:
        """Return what was drawn."""
        return Chart(for_page(self._figure), visible(alternative), WIDTH, round(self.height))

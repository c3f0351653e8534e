"""Paper to draw on: one unit is one point, counted from the upper left, and text as wide as on a phone's screen."""

from collections.abc import Iterable

from assessment.render.charts.chart import NO_DATA, Chart, ChartData
from assessment.render.charts.palette import INK, Colour
from assessment.render.charts.sketch import Point, Sketch, Stroke, Words
from assessment.visible import one_line, visible

WIDTH = 296
"""Points; as narrow as a chart on a phone of 360 CSS pixels, so that words of twelve points are twelve pixels there."""

BASELINE = 5.3
"""How far below its middle a line of text stands."""


def shortened(text: str, letters: int) -> str:
    """Return a name that fits; what is cut off is in the table beside the chart."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


class Canvas:
    """A drawing for a page."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._strokes: list[Stroke] = []
        self._words: list[Words] = []

    def text(self, at: Point, text: str, *, align: str = "left", colour: Colour = INK) -> None:
        """Write a line of text; ``at`` is its left, right or middle, halfway up."""
        self._words.append(Words((at[0], at[1] + BASELINE), one_line(text), align, colour))

    def lines(self, lines: Iterable[tuple[Point, Point]], *, width: float, colour: Colour) -> None:
        """Draw lines with round ends as one shape; a line of no length is a dot."""
        points = tuple(point for line in lines for point in line)
        if points:
            self._strokes.append(Stroke(points, width, colour))

    def dots(self, points: Iterable[Point], *, size: float, colour: Colour) -> None:
        """Draw dots as one shape."""
        self.lines(((point, point) for point in points), width=size, colour=colour)

    def chart(self, alternative: str, caption: str, data: ChartData = NO_DATA) -> Chart:
        """Return what was drawn, with its words and its data."""
        sketch = Sketch((WIDTH, self.height), tuple(self._strokes), tuple(self._words))
        return Chart(sketch, visible(alternative), caption, WIDTH, round(self.height), data)

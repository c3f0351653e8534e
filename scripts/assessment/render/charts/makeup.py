"""For paper: how a group is made up of its units' totals, a line and a dot for each, beside the group's average."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from xml.etree import ElementTree

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.charts.canvas import shortened
from assessment.render.charts.palette import ACCENT, INK, LINE, QUIET, SOFT, Colour
from assessment.render.charts.sketch import Point
from assessment.visible import one_line, visible

WIDTH = 442.0
"""Points: as wide as the text of a page."""

TEXT = 9.5
NAMES = 118.0
"""Where the scale begins; the names of the units stand before it."""

SCALE_END = 396.0
HEAD, ROW, FOOT = 18.0, 14.5, 18.0
DOT = 3.0
LETTERS = 12
MOST_ROWS = 34
"""How many units one drawing holds, as many as a page does; a greater group has several."""

MOST_STEPS = 8
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class PaperChart:
    """A chart as documents have it, and the words that stand with it."""

    svg: bytes
    alternative: str
    """What it says to those who cannot see it."""
    caption: str
    """What stands below it."""
    width: int
    """Of the drawing, in points."""
    height: int


@dataclass(frozen=True)
class _Drawing:
    """Lines, dots and words in points, counted from the upper left."""

    svg: ElementTree.Element
    family: str
    instead: Mapping[int, str]

    @classmethod
    def of(cls, height: float, family: str, instead: Mapping[int, str]) -> "_Drawing":
        """Return an empty drawing."""
        box = f"0 0 {WIDTH:g} {height:g}"
        svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box})
        return cls(svg, family, instead)

    def line(self, start: Point, end: Point, colour: Colour, dashes: str = "none") -> None:
        """Draw a line."""
        way = f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"
        look = {"stroke": colour.light, "stroke-width": "0.8", "stroke-dasharray": dashes}
        ElementTree.SubElement(self.svg, "path", {"d": way, **look})

    def dot(self, at: Point) -> None:
        """Draw the dot of a unit."""
        place = {"cx": f"{at[0]:.1f}", "cy": f"{at[1]:.1f}", "r": f"{DOT:g}", "fill": ACCENT.light}
        ElementTree.SubElement(self.svg, "circle", place)

    def text(self, at: Point, text: str, anchor: str, colour: Colour) -> None:
        """Write a line of text on its base line."""
        place = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}", "text-anchor": anchor, "fill": colour.light}
        type = {"font-family": self.family, "font-size": f"{TEXT:g}"}
        ElementTree.SubElement(self.svg, "text", {**place, **type}).text = text.translate(self.instead)


@dataclass(frozen=True)
class _Scale:
    """The marks that the drawing reaches from and to, and how far its lines lie apart."""

    first: int
    last: int
    step: int

    def across(self, mark: float) -> float:
        """Return where a mark stands."""
        return NAMES + (mark - self.first) / (self.last - self.first) * (SCALE_END - NAMES)


def makeup(
    publication: Publication, group: PublishedGroup, family: str, instead: Mapping[int, str]
) -> tuple[PaperChart, ...]:
    """Draw the totals of a group, best first; nothing without totals.

    Args:
        publication: the year.
        group: those to draw.
        family: the fonts of the page that the words are set in, by name: text stays text.
        instead: what is set for each character that they lack, as ``str.translate`` takes it.
    """
    units = [publication.units[name] for name in group.ranking]
    totals = [(unit, unit.result) for unit in units if isinstance(unit.result, Totalled)]
    if not totals or group.summary is None:
        return ()
    scale = _scale([float(result.total.exact) for _, result in totals])
    drawings = [totals[start : start + MOST_ROWS] for start in range(0, len(totals), MOST_ROWS)]
    return tuple(
        _drawn(group, rows, scale, _Drawing.of(HEAD + ROW * len(rows) + FOOT, family, instead)) for rows in drawings
    )


def _scale(marks: Sequence[float]) -> _Scale:
    """Return a scale of few round steps about the marks, not from zero: what matters is how far they lie apart."""
    span = max(marks) - min(marks)
    step = next((step for step in STEPS if span / step <= MOST_STEPS - 2), STEPS[-1])
    first, last = step * floor(min(marks) / step), step * ceil(max(marks) / step)
    return _Scale(first, last if last > first else first + step, step)


def _drawn(
    group: PublishedGroup, rows: Sequence[tuple[PublishedUnit, Totalled]], scale: _Scale, drawing: _Drawing
) -> PaperChart:
    assert group.summary is not None
    bottom = HEAD + ROW * len(rows)
    for mark in range(scale.first, scale.last + 1, scale.step):
        drawing.line((scale.across(mark), HEAD), (scale.across(mark), bottom), LINE)
        drawing.text((scale.across(mark), bottom + 12), str(mark), "middle", SOFT)
    mean = scale.across(float(group.summary.mean.exact))
    drawing.line((mean, HEAD - 4), (mean, bottom), INK, dashes="3 2")
    drawing.text((mean, HEAD - 7), f"本组平均{group.summary.mean.text}", "middle", INK)
    for number, (unit, result) in enumerate(rows):
        middle = HEAD + ROW * (number + 0.5)
        at = scale.across(float(result.total.exact))
        drawing.text((NAMES - 10, middle + 3.4), shortened(one_line(unit.name), LETTERS), "end", INK)
        drawing.line((min(mean, at), middle), (max(mean, at), middle), QUIET)
        drawing.dot((at, middle))
        drawing.text((WIDTH, middle + 3.4), result.total.text, "end", ACCENT)
    totals = "，".join(f"{unit.name}{result.total.text}分" for unit, result in rows)
    alternative = visible(f"{group.name}总分从高到低：{totals}；本组平均{group.summary.mean.text}分。")
    caption = "每个圆点代表一个单位，按名次从上到下；虚线是本组平均分，横线是与平均分的差距。"
    svg = ElementTree.tostring(drawing.svg, encoding="unicode").encode()
    return PaperChart(svg, alternative, caption, round(WIDTH), round(bottom + FOOT))

"""What a chart of a page is made of: lines with round ends, and lines of text."""

from dataclasses import dataclass

from assessment.render.charts.palette import Colour

TEXT = 12
"""How high letters are, in points."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """Lines with round ends, as one shape."""

    points: tuple[Point, ...]
    """Where each line begins and ends, in turn."""
    width: float
    colour: Colour


@dataclass(frozen=True)
class Words:
    """A line of text."""

    at: Point
    """Its left, right or middle, on its base line."""
    text: str
    align: str
    """``left``, ``right`` or ``center``."""
    colour: Colour


@dataclass(frozen=True)
class Sketch:
    """The strokes in their order, and above them the words; one unit is one point, counted from the upper left."""

    size: Point
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]

"""Rows of dots, one dot a unit, on one scale: dots that would cover each other stand above and below the line."""

from collections.abc import Iterable, Sequence
from itertools import count

from assessment.render.charts.canvas import TEXT, WIDTH, Canvas, Point, shortened
from assessment.render.charts.palette import ACCENT, INK, LINE, QUIET, SOFT
from assessment.render.charts.rates import Rates

DOT = 5.4
OWN = 11.0
ROOM = 6.0
"""Between the middles of two dots."""
RIGHT = 246.0
TOP, BOTTOM = 24.0, 26.0
LEAST = 30.0
"""Least height of a row."""

MOST_LETTERS = 9
"""Room for the name of a row."""


def rows(told: Sequence[Rates], unit: str, column: str) -> Canvas:
    """Draw the rows; the unit, if one is named, larger, with its rates on the right, else the group's means there.

    Args:
        told: the rows from top to bottom.
        unit: id of the unit that the chart is about; empty for the group as a whole.
        column: what the numbers on the right are called.
    """
    lowest = min(value for row in told for value in row.by_unit.values())
    first = max(0, 10 * (int(lowest) // 10))
    last = max(100.0, *(value for row in told for value in row.by_unit.values()))

    left = TEXT * min(MOST_LETTERS, max(len(row.name) for row in told)) + 12.0

    def across(value: float) -> float:
        return left + (value - first) / (last - first) * (RIGHT - left)

    placed = [_swarm({name: across(value) for name, value in row.by_unit.items()}, unit) for row in told]
    heights = [max(LEAST, 2 * max(abs(y) for _, y in dots.values()) + ROOM + 14) for dots in placed]
    canvas = Canvas(TOP + sum(heights) + BOTTOM)
    canvas.text((WIDTH, TOP / 2), column, align="right", colour=SOFT)
    below = TOP
    for row, dots, height in zip(told, placed, heights, strict=True):
        middle = below + height / 2
        below += height
        canvas.text((left - 12, middle), shortened(row.name, MOST_LETTERS), align="right")
        canvas.lines([((left, middle), (RIGHT, middle))], width=1, colour=LINE)
        canvas.dots(_at(middle, (at for name, at in dots.items() if name != unit)), size=DOT, colour=QUIET)
        canvas.dots(_at(middle, (at for name, at in dots.items() if name == unit)), size=OWN, colour=ACCENT)
        mean, reach = across(row.mean), height / 2 - 4
        canvas.lines([((mean, middle - reach), (mean, middle + reach))], width=1.5, colour=INK)
        canvas.text((WIDTH, middle), f"{row.by_unit.get(unit, row.mean):.1f}%", align="right", colour=ACCENT)
    for value in range(first, 101, 10 if first >= 50 else 20):
        canvas.text((across(value), below + BOTTOM / 2), str(value), align="center", colour=SOFT)
    return canvas


def _at(middle: float, points: Iterable[Point]) -> list[Point]:
    return [(x, middle + y) for x, y in points]


def _swarm(across: dict[str, float], unit: str) -> dict[str, Point]:
    """Return where each dot stands: as near to the line as there is room; the unit that is told of on the line."""
    placed: dict[str, Point] = {}
    for name, x in sorted(across.items(), key=lambda dot: (dot[0] != unit, dot[1], dot[0])):
        placed[name] = next(
            (x, y)
            for step in count()
            for y in (step * ROOM / 2, -step * ROOM / 2)
            if all(_clear((x, y), at, (OWN + ROOM) / 2 if other == unit else ROOM) for other, at in placed.items())
        )
    return placed


def _clear(one: Point, other: Point, distance: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= distance**2

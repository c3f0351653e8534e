"""Rows of dots, one dot a unit, on one scale: dots that would cover each other stand above and below the line.

Of many units nobody tells the dots apart: there the rows are bars instead, each as high as there are units in its stretch
of the scale.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from math import inf, sqrt

from assessment.render.charts.canvas import WIDTH, Canvas, shortened
from assessment.render.charts.palette import ACCENT, INK, LINE, QUIET, SOFT
from assessment.render.charts.rates import Rates
from assessment.render.charts.sketch import TEXT, Point

DOT = 0.9
"""Of the room."""
OWN = 11.0
ROOM = 6.0
"""Between the middles of two dots."""
RIGHT = 246.0
TOP, BOTTOM = 24.0, 26.0
LEAST, MOST = 30.0, 240.0
"""Least height of a row, and the height beyond which its dots have less room."""

MOST_DOTS = 150
"""Units of a row, from which on all rows are bars."""

BAR = 3.0
STEP = 4.0
"""From the middle of one bar to that of the next, along the scale."""
HIGHEST = 36.0
"""The bar of the most units."""
BARS = HIGHEST + 2 * OWN
"""Height of a row of bars."""
AXIS = 20.0
"""Room for what the axis says of bars."""

MOST_LETTERS = 9
"""Room for the name of a row."""

Dot = tuple[float, str]
"""Where it stands on the scale, and the id of its unit."""


class Swarm:
    """The rows of a group, which are alike on every chart of it but for the unit that stands out."""

    def __init__(self, rows: Sequence[Rates]) -> None:
        values = [value for row in rows for value in row.by_unit.values()]
        self.rows = rows
        self._first = min(90, 10 * (int(min(values)) // 10))
        self._last = max(100.0, *values)
        self._left = TEXT * min(MOST_LETTERS, max(len(row.name) for row in rows)) + 12.0
        self._dots = [sorted((self._across(value), unit) for unit, value in row.by_unit.items()) for row in rows]
        self.is_dots = max(map(len, self._dots)) < MOST_DOTS
        self._rooms = [_room(dots) if self.is_dots else ROOM for dots in self._dots]

    @property
    def legend(self) -> str:
        """What a dot or a bar is, in Chinese."""
        return "每个圆点代表一个单位" if self.is_dots else "竖条越高，在那一段的单位越多"

    def draw(self, unit: str, column: str) -> Canvas:
        """Draw the rows; the unit, if one is named, larger, with its rates on the right, else the group's means there.

        What the unit has no rate of, such as a component for others, is left out of its chart.

        Args:
            unit: id of the unit that the chart is about; empty for the group as a whole.
            column: what the numbers on the right are called.
        """
        return self._of_dots(unit, column) if self.is_dots else self._of_bars(unit, column)

    def _of_dots(self, unit: str, column: str) -> Canvas:
        shown = [
            (row, _placed(dots, unit, room), room)
            for row, dots, room in zip(self.rows, self._dots, self._rooms, strict=True)
            if not unit or unit in row.by_unit
        ]
        heights = [_height(dots, room) for _, dots, room in shown]
        canvas = Canvas(TOP + sum(heights) + BOTTOM)
        canvas.text((WIDTH, TOP / 2), column, align="right", colour=SOFT)
        below = TOP
        for (row, dots, room), height in zip(shown, heights, strict=True):
            middle = below + height / 2
            below += height
            self._begin(canvas, row, middle, unit)
            canvas.dots(((x, middle + y) for x, y in dots), size=DOT * room, colour=QUIET)
            if unit:
                canvas.dots([(self._across(row.by_unit[unit]), middle)], size=OWN, colour=ACCENT)
            self._end(canvas, row, middle, height / 2 - 4)
        self._number(canvas, below)
        return canvas

    def _of_bars(self, unit: str, column: str) -> Canvas:
        shown = [(row, dots) for row, dots in zip(self.rows, self._dots, strict=True) if not unit or unit in row.by_unit]
        canvas = Canvas(TOP + BARS * len(shown) + BOTTOM + AXIS)
        canvas.text((WIDTH, TOP / 2), column, align="right", colour=SOFT)
        for number, (row, dots) in enumerate(shown):
            line = TOP + BARS * (number + 1) - OWN
            self._begin(canvas, row, line, unit)
            canvas.lines(_bars(dots, self._left, line), width=BAR, colour=QUIET)
            if unit:
                canvas.dots([(self._across(row.by_unit[unit]), line)], size=OWN, colour=ACCENT)
            self._end(canvas, row, line - HIGHEST / 2, HIGHEST / 2 + 4)
        below = TOP + BARS * len(shown)
        self._number(canvas, below)
        middle = (self._left + RIGHT) / 2
        canvas.text((middle, below + BOTTOM + AXIS / 2 - 4), "竖条越高，单位越多", align="center", colour=SOFT)
        return canvas

    def _begin(self, canvas: Canvas, row: Rates, line: float, unit: str) -> None:
        """Draw the line of a row, with its name before and the number behind it."""
        canvas.text((self._left - 12, line), shortened(row.name, MOST_LETTERS), align="right")
        canvas.lines([((self._left, line), (RIGHT, line))], width=1, colour=LINE)
        canvas.text((WIDTH, line), row.text_of(unit) if unit else row.text_of_mean, align="right", colour=ACCENT)

    def _end(self, canvas: Canvas, row: Rates, middle: float, reach: float) -> None:
        """Draw the mean of a row across it."""
        mean = self._across(row.mean)
        canvas.lines([((mean, middle - reach), (mean, middle + reach))], width=1.5, colour=INK)

    def _number(self, canvas: Canvas, below: float) -> None:
        for value in range(self._first, 101, 10 if self._first >= 50 else 20):
            canvas.text((self._across(value), below + BOTTOM / 2), str(value), align="center", colour=SOFT)

    def spots(self) -> dict[str, tuple[Point, ...]]:
        """Return where each unit stands on the drawing of the whole group, from the top down: its dots, or below bars."""
        found: defaultdict[str, tuple[Point, ...]] = defaultdict(tuple)
        below = TOP
        for dots, room in zip(self._dots, self._rooms, strict=True):
            if not self.is_dots:
                below += BARS
                for x, unit in dots:
                    found[unit] += ((x, below - OWN),)
                continue
            placed = _placed(dots, "", room)
            height = _height(placed, room)
            for (_, unit), (x, y) in zip(dots, placed, strict=True):
                found[unit] += ((x, below + height / 2 + y),)
            below += height
        return dict(found)

    def _across(self, value: float) -> float:
        return self._left + (value - self._first) / (self._last - self._first) * (RIGHT - self._left)


def _room(dots: Sequence[Dot]) -> float:
    """Return the room of each dot of a row: as much as there is until the row is too high."""
    room = ROOM
    while _height(_placed(dots, "", room), room) > MOST:
        room *= 0.8
    return room


def _bars(dots: Iterable[Dot], left: float, line: float) -> list[tuple[Point, Point]]:
    """Return a bar above the line for each stretch of the scale in which units stand, to be drawn with round ends."""
    counts = Counter(int((x - left) / STEP) for x, _ in dots)
    most = max(counts.values())
    foot = line - BAR / 2
    return [
        ((left + (place + 0.5) * STEP, foot), (left + (place + 0.5) * STEP, foot - (HIGHEST - BAR) * count / most))
        for place, count in sorted(counts.items())
    ]


def _height(dots: Iterable[Point], room: float) -> float:
    return max(LEAST, 2 * max((abs(y) for _, y in dots), default=0) + room + 14)


def _placed(dots: Sequence[Dot], unit: str, room: float) -> list[Point]:
    """Return where each dot stands but that of the unit, which is on the line: as near to the line as there is room.

    Dots stand on levels half a room apart, each of which is free again at some distance from the last dot that stands
    on it or beside it: no dot is compared with all others.

    Args:
        dots: those of a row, from left to right.
        unit: id of the unit that stands out.
        room: between the middles of two dots.
    """
    own = next((x for x, name in dots if name == unit), -inf)
    free_from: defaultdict[int, float] = defaultdict(lambda: -inf)
    placed = []
    for x in (x for x, name in dots if name != unit):
        kept = ((OWN + room) / 2) ** 2 - (x - own) ** 2
        level = next(
            level
            for step in count()
            for level in (step, -step)
            if free_from[level] <= x and (level * room / 2) ** 2 >= kept
        )
        placed.append((x, level * room / 2))
        for near, reach in ((level, room), (level - 1, room * sqrt(0.75)), (level + 1, room * sqrt(0.75))):
            free_from[near] = max(free_from[near], x + reach)
    return placed

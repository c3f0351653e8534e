"""Rows of dots, one dot a unit, on one scale: dots that would cover each other stand above and below the line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from math import inf, sqrt

from assessment.render.charts.canvas import TEXT, WIDTH, Canvas, Point, shortened
from assessment.render.charts.palette import ACCENT, INK, LINE, QUIET, SOFT
from assessment.render.charts.rates import Rates

DOT = 0.9
"""Of the room."""
OWN = 11.0
ROOM = 6.0
"""Between the middles of two dots."""
RIGHT = 246.0
TOP, BOTTOM = 24.0, 26.0
LEAST, MOST = 30.0, 240.0
"""Least height of a row, and the height beyond which its dots have less room."""

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
        self._rooms = [_room(dots) for dots in self._dots]

    def draw(self, unit: str, column: str) -> Canvas:
        """Draw the rows; the unit, if one is named, larger, with its rates on the right, else the group's means there.

        What the unit has no rate of, such as a component for others, is left out of its chart.

        Args:
            unit: id of the unit that the chart is about; empty for the group as a whole.
            column: what the numbers on the right are called.
        """
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
            canvas.text((self._left - 12, middle), shortened(row.name, MOST_LETTERS), align="right")
            canvas.lines([((self._left, middle), (RIGHT, middle))], width=1, colour=LINE)
            canvas.dots(((x, middle + y) for x, y in dots), size=DOT * room, colour=QUIET)
            if unit:
                canvas.dots([(self._across(row.by_unit[unit]), middle)], size=OWN, colour=ACCENT)
            mean, reach = self._across(row.mean), height / 2 - 4
            canvas.lines([((mean, middle - reach), (mean, middle + reach))], width=1.5, colour=INK)
            canvas.text((WIDTH, middle), row.text_of(unit) if unit else row.text_of_mean, align="right", colour=ACCENT)
        for value in range(self._first, 101, 10 if self._first >= 50 else 20):
            canvas.text((self._across(value), below + BOTTOM / 2), str(value), align="center", colour=SOFT)
        return canvas

    def spots(self) -> dict[str, tuple[Point, ...]]:
        """Return where the dots of each unit stand on the drawing of the whole group, from the top down."""
        found: defaultdict[str, tuple[Point, ...]] = defaultdict(tuple)
        below = TOP
        for dots, room in zip(self._dots, self._rooms, strict=True):
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

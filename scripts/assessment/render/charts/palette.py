"""The colours of all charts, those of the site: each in a light and a dark scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from matplotlib.colors import to_hex, to_rgb

from assessment.dataset.method import Method
from assessment.dataset.part import Part


@dataclass(frozen=True)
class Colour:
    """A colour by what it is for."""

    name: str
    """One letter: the class that it has in a page's drawing."""
    light: str
    dark: str


INK = Colour("i", "#1c2733", "#e6ebf0")
SOFT = Colour("s", "#4d5b69", "#a9b6c3")
LINE = Colour("l", "#d5dce3", "#36424e")
QUIET = Colour("q", "#7d8d9b", "#6a7987")
"""What stands around the thing that is told of."""
ACCENT = Colour("a", "#0b5c8a", "#7cc0e8")
LOSS = Colour("o", "#9a3d12", "#f0a37c")

ALL = (INK, SOFT, LINE, QUIET, ACCENT, LOSS)

TOTAL = "#0b5c8a"
"""On paper: a total that is not parted."""
TAKEN = "#c98a2b"
"""On paper: the outline of what was taken off the total."""


def part_colours(components: Iterable[Part]) -> dict[str, str]:
    """Return the colour of each component on paper, by id: its method's, in a shade of its own where several share one.

    Where a component stands among the others changes nothing, so that it looks alike in every year.
    """
    by_method: dict[Method, list[str]] = {}
    for component in sorted(components, key=lambda component: component.id):
        by_method.setdefault(_look(component), []).append(component.id)
    return {
        id: _shade(_colour(method), 0.8 * index / len(ids))
        for method, ids in by_method.items()
        for index, id in enumerate(ids)
    }


def _colour(method: Method) -> str:
    match method:
        case Method.GIVEN:
            return TOTAL
        case Method.DEDUCTIONS:
            return "#4f9bc4"
        case Method.BALLOTS:
            return "#a8d0e6"
        case Method.ACCRUAL:
            return TAKEN
        case Method.COUNT:
            return "#7d6fa8"
        case Method.SUM:
            return "#123a52"
        case Method.MEAN:
            return "#5a7184"
        case _:
            assert_never(method)


def _look(component: Part) -> Method:
    """Return the method that a component's leaves share, or how it joins them."""
    methods = {leaf.method for leaf in component.leaves()}
    return methods.pop() if len(methods) == 1 else component.method


def _shade(colour: str, by: float) -> str:
    """Return a colour nearer to white, or a light one nearer to the ink."""
    rgb = to_rgb(colour)
    other = to_rgb("white" if sum(rgb) < 1.5 else INK.light)
    red, green, blue = (one + (far - one) * by for one, far in zip(rgb, other, strict=True))
    return to_hex((red, green, blue))

"""A chart of a page: what it is drawn of, and the words and the data that stand with it."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.render.charts.sketch import Sketch


@dataclass(frozen=True)
class ChartData:
    """What a chart is drawn from, as a table from which others may draw theirs."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str | Decimal | int | None, ...], ...] = ()
    """None where there is nothing to tell."""


NO_DATA = ChartData()
"""Of a chart whose data stands elsewhere."""


@dataclass(frozen=True)
class Chart:
    """A chart, and the words that stand with it."""

    sketch: Sketch
    """What it is drawn of, in every form of picture."""
    alternative: str
    """What it says to those who cannot see it."""
    caption: str
    """What stands below it."""
    width: int
    """Of the drawing, in its own units, for pages to keep room for it."""
    height: int
    data: ChartData = NO_DATA

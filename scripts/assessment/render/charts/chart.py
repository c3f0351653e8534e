"""A chart that is drawn."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.render.charts.sketch import NO_SKETCH, Sketch


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

    svg: bytes
    alternative: str
    """What it says to those who cannot see it."""
    caption: str
    """What stands below it."""
    width: int
    """Of the drawing, in its own units, for pages to keep room for it."""
    height: int
    data: ChartData = NO_DATA
    sketch: Sketch = NO_SKETCH
    """What it is drawn of, for other forms of picture."""

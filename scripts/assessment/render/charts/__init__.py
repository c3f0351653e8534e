"""Charts as SVG and PNG, drawn for a page or for paper.

Colours differ in lightness as well as hue, and what matters differs in size or shape too, so that the charts can be read
in greyscale; each has a text alternative and a table beside it on the page.
"""

from assessment.render.charts.chart import Chart, ChartData
from assessment.render.charts.item import item_spread
from assessment.render.charts.lost import lost
from assessment.render.charts.makeup import PaperChart, makeup
from assessment.render.charts.png import png_of
from assessment.render.charts.rank_bars import rank_bars
from assessment.render.charts.rates import rates
from assessment.render.charts.standing import spread, standing
from assessment.render.charts.swarm import Swarm

__all__ = [
    "Chart",
    "ChartData",
    "PaperChart",
    "Swarm",
    "item_spread",
    "lost",
    "makeup",
    "png_of",
    "rank_bars",
    "rates",
    "spread",
    "standing",
]

"""Where a unit lost marks: the items that cost it most of the total."""

from collections.abc import Sequence

from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.charts.canvas import WIDTH, Canvas, shortened
from assessment.render.charts.chart import Chart, ChartData
from assessment.render.charts.palette import LOSS
from assessment.render.open_data.table import number
from assessment.render.views.losses import Loss

MOST = 8
"""How many items are drawn; the table beside the chart has all."""

ROW = 40.0
BAR = 8.0
LETTERS = 20


def lost(unit: PublishedUnit, losses: Sequence[Loss]) -> Chart | None:
    """Draw what each item cost of the total, the greatest first; None where nothing was lost."""
    drawn = losses[:MOST]
    if not drawn:
        return None
    greatest = float(drawn[0].weighted.exact)
    canvas = Canvas(ROW * len(drawn) + 6)
    bars = []
    for index, loss in enumerate(drawn):
        top, start = ROW * index, BAR / 2
        canvas.text((0, top + 12), shortened(loss.name, LETTERS))
        canvas.text((WIDTH, top + 12), f"−{loss.weighted.text}", align="right", colour=LOSS)
        length = float(loss.weighted.exact) / greatest * (WIDTH - BAR)
        bars.append(((start, top + 29), (start + length, top + 29)))
    canvas.lines(bars, width=BAR, colour=LOSS)
    parts = "，".join(f"{loss.name}{loss.weighted.text}分" for loss in drawn)
    more, first = (f"，另有{len(losses) - MOST}项见表", f"，画出前{MOST}项") if len(losses) > MOST else ("", "")
    return canvas.chart(
        f"{unit.name}失分最多的项目，折合总分：{parts}{more}。",
        f"按对总分的影响从大到小{first}；数字是折合总分的失分。",
        ChartData(
            ("项目", "环节", "折合总分失分"), tuple((loss.name, loss.where, number(loss.weighted)) for loss in losses)
        ),
    )

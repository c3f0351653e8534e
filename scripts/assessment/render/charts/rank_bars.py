"""Between which ranks the units of a list stand under other readings, as bars."""

from assessment.disclosure.publication import Publication
from assessment.disclosure.rank_ranges import ListRanges
from assessment.render.charts.canvas import WIDTH, Canvas, shortened
from assessment.render.charts.chart import Chart, ChartData
from assessment.render.charts.palette import ACCENT, INK, LINE, QUIET, SOFT
from assessment.render.charts.sketch import TEXT

ROW = 24.0
TOP, BOTTOM = 24.0, 26.0
RIGHT = 232.0
MOST_LETTERS = 8
BAR, DOT = 9.0, 9.0
TICKS = 5
"""How many ranks are named below at most, besides the first."""


def rank_bars(publication: Publication, of: ListRanges) -> Chart | None:
    """Draw the published rank of each unit as a dot, and the ranks under other readings as a bar; None if none moves."""
    moving = [one for one in of.units if not one.is_fixed]
    if not moving:
        return None
    names = {one.unit: publication.units[one.unit].name for one in of.units}
    left = TEXT * min(MOST_LETTERS, max(map(len, names.values()))) + 14.0
    last = max(one.worst for one in of.units)

    def across(rank: int) -> float:
        return left + (rank - 1) / (last - 1) * (RIGHT - left)

    canvas = Canvas(TOP + ROW * len(of.units) + BOTTOM)
    canvas.text((WIDTH, TOP / 2), "名次", align="right", colour=SOFT)
    rows = [(one, TOP + ROW * (index + 0.5)) for index, one in enumerate(of.units)]
    canvas.lines([((left, y), (RIGHT, y)) for _, y in rows], width=1, colour=LINE)
    bars = [((across(one.best), y), (across(one.worst), y)) for one, y in rows if not one.is_fixed]
    canvas.lines(bars, width=BAR, colour=QUIET)
    canvas.dots([(across(one.rank), y) for one, y in rows], size=DOT, colour=ACCENT)
    for one, y in rows:
        canvas.text((left - 12, y), shortened(names[one.unit], MOST_LETTERS), align="right")
        text = f"{one.rank}" if one.is_fixed else f"{one.best}–{one.worst}"
        canvas.text((WIDTH, y), text, align="right", colour=SOFT if one.is_fixed else INK)
    for rank in _ticks(last):
        canvas.text((across(rank), canvas.height - BOTTOM / 2), str(rank), align="center", colour=SOFT)
    ranges = "；".join(f"{names[one.unit]}第{one.rank}名，在第{one.best}至第{one.worst}名之间" for one in moving)
    fixed = len(of.units) - len(moving)
    return canvas.chart(
        f"{len(of.units)}个单位中，{f'{fixed}个在算过的组合里名次都不变，' if fixed else ''}名次会变的：{ranges}。",
        "圆点是公布的名次，横条是换一种读法以后名次所在的范围，没有横条的，名次在算过的组合里都不变；数值见下表。",
        ChartData(
            ("单位", "名次", "最前", "最后"), tuple((names[one.unit], one.rank, one.best, one.worst) for one in of.units)
        ),
    )


def _ticks(last: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if last <= step * (TICKS + 1))
    return [1, *range(step if step > 1 else 2, last + 1, step)]

"""For paper: how the totals of a group are made up of the components."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from assessment.disclosure.publication import ByComponent, Publication, PublishedGroup, Totalled
from assessment.render.charts.chart import Chart
from assessment.render.charts.palette import INK, PARTS
from assessment.render.charts.svg import for_paper
from assessment.render.visible import visible

WIDTH = 4.7
"""Inches."""


def makeup(publication: Publication, group: PublishedGroup) -> Chart | None:
    """Draw the totals of a group, best first, as bars; None without totals."""
    units = [publication.units[name] for name in group.ranking]
    results = [unit.result for unit in units if isinstance(unit.result, Totalled)]
    if not results:
        return None
    height = 0.45 + 0.29 * len(units)
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes((0.36, 0.02, 0.63, 1 - 0.45 / height))
    axes.set_axis_off()
    rows = list(range(len(units) - 1, -1, -1))
    ends = _bars(axes, publication, results, rows)
    for row, unit, result, end in zip(rows, units, results, ends, strict=True):
        name = visible(unit.name)
        axes.text(-1, row, name, ha="right", va="center", fontsize=9.5, color=INK.light, parse_math=False)
        axes.text(end + 0.8, row, result.total.text, va="center", fontsize=9.5, color=INK.light)
    axes.set_xlim(0, max(ends) + 12)
    axes.set_ylim(-0.6, len(units) - 0.4)
    told = "，".join(f"{unit.name}{result.total.text}分" for unit, result in zip(units, results, strict=True))
    return Chart(for_paper(figure), f"{group.name}总分从高到低：{told}。", round(WIDTH * 72), round(height * 72))


def _bars(axes: Axes, publication: Publication, results: Sequence[Totalled], rows: list[int]) -> list[float]:
    """Draw the bars; return where each ends, beyond the total where points were taken off."""
    detailed = [result for result in results if isinstance(result, ByComponent)]
    if not detailed:
        totals = [float(result.total.exact) for result in results]
        axes.barh(rows, totals, height=0.62, color=PARTS[0])
        return totals
    left = [0.0] * len(rows)
    for index, component in enumerate(publication.scheme.components):
        widths = [max(0.0, float(result.components[index].weighted.exact)) for result in detailed]
        colour = PARTS[min(index, len(PARTS) - 1)]
        axes.barh(rows, widths, left=left, height=0.62, color=colour, label=visible(component.name))
        left = [before + width for before, width in zip(left, widths, strict=True)]
    for row, result, end in zip(rows, results, left, strict=True):
        total = float(result.total.exact)
        if total < end:
            axes.barh([row], [end - total], left=total, height=0.62, color="white", edgecolor=PARTS[-1], linewidth=0.8)
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.28, 1.0),
        ncols=len(PARTS),
        frameon=False,
        fontsize=9.5,
        handlelength=1,
        columnspacing=1.2,
    )
    return left

"""For paper: how the totals of a group are made up of the components."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager

from assessment.dataset.part import Part
from assessment.disclosure.publication import ByComponent, Publication, PublishedGroup, Totalled
from assessment.render.charts.chart import Chart
from assessment.render.charts.palette import INK, TAKEN, TOTAL, part_colours
from assessment.render.fonts import missing_from, replacements
from assessment.visible import visible

WIDTH = 4.7
"""Inches."""

TEXT = 9.5
"""Points."""

BAR = 0.62
LEGEND = 4
"""How many components the legend names in a row."""


def makeup(publication: Publication, group: PublishedGroup, fonts: Sequence[Path]) -> Chart | None:
    """Draw the totals of a group, best first, as bars; None without totals.

    Text is outlines, so that what sets the page needs no font for the drawing. Each character is of the first font that
    has it; one that none has is shown in another form.
    """
    units = [publication.units[name] for name in group.ranking]
    results = [unit.result for unit in units if isinstance(unit.result, Totalled)]
    if not results:
        return None
    components = publication.scheme.components_among(group.marked_as)
    more = max(0, len(components) - 1) // LEGEND
    head, height = 0.45 + 0.2 * more, 0.45 + 0.2 * more + 0.29 * len(units)
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_axes((0.36, 0.02, 0.63, 1 - head / height))
    axes.set_axis_off()
    rows = list(range(len(units) - 1, -1, -1))
    type = _type_of(fonts)
    names = (*(unit.name for unit in units), *(component.name for component in components))
    instead = replacements(set[str].intersection(*(missing_from(font, "".join(names)) for font in fonts)))
    ends = _bars(axes, components, part_colours(publication.scheme.components), results, rows, type, instead)
    for row, unit, result, end in zip(rows, units, results, ends, strict=True):
        for x, text, side in (
            (-1, visible(unit.name).translate(instead), "right"),
            (end + 0.8, result.total.text, "left"),
        ):
            axes.text(x, row, text, ha=side, va="center", font=type, color=INK.light, parse_math=False)
    axes.set_xlim(0, max(ends) + 12)
    axes.set_ylim(-0.6, len(units) - 0.4)
    out = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "assessment", "path.simplify": False}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    totals = "，".join(f"{unit.name}{result.total.text}分" for unit, result in zip(units, results, strict=True))
    alternative = f"{group.name}总分从高到低：{totals}。"
    return Chart(out.getvalue(), alternative, "", round(WIDTH * 72), round(height * 72))


def _type_of(fonts: Sequence[Path]) -> FontProperties:
    """Return type of several fonts, each known to matplotlib by the path of its file."""
    known = {entry.name for entry in fontManager.ttflist}
    fontManager.ttflist += [FontEntry(fname=str(font), name=str(font)) for font in fonts if str(font) not in known]
    return FontProperties(family=[str(font) for font in fonts], size=TEXT)


def _bars(
    axes: Axes,
    components: Sequence[Part],
    colours: Mapping[str, str],
    results: Sequence[Totalled],
    rows: Sequence[int],
    type: FontProperties,
    instead: Mapping[int, str],
) -> list[float]:
    """Draw the bars; return where each ends, beyond the total where points were taken off."""
    totals = [float(result.total.exact) for result in results]
    detailed = [result for result in results if isinstance(result, ByComponent)]
    if not detailed:
        axes.barh(rows, totals, height=BAR, color=TOTAL)
        return totals
    marks = [{mark.id: float(mark.weighted.exact) for mark in result.components} for result in detailed]
    ends = [0.0] * len(rows)
    for component in components:
        widths = [max(0.0, by_id.get(component.id, 0.0)) for by_id in marks]
        name = visible(component.name).translate(instead)
        axes.barh(rows, widths, left=ends, height=BAR, color=colours[component.id], label=name)
        ends = [before + width for before, width in zip(ends, widths, strict=True)]
    for row, total, end in zip(rows, totals, ends, strict=True):
        if total < end:
            axes.barh([row], [end - total], left=total, height=BAR, color="white", edgecolor=TAKEN, linewidth=0.8)
    axes.legend(
        loc="lower center",
        bbox_to_anchor=(0.28, 1.0),
        ncols=LEGEND,
        frameon=False,
        prop=type,
        handlelength=1,
        columnspacing=1.2,
    )
    return ends

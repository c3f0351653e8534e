"""Charts as SVG: where a unit stands in its group, and how a group's totals are made up.

Colours differ in lightness as well as hue, so that the charts can be read in greyscale; each has a text alternative and
a table beside it on the page.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from assessment.disclosure.publication import ByComponent, Publication, PublishedGroup, PublishedUnit, Totalled
from assessment.exact import for_group
from assessment.render.visible import visible

INK = "#1f2933"
QUIET = "#a9b4bf"
ACCENT = "#0b5c8a"
PARTS = ("#0b5c8a", "#4f9bc4", "#a8d0e6", "#c98a2b")
"""Components, in the order of the scheme; the last one for the bonus."""

WIDTH = 4.7
"""Inches; narrow, so that the words can still be read on a phone."""


@dataclass(frozen=True)
class Chart:
    """A chart and what it says to those who cannot see it."""

    svg: bytes
    alternative: str


def use_font(font: Path) -> None:
    """Draw all text with this font; glyphs become paths, so that readers need no font."""
    font_manager.fontManager.addfont(str(font))
    matplotlib.rcParams.update(
        {
            "font.family": font_manager.FontProperties(fname=str(font)).get_name(),
            "axes.unicode_minus": False,
            "svg.fonttype": "path",
            "svg.hashsalt": "assessment",
            "path.simplify": False,
        }
    )


def standing(publication: Publication, group: PublishedGroup, unit: PublishedUnit) -> Chart | None:
    """Draw all units of the group as dots, this one marked, for the total and each component; None without totals."""
    if not isinstance(unit.result, Totalled):
        return None
    lines = _lines(publication, group)
    mine = [values[unit.id] for _, values in lines]
    height = 0.42 + 0.5 * len(lines)
    canvas = Canvas(figsize=(WIDTH, height))
    axes = canvas.add_axes((0.24, 0.34 / height, 0.73, 1 - 0.36 / height))
    axes.set_axis_off()
    lowest = min(value for _, values in lines for value in values.values())
    first = max(0, 10 * (int(lowest) // 10))
    last = max(100.0, *(value for _, values in lines for value in values.values()))
    axes.set_xlim(first - 1, last + 1)
    axes.set_ylim(-0.5, len(lines) - 0.35)
    for index, (name, values) in enumerate(lines):
        row = len(lines) - 1 - index
        axes.plot([first, last], [row, row], color="#e3e8ec", linewidth=1, zorder=1)
        others = [value for other, value in values.items() if other != unit.id]
        axes.plot(others, [row] * len(others), "o", markersize=6, color=QUIET, markeredgecolor="white", zorder=2)
        axes.plot([mine[index]], [row], "o", markersize=10, color=ACCENT, markeredgecolor="white", zorder=3)
        axes.text(mine[index], row + 0.2, f"{mine[index]:.2f}", ha="center", fontsize=9.5, color=ACCENT)
        axes.text(first - 2, row, visible(name), ha="right", va="center", fontsize=10, color=INK)
    for value in range(first, 101, 10):
        axes.text(value, -0.5, str(value), ha="center", va="top", fontsize=9.5, color="#52606d")
    parts = "，".join(f"{name}{value:.2f}" for (name, _), value in zip(lines, mine, strict=True))
    return Chart(_svg(canvas), f"{unit.name}在{group.name}{len(lines[0][1])}个单位中的位置（百分制）：{parts}。")


def _lines(publication: Publication, group: PublishedGroup) -> list[tuple[str, dict[str, float]]]:
    """Return the total and every component that has full marks, each as a percentage, by unit."""
    results = {
        name: result
        for name in group.units
        for result in (publication.units[name].result,)
        if isinstance(result, Totalled)
    }
    most = float(for_group(publication.scheme.full, group.id))
    lines = [("总分", {name: float(result.total.exact) / most * 100 for name, result in results.items()})]
    detailed = {name: result for name, result in results.items() if isinstance(result, ByComponent)}
    for index, component in enumerate(publication.scheme.components):
        if detailed and component.full is not None:
            full = float(for_group(component.full, group.id))
            values = {name: float(result.components[index].mark.exact) / full * 100 for name, result in detailed.items()}
            lines.append((component.name, values))
    return lines


def makeup(publication: Publication, group: PublishedGroup) -> Chart | None:
    """Draw the totals of a group, best first, as bars; None without totals."""
    units = [publication.units[name] for name in group.ranking]
    results = [unit.result for unit in units if isinstance(unit.result, Totalled)]
    if not results:
        return None
    height = 0.45 + 0.29 * len(units)
    canvas = Canvas(figsize=(WIDTH, height))
    axes = canvas.add_axes((0.36, 0.02, 0.63, 1 - 0.45 / height))
    axes.set_axis_off()
    rows = list(range(len(units) - 1, -1, -1))
    ends = _bars(axes, publication, results, rows)
    for row, unit, result, end in zip(rows, units, results, ends, strict=True):
        axes.text(-1, row, visible(unit.name), ha="right", va="center", fontsize=9.5, color=INK)
        axes.text(end + 0.8, row, result.total.text, va="center", fontsize=9.5, color=INK)
    axes.set_xlim(0, max(ends) + 12)
    axes.set_ylim(-0.6, len(units) - 0.4)
    told = "，".join(f"{unit.name}{result.total.text}分" for unit, result in zip(units, results, strict=True))
    return Chart(_svg(canvas), f"{group.name}总分从高到低：{told}。")


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


def _svg(canvas: Canvas) -> bytes:
    out = io.BytesIO()
    canvas.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return out.getvalue()

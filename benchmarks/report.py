"""What was measured as a table: medians, and ratios of the processor's time within one run."""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.clock import Spent
from benchmarks.rows import HUGO, TYPST, Row

Measures = Mapping[str, Sequence[Spent]]
"""What each row took, once for each round, by key."""


def cpu_of(measures: Measures, key: str) -> float | None:
    """Return the median of what a row takes of the processor, in seconds; None where it was not measured."""
    return median(spent.cpu for spent in measures[key]) if measures.get(key) else None


def wall_of(measures: Measures, key: str) -> float | None:
    """Return the median of how long a row takes by the clock, in seconds; None where it was not measured."""
    return median(spent.wall for spent in measures[key]) if measures.get(key) else None


def ratio(measures: Measures, key: str, other: str) -> float | None:
    """Return how many times as much of the processor a row takes as another; None where either was not measured."""
    one, two = cpu_of(measures, key), cpu_of(measures, other)
    return None if one is None or not two else one / two


def per_unit(measures: Measures, row: Row, units: int) -> float | None:
    """Return how many times as much a unit takes in a county of another size as in the county."""
    times = ratio(measures, row.key, row.beside)
    return None if times is None or not row.units else times * units / row.units


def table(rows: Sequence[Row], measures: Measures, units: int, absent: Sequence[str]) -> str:
    """Return the table as Markdown, in Chinese.

    Args:
        units: how many the county has.
        absent: names of the other software that is not there.
    """
    lines = [
        "| 做什么 | 处理器秒 | 等待秒 | ÷ Typst | ÷ Hugo | 每单位 | 目标（42个单位） |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        waits = row.key.startswith("serve-")
        figures = (
            _to_hundredths(None if waits else cpu_of(measures, row.key)),
            _to_hundredths(wall_of(measures, row.key)),
            _to_hundredths(None if waits else ratio(measures, row.key, TYPST)),
            _to_hundredths(None if waits else ratio(measures, row.key, HUGO)),
            _to_hundredths(per_unit(measures, row, units)),
        )
        missing = "没有安装" if row.key in (TYPST, HUGO) else "没有量"
        cells = figures if measures.get(row.key) else (missing, *figures[1:])
        lines.append(f"| {row.what} | {' | '.join(cells)} | {row.goal} |")
    text = "\n".join(lines) + "\n"
    return text + (f"\n没有安装 {'、'.join(absent)}，没有与它比。\n" if absent else "")


def _to_hundredths(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"

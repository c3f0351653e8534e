"""The tables of a year's front pages as CSV: what the pages show, and no more."""

from decimal import Decimal

from assessment.counties.ranking import CommonList, ComparedYear
from assessment.exact import rounded
from assessment.render.open_data.csv import csv_of
from assessment.render.open_data.table import Datum
from assessment.render.words import LEVELS, SAMPLE, STAGES

MEAN_PLACES = 4
"""Decimal places of a mean of published totals; ranks go by the exact one."""
_REAL = "真实数据"


def table_of_counties(year: ComparedYear) -> bytes:
    """Return every county of a year, and where it stands in each list that it shares with others."""
    apart = {of.folder: why.value for of, why in year.apart}
    heads = (
        "地区",
        "数据来源",
        "进展",
        "公开程度",
        "考评对象",
        "名单",
        "平均分",
        "计入平均的单位",
        "最高",
        "最低",
        "名次",
        "说明",
    )
    rows: list[tuple[Datum, ...]] = []
    for one in year.counties:
        known = (
            one.of.name,
            _source(one.year.is_sample),
            STAGES[one.year.stage],
            LEVELS[one.year.disclosure],
            one.year.count,
        )
        standings = [(held, standing) for held in year.lists for standing in held.counties if standing.of == one.of]
        for held, standing in standings:
            mean = Decimal(rounded(standing.mean, MEAN_PLACES))
            ends = (Decimal(standing.highest), Decimal(standing.lowest))
            rows.append((*known, held.name, mean, standing.count, *ends, standing.rank, _unranked(standing.rank)))
        if not standings:
            rows.append((*known, None, None, None, None, None, None, apart.get(one.of.folder, "")))
    return csv_of(heads, rows)


def table_of_units(year: ComparedYear) -> bytes:
    """Return the units of all lists that counties share, best first."""
    heads = ("地区", "数据来源", "名单", "单位编号", "单位", "总分", "名次")
    return csv_of(heads, [row for held in year.lists for row in _units(held)])


def _units(held: CommonList) -> list[tuple[Datum, ...]]:
    source = _source(held.is_sample)
    return [
        (one.of.name, source, held.name, one.unit.id, one.unit.name, Decimal(one.unit.total), one.rank)
        for one in held.units
    ]


def _source(is_sample: bool) -> str:
    return SAMPLE if is_sample else _REAL


def _unranked(rank: int | None) -> str:
    return "本地还有待定的单位，暂不排名" if rank is None else ""

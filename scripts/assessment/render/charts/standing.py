"""Where the units of a group stand, as dots: all alike, or one of them marked."""

from decimal import Decimal

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.charts.chart import Chart, ChartData
from assessment.render.charts.rates import Rates
from assessment.render.charts.swarm import Swarm

_COLUMN = "总分、得分率"
"""Over a total and the rates of the components."""


def standing(group: PublishedGroup, swarm: Swarm, unit: PublishedUnit) -> Chart | None:
    """Draw the total and each component of the group; None where the unit has no total to show."""
    if unit.id not in swarm.rows[0].by_unit:
        return None
    parts = "，".join(
        f"{row.name}{row.text_of(unit.id)}（本组平均{row.text_of_mean}）" for row in swarm.rows if unit.id in row.by_unit
    )
    own, others = (
        ("大圆点", f"小圆点是{group.name}的其他单位")
        if swarm.is_dots
        else ("圆点", f"竖条越高，{group.name}在那一段的单位越多")
    )
    return swarm.draw(unit.id, _COLUMN if swarm.rows[0].texts else "得分率").chart(
        f"{unit.name}在{group.name}{len(swarm.rows[0].by_unit)}个单位中的位置：{parts}。",
        f"{own}是{unit.name}，{others}，竖线是本组平均；按得分占满分的百分比画。",
    )


def spread(publication: Publication, group: PublishedGroup, swarm: Swarm) -> Chart:
    """Draw all units of the group as dots."""
    parts = "，".join(
        f"{row.name}最低{row.texts_of_ends[0]}、平均{row.text_of_mean}、最高{row.texts_of_ends[1]}" for row in swarm.rows
    )
    return swarm.draw("", "平均").chart(
        f"{group.name}{len(swarm.rows[0].by_unit)}个单位的得分：{parts}。",
        f"{swarm.legend}，竖线和右边的数是本组平均；按得分占满分的百分比画，数值见本组的表。",
        _data(publication, group, swarm),
    )


def _data(publication: Publication, group: PublishedGroup, swarm: Swarm) -> ChartData:
    heads = ("单位", *(f"{row.name}{'（分）' if row.texts else '得分率（%）'}" for row in swarm.rows))
    rows = ((publication.units[unit].name, *(_datum(row, unit) for row in swarm.rows)) for unit in group.units)
    return ChartData(heads, tuple(rows))


def _datum(row: Rates, unit: str) -> Decimal | None:
    """Return what is written of a unit, without what it is measured in; None where it has no such mark."""
    return Decimal(row.text_of(unit).rstrip("%分")) if unit in row.by_unit else None

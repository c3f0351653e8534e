"""How the units did in a part of the scheme, as dots: a row for each ranking list."""

from collections.abc import Sequence

from assessment.disclosure.publication import Publication
from assessment.render.charts.chart import Chart, ChartData
from assessment.render.charts.rates import Rates
from assessment.render.charts.swarm import Swarm
from assessment.render.open_data.table import number
from assessment.render.views.items import Item


def item_spread(publication: Publication, item: Item) -> Chart | None:
    """Draw which share of the part's full marks each unit kept; None where it has none or nobody lost any."""
    rows = [row for group in publication.groups if (row := _rates(item, group.name, group.units)).by_unit]
    if not rows or not item.lost:
        return None
    parts = "；".join(
        f"{row.name}{len(row.by_unit)}个单位，最低{min(row.by_unit.values()):.1f}%，平均{row.mean:.1f}%，"
        f"最高{max(row.by_unit.values()):.1f}%"
        for row in rows
    )
    swarm = Swarm(rows)
    return swarm.draw("", "平均").chart(
        f"{item.part.name}的得分率：{parts}。",
        f"{swarm.legend}，竖线和右边的数是平均；按得分占满分的百分比画，失分的单位见表。",
        _data(publication, item),
    )


def _rates(item: Item, name: str, units: Sequence[str]) -> Rates:
    marks = [mark for mark in item.marks if mark.unit.id in units and mark.mark is not None]
    return Rates(
        name,
        {
            mark.unit.id: float(mark.mark.exact / mark.full.exact) * 100
            for mark in marks
            if mark.mark is not None and mark.full is not None and mark.full.exact > 0
        },
    )


def _data(publication: Publication, item: Item) -> ChartData:
    rows = (
        (mark.unit.name, group.name, number(mark.mark), number(mark.full))
        for group in publication.groups
        for mark in item.marks
        if mark.unit.id in group.units and mark.mark is not None and mark.full is not None
    )
    return ChartData(("单位", "组别", "得分", "满分"), tuple(rows))

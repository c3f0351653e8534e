"""Where a unit stands in its group: all units as dots, this one marked."""

from assessment.disclosure.publication import Publication, PublishedGroup, PublishedUnit, Totalled
from assessment.render.charts import swarm
from assessment.render.charts.chart import Chart
from assessment.render.charts.rates import rates


def standing(publication: Publication, group: PublishedGroup, unit: PublishedUnit) -> Chart | None:
    """Draw the total and each component of the group; None where the unit has no total to show."""
    if not isinstance(unit.result, Totalled):
        return None
    rows = rates(publication, group)
    told = "，".join(f"{row.name}{row.by_unit[unit.id]:.1f}%（本组平均{row.mean:.1f}%）" for row in rows)
    alternative = f"{unit.name}在{group.name}{len(rows[0].by_unit)}个单位中的位置，按得分率：{told}。"
    return swarm.rows(rows, unit.id, "得分率").chart(alternative)

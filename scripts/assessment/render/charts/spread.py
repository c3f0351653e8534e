"""How far the units of a group lie apart: in total, and in each component."""

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.render.charts import swarm
from assessment.render.charts.chart import Chart
from assessment.render.charts.rates import rates


def spread(publication: Publication, group: PublishedGroup) -> Chart | None:
    """Draw all units of the group as dots; None without totals."""
    rows = rates(publication, group)
    if not rows:
        return None
    told = "，".join(
        f"{row.name}最低{min(row.by_unit.values()):.1f}%、平均{row.mean:.1f}%、最高{max(row.by_unit.values()):.1f}%"
        for row in rows
    )
    alternative = f"{group.name}{len(rows[0].by_unit)}个单位的得分率：{told}。"
    return swarm.rows(rows, "", "平均").chart(alternative)

"""How far the units of a group lie apart: in total, and in each component."""

from assessment.disclosure.publication import PublishedGroup
from assessment.render.charts.chart import Chart
from assessment.render.charts.swarm import Swarm


def spread(group: PublishedGroup, swarm: Swarm) -> Chart:
    """Draw all units of the group as dots."""
    parts = "，".join(
        f"{row.name}最低{min(row.by_unit.values()):.1f}%、平均{row.mean:.1f}%、最高{max(row.by_unit.values()):.1f}%"
        for row in swarm.rows
    )
    return swarm.draw("", "平均").chart(
        f"{group.name}{len(swarm.rows[0].by_unit)}个单位的得分率：{parts}。",
        f"每个圆点是{group.name}的一个单位，竖线和右边的数是本组平均；按得分占满分的百分比画，数值见本组的表。",
    )

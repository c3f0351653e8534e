"""The assessed units, and where they publish."""

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum
from assessment.render.scheme_words import roster_in_scheme

_COLUMNS = (
    DataColumn("全称", "单位的法定全称；空白表示没有登记"),
    DataColumn("加挂牌子", "加挂的牌子，用顿号隔开"),
    DataColumn("网址", "单位的政务公开网址"),
    DataColumn("自评材料", "单位自行公开的总结和自评材料的标题；自评不计分"),
    DataColumn("自评网址", "自评材料的网址"),
    DataColumn("自评日期", "自评材料公开的日期", ColumnType.DATE),
)


def units(publication: Publication) -> DataTable:
    """Return the table, in the order of the scheme."""
    last, notice = notice_of_all(publication)
    return DataTable(
        name="units",
        title=f"{publication.name}政务公开考评对象",
        description=f"全部考评对象，按{roster_in_scheme(publication.scheme)}的次序，与成绩无关。",
        columns=(*when(publication), *unit_columns(publication), *_COLUMNS, *last),
        rows=tuple((*unit_cells(publication, unit), *_cells(unit), *notice) for unit in publication.units.values()),
        key=("年度", "单位编号"),
    )


def _cells(unit: PublishedUnit) -> tuple[Datum, ...]:
    review = unit.self_review
    return (
        unit.full_name or None,
        "、".join(unit.plates) or None,
        unit.site or None,
        review.title if review else None,
        review.url if review else None,
        review.date if review else None,
    )

"""The ranks of each unit under other readings, where every mark is public."""

from assessment.disclosure.publication import Publication
from assessment.disclosure.rank_ranges import PublishedRange
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum, decimal
from assessment.render.views.rank_ranges import most_option, ranges_lead

_COLUMNS = (
    DataColumn("名次", "公布的名次", ColumnType.INTEGER, required=True),
    DataColumn("最靠前的名次", "改变分数的解读换成别的读法，各种组合里最靠前的名次", ColumnType.INTEGER, required=True),
    DataColumn("最靠后的名次", "同上，最靠后的名次", ColumnType.INTEGER, required=True),
    DataColumn(
        "最靠前的名次（连同排名办法）",
        "只改变排名办法的解读也换成别的读法，各种组合里最靠前的名次",
        ColumnType.INTEGER,
        required=True,
    ),
    DataColumn("最靠后的名次（连同排名办法）", "同上，最靠后的名次", ColumnType.INTEGER, required=True),
    DataColumn("影响最大的读法", "单独换这一条，名次变动最大；空白表示单独换哪一条都不变"),
    DataColumn("换这一条后的名次", "只换这一条读法时的名次", ColumnType.INTEGER),
    DataColumn("比下一名多", "总分（未取整）比名单里下一个单位多几分；最后一个单位空白", ColumnType.NUMBER),
)


def rank_range_table(publication: Publication) -> DataTable | None:
    """Return the table; None where the level does not show ranges, or no list is ranked."""
    ranges = publication.ranges
    if ranges is None or not ranges.lists:
        return None
    last, notice = notice_of_all(publication)
    return DataTable(
        name="ranges",
        title=f"{publication.name}政务公开考评名次的范围",
        description=f"方案没有写明之处换一种读法，每个单位的名次在什么范围内。{ranges_lead(publication, ranges)}",
        columns=(*when(publication), *unit_columns(publication), *_COLUMNS, *last),
        rows=tuple(
            (*unit_cells(publication, publication.units[one.unit]), *_cells(publication, one), *notice)
            for of in ranges.lists
            for one in of.units
        ),
        key=("年度", "单位编号"),
    )


def _cells(publication: Publication, one: PublishedRange) -> tuple[Datum, ...]:
    option = most_option(publication, one)
    return (
        one.rank,
        one.best,
        one.worst,
        one.best_in_all,
        one.worst_in_all,
        None if option is None else option.text,
        None if one.most is None else one.most.rank,
        None if one.lead is None else decimal(one.lead),
    )

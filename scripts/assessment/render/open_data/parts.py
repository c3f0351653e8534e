"""Columns that several tables share."""

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.open_data.table import ColumnType, DataColumn, Datum
from assessment.render.words import notices

YEAR = DataColumn("年度", "考评年度", ColumnType.INTEGER, required=True)
ROUND = DataColumn("轮次", "年度里的第几季度、几月或半年", required=True)
UNIT = (
    DataColumn("单位编号", "单位在本站的编号（拼音），与网页地址相同，各年不变", required=True),
    DataColumn("单位", "单位名称，即方案所列的名称", required=True),
    DataColumn("组", "考评分组；名次在组内排列", required=True),
)
_GROUP_ALONE = DataColumn("组", "考评分组", required=True)
_LIST = DataColumn("排名名单", "名次在名单内排列", required=True)
_KINDS = DataColumn("类别", "单位所属的类别，决定怎样计分，用顿号隔开；空白表示不属于任何类别")


def unit_columns(publication: Publication) -> tuple[DataColumn, ...]:
    """Return the columns of a unit, with those of lists and kinds where the scheme has any."""
    *first, group = UNIT
    lists = [_GROUP_ALONE, _LIST] if publication.scheme.ranking.lists else [group]
    return (*first, *lists, *([_KINDS] if publication.scheme.kinds else []))


def when(publication: Publication) -> tuple[DataColumn, ...]:
    """Return the columns that tell the year and, in the tables of a round, the round."""
    return (YEAR, ROUND) if publication.period.is_round else (YEAR,)


def when_cells(publication: Publication) -> tuple[Datum, ...]:
    """Return their cells."""
    year = publication.period.year
    return (year, publication.round_name) if publication.period.is_round else (year,)


def notice_of_all(publication: Publication) -> tuple[tuple[DataColumn, ...], tuple[Datum, ...]]:
    """Return the column at the end of every table and its cell, which say what must be said of the data; or nothing."""
    texts = notices(publication)
    if not texts:
        return (), ()
    return (DataColumn("说明", "这份数据的性质，每一行都写明", required=True),), ("；".join(texts),)


def unit_cells(publication: Publication, unit: PublishedUnit) -> tuple[Datum, ...]:
    """Return the cells of the year and the unit, as ``unit_columns`` has them."""
    scheme = publication.scheme
    names = {one.id: one.name for one in scheme.groups}
    cells: list[Datum] = [*when_cells(publication), unit.id, unit.name, names[unit.group]]
    cells += [scheme.list_of(unit.group).name] if scheme.ranking.lists else []
    kinds = [kind.name for kind in scheme.kinds if unit.id in kind.units]
    cells += ["、".join(kinds) or None] if scheme.kinds else []
    return tuple(cells)

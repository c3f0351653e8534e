"""What the weights of components do to the order: how much each decides, and what would turn two neighbours round."""

from collections.abc import Iterator

from assessment.disclosure.list_weights import ListWeights, Neighbours
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Totalled
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when, when_cells
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum, decimal
from assessment.render.views.offer import most
from assessment.render.views.weights import SHARES, component_of, share_name

_LIST = DataColumn("排名名单", "在一起排名的单位", required=True)
_SHARES = (
    DataColumn("环节", "考评环节", required=True),
    DataColumn("最多计入总分", "这个环节最多计入总分的分数；总分调整没有，空白"),
    DataColumn(
        "对名次的作用",
        "总分的差距有多少来自这个环节，1是全部，低于0的是总分高的得分反而低；除不尽的取到小数点后10位",
        ColumnType.NUMBER,
        required=True,
    ),
)
_NEIGHBOURS = (
    DataColumn("名次", "公布的名次", ColumnType.INTEGER),
    DataColumn("下一个单位编号", "同一名单里紧接着的单位的编号", required=True),
    DataColumn("下一个单位", "紧接着的单位", required=True),
    DataColumn("比下一个多", "总分（未取整）多几分；除不尽的取到小数点后10位", ColumnType.NUMBER, required=True),
    DataColumn(
        "调整的分数",
        "权重在两个环节之间最少调整几分，总分就相同；空白表示总分已经相同，或者怎样调整都不会相同",
        ColumnType.NUMBER,
    ),
    DataColumn("少占的环节", "权重减少的环节；没有调整的空白"),
    DataColumn("多占的环节", "权重增加的环节；没有调整的空白"),
)


def share_table(publication: Publication) -> DataTable | None:
    """Return how much each component decides; None where the level does not show the marks of components."""
    if not any(of.shares for of in publication.weights):
        return None
    last, notice = notice_of_all(publication)
    return DataTable(
        name="shares",
        title=f"{publication.name}政务公开考评各环节对名次的作用",
        description=SHARES,
        columns=(*when(publication), _LIST, *_SHARES, *last),
        rows=tuple((*row, *notice) for of in publication.weights for row in _share_rows(publication, of)),
    )


def _share_rows(publication: Publication, of: ListWeights) -> Iterator[tuple[Datum, ...]]:
    for one in of.shares:
        part = component_of(publication, one)
        worth = None if part is None else most(publication, part)
        yield (
            *when_cells(publication),
            publication.group(of.list).name,
            share_name(publication, one),
            worth,
            decimal(one.share),
        )


def neighbour_table(publication: Publication) -> DataTable | None:
    """Return how far neighbours are apart; None where the level does not show the marks of components."""
    if not publication.weights:
        return None
    last, notice = notice_of_all(publication)
    return DataTable(
        name="neighbours",
        title=f"{publication.name}政务公开考评相邻两名的差距",
        description=(
            "每个单位的总分比下一个单位多几分；权重在两个环节之间最少调整几分，两个单位就同分，再多一点，先后就倒过来。"
        ),
        columns=(*when(publication), *unit_columns(publication), *_NEIGHBOURS, *last),
        rows=tuple(
            (*unit_cells(publication, publication.units[one.above]), *_neighbour_cells(publication, one), *notice)
            for of in publication.weights
            for one in of.neighbours
        ),
        key=("年度", "单位编号"),
    )


def _neighbour_cells(publication: Publication, one: Neighbours) -> tuple[Datum, ...]:
    result, moved = publication.units[one.above].result, one.moved
    names = {part.key: part.name for part in publication.scheme.components}
    return (
        result.rank if isinstance(result, Totalled) else None,
        one.below,
        publication.units[one.below].name,
        decimal(one.gap),
        None if moved is None else decimal(moved.points),
        None if moved is None else names[moved.giver],
        None if moved is None else names[moved.taker],
    )

"""The results: one row a unit, as much of them as the level shows."""

from decimal import Decimal

from assessment.disclosure.comparison import Alike, compare_unit
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ByComponent, Graded, Named, Totalled, Unmarked
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render import views
from assessment.render.open_data.part_ranks import part_cells, part_columns
from assessment.render.open_data.parts import notice_of_all, unit_cells, unit_columns, when
from assessment.render.open_data.table import NOT_FOR, ColumnType, DataColumn, DataTable, Datum, inert, number

_STATUS = DataColumn("状态", "已评定，或者没有结果的原因：待定、未参评", required=True)
_GRADE = DataColumn("等次", "总分所在的等次；空白表示没有评定")
_TOTAL = DataColumn("总分", "公布的总分，最后取整一次；空白表示没有总分，不是0分", ColumnType.NUMBER)
_EXACT = DataColumn("总分（未取整）", "各环节计入总分的分数之和；除不尽的取到小数点后10位", ColumnType.NUMBER)
_BESIDE = (
    DataColumn("上一轮总分", "上一轮公布的总分；空白表示上一轮没有总分，或者口径不同", ColumnType.NUMBER),
    DataColumn("比上一轮增减", "公布的总分比上一轮增加的分数，减少的为负数", ColumnType.NUMBER),
)
_CLOSING = DataColumn("总分调整", "各环节相加以后对总分整个作的改动，如否决、不涉及的折算", ColumnType.NUMBER)
_LEADING = DataColumn("先进", "是否列入先进名单", required=True)
_TRAILING = DataColumn("靠后", "是否列入排名靠后名单", required=True)


def results(publication: Publication, before: Publication | None = None) -> DataTable | None:
    """Return the table; None where the level shows nothing of a result.

    Args:
        before: the round before, with which a round is compared; None for a year.
    """
    parts = any(isinstance(unit.result, ByComponent) for unit in publication.units.values())
    columns: tuple[DataColumn, ...] = ()
    if publication.disclosure.shows_results:
        columns += (_STATUS, *([_GRADE] if publication.scheme.grades else []))
    if publication.disclosure.shows_totals:
        columns += (_rank(publication), _TOTAL)
    if parts:
        columns += (_EXACT, *_components(publication), *([_CLOSING] if _is_closed(publication) else []))
        columns += part_columns(publication, columns)
    if any(isinstance(unit.result, Named) for unit in publication.units.values()):
        columns += (_LEADING, *([_TRAILING] if publication.names_last else []))
    if not columns:
        return None
    last, notice = notice_of_all(publication)
    width = len(columns)
    compared = before is not None and publication.shows_totals and before.shows_totals
    beside = _BESIDE if compared else ()
    return DataTable(
        name="results",
        title=f"{publication.name}政务公开考评结果",
        description="每个单位一行，列到公开程度允许的内容。"
        + (f"公布的总分相同而名次不同的，{views.WHY}。" if views.has_alike(publication) else ""),
        columns=(*when(publication), *unit_columns(publication), *columns, *beside, *last),
        rows=tuple(
            (
                *unit_cells(publication, unit),
                *_widen(_cells(publication, unit), width),
                *_change(publication, before, unit, beside),
                *notice,
            )
            for unit in publication.units.values()
        ),
        key=("年度", "单位编号"),
    )


def _change(
    publication: Publication, before: Publication | None, unit: PublishedUnit, columns: tuple[DataColumn, ...]
) -> tuple[Datum, ...]:
    """Return the cells of the round before; empty ones where the totals were not made alike."""
    if before is None or not columns:
        return ()
    compared = compare_unit(publication, before, unit)
    if compared is None or not isinstance(compared.total, Alike):
        return (None, None)
    return Decimal(compared.total.before.text), Decimal(compared.total.change.text)


def _is_closed(publication: Publication) -> bool:
    """Tell whether anything is done to some total as a whole."""
    results = (unit.result for unit in publication.units.values())
    return any(isinstance(result, ByComponent) and result.closing.exact for result in results)


def _rank(publication: Publication) -> DataColumn:
    where, whole = ("名单", "名单") if publication.scheme.ranking.lists else ("组", "本组")
    meaning = f"{where}内名次，{views.ties(publication)}；空白表示没有总分或{whole}暂不排名"
    return DataColumn("名次", meaning, ColumnType.INTEGER)


def _components(publication: Publication) -> tuple[DataColumn, ...]:
    columns: dict[str, DataColumn] = {}
    for component in publication.scheme.components:
        for what, meaning in (("得分", "环节得分，未折算"), ("计入总分", "环节得分折算后计入总分的分数")):
            name = inert(f"{component.name}{what}")
            # Two components may bear one name.
            name = f"{name}（{component.id}）" if name in columns else name
            some = f"；没有这个环节的组写“{NOT_FOR}”" if component.groups else ""
            description = f"{component.name}：{meaning}；除不尽的取到小数点后10位{some}"
            columns[name] = DataColumn(name, description, ColumnType.NUMBER)
    return tuple(columns.values())


def _widen(cells: tuple[Datum, ...], width: int) -> tuple[Datum, ...]:
    return (*cells, *[None] * (width - len(cells)))


def _cells(publication: Publication, unit: PublishedUnit) -> tuple[Datum, ...]:
    result = unit.result
    if isinstance(result, Named):
        return (
            "是" if result.leading else "否",
            *(["是" if result.trailing else "否"] if publication.names_last else []),
        )
    if isinstance(result, Unmarked):
        return (result.label,)
    if isinstance(result, Graded):
        return ("已评定", result.grade)
    if not isinstance(result, Totalled):
        return ()
    cells: tuple[Datum, ...] = ("已评定", *([result.grade] if result.grade else []))
    cells += (result.rank, Decimal(result.total.text))
    if isinstance(result, ByComponent):
        cells += (number(result.total),)
        known = {mark.id: mark for mark in result.components}
        for component in publication.scheme.components:
            mark = known.get(component.id)
            cells += (NOT_FOR, NOT_FOR) if mark is None else (number(mark.mark), number(mark.weighted))
        cells += (number(result.closing),) if _is_closed(publication) else ()
        cells += part_cells(publication, unit)
    return cells

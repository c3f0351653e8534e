"""The results: one row a unit, as much of them as the level shows."""

from collections.abc import Iterable
from decimal import Decimal

from assessment.dataset.part import Part
from assessment.disclosure.publication import (
    ByComponent,
    Graded,
    Named,
    Publication,
    PublishedUnit,
    Totalled,
    Unmarked,
)
from assessment.render.open_data.parts import YEAR, told_of_all, unit_cells, unit_columns
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum, inert, number

_STATUS = DataColumn("状态", "已评定，或者没有结果的原因：待定、未参评", required=True)
_GRADE = DataColumn("等次", "总分所在的等次；空白表示没有评定")
_TOTAL = DataColumn("总分", "公布的总分，最后取整一次；空白表示没有总分，不是0分", ColumnType.NUMBER)
_EXACT = DataColumn("总分（未取整）", "各环节计入总分的分数之和；除不尽的取到小数点后10位", ColumnType.NUMBER)
_LEADING = DataColumn("先进", "是否列入先进名单", required=True)
_TRAILING = DataColumn("靠后", "是否列入排名靠后名单", required=True)


def results(publication: Publication) -> DataTable | None:
    """Return the table; None where the level shows nothing of a result."""
    components = publication.scheme.components
    parts = any(isinstance(unit.result, ByComponent) for unit in publication.units.values())
    columns: tuple[DataColumn, ...] = ()
    if publication.disclosure.shows_results:
        columns += (_STATUS, *([_GRADE] if publication.scheme.grades else []))
    if publication.disclosure.shows_totals:
        columns += (_rank(publication), _TOTAL)
    if parts:
        columns += (_EXACT, *_components(publication))
    if any(isinstance(unit.result, Named) for unit in publication.units.values()):
        columns += (_LEADING, *([_TRAILING] if publication.names_last else []))
    if not columns:
        return None
    last, said = told_of_all(publication)
    width, last_named = len(columns), publication.names_last
    return DataTable(
        name="results",
        title=f"{publication.year}年政务公开考评结果",
        description="每个单位一行，列到公开程度允许的内容。",
        columns=(YEAR, *unit_columns(publication), *columns, *last),
        rows=tuple(
            (
                *unit_cells(publication, unit),
                *_filled(_cells(unit, components, last_named=last_named), width),
                *said,
            )
            for unit in publication.units.values()
        ),
        key=("年度", "单位编号"),
    )


def _rank(publication: Publication) -> DataColumn:
    where, whole = ("名单", "名单") if publication.scheme.ranking.lists else ("组", "本组")
    meaning = f"{where}内名次，总分相同的并列；空白表示没有总分或{whole}暂不排名"
    return DataColumn("名次", meaning, ColumnType.INTEGER)


def _components(publication: Publication) -> tuple[DataColumn, ...]:
    columns: dict[str, DataColumn] = {}
    for component in publication.scheme.components:
        for what, meaning in (("得分", "环节得分，未折算"), ("计入总分", "环节得分折算后计入总分的分数")):
            name = inert(f"{component.name}{what}")
            # Two components may bear one name.
            name = f"{name}（{component.id}）" if name in columns else name
            columns[name] = DataColumn(name, f"{component.name}：{meaning}；除不尽的取到小数点后10位", ColumnType.NUMBER)
    return tuple(columns.values())


def _filled(cells: tuple[Datum, ...], width: int) -> tuple[Datum, ...]:
    return (*cells, *[None] * (width - len(cells)))


def _cells(unit: PublishedUnit, components: Iterable[Part], *, last_named: bool) -> tuple[Datum, ...]:
    result = unit.result
    if isinstance(result, Named):
        return ("是" if result.leading else "否", *(["是" if result.trailing else "否"] if last_named else []))
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
        for component in components:
            mark = known.get(component.id)
            cells += (None, None) if mark is None else (number(mark.mark), number(mark.weighted))
    return cells

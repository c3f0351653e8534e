"""The scheme: its components and indicators with what each is worth and the words of its clause."""

from collections.abc import Iterator, Mapping

from assessment.dataset.part import Part
from assessment.disclosure.publication import Publication
from assessment.render.open_data.parts import notice_of_all, when, when_cells
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum, inert
from assessment.render.scheme_words import has_full_marks


def scheme(publication: Publication) -> DataTable:
    """Return the table: each component, and below it its indicators in the order of the scheme."""
    last, notice = notice_of_all(publication)
    return DataTable(
        name="scheme",
        title=f"{publication.name}政务公开考评指标",
        description=f"{publication.scheme.title}的环节和指标，每个一行，附条款原文。",
        columns=(*when(publication), *_columns(publication), *last),
        rows=tuple((*when_cells(publication), *cells, *notice) for cells in _rows(publication)),
    )


def _columns(publication: Publication) -> tuple[DataColumn, ...]:
    groups = [(group.id, inert(group.name)) for group in publication.scheme.marking_groups]
    names = [name for _, name in groups]
    # Two groups may bear one name.
    heads = [name if names.count(name) == 1 else f"{name}，{id_}" for id_, name in groups]
    with_full = heads if has_full_marks(publication.scheme) else []
    return (
        DataColumn("环节", "考评环节", required=True),
        DataColumn("条款", "方案条款编号，每行不同", required=True),
        DataColumn("上级条款", "上一级指标或环节的条款编号；空白表示这一行是环节"),
        DataColumn("名称", "环节或指标的名称", required=True),
        *(
            DataColumn(f"满分（{head}）", f"{head}的满分；空白表示没有满分或不适用于本组", ColumnType.NUMBER)
            for head in with_full
        ),
        *(
            DataColumn(f"最多计入总分（{head}）", f"环节对{head}最多计入总分的分数；指标为空白", ColumnType.NUMBER)
            for head in heads
        ),
        DataColumn("开始日期", "环节测评开始的日期；指标为空白", ColumnType.DATE),
        DataColumn("截止日期", "环节测评截止的日期，含当日；指标为空白", ColumnType.DATE),
        DataColumn("限额", "条款写明的限额"),
        DataColumn("原文", "条款的原文"),
    )


def _rows(publication: Publication) -> Iterator[tuple[Datum, ...]]:
    groups = tuple(group.id for group in publication.scheme.marking_groups)
    with_full = groups if has_full_marks(publication.scheme) else ()
    texts = {clause.id: clause.text for clause in publication.scheme.walk()}
    for component in publication.scheme.components:
        yield (
            component.name,
            component.clause,
            None,
            component.name,
            *(component.full_of(group) for group in with_full),
            *(component.points_of(group) for group in groups),
            component.window.first,
            component.window.last,
            None,
            texts.get(component.clause) or None,
        )
        for item in component.items:
            yield from _items(component, item, component.clause, groups, with_full, texts)


def _items(
    component: Part,
    item: Part,
    above: str,
    groups: tuple[str, ...],
    with_full: tuple[str, ...],
    texts: Mapping[str, str],
) -> Iterator[tuple[Datum, ...]]:
    yield (
        component.name,
        item.clause,
        above,
        item.name,
        *(item.full_of(group) for group in with_full),
        *[None] * len(groups),
        None,
        None,
        item.limit_text or None,
        texts.get(item.clause) or None,
    )
    for below in item.items:
        yield from _items(component, below, item.clause, groups, with_full, texts)

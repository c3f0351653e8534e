"""Marks and ranks of parts as columns, where the scheme ranks parts and the level shows their marks."""

from collections.abc import Iterable, Iterator, Mapping

from assessment.dataset.part import Part
from assessment.disclosure.marks_down import marks_down
from assessment.disclosure.publication import PartRank, Publication
from assessment.disclosure.published_result import ByComponent, PartMark, PublishedMark
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.open_data.table import NOT_FOR, ColumnType, DataColumn, Datum, inert, number


def part_columns(publication: Publication, before: Iterable[DataColumn]) -> tuple[DataColumn, ...]:
    """Return the columns: of a component its rank, of a part below its mark and its rank.

    Args:
        before: the other columns of the table, whose names these do not bear.
    """
    taken = {column.name for column in before}
    columns: dict[str, DataColumn] = {}
    for component, part in _ranked(publication):
        path = component.name if part is component else f"{component.name}里的{part.name}"
        for what, kind, meaning in _columns(part is component):
            name = inert(f"{part.name}{what}")
            # Two parts may bear one name, and a part that of its component.
            name = f"{name}（{part.key}）" if name in columns or name in taken else name
            columns[name] = DataColumn(name, f"{path}：{meaning}；没有这一项的写“{NOT_FOR}”", kind)
    return tuple(columns.values())


def _columns(is_component: bool) -> Iterator[tuple[str, ColumnType, str]]:
    """Yield the ending of each head, what its cells hold and mean; a component's mark has a column already."""
    if not is_component:
        yield "得分", ColumnType.NUMBER, "得分，用它自己的满分；除不尽的取到小数点后10位，不涉及的空白"
    yield "名次", ColumnType.INTEGER, "按这一项得分排的名次，得分相同的并列；空白表示不排"


def part_cells(publication: Publication, unit: PublishedUnit) -> tuple[Datum, ...]:
    """Return the cells of a unit, as ``part_columns`` has them."""
    result = unit.result
    components = result.components if isinstance(result, ByComponent) else ()
    known = {part.key: part for component in components for part in marks_down(component)}
    ranks = {key: of[unit.id] for group in publication.groups for key, of in group.part_ranks.items() if unit.id in of}
    return tuple(
        cell
        for component, part in _ranked(publication)
        for cell in _cells(known.get(part.key), ranks, part, is_component=part is component)
    )


def _cells(
    mark: PublishedMark | PartMark | None, ranks: Mapping[str, PartRank], part: Part, *, is_component: bool
) -> Iterator[Datum]:
    if not is_component:
        figure = None if mark is None or not mark.applies else mark.mark
        yield NOT_FOR if mark is None else None if figure is None else number(figure)
    rank = ranks.get(part.key)
    yield NOT_FOR if mark is None else None if rank is None else rank.rank


def _ranked(publication: Publication) -> Iterator[tuple[Part, Part]]:
    """Yield each part that any list has ranks of, with its component."""
    shown = {key for group in publication.groups for key in group.part_ranks}
    for component in publication.scheme.components:
        for part in component.walk():
            if part.key in shown:
                yield component, part

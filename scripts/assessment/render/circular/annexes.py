"""The annexes of a circular: the table of each group, and where ledgers are public what was lost by each item."""

from collections.abc import Iterable, Iterator

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, Graded, Totalled, Unmarked
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render import views, words
from assessment.render.circular.model import Annex, Head, Table


def annexes(publication: Publication, before: Publication | None) -> Iterator[Annex]:
    """Yield the annexes in order; none where no totals are public.

    Args:
        before: what the publication is held against, where there is such.
    """
    tables = [*_tables(publication, before)]
    for number, (title, table) in enumerate(tables, 1):
        label = "附件" if len(tables) == 1 else f"附件{number}"
        yield Annex(label, f"{publication.title}{title}", table)


def _tables(publication: Publication, before: Publication | None) -> Iterator[tuple[str, Table]]:
    if publication.disclosure.shows_results:
        for group in publication.groups:
            yield f"{group.name}考评结果", _group(publication, group, before)
    if (lost := _lost(publication)) is not None:
        yield "各项目失分情况", lost


def _group(publication: Publication, group: PublishedGroup, before: Publication | None) -> Table:
    listed = views.ranked(publication, group)
    columns = views.weighted_columns(publication, listed)
    has_parts = any(isinstance(unit.result, ByComponent) for unit in listed)
    heads = [Head("单位", 9)]
    cells = [[unit.name] for unit in listed]

    def add(head: Head, column: Iterable[str]) -> None:
        heads.append(head)
        for row, cell in zip(cells, column, strict=True):
            row.append(cell)

    if publication.shows_totals:
        add(Head("名次", 3, is_number=True), map(_rank, listed))
        for component in publication.scheme.components_among(group.marked_as) if has_parts else ():
            marks = (words.minus(columns.get(unit.id, {}).get(component.id, "—")) for unit in listed)
            add(Head(component.name, 5, is_number=True), marks)
        if closing := views.closing_column(listed):
            add(Head("总分调整", 4, is_number=True), (words.minus(closing.get(unit.id, "—")) for unit in listed))
        add(Head("总分", 4, is_number=True), map(_total, listed))
        if changes := views.change_column(publication, before):
            add(Head("比上一轮", 4, is_number=True), (changes[unit.id] for unit in listed))
    if views.by_grade(publication, group):
        add(Head("等次", 4), map(_grade, listed))
    return Table(_caption(publication, has_parts=has_parts), tuple(heads), tuple(map(tuple, cells)))


def _caption(publication: Publication, *, has_parts: bool) -> str:
    if has_parts:
        return "各环节为计入总分的分数（单位：分）"
    return "总分和名次（单位：分）" if publication.shows_totals else "同一等次的单位按方案所列次序"


def _grade(unit: PublishedUnit) -> str:
    match unit.result:
        case Graded() | Totalled() as result:
            return result.grade
        case Unmarked() as result:
            return result.label
        case _:
            return "—"


def _rank(unit: PublishedUnit) -> str:
    result = unit.result
    return "—" if not isinstance(result, Totalled) or result.rank is None else str(result.rank)


def _total(unit: PublishedUnit) -> str:
    match unit.result:
        case Totalled() as result:
            return result.total.text
        case Unmarked() as result:
            return result.label
        case _:
            return "—"


def _lost(publication: Publication) -> Table | None:
    found = views.by_cost(views.problems(publication, views.item_names(publication)))
    scale = views.lost_scale(publication)
    rows = [
        (line.costly.problem.name, line.costly.component, str(line.units), line.mean, line.weighted)
        for line in views.cost_lines(publication, found)
    ]
    heads = (
        Head("测评指标", 10),
        Head("环节", 5),
        Head("失分单位数", 4, is_number=True),
        Head("平均失分", 4, is_number=True),
        Head(scale, 4, is_number=True),
    )
    return Table(f"平均失分只算失分的单位，{scale}是这些单位失分的合计（单位：分）", heads, tuple(rows)) if rows else None

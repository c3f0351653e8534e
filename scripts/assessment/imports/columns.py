"""Which column is which: by its name, and where several have such a name, by what stands under it."""

from collections.abc import Callable, Collection, Iterable, Mapping

from assessment.imports.layout import HeadView
from assessment.imports.table import SheetTable
from assessment.imports.values import is_blank
from assessment.imports.vocabulary import ColumnKind, ColumnKinds

ColumnShare = Callable[[int], float]
"""Tells which part of the texts under a column are of the kind."""


def columns_named(
    view: HeadView, headings: ColumnKinds, besides: Collection[int] = (), fits: Mapping[str, ColumnShare] | None = None
) -> dict[str, int]:
    """Return the column of each kind that has one, each column once.

    Args:
        view: the head.
        headings: the kinds, those that choose first in front.
        besides: columns that are something else.
        fits: of kinds that can be told by what stands under them.
    """
    found: dict[str, int] = {}
    for key, heading in headings.items():
        free = [column for column in view.texts if column not in besides and column not in found.values()]
        alike = _best(view, heading, free, (fits or {}).get(key))
        if alike:
            found[key] = alike[0]
    return found


def repeated(view: HeadView, heading: ColumnKind, chosen: int, besides: Collection[int]) -> list[int]:
    """Return the other columns that could as well be the chosen one."""
    free = [column for column in view.texts if column not in besides or column == chosen]
    alike = _best(view, heading, free, None)
    return [column for column in alike if column != chosen] if chosen in alike else []


def _best(view: HeadView, heading: ColumnKind, free: Iterable[int], fits: ColumnShare | None) -> list[int]:
    """Return the columns that are surest to be of a kind, those under which most fits first."""
    ranks = {column: rank for column in free if (rank := heading.rank(view.texts[column])) is not None}
    if not ranks:
        return []
    if fits is not None:
        shares = {column: fits(column) for column in ranks}
        if best := max(shares.values()):
            return [column for column in ranks if shares[column] == best]
    surest = min(ranks.values())
    alike = [column for column, rank in ranks.items() if rank == surest]
    alone = [column for column in alike if len(view.texts[column]) == 1]
    return _once(view, alone or alike)


def _once(view: HeadView, columns: Iterable[int]) -> list[int]:
    """Return columns without those that only widen another: of those under one merged head the ones with content."""
    by_corner: dict[tuple[int, int] | None, list[int]] = {}
    for column in columns:
        by_corner.setdefault(view.corner(column), []).append(column)
    return [column for alike in by_corner.values() for column in _with_content(view, alike) or alike[:1]]


def _with_content(view: HeadView, columns: Iterable[int]) -> list[int]:
    return [column for column in columns if any(not is_blank(cell) for cell in view.below.get(column, ()))]


def refuse_repeated(table: SheetTable, key: str, heading: ColumnKind, besides: Collection[int]) -> None:
    """Note as a fault each further column that could as well be the one of a kind."""
    view = HeadView(table.grid, table.head, table.head, table.texts)
    for column in repeated(view, heading, table.columns[key], besides):
        message = f"有两列都是“{heading.label}”：“{table.head_text(table.columns[key])}”和“{table.head_text(column)}”"
        name = table.head_text(column)
        hint = f"同样的内容只留一列，或改列名；这一列不要的，加 --map {name}=不导入"
        if name == table.head_text(table.columns[key]):
            hint = "同样的内容只留一列，或改列名"
        table.fault(column, "repeated-head", message, hint)
